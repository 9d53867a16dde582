"""What is typed about schedules, rosters, Ramadan and the tolerance: from fields to values."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms

from noken.attendance.services.rosters import FREE, UNSET, Shift
from noken.attendance.services.schedules import NewSchedule
from noken.attendance.services.tolerance import MOST_LATE, MOST_MADE_UP, NewTolerance
from noken.calendars.services import UnitDays
from noken.core import inputs
from noken.core.errors import Refused
from noken.ui.formats import DAYS

_DAY = "Isi tanggal yang ada, misalnya 24/11/2026."
_EMPTY = "Bagian ini belum diisi."
_MINUTES = "Isi jumlah menit, misalnya 15."
WEEK = 7


class Day(forms.DateField):
    """A date, entered with the browser's own calendar."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(
            label=label,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"required": _DAY, "invalid": _DAY},
            **options,
        )


class Words(forms.CharField):
    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(
            label=label, max_length=200, error_messages={"required": _EMPTY}, **options
        )


class Minutes(forms.IntegerField):
    def __init__(self, label: str, most: int, **options: Any) -> None:
        too_many = f"Paling banyak {most} menit."
        super().__init__(
            label=label,
            min_value=0,
            max_value=most,
            error_messages={
                "required": _MINUTES,
                "invalid": _MINUTES,
                "min_value": _MINUTES,
                "max_value": too_many,
            },
            **options,
        )


class ScheduleForm(forms.Form):
    """A schedule from a day on, for a unit or a person."""

    jadwal = forms.TypedChoiceField(
        label="Jadwal",
        coerce=int,
        error_messages={"required": "Pilih jadwalnya.", "invalid_choice": "Pilih dari daftar."},
    )
    mulai = Day("Mulai")
    sampai = Day("Sampai dengan", required=False)
    dasar = Words("Dasar", help_text="misalnya nomor surat atau keputusan")
    lain = forms.TypedMultipleChoiceField(
        label="Hari boleh bekerja dari tempat lain",
        required=False,
        coerce=int,
        choices=[(number, name) for number, name in enumerate(DAYS[:6])],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, choices: Iterable[tuple[int, str]], data: Any = None, *, today: date | None = None
    ) -> None:
        super().__init__(data, initial={"mulai": today})
        self.fields["jadwal"].choices = list(choices)  # type: ignore[attr-defined]  # a choice field

    def schedule(self) -> NewSchedule:
        values = self.cleaned_data
        last = values["sampai"]
        return NewSchedule(
            schedule_id=values["jadwal"],
            start_on=values["mulai"],
            end_on=last + timedelta(1) if last else None,
            basis=values["dasar"],
            elsewhere_days=tuple(values["lain"]),
        )


FIELD_OF = {
    "schedule.unknown": "jadwal",
    "schedule.too_early": "mulai",
    "schedule.later_exists": "mulai",
    "schedule.ends_before_start": "sampai",
    "schedule.no_basis": "dasar",
    "schedule.no_name": "nama",
    "schedule.name_taken": "nama",
    "calendar.day_taken": "dari",
    "calendar.ends_before_start": "sampai",
    "calendar.too_long": "sampai",
    "calendar.no_source": "dasar",
}


def mark(form: forms.Form, refusal: Refused) -> None:
    """Show a refusal at the field it speaks of, else above the form."""
    field = FIELD_OF.get(refusal.code)
    form.add_error(field if field in form.fields else None, refusal.message)


class EndForm(forms.Form):
    """From which day a schedule holds no more."""

    pada = Day("Tidak berlaku lagi mulai")


class DaysOffForm(forms.Form):
    """Days off of a unit, both ends included."""

    dari = Day("Dari")
    sampai = Day("Sampai dengan")
    nama = Words("Nama", help_text="misalnya Libur semester ganjil")
    dasar = Words("Dasar", help_text="misalnya kalender pendidikan")

    def days_off(self, unit_id: int) -> UnitDays:
        values = self.cleaned_data
        return UnitDays(
            unit_id, values["dari"], values["sampai"], values["nama"][:120], values["dasar"][:120]
        )


class DropDaysForm(forms.Form):
    dari = forms.DateField()
    sampai = forms.DateField()


class RamadanForm(forms.Form):
    """The first and last day of Ramadan as announced."""

    pertama = Day("Hari pertama")
    terakhir = Day("Hari terakhir")
    dasar = Words("Dasar", help_text="misalnya keputusan sidang isbat")


class ToleranceForm(forms.Form):
    telat = Minutes("Terlambat yang tidak dihitung (menit)", MOST_LATE)
    ganti = Minutes("Dapat diganti pada hari yang sama (menit)", MOST_MADE_UP)
    mulai = Day("Berlaku mulai")
    dasar = Words("Dasar", help_text="misalnya nomor peraturan Bupati")

    def tolerance(self) -> NewTolerance:
        values = self.cleaned_data
        return NewTolerance(values["telat"], values["ganti"], values["mulai"], values["dasar"])


class ReasonForm(forms.Form):
    alasan = forms.CharField(
        label="Alasan Anda",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def roster_cells(data: Mapping[str, Any]) -> list[Shift]:
    """The cells that say something else than the page showed.

    Raises:
        Refused: `roster.unreadable`.
    """
    try:
        seen = _seen(str(data.get("dilihat", "")))
        return [
            cell
            for name, value in data.items()
            if name.startswith("s-") and (cell := _cell(name, str(value), seen)) is not None
        ]
    except (KeyError, ValueError) as error:
        raise unreadable() from error


def typed_cells(data: Mapping[str, Any]) -> dict[tuple[int, date], tuple[int, int]]:
    """What was typed into cells, by person and day: what the page had shown, what was chosen.

    Nothing, where it cannot be read.
    """
    try:
        cells = roster_cells(data)
    except Refused:
        return {}
    return {
        (cell.employee_id, cell.day): (
            UNSET if cell.seen is None else cell.seen,
            UNSET if cell.cleared else cell.hours_id or FREE,
        )
        for cell in cells
    }


def unreadable() -> Refused:
    return Refused(
        "Piket ini tidak terbaca. Muat ulang halaman, lalu isi lagi.", code="roster.unreadable"
    )


def day_from(text: str, otherwise: date) -> date:
    """A date of the address, near enough to have a page."""
    day = inputs.day_from(text) or otherwise
    return day if abs((day - otherwise).days) <= 3 * 366 else otherwise


def _seen(text: str) -> dict[tuple[int, date], int]:
    """`2026-11-23;12:-1,5,0,…;13:…` as what each cell held."""
    monday, *people = text.split(";")
    start = date.fromisoformat(monday)
    found = {}
    for person in filter(None, people):
        pk, values = person.split(":")
        for offset, value in enumerate(values.split(",")[:WEEK]):
            found[int(pk), start + timedelta(offset)] = int(value)
    return found


def _cell(name: str, value: str, seen: Mapping[tuple[int, date], int]) -> Shift | None:
    _, employee, day = name.split("-", 2)
    key = (int(employee), date.fromisoformat(day))
    chosen, shown = int(value), seen[key]
    if chosen == shown:
        return None
    return shift_for(key, chosen, shown)


def shift_for(key: tuple[int, date], chosen: int, shown: int | None = None) -> Shift:
    """The cell that makes `chosen` (UNSET, FREE or a shift's id) stand there."""
    hours = chosen if chosen not in {UNSET, FREE} else None
    return Shift(*key, hours_id=hours, cleared=chosen == UNSET, seen=shown)
