"""From what people type to values. Plain forms; rules and services judge and write."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from noken.core.errors import Refused
from noken.objections.services import (
    Decision,
    HearingDraft,
    Letter,
    NewTerms,
    ObjectionDraft,
    StatementDraft,
)

_DAY = "Isi tanggal yang ada, misalnya 24/11/2026."
_EMPTY = "Bagian ini belum diisi."
_PICK = "Pilih salah satu."
MOST_LETTERS = 8000
MOST_FACT = 2000
PARTS = (
    ("RESULT", "Rating hasil kerja"),
    ("BEHAVIOUR", "Rating perilaku kerja"),
    ("BOTH", "Keduanya"),
)
WAYS = (
    ("DENGAR", "Saya juga ingin didengar langsung"),
    ("TULISAN", "Tulisan ini sudah cukup"),
)
LETTER_WAYS = (
    ("DENGAR", "Ya, atau suratnya tidak menyebut"),
    ("TULISAN", "Tidak, suratnya menyatakan sudah cukup"),
)
SIDES = (("EMPLOYEE", "Pegawai"), ("RATER", "Pejabat penilai"))
MODES = (
    ("MEETING", "Bertemu langsung"),
    ("CALL", "Lewat telepon atau video"),
    ("LETTER", "Lewat surat"),
)
GIVE_UP = ("NONE", "Tidak dapat didengar")
RATINGS = (
    ("ABOVE", "Di atas ekspektasi"),
    ("AS", "Sesuai ekspektasi"),
    ("BELOW", "Di bawah ekspektasi"),
)
FIELD_OF = {
    "objection.no_part": "bagian",
    "objection.empty": "alasan",
    "objection.too_long": "alasan",
    "objection.bad_day": "hari",
    "objection.too_soon": "cara",
    "objection.no_side": "pihak",
    "objection.heard_already": "pihak",
    "objection.lower": "turun",
    "objection.no_rating": "hasil",
    "objection.letter_day": "hari",
    "objection.no_receiver": "penerima",
    "evaluation.no_fact": "contoh",
    "evaluation.reason_missing": "contoh",
    "evaluation.fact_day": "tanggal",
}
"""The field that a refusal of the services speaks of."""


def mark(form: forms.Form, refusal: Refused, *, shown: bool = True) -> None:
    """Put a refusal beside the field it speaks of; what was typed stays.

    Raises:
        Refused: the same one, where the reader's page does not show the form.
    """
    if not shown:
        raise refusal
    field = FIELD_OF.get(refusal.code, "")
    form.add_error(field if field in form.fields else None, refusal.message)


def _choice(label: str, choices: Sequence[tuple[str, str]], **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": _PICK, "invalid_choice": _PICK},
        **options,
    )


def _text(label: str, rows: int, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": _EMPTY,
            "max_length": f"Paling panjang {MOST_LETTERS} huruf. Singkatkan, atau lampirkan PDF.",
        },
        **options,
    )


def _day(label: str, *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _DAY, "invalid": _DAY},
    )


def _days(label: str, most: int) -> forms.IntegerField:
    said = f"Isi angka dari 1 sampai {most}."
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), said),
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


class FileForm(KeyForm):
    """The objection itself. Files come beside it, any number up to what the service takes."""

    bagian = _choice("Bagian mana yang tidak Anda setujui?", PARTS)
    alasan = _text("Alasan Anda", 12)
    dengar = _choice("Bagaimana Anda ingin didengar?", WAYS)

    def __init__(
        self,
        page: Any,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={"key": page.key, "dengar": "DENGAR"})
        self.uploads = tuple(files.getlist("lampiran")) if files else ()

    def draft(self, sheet_id: int) -> ObjectionDraft:
        """Ask only when valid."""
        said = self.cleaned_data
        return ObjectionDraft(
            key=said["key"],
            sheet_id=sheet_id,
            about=said["bagian"],
            text=said["alasan"],
            wants_hearing=said["dengar"] == "DENGAR",
            uploads=self.uploads,
        )


class LetterForm(FileForm):
    """One that came on paper, as whoever keeps the personnel records it."""

    hari = _day("Surat diterima pada")
    penerima = forms.CharField(
        label="Diterima oleh",
        max_length=160,
        error_messages={"required": _EMPTY, "max_length": "Paling panjang 160 huruf."},
    )

    def __init__(
        self,
        page: Any,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
    ) -> None:
        super().__init__(page, data, files)
        self.fields["bagian"].label = "Bagian mana yang tidak disetujui?"
        self.fields["alasan"].label = "Alasannya, seperti tertulis di surat"
        self.fields["dengar"].label = "Apakah pegawai ingin didengar langsung?"
        self.fields["dengar"].choices = LETTER_WAYS  # type: ignore[attr-defined]  # a ChoiceField

    def letter(self, sheet_id: int) -> Letter:
        """Ask only when valid."""
        said = self.cleaned_data
        return Letter(draft=self.draft(sheet_id), day=said["hari"], receiver=said["penerima"])


class StatementForm(KeyForm):
    """What a side adds in writing: the person's addition, the rater's answer."""

    alasan = _text("Keterangan", 6)

    def __init__(
        self,
        page: Any,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        label: str = "Keterangan",
    ) -> None:
        super().__init__(data, initial={"key": page.key}, auto_id="id_ket_%s")
        self.fields["alasan"].label = label
        self.uploads = tuple(files.getlist("lampiran")) if files else ()

    def draft(self) -> StatementDraft:
        """Ask only when valid."""
        said = self.cleaned_data
        return StatementDraft(key=said["key"], text=said["alasan"], uploads=self.uploads)


class HearingForm(KeyForm):
    pihak = _choice("Siapa yang didengar?", SIDES)
    cara = _choice("Bagaimana?", MODES)
    hari = _day("Pada hari")
    alasan = _text("Pokok keterangannya", 5)

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"key": page.key}, auto_id="id_dengar_%s")
        if data is None:
            self.fields["pihak"].choices = [each for each in SIDES if each[0] in page.to_hear]  # type: ignore[attr-defined]  # a ChoiceField
        if page.may_give_up:
            self.fields["cara"].choices = [*MODES, GIVE_UP]  # type: ignore[attr-defined]  # a ChoiceField

    def draft(self) -> HearingDraft:
        """Ask only when valid."""
        said = self.cleaned_data
        return HearingDraft(
            key=said["key"],
            side=said["pihak"],
            mode=said["cara"],
            held_on=said["hari"],
            note=said["alasan"],
        )


class DecisionForm(KeyForm):
    hasil = _choice("Rating hasil kerja", RATINGS)
    perilaku = _choice("Rating perilaku kerja", RATINGS)
    alasan = _text("Alasan putusan", 8)
    contoh = forms.CharField(
        label="Contoh nyata yang menjadi dasarnya",
        max_length=MOST_FACT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": f"Paling panjang {MOST_FACT} huruf. Singkatkan."},
    )
    tanggal = _day("Terjadi pada", required=False)
    turun = forms.BooleanField(
        label="Putusan ini memang menurunkan predikat, dan alasannya saya jelaskan di atas",
        required=False,
    )

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        stands = page.now
        initial: dict[str, Any] = {"key": page.key}
        if stands is not None:
            initial |= {"hasil": stands.result, "perilaku": stands.behaviour}
        super().__init__(data, initial=initial, auto_id="id_putus_%s")

    def decision(self) -> Decision:
        """Ask only when valid."""
        said = self.cleaned_data
        return Decision(
            key=said["key"],
            result=said["hasil"],
            behaviour=said["perilaku"],
            reason=said["alasan"],
            lower_meant=said["turun"],
            fact_on=said["tanggal"],
            fact=said["contoh"],
        )


class AssignForm(forms.Form):
    orang = forms.IntegerField(
        label="Pemeriksa",
        error_messages={"required": "Pilih orangnya dari daftar.", "invalid": "Pilih orangnya."},
    )
    alasan = _text("Dasar penunjukan", 2)


class TermsForm(forms.Form):
    mengajukan = _days("Mengajukan: hari kalender sejak hasil diterima", 90)
    mengambil = _days("Mengambil: hari kerja sejak diajukan", 30)
    mendengar = _days("Mendengar: hari kerja sejak diambil", 30)
    memutus = _days("Memutus: hari kerja sejak diambil", 90)
    mulai = _day("Berlaku sejak")
    dasar = forms.CharField(
        label="Dasar",
        max_length=200,
        help_text="Misalnya nomor peraturan Bupati.",
        error_messages={"required": _EMPTY, "max_length": "Paling panjang 200 huruf."},
    )

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        terms = page.terms
        initial = {
            "mengajukan": terms.file_days,
            "mengambil": terms.take_workdays,
            "mendengar": terms.answer_workdays,
            "memutus": terms.decide_workdays,
        }
        super().__init__(data, initial=initial)

    def terms(self) -> NewTerms:
        """Ask only when valid."""
        said = self.cleaned_data
        return NewTerms(
            file_days=said["mengajukan"],
            take_workdays=said["mengambil"],
            answer_workdays=said["mendengar"],
            decide_workdays=said["memutus"],
            start_on=said["mulai"],
            source=said["dasar"],
        )
