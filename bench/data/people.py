"""Who works where: teams of 14 under one superior, four levels, units of 60.

An instansi with its head; agencies (OPD) of 14 divisions; each division 60 people in four teams
of one head and 14 members, under the division's own head. The last team is cut at the number of
people asked for.
"""

from dataclasses import dataclass
from datetime import date
from itertools import count
from random import Random

from bench.data.names import Register
from bench.data.tables import Tables
from noken.organization.rules.search_key import search_key

DIVISIONS, TEAMS, MEMBERS = 14, 4, 14
STRUCTURE_DAY, FIRST_DAY = date(2020, 1, 1), date(2024, 1, 1)
PERSONNEL, INSPECTORATE, ADMIN_OPD = 6, 7, 8
"""Members of the first team who hold a role beside their work."""

COLUMNS = {
    "organization_unit": "id name kind parent_id code start_on path",
    "organization_unitversion": "unit_id name parent_id start_on",
    "attendance_countingstart": "unit_id counts_from",
    "organization_position": "id unit_id title kind family echelon is_head",
    "accounts_user": "id login password is_active",
    "organization_employee": "id account_id nip name front_title back_title kind search",
    "organization_rankperiod": "employee_id code start_on",
    "organization_standingperiod": "employee_id standing start_on",
    "organization_posting": "employee_id position_id unit_id kind is_head start_on",
    "organization_reportingline": "employee_id superior_id via_id basis start_on",
    "organization_rolegrant": "employee_id role unit_id start_on reason",
}


@dataclass(frozen=True, slots=True)
class Unit:
    id: int
    name: str
    kind: str
    parent: int | None
    path: str


@dataclass(frozen=True, slots=True)
class Member:
    """`superior` is None for the head of the instansi; `via` is the unit whose head that is."""

    id: int
    unit: Unit
    superior: int | None
    via: int | None
    is_head: bool
    nip: str
    name: str
    back_title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Team:
    """A team head and members; `is_full` tells that none was cut off."""

    head: int
    members: tuple[int, ...]

    @property
    def is_full(self) -> bool:
        return len(self.members) == MEMBERS


class Instansi:
    """All people and units of one size."""

    def __init__(self, size: int, random: Random) -> None:
        self.units: list[Unit] = []
        self.members: list[Member] = []
        self.teams: list[Team] = []
        self._left = size
        self._register = Register(random)
        top = self._unit("Pemerintah Kabupaten Contoh", "INSTANSI", None)
        head = self._member(top, None, is_head=True)
        for number in count(1):
            if not self._left:
                break
            self._agency(number, top, head)

    def _agency(self, number: int, top: Unit, above: Member | None) -> None:
        unit = self._unit(f"Dinas Pelayanan Wilayah {number}", "OPD", top)
        head = self._member(unit, above, is_head=True)
        for division in range(1, DIVISIONS + 1):
            if self._left:
                self._division(f"Bidang {division} Wilayah {number}", unit, head)

    def _division(self, name: str, agency: Unit, above: Member | None) -> None:
        unit = self._unit(name, "DIVISION", agency)
        head = self._member(unit, above, is_head=True)
        for team in range(1, TEAMS + 1):
            if self._left:
                self._team(f"Seksi {team} {name}", unit, head)

    def _team(self, name: str, division: Unit, above: Member | None) -> None:
        unit = self._unit(name, "SECTION", division)
        head = self._member(unit, above, is_head=True)
        members = [self._member(unit, head, is_head=False) for _ in range(MEMBERS)]
        if head:
            self.teams.append(Team(head.id, tuple(member.id for member in members if member)))

    def _unit(self, name: str, kind: str, above: Unit | None) -> Unit:
        number = len(self.units) + 1
        path = f"{above.path if above else '/'}{number}/"
        unit = Unit(number, name, kind, above.id if above else None, path)
        self.units.append(unit)
        return unit

    def _member(self, unit: Unit, above: Member | None, *, is_head: bool) -> Member | None:
        """The next person; None when there are enough."""
        if not self._left:
            return None
        self._left -= 1
        number = len(self.members) + 1
        contract = not is_head and number % 3 == 0
        who = self._register.person(contract=contract)
        member = Member(
            id=number,
            unit=unit,
            superior=above.id if above else None,
            via=above.unit.id if above else None,
            is_head=is_head,
            nip=who.nip,
            name=who.name,
            back_title=who.back_title,
            kind="PPPK" if contract else "PNS",
        )
        self.members.append(member)
        return member


def write(instansi: Instansi, tables: Tables) -> None:
    """Units, posts, accounts, people and who answers for whom."""
    for unit in instansi.units:
        tables["organization_unit"].add(
            unit.id, unit.name, unit.kind, unit.parent, f"U{unit.id}", STRUCTURE_DAY, unit.path
        )
        tables["organization_unitversion"].add(unit.id, unit.name, unit.parent, STRUCTURE_DAY)
        tables["attendance_countingstart"].add(unit.id, STRUCTURE_DAY)
        # Post numbers: the head's is twice the unit's, the members' one more.
        head = (2 * unit.id, unit.id, f"Kepala {unit.name}", "STRUCTURAL", "GENERAL", "IV.a", True)
        staff = (2 * unit.id + 1, unit.id, "Analis Pelayanan", "EXECUTIVE", "GENERAL", "", False)
        tables["organization_position"].add(*head)
        if unit.kind == "SECTION":
            tables["organization_position"].add(*staff)
    for member in instansi.members:
        _write_member(member, tables)
    grants = ((1, "LEADER", None), (PERSONNEL, "PERSONNEL", None),
              (INSPECTORATE, "INSPECTORATE", None), (ADMIN_OPD, "ADMIN_OPD", 2))  # fmt: skip
    for person, role, unit_id in grants if instansi.members else ():
        tables["organization_rolegrant"].add(person, role, unit_id, FIRST_DAY, "Penetapan contoh")


def _write_member(member: Member, tables: Tables) -> None:
    number = member.id
    tables["accounts_user"].add(number, member.nip, f"!contoh{number}", "t")
    tables["organization_employee"].add(
        number,
        number,
        member.nip,
        member.name,
        "",
        member.back_title,
        member.kind,
        search_key(member.name, member.nip),
    )
    rank = "IX" if member.kind == "PPPK" else "III/c"
    tables["organization_rankperiod"].add(number, rank, FIRST_DAY)
    tables["organization_standingperiod"].add(number, "ACTIVE", FIRST_DAY)
    tables["organization_posting"].add(
        number,
        2 * member.unit.id + (not member.is_head),
        member.unit.id,
        "DEFINITIVE",
        member.is_head,
        FIRST_DAY,
    )
    tables["organization_reportingline"].add(
        number,
        member.superior,
        member.via,
        "STRUCTURE" if member.superior else "TOP",
        FIRST_DAY,
    )
