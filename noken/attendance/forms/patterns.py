"""The hours of a new schedule, as typed: a line per weekday, or per shift."""

from collections.abc import Iterator
from datetime import time
from typing import Any

from django import forms

from noken.attendance.forms.schedules import Words
from noken.attendance.rules.working_time import DAY, Hours
from noken.attendance.services.catalogue import DatedHours, NewPattern
from noken.ui.formats import DAYS

SHIFTS = 6
_HOUR = "Isi jam seperti 07.30."


class Clock(forms.TimeField):
    """An hour of the day, with a point or a colon."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            error_messages={"invalid": _HOUR},
        )


class HoursForm(forms.Form):
    """One line. Empty hours: no work that day, no such shift."""

    nama = forms.CharField(label="Nama sif", max_length=30, required=False)
    masuk = Clock("Masuk")
    pulang = Clock("Pulang")
    inti_dari = Clock("Inti dari")
    inti_sampai = Clock("Inti sampai")
    rehat = Clock("Istirahat mulai")
    menit = forms.IntegerField(
        label="Istirahat (menit)",
        min_value=0,
        max_value=240,
        required=False,
        error_messages={
            "invalid": "Isi jumlah menit.",
            "min_value": "Isi jumlah menit.",
            "max_value": "Paling banyak 240 menit.",
        },
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if bool(values.get("masuk")) != bool(values.get("pulang")) and not self.errors:
            raise forms.ValidationError("Isi jam masuk dan jam pulang, atau kosongkan keduanya.")
        return values

    def hours(self) -> Hours | None:
        values = self.cleaned_data
        if not values.get("masuk"):
            return None
        start = _minute(values["masuk"])
        end = _after(values["pulang"], start + 1, start)
        minutes = values.get("menit") or 0
        middle = (start + end - minutes) // 2
        late_from = _after(values.get("inti_dari"), start, start)
        return Hours(
            start=start,
            end=end,
            late_from=late_from,
            early_until=_after(values.get("inti_sampai"), start, end),
            required=_required(end - start - minutes, values),
            break_from=_after(values.get("rehat"), start, middle) if minutes else start,
            break_minutes=minutes,
            label=values.get("nama", "").strip(),
        )


class PatternForm(forms.Form):
    """A schedule: its name, its ground, and fourteen or six lines."""

    nama = Words("Nama jadwal", help_text="misalnya Piket IGD, dua sif")
    dasar = Words("Dasar", help_text="misalnya nomor surat atau keputusan")
    ditetapkan = forms.BooleanField(label="Sudah ditetapkan dengan surat itu", required=False)
    harian = forms.TypedChoiceField(
        label="Jenis",
        choices=[("hari", "Menurut hari"), ("piket", "Piket bergilir")],
        coerce=str,
        initial="hari",
        error_messages={"required": "Pilih jenisnya.", "invalid_choice": "Pilih jenisnya."},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.usual = [HoursForm(data, prefix=f"b{day}") for day in range(7)]
        self.ramadan = [HoursForm(data, prefix=f"r{day}") for day in range(7)]
        self.shifts = [HoursForm(data, prefix=f"s{number}") for number in range(SHIFTS)]

    @property
    def week_lines(self) -> Iterator[tuple[str, HoursForm]]:
        return zip(DAYS, self.usual, strict=True)

    @property
    def ramadan_lines(self) -> Iterator[tuple[str, HoursForm]]:
        return zip(DAYS, self.ramadan, strict=True)

    def is_valid(self) -> bool:
        lines = [each.is_valid() for each in (*self.usual, *self.ramadan, *self.shifts)]
        return all([super().is_valid(), *lines])

    def pattern(self) -> NewPattern:
        values = self.cleaned_data
        is_shift = values["harian"] == "piket"
        return NewPattern(
            name=values["nama"][:80],
            source=values["dasar"],
            is_decreed=values["ditetapkan"],
            is_shift=is_shift,
            hours=list(self._shifts() if is_shift else self._weekdays()),
        )

    def _weekdays(self) -> Iterator[DatedHours]:
        for ramadan, forms_ in ((False, self.usual), (True, self.ramadan)):
            for day, form in enumerate(forms_):
                if hours := form.hours():
                    yield DatedHours(hours, day, ramadan=ramadan)

    def _shifts(self) -> Iterator[DatedHours]:
        for number, form in enumerate(self.shifts, start=1):
            if hours := form.hours():
                named = hours if hours.label else _named(hours, f"Sif {number}")
                yield DatedHours(named)


def _named(hours: Hours, label: str) -> Hours:
    return Hours(
        hours.start,
        hours.end,
        hours.late_from,
        hours.early_until,
        hours.required,
        hours.break_from,
        hours.break_minutes,
        label,
    )


def _required(minutes: int, values: dict[str, Any]) -> int:
    """With core hours people choose theirs: a day is then 7.5 hours, or what fits."""
    flexible = values.get("inti_dari") or values.get("inti_sampai")
    return min(minutes, 450) if flexible else minutes


def _minute(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def _after(hour: time | None, start: int, otherwise: int) -> int:
    """The minute of an hour at or after `start`: earlier on the clock means the next day."""
    if hour is None:
        return otherwise
    found = _minute(hour)
    return found if found >= start else found + DAY
