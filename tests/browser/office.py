"""An office for the browser tests: committed rows, all on the last Tuesday so that work is due."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.test import Client

from noken.core import clock
from noken.documents.services import take_files
from noken.organization.models import Employee, RoleGrant, Unit
from noken.planning.models import Revision
from noken.work.models import Evidence, Report, Review
from tests.fixtures import BACKEND
from tests.world import make_employee, make_grant, make_line, make_position, make_posting, make_unit
from tests.world_planning import make_plan
from tests.world_work import (
    Agreed,
    make_agreed,
    make_feedback,
    make_report,
    make_review,
    photo,
    workdays_before,
)

TUESDAY = 1
NAMES = (
    "Frans Rumbiak",
    "Naomi Rumbiak",
    "Yulius Mandacan",
    "Dorkas Wondiwoi",
    "Esau Meidodga",
    "Marthina Ayorbaba",
    "Soleman Indou",
    "Ruth Kambuaya",
    "Agustinus Sroyer Wanggai Mandowen",
    "Lina Manurung",
    "Paulus Ullo",
    "Debora Saiba",
    "Thomas Iba",
)


def _last_tuesday_noon() -> datetime:
    today = clock.today()  # the real one: tests.browser.settings set back the served clock only
    day = today - timedelta((today.weekday() - TUESDAY) % 7)
    return clock.at_noon(day)


NOON = _last_tuesday_noon()
"""12.00 in Manokwari on the last Tuesday, when the served clock began."""
DAY: date = clock.day_of(NOON)
BEHIND = clock.now() - NOON
"""How far the served clock is behind the real one: less than eight days."""


@dataclass
class Office:
    """A section: Yohana heads it, Maria and thirteen more work in it."""

    unit: Unit
    yohana: Employee
    maria: Employee
    others: list[Employee] = field(default_factory=list)
    above: Employee | None = None
    agreed: Agreed | None = None

    @property
    def team(self) -> list[Employee]:
        return [self.maria, *self.others]


def make_office(size: int = 3) -> Office:
    """`size` people besides Maria, nobody has written anything yet; Maria and Yohana have plans."""
    top = make_unit("Dinas Pendidikan", kind=Unit.Kind.OPD)
    unit = make_unit("Seksi Kurikulum SD", top, kind=Unit.Kind.SECTION)
    above = _seat("Barnabas Dowansiba", top, is_head=True)
    yohana = _seat("Yohana Saiba", unit, is_head=True)
    make_line(above, None, basis="TOP")
    make_line(yohana, above, via=top)
    office = Office(unit, yohana, _seat("Maria Wanggai", unit), above=above)
    office.others = [_seat(name, unit) for name in NAMES[:size]]
    for person in office.team:
        make_line(person, yohana, via=unit)
    led = make_agreed(yohana, ["Data Dapodik seluruh SD valid"], year=DAY.year)
    office.agreed = make_agreed(
        office.maria, ["Verifikasi data Dapodik SD"], supports=led.results, year=DAY.year
    )
    return office


def _seat(name: str, unit: Unit, *, is_head: bool = False) -> Employee:
    person = make_employee(name)
    make_posting(person, make_position(unit, is_head=is_head))
    return person


def make_keepers(office: Office) -> dict[str, Employee]:
    """One of each role of the instansi, by role."""
    roles = RoleGrant.Role
    people = {role: _seat(f"Petugas {role.title()}", office.unit) for role in roles.values}
    for role, person in people.items():
        make_line(person, office.yohana, via=office.unit)
        make_grant(person, role, office.unit if role == roles.ADMIN_OPD else None)
    return people


def make_habit(office: Office, days: int = 6) -> None:
    """Maria finished two schools on each of the last workdays: the form knows her number."""
    assert office.agreed is not None
    for day in workdays_before(DAY, days):
        old = make_report(
            office.maria, office.agreed.indicators[0], on=day, places=["SD Inpres 12"]
        )
        make_review(old, office.yohana, at=clock.at_noon(day) + timedelta(hours=3))


def fill(office: Office) -> Report:
    """Everything there is to see: weeks of reports, plans in all states, notes, notices.

    The report that waits, with a photo and feedback.
    """
    agreed = office.agreed
    assert agreed is not None
    make_habit(office, 8)
    waiting = make_report(
        office.maria,
        agreed.indicators[0],
        on=DAY,
        at=NOON - timedelta(hours=2),
        note="Satu guru pindah belum dimutakhirkan.\nDua NIK ganda diperbaiki.",
        places=["SD Inpres 12", "Kantor dinas"],
    )
    (stored,) = take_files([photo()], at=NOON)
    Evidence.objects.create(report=waiting, file_id=stored.id, order=1, is_photo=True)
    returned = make_report(office.maria, on=DAY, at=NOON - timedelta(hours=3), title="Rapat")
    make_review(returned, office.yohana, Review.Decision.RETURNED, note="Lampirkan hasil.", at=NOON)
    for person in office.others:
        make_report(person, on=DAY, at=NOON - timedelta(hours=1), title="Menyusun jadwal supervisi")
    make_feedback(office.maria, office.yohana, report=waiting, at=NOON - timedelta(hours=1))
    status = Revision.Status
    make_plan(office.maria, year=DAY.year + 1, status=status.DRAFT, indicators=2)
    make_plan(office.maria, year=DAY.year - 1, status=status.RETURNED, note="Tambah target.")
    for person in office.others[:2]:
        make_plan(person, year=DAY.year, status=status.SUBMITTED)
    return waiting


def session_of(person: Employee) -> str:
    """The session cookie of somebody who logged in."""
    client = Client()
    client.force_login(person.account, backend=BACKEND)  # type: ignore[arg-type]  # has one
    return client.cookies["session"].value
