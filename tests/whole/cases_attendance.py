"""Labelled months with one punch a day, and labelled rows of absence: made without looking at how
they are found. Each is named by what somebody did, or by what honestly happened to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from noken.attendance.models import Recorder
from noken.attendance.queries.day_facts import Asked
from noken.attendance.services import derive_days
from noken.calendars import queries as calendars
from noken.calendars.models import Disruption
from noken.core import clock
from noken.core.actor import system
from noken.organization.models import Employee, Unit
from tests.world import NOON, TODAY, make_employee, make_position, make_posting, make_unit
from tests.world_attendance import make_absence, make_punch, make_recorder, make_site
from tests.world_corrections import make_correction

MONTH, NEXT = date(2026, 10, 1), date(2026, 11, 1)
IN, OUT = "07:22", "16:34"


@dataclass(frozen=True)
class Office:
    """One unit with its machine; `days` are the workdays of the month."""

    unit: Unit
    door: Recorder
    days: list[date]

    def person(self, name: str, kind: str = "PNS") -> Employee:
        person = make_employee(name, kind=kind, account=False)
        make_posting(person, make_position(self.unit))
        return person

    def comes(self, person: Employee, *clocks: str, days: list[date] | None = None) -> None:
        for day in self.days if days is None else days:
            for at in clocks:
                make_punch(person, self.door, datetime.fromisoformat(f"{day}T{at}"))

    def colleague(self, unit: str) -> "Office":
        """Another place with a machine of its own."""
        there = make_unit(unit, self.unit)
        return Office(there, make_recorder(make_site(there, unit)), self.days)


def make_office(unit: Unit | None = None) -> Office:
    unit = unit or make_unit("Kantor Dinas")
    return Office(unit, make_recorder(make_site(unit)), calendars.workdays(MONTH, NEXT))


def derive(*people: Employee, until: date = TODAY + timedelta(1)) -> None:
    asked = [Asked(person.pk, MONTH, until) for person in people]
    derive_days(asked, by=system(TODAY), at=NOON)


def dark(unit: Unit, day: date, start: int, end: int) -> Disruption:
    """A power cut of a unit between two hours of the clock."""
    begin = clock.start_of(day)
    return Disruption.objects.create(
        start_at=begin + timedelta(hours=start),
        end_at=begin + timedelta(hours=end),
        unit=unit,
        what="Listrik padam",
        proof="Catatan PLN",
        recorded_at=NOON,
    )


def in_and_gone(office: Office) -> Employee:
    person = office.person("Masuk lalu pergi")
    office.comes(person, "07:25")
    return person


def twice_in_the_morning(office: Office) -> Employee:
    """Presses once more before leaving, as if it were another side."""
    person = office.person("Dua kali pagi", kind="PPPK")
    office.comes(person, "07:25", "08:40")
    return person


def only_to_go_home(office: Office) -> Employee:
    person = office.person("Hanya pulang")
    office.comes(person, OUT)
    return person


def comes_and_goes(office: Office) -> Employee:
    person = office.person("Dua sisi")
    office.comes(person, IN, OUT)
    return person


def forgot_four_times(office: Office) -> Employee:
    person = office.person("Lupa empat kali")
    office.comes(person, IN)
    office.comes(person, OUT, days=office.days[4:])
    return person


def afternoons_on_leave(office: Office) -> Employee:
    person = office.person("Cuti siang")
    office.comes(person, IN)
    make_absence(person, MONTH, NEXT, family="LEAVE", kind="ANNUAL", portion="AFTERNOON")
    return person


def dark_every_evening(office: Office) -> Employee:
    there = office.colleague("Kantor Distrik")
    person = there.person("Listrik sore")
    there.comes(person, IN)
    for day in office.days:
        dark(there.unit, day, 15, 18)
    return person


def explained(office: Office, status: str = "ACCEPTED") -> Employee:
    """The machine did not read the finger; said each time."""
    person = office.person(f"Keterangan {status}")
    office.comes(person, IN)
    for day in office.days:
        by = person if status == "ACCEPTED" else None
        make_correction(person, day, choice="MACHINE", status=status, by=by)
    return person


def explained_and_waiting(office: Office) -> Employee:
    return explained(office, "WAITING")


def lately(office: Office) -> Employee:
    """The last days may still be explained."""
    person = office.person("Baru saja")
    office.comes(person, IN, OUT)
    office.comes(person, IN, days=calendars.workdays(date(2026, 11, 17), TODAY))
    office.comes(person, IN, OUT, days=calendars.workdays(NEXT, date(2026, 11, 17)))
    return person


Make = Callable[[Office], Employee]
TRICKS: tuple[Make, ...] = (in_and_gone, twice_in_the_morning, only_to_go_home)
HONEST: tuple[Make, ...] = (
    comes_and_goes,
    forgot_four_times,
    afternoons_on_leave,
    dark_every_evening,
    explained,
    explained_and_waiting,
    lately,
)


@dataclass(frozen=True)
class Middle:
    """The seventh of fourteen days without a word: what it was, and how long the row is until two
    people have signed, and after they have signed that it is passed over."""

    make: Callable[[Office, Employee, date], None]
    counted: int
    unsigned: int
    signed: int


def _leave(portion: str = "FULL", family: str = "LEAVE", kind: str = "ANNUAL", **came: Any) -> Any:
    def make(office: Office, person: Employee, day: date) -> None:
        make_absence(person, day, day + timedelta(1), family=family, kind=kind, portion=portion)
        for at in came.get("came", ()):
            make_punch(person, office.door, datetime.combine(day, time.fromisoformat(at)))

    return make


def _dark(start: int, end: int, *came: str) -> Any:
    def make(office: Office, person: Employee, day: date) -> None:
        dark(office.unit, day, start, end)
        office.comes(person, *came, days=[day])

    return make


MIDDLES: Mapping[str, Middle] = {
    "nothing": Middle(lambda *_: None, 14, 14, 14),
    "leave of a day": Middle(_leave(), 13, 13, 13),
    "sick": Middle(_leave(kind="SICK"), 13, 13, 13),
    "leave of a day, but came": Middle(_leave(came=("08:10", "12:05")), 13, 7, 7),
    "half a leave, nobody saw the rest": Middle(_leave("MORNING"), 13, 7, 13),
    "half a leave, came for the rest": Middle(_leave("MORNING", came=("12:50", OUT)), 13, 7, 7),
    "power cut for three hours": Middle(_dark(7, 10), 13, 7, 13),
    "power cut all day": Middle(_dark(6, 18), 13, 7, 13),
    "power cut, and came": Middle(_dark(7, 10, OUT), 13, 7, 7),
    "half a duty": Middle(_leave("MORNING", "DUTY", "DUTY"), 13, 7, 7),
    "duty of a day": Middle(_leave("FULL", "DUTY", "DUTY"), 13, 7, 7),
}
