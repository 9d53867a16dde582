"""The standing cast: thirteen people, each in a fixed relation to the owner of a record.

Stored in a dozen statements, reporting lines included: a test holds these to the rules.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from noken.accounts.models import User
from noken.attendance.models import CountingStart
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

MOVED_ON = date(2026, 10, 15)
"""When Elias handed the section over to Yohana, and when Obed left the service."""
AWAY_ON, BACK_ON = date(2026, 11, 20), date(2026, 11, 28)
"""Yohana is away; Naomi acts for her (Plh)."""


@dataclass(frozen=True)
class Cast:
    """The thirteen standing people, each in a fixed relation to the owner of a record.

    Maria Wanggai works in a section of the education agency; Yohana Saiba heads it and is away
    this week, Naomi acts for her. `anonymous` is nobody logged in. The rest are extras.
    """

    owner: Employee
    superior: Employee
    higher_superior: Employee
    acting_superior: Employee
    former_superior: Employee
    peer: Employee
    admin_opd: Employee
    admin_other: Employee
    personnel: Employee
    inspectorate: Employee
    leader: Employee
    ended: Employee
    anonymous: None
    bupati: Employee
    agency_head: Employee
    instansi: Unit
    agency: Unit
    division: Unit
    section: Unit
    other_agency: Unit

    @property
    def maria(self) -> Employee:
        return self.owner

    @property
    def yohana(self) -> Employee:
        return self.superior

    def standing(self) -> dict[str, Employee | None]:
        """The thirteen by their relation to the owner, in the order of the access matrix."""
        return {name: getattr(self, name) for name in STANDING_PEOPLE}


STANDING_PEOPLE = (
    "owner",
    "superior",
    "higher_superior",
    "acting_superior",
    "former_superior",
    "peer",
    "admin_opd",
    "admin_other",
    "personnel",
    "inspectorate",
    "leader",
    "ended",
    "anonymous",
)

# name: relation (field of Cast), name, unit, post, does it head the unit
_SEATS = (
    ("bupati", "Hermus Mandacan", "instansi", "Bupati", True),
    ("agency_head", "Barnabas Dowansiba", "agency", "Kepala Dinas Pendidikan", True),
    ("higher_superior", "Markus Mandacan", "division", "Kepala Bidang Pembinaan SD", True),
    ("superior", "Yohana Saiba", "section", "Kepala Seksi Kurikulum SD", True),
    ("owner", "Maria Wanggai", "section", "Pengembang Kurikulum", False),
    ("acting_superior", "Naomi Rumbiak", "section", "Analis Kurikulum", False),
    ("peer", "Frans Rumbiak", "section", "Pengelola Data Kurikulum", False),
    ("admin_opd", "Rina Manurung", "agency", "Pengelola Kepegawaian", False),
    ("former_superior", "Elias Ahoren", "other_agency", "Kepala Dinas Kesehatan", True),
    ("admin_other", "Petrus Sayori", "other_agency", "Pengelola Kepegawaian Kesehatan", False),
    ("personnel", "Hendrik Mambor", "personnel_agency", "Analis SDM Aparatur", False),
    ("inspectorate", "Selfina Ullo", "inspectorate_agency", "Auditor Ahli Muda", False),
    ("leader", "Dorteus Warinussy", "secretariat", "Sekretaris Daerah", True),
    ("ended", "Obed Ayok", "section", "Pengadministrasi Kurikulum", False),
)
# key: name, parent, kind; parents first
_UNITS = (
    ("instansi", "Kabupaten Manokwari", None, Unit.Kind.INSTANSI),
    ("agency", "Dinas Pendidikan", "instansi", Unit.Kind.OPD),
    ("division", "Bidang Pembinaan SD", "agency", Unit.Kind.DIVISION),
    ("section", "Seksi Kurikulum SD", "division", Unit.Kind.SECTION),
    ("other_agency", "Dinas Kesehatan", "instansi", Unit.Kind.OPD),
    ("personnel_agency", "BKPSDM", "instansi", Unit.Kind.OPD),
    ("inspectorate_agency", "Inspektorat Daerah", "instansi", Unit.Kind.OPD),
    ("secretariat", "Sekretariat Daerah", "instansi", Unit.Kind.OPD),
)
_HEADS_WITHOUT_PERSON = ("personnel_agency", "inspectorate_agency")
_OFFICIALS = ("bupati",)


def make_cast() -> Cast:
    units = _make_units()
    people = _make_people()
    _make_postings(units, people)
    _make_lines(units, people)
    _make_grants(units, people)
    shown = ("instansi", "agency", "division", "section", "other_agency")
    fields: dict[str, Any] = {**people, **{key: units[key] for key in shown}}
    return Cast(anonymous=None, **fields)


def _make_units() -> dict[str, Unit]:
    units = {key: Unit(name=name, kind=kind, start_on=START) for key, name, _parent, kind in _UNITS}
    Unit.objects.bulk_create(units.values())
    for key, _name, parent_key, _kind in _UNITS:
        unit = units[key]
        unit.parent = units[parent_key] if parent_key else None
        unit.path = f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
    Unit.objects.bulk_update(units.values(), ["parent", "path"])
    UnitVersion.objects.bulk_create(
        UnitVersion(unit=unit, name=unit.name, parent=unit.parent, start_on=START)
        for unit in units.values()
    )
    CountingStart.objects.bulk_create(
        CountingStart(unit=units[key], counts_from=COUNTED)
        for key, _name, parent_key, _kind in _UNITS
        if parent_key in {None, "instansi"}
    )
    return units


def _make_people() -> dict[str, Employee]:
    people = {
        key: new_employee(
            name,
            nip=None if key in _OFFICIALS else "",
            kind=Employee.Kind.OFFICIAL if key in _OFFICIALS else Employee.Kind.PNS,
        )
        for key, name, *_seat in _SEATS
    }
    for key, person in people.items():
        person.account = User(login=person.nip or key, password="!", is_active=key != "ended")
    User.objects.bulk_create([person.account for person in people.values() if person.account])
    Employee.objects.bulk_create(people.values())
    StandingPeriod.objects.bulk_create(_standings(people))
    return people


def _standings(people: dict[str, Employee]) -> Iterable[StandingPeriod]:
    for key, person in people.items():
        left = MOVED_ON if key == "ended" else None
        active = StandingPeriod.Standing.ACTIVE
        yield StandingPeriod(employee=person, standing=active, start_on=START, end_on=left)
        if left:
            ended = StandingPeriod.Standing.ENDED
            yield StandingPeriod(employee=person, standing=ended, start_on=left)


def _make_postings(units: dict[str, Unit], people: dict[str, Employee]) -> None:
    posts = {
        key: _position(units[unit], title, is_head) for key, _name, unit, title, is_head in _SEATS
    }
    for key in _HEADS_WITHOUT_PERSON:
        posts[key] = _position(units[key], f"Kepala {units[key].name}", True)
    posts["elias_now"] = posts.pop("former_superior")
    Position.objects.bulk_create(posts.values())
    begins = {"superior": MOVED_ON}
    ends = {"ended": MOVED_ON}
    rows = [
        _posting(people[key], posts[key], begins.get(key, START), ends.get(key))
        for key in people
        if key in posts
    ]
    elias = people["former_superior"]
    rows.append(_posting(elias, posts["superior"], START, MOVED_ON))
    rows.append(_posting(elias, posts["elias_now"], MOVED_ON, None))
    acting = _posting(people["acting_superior"], posts["superior"], AWAY_ON, BACK_ON)
    acting.kind = Posting.Kind.PLH
    Posting.objects.bulk_create([*rows, acting])


def _position(unit: Unit, title: str, is_head: bool) -> Position:
    kind = Position.Kind.STRUCTURAL if is_head else Position.Kind.EXECUTIVE
    return Position(unit=unit, title=title, kind=kind, is_head=is_head)


def _posting(person: Employee, post: Position, start_on: date, end_on: date | None) -> Posting:
    return Posting(
        employee=person,
        position=post,
        unit=post.unit,
        is_head=post.is_head,
        start_on=start_on,
        end_on=end_on,
    )


def _make_lines(units: dict[str, Unit], people: dict[str, Employee]) -> None:
    basis = ReportingLine.Basis
    lines = [
        ("bupati", None, basis.TOP, None, START, None),
        ("agency_head", "bupati", basis.STRUCTURE, "instansi", START, None),
        ("leader", "bupati", basis.STRUCTURE, "instansi", START, None),
        ("admin_opd", "agency_head", basis.STRUCTURE, "agency", START, None),
        ("higher_superior", "agency_head", basis.STRUCTURE, "agency", START, None),
        ("former_superior", "higher_superior", basis.STRUCTURE, "division", START, MOVED_ON),
        ("former_superior", "bupati", basis.STRUCTURE, "instansi", MOVED_ON, None),
        ("superior", "higher_superior", basis.STRUCTURE, "division", MOVED_ON, None),
        ("ended", "former_superior", basis.STRUCTURE, "section", START, MOVED_ON),
        ("acting_superior", "former_superior", basis.STRUCTURE, "section", START, MOVED_ON),
        ("acting_superior", "superior", basis.STRUCTURE, "section", MOVED_ON, None),
        ("admin_other", "bupati", basis.VACANCY, "instansi", START, MOVED_ON),
        ("admin_other", "former_superior", basis.STRUCTURE, "other_agency", MOVED_ON, None),
        ("personnel", "bupati", basis.VACANCY, "instansi", START, None),
        ("inspectorate", "bupati", basis.VACANCY, "instansi", START, None),
    ]
    for key in ("owner", "peer"):
        lines += [
            (key, "former_superior", basis.STRUCTURE, "section", START, MOVED_ON),
            (key, "superior", basis.STRUCTURE, "section", MOVED_ON, AWAY_ON),
            (key, "acting_superior", basis.ACTING, "section", AWAY_ON, BACK_ON),
            (key, "superior", basis.STRUCTURE, "section", BACK_ON, None),
        ]
    ReportingLine.objects.bulk_create(
        ReportingLine(
            employee=people[key],
            superior=people[above] if above else None,
            basis=why,
            via=units[via] if via else None,
            start_on=start_on,
            end_on=end_on,
        )
        for key, above, why, via, start_on, end_on in lines
    )


def _make_grants(units: dict[str, Unit], people: dict[str, Employee]) -> None:
    grants = (
        ("admin_opd", RoleGrant.Role.ADMIN_OPD, "agency"),
        ("admin_other", RoleGrant.Role.ADMIN_OPD, "other_agency"),
        ("personnel", RoleGrant.Role.PERSONNEL, None),
        ("inspectorate", RoleGrant.Role.INSPECTORATE, None),
        ("leader", RoleGrant.Role.LEADER, None),
    )
    RoleGrant.objects.bulk_create(
        RoleGrant(
            employee=people[key], role=role, unit=units[unit] if unit else None, start_on=START
        )
        for key, role, unit in grants
    )
