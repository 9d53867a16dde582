"""A regency for a simulated year: agencies of some 300 people each, written in bulk.

An agency has a head, six divisions of four sections each, and staff in the sections. Reporting
lines are derived by the service, as after an import.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from noken.accounts.models import User
from noken.attendance.models import CountingStart
from noken.core.actor import Actor, Role, system
from noken.organization import services as organization
from noken.organization.models import (
    Employee,
    Position,
    Posting,
    ReportingLine,
    RoleGrant,
    StandingPeriod,
    Unit,
    UnitVersion,
)
from tests.world import COUNTED, START, new_employee

DIVISIONS, SECTIONS = 6, 4
AGENCY_PEOPLE = 300


@dataclass
class Regency:
    """`order` are the people of the agencies from the top down; `posts` the head's post by unit,
    `staff_posts` that of its staff."""

    bupati: Employee
    keeper: Employee
    signer: Employee
    order: list[Employee] = field(default_factory=list)
    agencies: list[Unit] = field(default_factory=list)
    sections: list[Unit] = field(default_factory=list)
    posts: dict[int, Position] = field(default_factory=dict)
    staff_posts: dict[int, Position] = field(default_factory=dict)
    heads: dict[int, Employee] = field(default_factory=dict)
    staff: dict[int, list[Employee]] = field(default_factory=dict)
    leads: set[int] = field(default_factory=set)

    def by(self, employee_id: int, on: date) -> Actor:
        """Who acts, made without asking the database: thousands of times a year."""
        roles = {Role.SELF}
        if employee_id in self.leads:
            roles.add(Role.SUPERIOR)
        if employee_id in {self.keeper.pk, self.signer.pk}:
            roles.add(Role.PERSONNEL)
        return Actor(employee_id, employee_id, Role.SELF, frozenset(roles), on)

    def know_lines(self) -> None:
        """Who leads somebody on some day of the year."""
        rows = ReportingLine.objects.filter(superior__isnull=False)
        self.leads = set(rows.values_list("superior_id", flat=True))


def make_regency(people: int, at: datetime) -> Regency:
    """As many agencies as `people` fill; the last is the smaller one."""
    top = _units([("Kabupaten Manokwari", Unit.Kind.INSTANSI, None)])[0]
    desk = _units([("BKPSDM", Unit.Kind.OPD, top)])[0]
    bupati, keeper, signer = _people(["Hermus Mandacan", "Hendrik Mambor", "Selfina Iba"])
    regency = Regency(bupati, keeper, signer)
    _seat(regency, top, bupati, head=True)
    for person in (keeper, signer):
        _seat(regency, desk, person)
        RoleGrant.objects.create(employee=person, role=Role.PERSONNEL, start_on=START)
    while people > 0:
        size = AGENCY_PEOPLE if people >= 2 * AGENCY_PEOPLE else people
        _agency(regency, top, size)
        people -= size
    organization.refresh_lines(by=system(START), at=at)
    regency.know_lines()
    return regency


def _agency(regency: Regency, top: Unit, size: int) -> None:
    number = len(regency.agencies) + 1
    (agency,) = _units([(f"Dinas {number}", Unit.Kind.OPD, top)])
    divisions = _units(
        (f"Bidang {number}.{n}", Unit.Kind.DIVISION, agency) for n in range(1, DIVISIONS + 1)
    )
    sections = _units(
        (f"Seksi {division.name[7:]}.{n}", Unit.Kind.SECTION, division)
        for division in divisions
        for n in range(1, SECTIONS + 1)
    )
    units = [agency, *divisions, *sections]
    heads = _people(f"Pimpinan {unit.name}" for unit in units)
    staff = _people(f"Pegawai {number}.{n}" for n in range(size - len(units)))
    _posts(regency, units)
    for unit, person in zip(units, heads, strict=True):
        regency.heads[unit.pk] = person
    for place, person in enumerate(staff):
        regency.staff.setdefault(sections[place % len(sections)].pk, []).append(person)
    _postings(regency, units)
    regency.agencies.append(agency)
    regency.sections += sections
    regency.order += [*heads, *staff]


def _posts(regency: Regency, units: Iterable[Unit]) -> None:
    structural, executive = Position.Kind.STRUCTURAL, Position.Kind.EXECUTIVE
    for unit in units:
        head = Position(unit=unit, title=f"Kepala {unit.name}", kind=structural, is_head=True)
        regency.posts[unit.pk] = head
        regency.staff_posts[unit.pk] = Position(
            unit=unit, title=f"Pelaksana {unit.name}", kind=executive
        )
    made = [
        post for unit in units for post in (regency.posts[unit.pk], regency.staff_posts[unit.pk])
    ]
    Position.objects.bulk_create(made)


def _postings(regency: Regency, units: Iterable[Unit]) -> None:
    def rows() -> Iterator[Posting]:
        for unit in units:
            yield _posting(regency.heads[unit.pk], regency.posts[unit.pk])
            for person in regency.staff.get(unit.pk, ()):
                yield _posting(person, regency.staff_posts[unit.pk])

    Posting.objects.bulk_create(rows())


def _posting(person: Employee, post: Position) -> Posting:
    return Posting(
        employee=person, position=post, unit_id=post.unit_id, is_head=post.is_head, start_on=START
    )


def _seat(regency: Regency, unit: Unit, person: Employee, *, head: bool = False) -> None:
    _posts(regency, [unit]) if unit.pk not in regency.posts else None
    post = regency.posts[unit.pk] if head else regency.staff_posts[unit.pk]
    _posting(person, post).save()


def _units(rows: Iterable[tuple[str, str, Unit | None]]) -> list[Unit]:
    made = [
        Unit(name=name, kind=kind, parent=parent, start_on=START) for name, kind, parent in rows
    ]
    Unit.objects.bulk_create(made)
    for unit in made:
        unit.path = f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
    Unit.objects.bulk_update(made, ["path"])
    UnitVersion.objects.bulk_create(
        UnitVersion(unit=unit, name=unit.name, parent=unit.parent, start_on=START) for unit in made
    )
    CountingStart.objects.bulk_create(
        CountingStart(unit=unit, counts_from=COUNTED) for unit in made
    )
    return made


def _people(names: Iterable[str]) -> list[Employee]:
    made = [new_employee(name) for name in names]
    for person in made:
        person.account = User(login=person.nip or person.name, password="!")
    User.objects.bulk_create([person.account for person in made if person.account])
    Employee.objects.bulk_create(made)
    StandingPeriod.objects.bulk_create(
        StandingPeriod(employee=person, standing="ACTIVE", start_on=START) for person in made
    )
    return made
