"""From what people type to values. Plain forms; rules and services judge and write."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms
from django.http import QueryDict

from noken.coaching.queries import KINDS, MEASURES, OUTCOMES, NewPage, TalkPage, TermsPage
from noken.coaching.rules.terms import LIMITS, Terms
from noken.coaching.services import Agenda, NewAgreement, NewClose, NewTerms, Result
from noken.core.errors import Refused
from noken.ui import formats

_DAY = "Isi tanggal yang ada, misalnya 24/11/2026."
_HOUR = "Isi jam, misalnya 09.00."
_EMPTY = "Bagian ini belum diisi."
_PICK = "Pilih salah satu."
MORNING = time(9)
TERM_LABELS = {
    "words_months": "Catatan hilang dari layar atasan sesudah (bulan)",
    "clean_months": "Catatan bersih selama (bulan)",
    "in_time_percent": "Laporan tepat waktu paling sedikit (persen)",
    "easy_grace_workdays": "Longgar: waktu melapor (hari kerja)",
    "easy_check_percent": "Longgar: uji petik (persen dari biasa)",
    "close_check_percent": "Rapat: uji petik (persen dari biasa)",
}
FIELD_OF = {
    "coaching.bad_day": "hari",
    "coaching.bad_measure": "ukuran",
    "coaching.too_many": "fakta",
    "coaching.empty": "isi",
    "coaching.too_long": "isi",
    "coaching.bad_until": "sampai",
    "coaching.bad_side": "siapa",
    "coaching.bad_check": "cek",
    "coaching.bad_outcome": "hasil",
    "level.no_reason": "alasan",
    "level.too_long": "alasan",
    "level.bad_span": "sampai",
    "level.too_long_span": "sampai",
}
"""The field that a refusal of the services speaks of."""


def mark(form: forms.Form, refusal: Refused) -> None:
    """Put a refusal beside the field it speaks of; what was typed stays."""
    field = FIELD_OF.get(refusal.code, "")
    form.add_error(field if field in form.fields else None, refusal.message)


def _day(label: str, **options: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _DAY, "invalid": _DAY},
        **options,
    )


def _hour(label: str, **options: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": _HOUR, "invalid": _HOUR},
        **options,
    )


def _text(label: str, most: int, rows: int = 0, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label,
        max_length=most,
        widget=widget,
        error_messages={
            "required": _EMPTY,
            "max_length": f"Paling panjang {most} huruf. Persingkat dulu.",
        },
        **options,
    )


def _choice(label: str, choices: Sequence[tuple[Any, Any]], **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=list(choices),
        error_messages={"required": _PICK, "invalid_choice": "Pilih salah satu dari daftar."},
        **options,
    )


class KeyForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)

    def check_key(self) -> None:
        """Raises Refused: `receipt.bad_key`, when the submission's id cannot be read."""
        if not self.is_valid() and "key" in self.errors:
            raise Refused(
                "Kode kiriman tidak dikenali. Muat ulang halaman, lalu kirim lagi.",
                code="receipt.bad_key",
            )


class AskForm(KeyForm):
    isi = _text("Yang ingin Anda bicarakan", 4000, 3)

    def __init__(self, key: Any, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"key": key})


class AgendaForm(KeyForm):
    """Day, hour, place, and what both look at; `facts` are ticked in the list of offers."""

    hari = _day("Hari")
    jam = _hour("Jam")
    tempat = _text("Tempat", 120, required=False)
    ukuran = _choice("Yang diikuti bersama", MEASURES, required=False)
    isi = _text(
        "Hal lain yang Anda tulis sendiri",
        300,
        2,
        required=False,
        help_text="Misalnya hal baik yang belum tercatat.",
    )
    baik = forms.BooleanField(label="Ini hal yang baik", required=False)

    def __init__(self, page: NewPage, data: QueryDict | None = None) -> None:
        talk = page.talk
        initial = {"key": page.key, "jam": MORNING, "baik": True}
        if talk is not None and talk.meet_on:
            initial |= {
                "hari": talk.meet_on,
                "jam": talk.meet_at,
                "tempat": talk.place,
                "ukuran": talk.measure,
            }
        super().__init__(data, initial=initial)
        self.chosen = frozenset(data.getlist("fakta")) if data is not None else frozenset()

    def agenda(self) -> Agenda:
        """Ask only when valid."""
        said = self.cleaned_data
        return Agenda(
            key=said["key"],
            meet_on=said["hari"],
            meet_at=said["jam"],
            place=said["tempat"],
            facts=sorted(self.chosen),
            words=said["isi"],
            words_good=said["baik"],
            measure=said["ukuran"],
        )


class NoteForm(forms.Form):
    isi = _text("Catatan", 4000, 4)
    tindakan = forms.CharField(required=False)

    def __init__(self, page: TalkPage, data: QueryDict | None = None) -> None:
        written = page.mine.draft or page.mine.shared
        super().__init__(data, initial={"isi": written}, auto_id="id_catatan_%s")
        self.fields["isi"].label = (
            "Menurut Anda" if page.is_own else "Yang saya pahami dan bisa saya bantu"
        )

    @property
    def shares(self) -> bool:
        """Ask only when valid."""
        return str(self.cleaned_data["tindakan"]) == "tunjukkan"


class AgreementForm(forms.Form):
    siapa = _choice("Siapa", ())
    isi = _text("Yang berubah", 300, 2)
    bentuk = _choice("Bentuknya", KINDS)
    sampai = _day("Sampai")
    ukuran = _text("Dilihat dari", 120)

    def __init__(self, page: TalkPage, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="id_sepakat_%s")
        self.fields["siapa"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("EMPLOYEE", page.person.name),
            ("COACH", page.coach.name),
        ]

    def new(self) -> NewAgreement:
        """Ask only when valid."""
        said = self.cleaned_data
        return NewAgreement(
            side=said["siapa"],
            kind=said["bentuk"],
            text=said["isi"],
            until_on=said["sampai"],
            measured_by=said["ukuran"],
        )


class OfferForm(forms.Form):
    cek = _day("Tanggal cek")

    def __init__(self, page: TalkPage, default: Any, data: QueryDict | None = None) -> None:
        proposed = min(page.last_check, default)
        super().__init__(data, initial={"cek": proposed}, auto_id="id_cek_%s")
        self.fields[
            "cek"
        ].help_text = f"Paling lambat {formats.day_named(page.last_check)}, supaya tidak berlarut."


class ResultForm(forms.Form):
    hasil = _choice("Hasilnya", OUTCOMES, widget=forms.RadioSelect)
    hari = _day("Percakapan berikutnya, bila sebagian", required=False)
    jam = _hour("Jam", required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="id_hasil_%s")

    def result(self) -> Result:
        """Ask only when valid."""
        said = self.cleaned_data
        return Result(outcome=said["hasil"], next_on=said["hari"], next_at=said["jam"])


class WordForm(forms.Form):
    isi = forms.CharField(required=False, max_length=500)


class AnswerForm(forms.Form):
    sepakat = forms.ChoiceField(choices=[("ya", "ya"), ("tidak", "tidak")])


class TickForm(forms.Form):
    selesai = forms.ChoiceField(choices=[("ya", "ya"), ("tidak", "tidak")])


class CloseForm(forms.Form):
    alasan = _text("Alasannya; dibaca pegawai", 500, 3)
    sampai = _day("Sampai dengan")

    def new(self) -> NewClose:
        """Ask only when valid."""
        said = self.cleaned_data
        return NewClose(reason=said["alasan"], last_on=said["sampai"])


class ChoiceForm(forms.Form):
    tetap = forms.ChoiceField(choices=[("ya", "ya"), ("tidak", "tidak")])


class TermsForm(forms.Form):
    """A number for every value, its basis and from when it holds."""

    def __init__(self, page: TermsPage, data: QueryDict | None = None) -> None:
        initial = {name: getattr(page.terms, name) for name in LIMITS}
        super().__init__(data, initial=initial)
        for name, label in TERM_LABELS.items():
            least, most = LIMITS[name]
            said = f"Isi angka dari {least} sampai {most}."
            self.fields[name] = forms.IntegerField(
                label=label,
                min_value=least,
                max_value=most,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages=dict.fromkeys(
                    ("required", "invalid", "min_value", "max_value"), said
                ),
            )
        self.fields["mulai"] = _day("Berlaku sejak")
        self.fields["dasar"] = _text("Dasar", 200, help_text="Misalnya nomor peraturan Bupati.")

    def new(self) -> NewTerms:
        """Ask only when valid."""
        said = self.cleaned_data
        values = {name: said[name] for name in LIMITS}
        return NewTerms(Terms(**values, source=said["dasar"]), said["mulai"])


class ReasonForm(forms.Form):
    alasan = forms.CharField(required=False, max_length=300)
