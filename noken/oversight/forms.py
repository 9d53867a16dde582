"""What the desk's forms take in."""

from datetime import date
from typing import Any

from django import forms

from noken.oversight.queries.trail import USUAL, Wish
from noken.oversight.rules.acts import WORDS
from noken.oversight.rules.draw import LEAST, MOST
from noken.oversight.services import NewDraw


class RemindForm(forms.Form):
    jenis = forms.CharField(max_length=8)
    unit = forms.IntegerField(min_value=0)


class AnnounceForm(forms.Form):
    """A new sample: for what, how many, on which day."""

    judul = forms.CharField(
        label="Untuk apa",
        max_length=120,
        help_text="Misalnya: Triwulan IV 2026.",
        error_messages={"required": "Tuliskan untuk apa sampel ini."},
    )
    jumlah = forms.IntegerField(
        label="Jumlah orang",
        min_value=LEAST,
        max_value=MOST,
        initial=20,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            f"Isi angka {LEAST} sampai {MOST}.",
        ),
    )
    tanggal = forms.DateField(
        label="Hari undian",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Sesudah hari ini. Daftar dibekukan di antaranya.",
        error_messages=dict.fromkeys(("required", "invalid"), "Pilih tanggalnya."),
    )

    def new_draw(self) -> NewDraw:
        """Ask only when valid."""
        cleaned = self.cleaned_data
        return NewDraw(cleaned["judul"], cleaned["jumlah"], cleaned["tanggal"])


BIGGEST = 2**63 - 1
FIRST, LAST = date(2000, 1, 1), date(2999, 12, 31)
_DAY = dict.fromkeys(("invalid", "min_value", "max_value"), "Pilih tanggalnya.")


class TrailForm(forms.Form):
    """What is sought in the journal, as it stands in the address."""

    cari = forms.CharField(required=False, max_length=120)
    sebagai = forms.CharField(required=False, max_length=8)
    pegawai = forms.IntegerField(required=False, min_value=1, max_value=BIGGEST)
    pelaku = forms.IntegerField(required=False, min_value=1, max_value=BIGGEST)
    jenis = forms.ChoiceField(required=False, choices=[(kind, kind) for kind in WORDS])
    dari = forms.DateField(required=False, error_messages=_DAY)
    sampai = forms.DateField(required=False, error_messages=_DAY)
    sebelum = forms.RegexField(r"^[0-9]{1,17}-[0-9]{1,18}$", required=False)
    baris = forms.IntegerField(required=False, min_value=1, max_value=BIGGEST)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        until = cleaned.get("sampai") or self.today
        since = cleaned.get("dari") or until - USUAL
        if not FIRST <= since <= until <= LAST:
            raise forms.ValidationError("Hari pertama tidak boleh sesudah hari terakhir.")
        return {**cleaned, "dari": since, "sampai": until}

    def usual(self) -> Wish:
        """What is sought while nothing was asked for, or nothing that can be."""
        return Wish(self.today - USUAL, self.today)

    def wish(self) -> Wish:
        """Ask only when valid."""
        sent = self.cleaned_data
        return Wish(
            since=sent["dari"],
            until=sent["sampai"],
            text=sent["cari"].strip(),
            by=sent["sebagai"] == "pelaku",
            person_id=sent["pegawai"],
            doer_id=sent["pelaku"],
            action=sent["jenis"],
            before=sent["sebelum"],
            row=sent["baris"],
        )
