"""Planted cases and honest look-alikes of an autumn, derived from punches: what is found of the
first, and whether one of the second is. The cards state these figures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count

import pytest

from noken.attendance.models import Day, Punch, Recorder
from noken.attendance.queries.day_facts import Asked
from noken.attendance.services import derive_days
from noken.calendars import queries as calendars
from noken.calendars import services as calendar_services
from noken.core import clock
from noken.core.actor import system
from noken.organization.models import Employee, Unit
from tests.cast import Cast
from tests.detecting import assert_as_stated, make_tolerance
from tests.world import NOON, TODAY, make_employee, make_position, make_posting, make_unit
from tests.world_attendance import make_absence, make_pin, make_punch, make_recorder, make_site
from tests.world_corrections import make_correction
from tests.world_schedules import (
    make_day_off,
    make_person_schedule,
    make_roster,
    make_unit_schedule,
    shift,
)

pytestmark = pytest.mark.django_db
FIRST, END = date(2026, 10, 5), TODAY + timedelta(1)
RAMADAN = (date(2026, 2, 23), date(2026, 2, 28))
ABSENT_ON = date(2026, 10, 14)
"""A Wednesday on which the planted ones are away, long past the time to explain."""
IN, OUT = "07:22", "16:34"
BY = system(TODAY)


@dataclass
class Sample:
    """The office and its people; `planted` are person and item that ought to be found."""

    office: Unit
    door: Recorder
    other_door: Recorder
    planted: dict[str, set[tuple[int, str]]] = field(default_factory=dict)
    people: list[Employee] = field(default_factory=list)
    seconds: Iterable[int] = field(default_factory=lambda: count(1))

    def person(self, *, kind: str = "PNS", unit: Unit | None = None) -> Employee:
        person = make_employee(kind=kind, account=False)
        make_posting(person, make_position(unit or self.office))
        self.people.append(person)
        return person

    def comes(
        self,
        person: Employee,
        *clocks: str,
        but: Iterable[date] = (),
        days: Iterable[date] | None = None,
        door: Recorder | None = None,
    ) -> None:
        """Punches at these times on each workday, or on some."""
        for day in days or calendars.workdays(FIRST, END):
            for time in clocks if day not in set(but) else ():
                make_punch(person, door or self.door, datetime.fromisoformat(f"{day}T{time}"))

    def plant(self, code: str, person: Employee, item: str) -> None:
        self.planted.setdefault(code, set()).add((person.pk, item))


def absent(sample: Sample, kind: str = "PNS", days: int = 1) -> None:
    """Somebody who was away for so many workdays and never said why."""
    person = sample.person(kind=kind)
    gone = calendars.workdays(ABSENT_ON, ABSENT_ON + timedelta(30))[:days]
    sample.comes(person, IN, OUT, but=gone)
    for day in gone:
        sample.plant("HDR-03", person, str(day))


def absent_at_night(sample: Sample) -> None:
    """A night shift that nobody worked; the machine would have known her."""
    nurse = sample.person()
    make_pin(sample.door.site, "808", nurse)
    make_person_schedule(nurse, "CLINIC_SHIFTS")
    make_roster(nurse, ABSENT_ON, shift("CLINIC_SHIFTS", "M"))
    sample.plant("HDR-03", nurse, str(ABSENT_ON))


def refused(sample: Sample) -> None:
    """What was said about the day did not convince the superior."""
    person = sample.person()
    sample.comes(person, IN, OUT, but=[ABSENT_ON])
    make_correction(person, ABSENT_ON, status="REFUSED", by=person)
    sample.plant("HDR-03", person, str(ABSENT_ON))


def late(sample: Sample, minutes: int = 75, days: int = 8) -> None:
    """Late by more than is tolerated, on enough days to fill a block, and one left too early."""
    person = sample.person()
    bad = calendars.workdays(FIRST, END)[:days]
    at = datetime(2026, 10, 5, 7, 30) + timedelta(minutes=minutes)  # noqa: DTZ001 (the wall clock)
    sample.comes(person, IN, OUT, but=bad)
    sample.comes(person, f"{at:%H:%M}", "15:55", days=bad)
    sample.plant("HDR-07", person, "2026-1")


def midwife(sample: Sample) -> None:
    """In the field with two posts: comes at one, leaves at the other; one day only by letter."""
    person = sample.person()
    field_day = ABSENT_ON
    sample.comes(person, IN, but=[field_day])
    sample.comes(person, OUT, but=[field_day], door=sample.other_door)
    make_absence(person, field_day, field_day + timedelta(1), place="Kampung Warmare")


def night_nurse(sample: Sample) -> None:
    """Comes in the evening and leaves on the next day, with free days between."""
    nurse = sample.person()
    make_person_schedule(nurse, "CLINIC_SHIFTS")
    for number in range(0, 30, 3):
        day = FIRST + timedelta(number)
        make_roster(nurse, day, shift("CLINIC_SHIFTS", "M"))
        make_roster(nurse, day + timedelta(1), None)
        sample.comes(nurse, "20:50", days=[day])
        sample.comes(nurse, "07:40", days=[day + timedelta(1)])


def roll_call(sample: Sample) -> None:
    """Five people in the same second, morning for morning."""
    for _ in range(5):
        sample.comes(sample.person(), "07:15:00", OUT)


def outage(sample: Sample) -> None:
    """The machine of a unit was dead for a morning, and for a whole day."""
    unit = make_unit("Kantor Distrik", sample.office)
    for person in (sample.person(unit=unit), sample.person(unit=unit)):
        sample.comes(person, IN, OUT, but=[ABSENT_ON, ABSENT_ON + timedelta(1)])
        sample.comes(person, "11:40", OUT, days=[ABSENT_ON])
    for day, hours in ((ABSENT_ON, 6), (ABSENT_ON + timedelta(1), 16)):
        start = clock.at_noon(day) - timedelta(hours=6)
        calendar_services.record_disruption(
            start,
            start + timedelta(hours=hours),
            what="Listrik padam",
            proof="Catatan PLN",
            unit_id=unit.pk,
            by=BY,
            at=NOON,
        )


def leave_entered_late(sample: Sample) -> None:
    """The letter came weeks later; the days were derived without it before."""
    person = sample.person()
    sample.comes(person, IN, OUT, but=[ABSENT_ON])
    derive_days([Asked(person.pk, FIRST, END)], by=BY, at=NOON)
    assert Day.objects.get(employee=person, day=ABSENT_ON).status == "OPEN"
    make_absence(person, ABSENT_ON, ABSENT_ON + timedelta(1), family="LEAVE", kind="SICK")


def half_away(sample: Sample) -> None:
    """Half a day of leave or duty, or a dark morning; nothing is recorded of the rest."""
    for family, kind, portion in (("LEAVE", "ANNUAL", "MORNING"), ("DUTY", "DUTY", "AFTERNOON")):
        person = sample.person()
        sample.comes(person, IN, OUT, but=[ABSENT_ON])
        end = ABSENT_ON + timedelta(1)
        make_absence(person, ABSENT_ON, end, family=family, kind=kind, portion=portion)
    unit = make_unit("Kantor Kampung", sample.office)
    sample.comes(sample.person(unit=unit), IN, OUT, but=[ABSENT_ON])
    start = clock.at_noon(ABSENT_ON) - timedelta(hours=5)
    calendar_services.record_disruption(
        start,
        start + timedelta(hours=3),
        what="Listrik padam",
        proof="Catatan PLN",
        unit_id=unit.pk,
        by=BY,
        at=NOON,
    )


def fasting(sample: Sample) -> None:
    """Comes at eight and leaves at three, as the hours of Ramadan say."""
    person = sample.person()
    days = calendars.workdays(*RAMADAN)
    sample.comes(person, "07:58", "15:31", days=days)
    sample.comes(person, IN, OUT)
    derive_days([Asked(person.pk, *RAMADAN)], by=BY, at=NOON)


def teacher(sample: Sample) -> None:
    """The school is closed for a week, by its own calendar."""
    school = make_unit("SD Negeri 3", sample.office)
    make_unit_schedule(school, "SCHOOL")
    closed = [date(2026, 10, 12) + timedelta(number) for number in range(6)]
    for day in closed:
        make_day_off(day, school)
    days = [FIRST + timedelta(n) for n in range((END - FIRST).days)]
    open_ = [day for day in days if day.weekday() < 6 and day not in closed]
    sample.comes(sample.person(unit=school), "06:55", "14:10", days=open_)


def forgot(sample: Sample) -> None:
    """Forgot to press when leaving."""
    person = sample.person()
    sample.comes(person, IN)


def explained(sample: Sample) -> None:
    """Nobody saw them at the machine, and the superior knows why; one is still being weighed."""
    for status in ("ACCEPTED", "WAITING"):
        person = sample.person()
        sample.comes(person, IN, OUT, but=[ABSENT_ON])
        make_correction(person, ABSENT_ON, status=status, by=person)


def flexible(sample: Sample) -> None:
    """Comes late and stays late, as flexible hours allow."""
    person = sample.person()
    make_person_schedule(person, "FLEXIBLE")
    sample.comes(person, "08:50", "18:20")


def a_little_late(sample: Sample) -> None:
    """Within the tolerance every day; and what was made up the same day."""
    sample.comes(sample.person(), "07:44", OUT)
    sample.comes(sample.person(), "07:55", "17:10")


def moved_out(sample: Sample) -> None:
    """Left the service in between: no day is asked for after that."""
    person = sample.person()
    person.standings.update(end_on=ABSENT_ON)
    sample.comes(person, IN, OUT, days=calendars.workdays(FIRST, ABSENT_ON))


def without_pin(sample: Sample) -> None:
    """Comes every day with a PIN that nobody has entered yet."""
    person = sample.person()
    sample.comes(person, IN, OUT)
    Punch.objects.filter(employee=person).update(employee=None)


PLANTS: tuple[Callable[[Sample], None], ...] = (
    absent,
    lambda sample: absent(sample, days=3),
    lambda sample: absent(sample, days=10),
    lambda sample: absent(sample, kind="PPPK"),
    absent_at_night,
    refused,
    late,
    lambda sample: late(sample, minutes=140, days=4),
)
LOOKALIKES = (
    midwife,
    night_nurse,
    roll_call,
    outage,
    leave_entered_late,
    half_away,
    fasting,
    teacher,
    forgot,
    explained,
    flexible,
    a_little_late,
    moved_out,
    without_pin,
)


@pytest.fixture
def sample(cast: Cast) -> Sample:
    make_tolerance(cast)
    office = make_unit("Kantor Dinas", cast.instansi)
    door = make_recorder(make_site(office))
    other = make_recorder(make_site(cast.other_agency, "Pustu"))
    made = Sample(office, door, other)
    for plant in (*PLANTS, *LOOKALIKES):
        plant(made)
    asked = [Asked(person.pk, FIRST, END) for person in made.people]
    derive_days(asked, by=BY, at=NOON)
    return made


def test_the_cards_state_what_is_measured(sample: Sample) -> None:
    for code in ("HDR-03", "HDR-07"):
        assert_as_stated(code, sample.planted[code])
