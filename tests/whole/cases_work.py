"""Labelled superiors, reports and hours: made without looking at how they are found, each named by
what somebody did, or by what honestly happened to them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from noken.calendars.models import Disruption
from noken.core import clock
from noken.organization.models import Employee, Position, Unit
from noken.work.models import PersonalGrace, Report
from tests.amending import amend
from tests.world import (
    NOON,
    TODAY,
    make_employee,
    make_line,
    make_position,
    make_posting,
    make_unit,
)
from tests.world_attendance import make_absence
from tests.world_corrections import make_day
from tests.world_schedules import make_day_off
from tests.world_work import make_duty, make_feedback, make_report, make_review, workdays_before

DAYS = workdays_before(TODAY, 40)
HEALTH, TEACHER, PRINCIPAL = Position.Family.HEALTH, Position.Family.TEACHER, "PRINCIPAL"


def person_in(unit: Unit, name: str, *, family: str = "GENERAL", head: bool = False) -> Employee:
    person = make_employee(name, account=False)
    make_posting(person, make_position(unit, family=family, is_head=head))
    return person


# --- reports that wait before a superior ---------------------------------------------------------
RECEIVED, LIMIT = DAYS[-14], 5
WAITED = DAYS[-13:]


@dataclass(frozen=True)
class Led:
    """A school with its head and one who reports to them; three reports wait since `RECEIVED`."""

    unit: Unit
    head: Employee
    member: Employee
    reports: Sequence[Report]


def make_led(name: str) -> Led:
    unit = make_unit(name, make_unit("Dinas"))
    head = person_in(unit, f"Kepala {name}", head=True)
    member = person_in(unit, f"Staf {name}")
    make_line(member, head)
    return Led(unit, head, member, [make_report(member, on=RECEIVED) for _ in range(3)])


def _decides(after: int) -> Callable[[Led], None]:
    def act(led: Led) -> None:
        for report in led.reports:
            make_review(report, led.head, at=clock.at_noon(DAYS[-14 + after]))

    return act


def _closes(which: str, days: Sequence[date] = WAITED) -> Callable[[Led], None]:
    def act(led: Led) -> None:
        units = {"own": led.unit, "above": led.unit.parent, "other": make_unit("Sekolah sebelah")}
        for day in days:
            make_day_off(day, units[which])

    return act


def _dark(*, only_presence: bool = False) -> Callable[[Led], None]:
    def act(led: Led) -> None:
        Disruption.objects.create(
            start_at=clock.start_of(WAITED[0]),
            end_at=clock.start_of(TODAY),
            unit=led.unit,
            only_presence=only_presence,
            what="Jaringan putus",
            proof="Surat penyedia",
            recorded_at=NOON,
        )

    return act


def _away(family: str) -> Callable[[Led], None]:
    def act(led: Led) -> None:
        kind = "ANNUAL" if family == "LEAVE" else family
        make_absence(led.head, WAITED[0], TODAY, family=family, kind=kind)

    return act


def _came_later(led: Led) -> None:
    """The school was closed, but the head still sat elsewhere and could have read them."""
    _closes("own")(led)
    led.head.postings.update(start_on=TODAY)


def _nothing_more(led: Led) -> None:
    assert led.reports


def _closed_and_decides(led: Led) -> None:
    _closes("own", WAITED[:4])(led)
    _decides(9)(led)


SILENT: Mapping[str, Callable[[Led], None]] = {
    "never looks": _nothing_more,
    "looks on the sixth day": _decides(6),
    "the school next door was closed": _closes("other"),
    "closed for two days of many": _closes("own", WAITED[:2]),
    "only the machine was silent": _dark(only_presence=True),
    "closed before the head sat there": _came_later,
}
FAIR: Mapping[str, Callable[[Led], None]] = {
    "looks on the fifth day": _decides(5),
    "own school closed": _closes("own"),
    "the agency above closed": _closes("above"),
    "own school without network": _dark(),
    "on leave": _away("LEAVE"),
    "on duty": _away("DUTY"),
    "in training": _away("TRAINING"),
    "closed for four days, looks on the ninth": _closed_and_decides,
}


# --- old days filled at once ---------------------------------------------------------------------
def files(person: Employee, days: Sequence[date], at: datetime = NOON) -> None:
    for number, day in enumerate(days):
        make_report(person, on=day, at=at + timedelta(minutes=3 * number))


def _agrees(person: Employee, workdays: int, until: date | None = None) -> None:
    PersonalGrace.objects.create(
        employee=person,
        grace_workdays=workdays,
        source="Catatan baik",
        start_on=DAYS[0],
        end_on=until,
    )


@dataclass(frozen=True)
class Filing:
    """Days of reports written today; `agreed` workdays of an own time, `until` when it ended."""

    days: Sequence[date]
    agreed: int | None = None
    until: date | None = None
    family: str = "GENERAL"

    def make(self, unit: Unit, name: str) -> Employee:
        person = person_in(unit, name, family=self.family)
        if self.agreed is not None:
            _agrees(person, self.agreed, self.until)
        files(person, self.days)
        return person


FILLED: Mapping[str, Filing] = {
    "two old weeks, no agreement": Filing(DAYS[-16:-6]),
    "agreed on two weeks, files what is older": Filing(DAYS[-24:-13], agreed=10),
    "the agreement had ended": Filing(DAYS[-16:-6], agreed=10, until=DAYS[-20]),
    "agreed on three days": Filing(DAYS[-16:-6], agreed=3),
}
AGREED: Mapping[str, Filing] = {
    "two weeks by agreement": Filing(DAYS[-11:-1], agreed=10),
    "a month by agreement": Filing(DAYS[-21:-1], agreed=20),
    "two weeks by the duty of the post": Filing(DAYS[-11:-1], family=HEALTH),
    "five old ones": Filing(DAYS[-12:-7]),
}


def make_duty_of_two_weeks() -> None:
    make_duty(family=HEALTH, kind="PNS", grace_workdays=10)


# --- hours of a day ------------------------------------------------------------------------------
@dataclass(frozen=True)
class Hours:
    quantity: int
    unit: str
    title: str = "Menyusun laporan aset"
    note: str = ""
    family: str = "GENERAL"

    def make(self, unit: Unit) -> Report:
        person = person_in(unit, "Jam", family=self.family)
        report = make_report(
            person, on=DAYS[-3], quantity=self.quantity, title=self.title, note=self.note
        )
        amend(Report.objects.filter(pk=report.pk), unit=self.unit)
        return report


TOO_MANY: Mapping[str, Hours] = {
    "hours": Hours(17, "jam"),
    "hours of work": Hours(18, "jam kerja"),
    "written large": Hours(24, "Jam Kerja"),
    "minutes": Hours(1000, "menit"),
    "the report of a month is no load of a month": Hours(20, "jam", "Menyusun laporan bulanan"),
    "an analysis of work load": Hours(18, "jam", "Analisis beban kerja bidang"),
    "a teacher at other work": Hours(18, "jam kerja", family=TEACHER),
    "a teacher by the minute": Hours(1000, "menit", family=TEACHER),
}
POSSIBLE: Mapping[str, Hours] = {
    "sixteen": Hours(16, "jam"),
    "sixteen of work": Hours(16, "jam kerja"),
    "lessons by unit": Hours(24, "jam pelajaran"),
    "lessons in short": Hours(36, "JP"),
    "lessons by words": Hours(24, "jam", "Mengajar 24 jam pelajaran"),
    "load of a week": Hours(24, "jam", "Beban mengajar semester ganjil"),
    "hours a week": Hours(37, "jam", note="Jam kerja saya 37 jam per minggu."),
    "each week": Hours(40, "jam", note="Dihitung seminggu 40 jam."),
    "a teacher": Hours(24, "jam", "Tatap muka kelas 4", family=TEACHER),
    "a principal": Hours(18, "jam", "Supervisi kelas", family=PRINCIPAL),
    "people together by unit": Hours(60, "orang-jam"),
    "people together by words": Hours(60, "jam", "Kerja bakti, 60 orang-jam"),
    "reports": Hours(40, "laporan"),
}


# --- reports of days of leave --------------------------------------------------------------------
Act = Callable[[Employee, date], Any]
LEAVE_DAY = DAYS[-3]


def _on_leave(person: Employee, day: date, kind: str = "ANNUAL", **more: Any) -> None:
    make_absence(person, day, day + timedelta(1), family="LEAVE", kind=kind, **more)


def _called_in(person: Employee, day: date) -> None:
    """A midwife on leave, called to a birth: one punch in the night."""
    _on_leave(person, day)
    make_day(person, day, "LEAVE", first=2 * 60, last=None)


def _cancelled(person: Employee, day: date) -> None:
    _on_leave(person, day)
    person.absences.update(cancelled_at=NOON)


def _sent(person: Employee, day: date) -> None:
    """By letter, for which the leave had to end: two reasons never share a day."""
    _cancelled(person, day)
    make_absence(person, day, day + timedelta(1))


def _sent_and_stayed(person: Employee, day: date) -> None:
    """The letter was taken back, and the leave stood again."""
    _sent(person, day)
    person.absences.update(cancelled_at=NOON)
    _on_leave(person, day)


CONTRADICTS: Mapping[str, Act] = {
    "on leave all day": _on_leave,
    "sick all day": lambda person, day: _on_leave(person, day, "SICK"),
    "the day was derived, nobody came": lambda person, day: (
        _on_leave(person, day),  # type: ignore[func-returns-value]
        make_day(person, day, "LEAVE", first=None, last=None),
    ),
    "came the day before": lambda person, day: (
        _on_leave(person, day),  # type: ignore[func-returns-value]
        make_day(person, day - timedelta(1)),
    ),
    "the letter was taken back": _sent_and_stayed,
}
CALLED: Mapping[str, Act] = {
    "called to a birth": _called_in,
    "sent by letter": _sent,
    "half a leave": lambda person, day: _on_leave(person, day, portion="MORNING"),
    "leave cancelled": _cancelled,
}


# --- days without a report -----------------------------------------------------------------------
MISSING = workdays_before(date(2026, 11, 21), 10)[:6]


def _reviews(days: Sequence[date]) -> Act:
    def act(person: Employee, _day: date) -> None:
        other = person_in(person.postings.get().unit, "Bawahan")
        for day in days:
            make_review(make_report(other, on=day), person, at=clock.at_noon(day))

    return act


def _was_reviewed(person: Employee, _day: date) -> None:
    """That somebody else wrote to them is no work of theirs."""
    other = person_in(person.postings.get().unit, "Atasan")
    for day in MISSING:
        make_feedback(person, other, at=clock.at_noon(day))


def _wrote(person: Employee, _day: date) -> None:
    other = person_in(person.postings.get().unit, "Bawahan")
    for day in MISSING:
        make_feedback(other, person, at=clock.at_noon(day))


def _nothing(person: Employee, _day: date) -> None:
    assert person.pk


QUIET: Mapping[str, Act] = {
    "no report for six days": _nothing,
    "looked at reports on one of them": _reviews(MISSING[:1]),
    "was written to": _was_reviewed,
}
REVIEWING: Mapping[str, Act] = {
    "looked at reports each day": _reviews(MISSING),
    "wrote to people each day": _wrote,
}
