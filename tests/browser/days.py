"""A month of days for the browser's office: the one that prototype 14 shows."""

from datetime import date, timedelta

from noken.attendance.models import Correction, Day
from noken.calendars.models import Disruption
from noken.core import clock
from noken.organization.models import Employee
from tests.browser.office import DAY, NOON, Office
from tests.world_corrections import at_minute, empty_day, late_day, make_correction, make_day
from tests.world_work import workdays_before

LATE_BACK, OPEN_BACK = 5, 1
"""Workdays ago on which Maria was late, and on which her leaving was not recorded."""


def workday(back: int) -> date:
    """The workday so many workdays ago; 0 is the office's day."""
    return DAY if back == 0 else workdays_before(DAY, back)[0]


def make_outage(day: date, start: int, end: int, what: str) -> Disruption:
    return Disruption.objects.create(
        start_at=at_minute(day, start),
        end_at=at_minute(day, end),
        what=what,
        proof="catatan mesin",
        recorded_at=NOON,
    )


def make_days(office: Office, back: int = 16) -> None:
    """Weeks of days for everybody: present, late, away, protected, and what needs a word."""
    machine = make_outage(workday(12), 425, 580, "Mesin pintu utama diam")
    network = make_outage(workday(2), 790, 1060, "Jaringan padam")
    for number, person in enumerate(office.team):
        for ago in range(back, 0, -1):
            _make_one(number, person, ago, {12: machine, 2: network}.get(ago))
        make_day(person, DAY, "RUNNING", first=444 + number, last=None)


def _make_one(number: int, person: Employee, ago: int, outage: Disruption | None) -> None:
    day = workday(ago)
    if outage is not None:
        side = "in" if ago == 12 else "out"
        start, end = (425, 580) if ago == 12 else (790, 1060)
        reason = ["outage", side, outage.what, start, end]
        first, last = (None, 962) if side == "in" else (448, None)
        make_day(person, day, first=first, last=last, shield=outage, reasons=[reason])
    elif number == 0:
        _of_maria(person, day, ago)
    elif ago in {number + 2, number + 3} and number % 3 == 0:
        make_day(person, day, "DUTY", first=None, last=None, reasons=[_duty()])
    elif ago == number and number % 4 == 1:
        late_day(person, day, 8 + number)
    elif number == 5 and ago in {4, 9, 13}:
        late_day(person, day, 30 + ago)
    elif number == 5 and ago == 14:
        empty_day(person, day)
    else:
        make_day(person, day, first=440 + (number * 7 + ago) % 10, last=960 + ago)


def _of_maria(person: Employee, day: date, ago: int) -> None:
    if ago == LATE_BACK:
        late_day(person, day)
    elif ago == OPEN_BACK:
        make_day(person, day, "OPEN", first=446, last=None)
    elif ago in {3, 4}:
        make_day(person, day, "DUTY", first=None, last=None, reasons=[_duty()])
    elif ago in {7, 8}:
        away = ["away", "", "LEAVE", "ANNUAL", "cuti tahunan", "850/311", ""]
        make_day(person, day, "LEAVE", first=None, last=None, reasons=[away])
    else:
        make_day(person, day, first=440 + ago, last=960 + ago)


def _duty() -> list[str]:
    return ["away", "", "DUTY", "DUTY", "dinas luar", "094/790", "Distrik Sidey"]


def make_said(office: Office) -> list[Correction]:
    """Two explanations that wait for Yohana."""
    first, second = office.others[0], office.others[1]
    for person, back in ((first, 6), (second, 1)):
        Day.objects.filter(employee=person, day=workday(back)).delete()
        empty_day(person, workday(back))
    return [
        make_correction(first, workday(6), text="Rapat Renja di Bappeda sampai sore.", at=NOON),
        make_correction(
            second,
            workday(1),
            choice="MACHINE",
            text="Pulang lewat pintu samping, mesin samping mati.",
            at=clock.at_noon(workday(1)) + timedelta(hours=5),
        ),
    ]
