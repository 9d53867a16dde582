"""From what is typed about periods to values. Rules and services judge and write."""

from typing import Any

from django import forms
from django.http import QueryDict

from noken.core.errors import Refused
from noken.evaluation.queries.dry_run import DryRunPage
from noken.evaluation.queries.period_page import PeriodPage
from noken.evaluation.queries.periods import PeriodsPage
from noken.evaluation.services import More, NewCycleValue, Opening

_DAY = "Isi tanggal yang ada, misalnya 30/11/2026."
_EMPTY = "Bagian ini belum diisi."
FIELDS = {
    "period.due_past": "self_due_on",
    "period.due_order": "due_on",
    "period.not_later": "due_on",
    "period.no_reason": "reason",
    "period.unknown_unit": "unit",
    "period.unfinished": "note",
    "period.note_long": "note",
    "period.value_range": "value",
    "period.no_source": "source",
    "period.not_after": "on",
    "period.not_settable": "name",
}
"""Beside which field a refusal of a service stands; others stand above the form."""


class Day(forms.DateField):
    """A date, entered with the browser's own calendar."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(
            label=label,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"required": _DAY, "invalid": _DAY},
            **options,
        )


def _words(label: str, most: int, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        error_messages={
            "required": _EMPTY,
            "max_length": f"Paling panjang {most} huruf. Persingkat dulu.",
        },
        **options,
    )


class OpenForm(forms.Form):
    """Until when the parts of the period chosen on the page are due."""

    self_due_on = Day("Penilaian diri sampai")
    due_on = Day("Hasil penilaian sampai")

    def __init__(self, page: DryRunPage, data: QueryDict | None = None) -> None:
        self._which = page.which
        initial = {"self_due_on": page.usual[0], "due_on": page.usual[1]}
        super().__init__(data, initial=initial)

    def opening(self) -> Opening:
        which, values = self._which, self.cleaned_data
        return Opening(
            kind=which.kind,
            group=which.group,
            year=which.year,
            number=which.number,
            self_due_on=values["self_due_on"],
            due_on=values["due_on"],
        )


class ExtendForm(forms.Form):
    """More time, for everybody, a unit, or the one person the page was opened for."""

    unit = forms.TypedChoiceField(
        label="Untuk",
        coerce=int,
        error_messages={
            "required": "Pilih untuk siapa.",
            "invalid_choice": "Pilih unit dari daftar.",
        },
    )
    self_due_on = Day("Penilaian diri sampai")
    due_on = Day("Hasil penilaian sampai")
    reason = _words(
        "Alasan",
        300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Dibaca oleh semua yang mendapat tambahan waktu.",
    )

    def __init__(self, page: PeriodPage, data: QueryDict | None = None) -> None:
        self._period_id, self._sheet_id = page.id, page.sheet_id
        due = page.sheet_due or page.due
        initial = {"self_due_on": due.self_on, "due_on": due.on, "unit": page.unit_id or 0}
        super().__init__(data, initial=initial, prefix="tambah")
        if page.sheet_id is not None:
            del self.fields["unit"]
        else:
            units = [(each.value, each.label) for each in page.units]
            field = self.fields["unit"]
            field.choices = [(0, "Semua dalam periode ini"), *units]  # type: ignore[attr-defined]  # a ChoiceField

    def more(self) -> More:
        values = self.cleaned_data
        return More(
            period_id=self._period_id,
            self_due_on=values["self_due_on"],
            due_on=values["due_on"],
            reason=values["reason"],
            unit_id=values.get("unit") or None,
            sheet_id=self._sheet_id,
        )


class CloseForm(forms.Form):
    """Why a period ends with sheets that nobody finished."""

    note = _words(
        "Alasan bila ada lembar yang belum final",
        300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix="tutup")


class DaysForm(forms.Form):
    """Usual days until something is due, with the ground."""

    name = forms.ChoiceField(
        label="Tenggat lazim",
        error_messages={"required": "Pilih satu.", "invalid_choice": "Pilih dari daftar."},
    )
    value = forms.IntegerField(
        label="Hari kerja",
        min_value=1,
        max_value=90,
        error_messages={
            "required": _EMPTY,
            "invalid": "Isi dengan angka bulat.",
            "min_value": "Paling sedikit 1.",
            "max_value": "Paling banyak 90.",
        },
    )
    on = Day("Berlaku sejak")
    source = _words("Dasar", 200, help_text="Misalnya nomor surat edaran.")

    def __init__(self, page: PeriodsPage, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": page.on}, prefix="hari")
        choices = [(row.name, row.about) for row in page.days]
        self.fields["name"].choices = [("", "Pilih"), *choices]  # type: ignore[attr-defined]  # a ChoiceField

    def value_set(self) -> NewCycleValue:
        values = self.cleaned_data
        return NewCycleValue(
            name=values["name"], value=values["value"], on=values["on"], source=values["source"]
        )


class Filter(forms.Form):
    """What the address asks for; anything else is as if it were not there."""

    periode = forms.CharField(required=False, max_length=40)
    keadaan = forms.CharField(required=False, max_length=20)
    unit = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    lembar = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    halaman = forms.IntegerField(required=False, min_value=1, max_value=100_000)


def read(data: QueryDict) -> dict[str, Any]:
    """The values of an address; what does not fit is empty."""
    form = Filter(data)
    form.is_valid()
    return {name: form.cleaned_data.get(name) for name in form.fields}


def person_of(data: QueryDict) -> int | None:
    """The one person a form was sent for; None where it was sent for all."""
    text = data.get("pegawai", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else None


def mark(form: forms.Form, refusal: Refused) -> None:
    """Put what a service refused beside the field it speaks of."""
    field = FIELDS.get(refusal.code)
    form.add_error(field if field in form.fields else None, refusal.message)
