"""From what people type about a finding to values. Plain forms; services judge and write."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.datastructures import MultiValueDict

from noken.core.errors import Refused
from noken.findings.rules.terms import BOUNDS
from noken.findings.services import Handing, NewCard, NewTerms, ReplyDraft

MOST_LETTERS = 4000
TERMS = {
    "reply_workdays": "Menjawab: hari kerja sejak diketahui pegawai",
    "decide_workdays": "Memutus: hari kerja sejak dijawab",
    "proof_workdays": "Melengkapi bukti: hari kerja sejak diminta",
    "overturned_percent": "Aturan berhenti sendiri: persen dibatalkan",
    "settled_least": "Dihitung sesudah: baris selesai",
    "shown_months": "Yang gugur tampil di layar yang memutus: bulan",
}
VERDICTS = (("ACCEPT", "Terima"), ("REFUSE", "Tolak"), ("ASK_PROOF", "Minta bukti"))
FIELD_OF = {
    "finding.empty": "keterangan",
    "finding.said_already": "keterangan",
    "finding.too_long": "keterangan",
    "finding.no_rows": "baris",
    "finding.no_reason": "alasan",
    "finding.bad_day": "tanggal",
    "finding.no_witness": "saksi",
    "finding.no_companion": "pendamping",
    "card.no_groups": "kelompok",
    "card.bad_groups": "kelompok",
    "card.unknown_unit": "unit",
    "card.no_change": "perubahan",
    "card.no_source": "dasar",
    "card.in_the_past": "mulai",
    "terms.no_source": "dasar",
    "terms.in_the_past": "mulai",
}
"""The field that a refusal of the services speaks of."""


def mark(form: forms.Form, refusal: Refused, *, shown: bool) -> None:
    """Put a refusal beside the field it speaks of; what was typed stays.

    Raises:
        Refused: the same one, where the reader's page does not show the form.
    """
    if not shown:
        raise refusal
    field = FIELD_OF.get(refusal.code, "")
    form.add_error(field if field in form.fields else None, refusal.message)


def _text(label: str, rows: int, required: str, **options: Any) -> forms.CharField:
    most = options.pop("most", MOST_LETTERS)
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": required,
            "max_length": f"Paling panjang {most} huruf. Singkatkan.",
        },
        **options,
    )


class RowsField(forms.MultipleChoiceField):
    """Rows by id. Which of them can be answered now the service judges: what is sent a second time
    has been answered already."""

    def valid_value(self, value: Any) -> bool:
        return str(value).isdigit()


class ReplyForm(forms.Form):
    """What the person says to some rows. Files come beside it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    baris = RowsField(
        label="Untuk hari atau hal mana?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Pilih sedikitnya satu.",
            "invalid_choice": "Salah satunya sudah berubah. Muat ulang halaman.",
        },
    )
    keterangan = _text("Keterangan Anda", 5, "Tuliskan keterangan Anda, satu kalimat pun cukup.")
    pendamping = forms.CharField(
        label="Rekan yang mendampingi Anda saat berbicara",
        required=False,
        max_length=120,
        error_messages={"max_length": "Paling panjang 120 huruf."},
    )

    def __init__(
        self,
        page: Any,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
    ) -> None:
        rows = page.answerable
        asked = [str(line.id) for line in rows if line.state in {"ASKED", "PROOF"}]
        asked = asked or [str(line.id) for line in rows if len(rows) == 1]
        super().__init__(data, initial={"key": page.key, "baris": asked}, auto_id="id_jawab_%s")
        self.fields["baris"].choices = [  # type: ignore[attr-defined]  # a choice field
            (str(line.id), f"{line.title}, {line.word.lower()}") for line in rows
        ]
        if not page.companion_allowed:
            del self.fields["pendamping"]
        self.uploads = tuple(files.getlist("lampiran")) if files else ()

    def check_key(self) -> None:
        """Raises Refused: `receipt.bad_key`, when the submission's id cannot be read."""
        if not self.is_valid() and "key" in self.errors:
            raise Refused(
                "Kode kiriman tidak dikenali. Muat ulang halaman, lalu kirim lagi.",
                code="receipt.bad_key",
            )

    def draft(self) -> ReplyDraft:
        """Ask only when valid."""
        said = self.cleaned_data
        return ReplyDraft(
            key=said["key"],
            row_ids=tuple(int(each) for each in said["baris"]),
            text=said["keterangan"],
            companion=said.get("pendamping", ""),
            files=self.uploads,
        )


class DecisionForm(forms.Form):
    """A verdict for each row that waits, and one reason."""

    alasan = _text("Alasan", 3, "Tuliskan alasan Anda; pegawai membacanya.", most=500)

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="id_putus_%s")
        self.rows = page.to_decide
        for line in self.rows:
            self.fields[f"baris_{line.id}"] = forms.ChoiceField(
                label=line.short,
                choices=VERDICTS,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Pilih salah satu."},
            )

    @property
    def choices(self) -> list[tuple[Any, forms.BoundField]]:
        """Each row with its field, in the order of the page."""
        return [(line, self[f"baris_{line.id}"]) for line in self.rows]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not any(said.get(f"baris_{line.id}") for line in self.rows):
            self.add_error(None, "Pilih keputusan untuk sedikitnya satu baris.")
        return said

    def verdicts(self) -> Mapping[int, str]:
        """Ask only when valid."""
        given = {line.id: self.cleaned_data[f"baris_{line.id}"] for line in self.rows}
        return {pk: verdict for pk, verdict in given.items() if verdict}


class ReasonOnlyForm(forms.Form):
    """Why something that was refused is taken as an excuse after all."""

    alasan = _text("Alasan", 2, "Tuliskan alasan Anda; pegawai membacanya.", most=500)


class HandingForm(forms.Form):
    """The notice on paper: on which day, before whom."""

    tanggal = forms.DateField(
        label="Diserahkan pada",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=dict.fromkeys(
            ("required", "invalid"), "Isi tanggal penyerahan, misalnya 24/11/2026."
        ),
    )
    saksi = forms.CharField(
        label="Disaksikan oleh",
        max_length=120,
        error_messages={
            "required": "Isi nama saksi yang melihat penyerahannya.",
            "max_length": "Paling panjang 120 huruf.",
        },
    )

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"tanggal": page.today}, auto_id="id_serah_%s")

    def handing(self) -> Handing:
        """Ask only when valid."""
        return Handing(on=self.cleaned_data["tanggal"], witness=self.cleaned_data["saksi"])


def a_day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=dict.fromkeys(
            ("required", "invalid"), "Isi tanggalnya, misalnya 24/11/2026."
        ),
    )


def whole(
    label: str, bounds: tuple[int, int], hint: str = "", *, required: bool = True
) -> forms.IntegerField:
    least, most = bounds
    said = f"Isi angka dari {least} sampai {most}."
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        required=required,
        help_text=f"{hint}, dari {least} sampai {most}" if hint else f"Dari {least} sampai {most}",
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), said),
    )


def a_source() -> forms.CharField:
    return forms.CharField(
        label="Dasar",
        max_length=200,
        help_text="Misalnya nomor peraturan Bupati.",
        error_messages={
            "required": "Tuliskan dasarnya, misalnya nomor peraturan Bupati.",
            "max_length": "Paling panjang 200 huruf.",
        },
    )


class CardForm(forms.Form):
    """A new version of a card. It is proposed as its effect was shown, or shown again."""

    kelompok = forms.MultipleChoiceField(
        label="Siapa yang ditanyai?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Kelompok lain hanya dihitung.",
        error_messages={
            "required": "Pilih sedikitnya satu kelompok.",
            "invalid_choice": "Kelompok itu tidak ditanyai aturan ini.",
        },
    )
    unit = forms.ChoiceField(
        label="Berlaku di",
        required=False,
        widget=forms.Select(attrs={"class": "inp"}),
        error_messages={"invalid_choice": "Pilih dari daftar."},
    )
    perubahan = _text(
        "Apa yang berubah, dan mengapa", 3, "Tuliskan apa yang berubah dan mengapa.", most=300
    )
    dasar = a_source()
    mulai = a_day("Berlaku sejak")
    lihat = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        initial = {"kelompok": list(page.groups), "unit": page.unit_id or "", "mulai": page.today}
        initial |= {f"angka_{name}": value for name, value in page.values.items()}
        super().__init__(data, initial=initial, auto_id="id_usul_%s")
        self.code = page.code
        self.names = list(page.settable)
        numbers = {
            f"angka_{name}": whole(each.label, each.bounds, each.unit)
            for name, each in page.settable.items()
        }
        self.fields = {**numbers, **self.fields}
        self.fields["kelompok"].choices = page.group_choices  # type: ignore[attr-defined]  # a choice field
        self.fields["unit"].choices = page.unit_choices  # type: ignore[attr-defined]  # a choice field

    def card(self) -> NewCard:
        """Ask only when valid."""
        said = self.cleaned_data
        return NewCard(
            code=self.code,
            values={name: said[f"angka_{name}"] for name in self.names},
            groups=tuple(said["kelompok"]),
            unit_id=int(said["unit"]) if said["unit"] else None,
            change=said["perubahan"],
            start_on=said["mulai"],
            source=said["dasar"],
        )

    @property
    def digest(self) -> str:
        """Of what would change people's standing; it comes back with what was shown."""
        new = self.card()
        text = repr((new.code, sorted(new.values.items()), sorted(new.groups), new.unit_id))
        return salted_hmac("noken.findings.card", text).hexdigest()

    @property
    def was_shown(self) -> bool:
        return constant_time_compare(self.cleaned_data["lihat"], self.digest)


class TermsForm(forms.Form):
    """Days and limits of all findings."""

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        initial = {name: getattr(page.terms, name) for name in (*TERMS, "companion")}
        super().__init__(data, initial=initial, auto_id="id_ketentuan_%s")
        for name, label in TERMS.items():
            self.fields[name] = whole(label, BOUNDS[name])
        self.fields["companion"] = forms.BooleanField(
            label="Pegawai boleh menyebut pendamping", required=False
        )
        self.fields["mulai"] = a_day("Berlaku sejak")
        self.fields["dasar"] = a_source()

    def terms(self) -> NewTerms:
        """Ask only when valid."""
        said = dict(self.cleaned_data)
        return NewTerms(start_on=said.pop("mulai"), source=said.pop("dasar"), **said)


class SignForm(forms.Form):
    alasan = forms.CharField(required=False, max_length=300)
