"""From what people type to values. Plain forms; rules and services judge and write."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from noken.core.errors import Refused
from noken.core.inputs import number_from
from noken.followup.queries import KINDS
from noken.followup.services import (
    MOST_GOALS,
    NewAward,
    NewGoal,
    NewImprovement,
    NewNote,
    NewValue,
)

_DAY = "Isi tanggal yang ada, misalnya 24/11/2026."
_EMPTY = "Bagian ini belum diisi."
_PICK = "Pilih salah satu."
OUTCOMES = (
    ("REACHED", "Tercapai"),
    ("PARTLY", "Sebagian tercapai"),
    ("NOT_YET", "Belum tercapai"),
)
CLOSINGS = (
    ("improve", "Selesai, sudah membaik"),
    ("extend", "Lanjut, perlu waktu lagi"),
)


class Day(forms.DateField):
    """A date, entered with the browser's own calendar."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(
            label=label,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"required": _DAY, "invalid": _DAY},
            **options,
        )


def _text(label: str, most: int, rows: int = 2, **options: Any) -> forms.CharField:
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


def _choice(label: str, choices: Sequence[tuple[Any, str]], **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
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


class PlanForm(KeyForm):
    """Reason and up to five goals; a goal left empty is none."""

    reason = _text("Yang perlu diperbaiki, dengan faktanya", 2000, 4)

    def __init__(
        self, key: Any, data: QueryDict | None = None, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial={"key": key, **(initial or {})})
        for number in range(1, MOST_GOALS + 1):
            self.fields[f"text{number}"] = _text("Yang ingin dicapai", 300, required=False)
            self.fields[f"measure{number}"] = _text("Terlihat dari", 300, required=False)
            self.fields[f"support{number}"] = _text("Dukungan saya", 300, required=False)

    @property
    def goal_fields(self) -> list[tuple[int, list[Any], bool]]:
        """Number, the three fields, whether it is to be shown open."""
        found = []
        for number in range(1, MOST_GOALS + 1):
            fields = [self[f"{part}{number}"] for part in ("text", "measure", "support")]
            filled = any(field.value() for field in fields)
            found.append((number, fields, number == 1 or filled))
        return found

    def goals(self) -> list[NewGoal]:
        values = self.cleaned_data
        return [
            NewGoal(
                text=values[f"text{number}"],
                measure=values[f"measure{number}"],
                support=values[f"support{number}"],
            )
            for number in range(1, MOST_GOALS + 1)
        ]

    def new(self, employee_id: int, sheet_id: int) -> NewImprovement:
        return NewImprovement(
            key=self.cleaned_data["key"],
            employee_id=employee_id,
            sheet_id=sheet_id,
            reason=self.cleaned_data["reason"],
            goals=self.goals(),
        )


class NoteForm(KeyForm):
    """A talk, as the superior notes it; the person fills `said` alone."""

    held_on = Day("Hari percakapan")
    said = _text("Menurut pegawai", 2000, 3, required=False)
    help = _text("Yang saya pahami dan bisa saya bantu", 2000, 3, required=False)
    agreed = _text("Yang kita sepakati", 2000, 3, required=False)
    next_on = Day("Percakapan berikutnya", required=False)

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"key": page.key, "held_on": page.today})
        if page.is_own:
            for name in ("help", "agreed", "next_on"):
                del self.fields[name]
            self.fields["said"].label = "Catatan saya"
            self.fields["said"].required = True

    def new(self) -> NewNote:
        values = self.cleaned_data
        return NewNote(
            key=values["key"],
            held_on=values["held_on"],
            said=values["said"],
            help=values.get("help", ""),
            agreed=values.get("agreed", ""),
            next_on=values.get("next_on"),
        )


class RetestForm(forms.Form):
    outcome = _choice("Hasil", OUTCOMES, widget=forms.RadioSelect)
    facts = _text("Faktanya", 2000, 3)
    on = Day("Hari cek")

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix="cek", initial={"on": page.today})


class CloseForm(forms.Form):
    act = _choice("Putusan", CLOSINGS, widget=forms.RadioSelect)
    note = _text("Alasan", 1000, 2)
    until = Day("Diperpanjang sampai", required=False)

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix="putus", initial={"until": page.until})
        self.fields["until"].help_text = "Diisi bila perlu waktu lagi."


class AnswerForm(forms.Form):
    """The person's word on a proposed plan."""

    sepakat = forms.ChoiceField(choices=[("ya", ""), ("ubah", "")])
    catatan = forms.CharField(required=False)


class WordForm(forms.Form):
    """One text, as a button beside it needs."""

    catatan = forms.CharField(required=False)


class AwardForm(KeyForm):
    kind = _choice("Bentuk penghargaan", KINDS, widget=forms.RadioSelect)
    reason = _text("Alasan, dengan faktanya", 2000, 4)

    def __init__(self, key: Any, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"key": key})
        self.fields["reason"].help_text = "Apa yang dilakukan, kapan, dan hasilnya bagi siapa."

    def new(self, employee_id: int) -> NewAward:
        values = self.cleaned_data
        return NewAward(
            key=values["key"],
            employee_id=employee_id,
            kind=values["kind"],
            reason=values["reason"],
        )


class DecideForm(forms.Form):
    putusan = forms.ChoiceField(choices=[("ya", ""), ("tidak", "")])
    nomor = forms.CharField(required=False)
    catatan = forms.CharField(required=False)


class ValueForm(forms.Form):
    name = _choice("Angka", ())
    value = forms.DecimalField(
        label="Nilai",
        max_digits=7,
        decimal_places=2,
        localize=True,
        error_messages={
            "required": "Isi angkanya, misalnya 12,5.",
            "invalid": "Isi angka, misalnya 12,5.",
            "max_decimal_places": "Paling banyak dua angka di belakang koma.",
            "max_digits": "Angkanya terlalu panjang.",
            "max_whole_digits": "Angkanya terlalu panjang.",
        },
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    on = Day("Berlaku sejak")
    source = _text("Dasar", 200, 0, help_text="Misalnya nomor keputusan Bupati.")

    def __init__(self, page: Any, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": page.on})
        self.fields["name"].choices = [("", "Pilih"), *page.settable]  # type: ignore[attr-defined]  # a ChoiceField

    def new(self) -> NewValue:
        values = self.cleaned_data
        return NewValue(
            name=values["name"],
            value=values["value"],
            start_on=values["on"],
            source=values["source"],
        )


class SignForm(forms.Form):
    alasan = forms.CharField(required=False)


class GradeFileForm(KeyForm):
    file = forms.FileField(
        label="Berkas predikat",
        allow_empty_file=True,
        error_messages={"required": "Pilih berkasnya dulu."},
        help_text="Excel atau CSV yang diunduh dari halaman ini.",
    )

    def __init__(
        self,
        key: Any,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial={"key": key})


class PotentialForm(forms.Form):
    file = forms.FileField(
        label="Daftar potensial",
        allow_empty_file=True,
        error_messages={"required": "Pilih berkasnya dulu."},
        help_text="Excel atau CSV dengan kolom NIP dan Potensi (rendah, sedang, tinggi).",
    )
    on = Day("Diukur pada")
    source = _text("Sumber", 200, 0, help_text="Lembaga penilai dan nomor laporannya.")


FIELD_OF = {
    "followup.no_reason": "reason",
    "followup.no_goal": "text1",
    "followup.half_a_goal": "text1",
    "followup.no_kind": "kind",
    "followup.already_proposed": "kind",
    "followup.in_the_future": "held_on",
    "followup.before_start": "held_on",
    "followup.empty_note": "said",
    "followup.bad_next": "next_on",
    "followup.no_outcome": "outcome",
    "followup.no_facts": "facts",
    "followup.bad_extension": "until",
    "followup.note_missing": "note",
    "followup.not_settable": "name",
    "followup.out_of_range": "value",
    "followup.no_source": "source",
    "followup.in_the_past": "on",
    "file.unreadable": "file",
    "followup.no_columns": "file",
    "followup.no_rows": "file",
    "followup.too_many_rows": "file",
}


def mark(form: forms.Form, refusal: Refused) -> None:
    """Show a refusal at the field it speaks of, else above the form."""
    field = FIELD_OF.get(refusal.code)
    if field == "held_on" and field not in form.fields:
        field = "on"
    form.add_error(field if field in form.fields else None, refusal.message)


def year_from(text: str, this_year: int) -> int:
    """A year of the last few, this one for anything else."""
    year = number_from(text) or this_year
    return year if this_year - 10 <= year <= this_year else this_year
