"""Plain makers of people and units, with defaults that are visible here.

They write rows directly; services are for the tests of services. The standing cast is in cast.py.
"""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from noken.accounts.models import Login, User
from noken.accounts.sessions import SessionStore
from noken.attendance.models import CountingStart
from noken.core.actor import Actor, Role, visitor
from noken.organization.models import (
    Activation,
    Employee,
    Position,
    Posting,
    ReportingLine,
    RoleGrant,
    RoleProposal,
    StandingPeriod,
    Unit,
    UnitVersion,
)
from noken.organization.queries import actor_for
from noken.organization.rules.search_key import search_key

TODAY = date(2026, 11, 24)
"""A Tuesday."""
NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
"""12.00 in Manokwari."""
START = date(2024, 1, 1)
"""When the units, posts and people of the tests began."""
COUNTED = date(2020, 1, 1)
"""Since when attendance counts in the units of the tests."""

_numbers = count(1)


def make_unit(
    name: str = "",
    parent: Unit | None = None,
    *,
    kind: str = Unit.Kind.DIVISION,
    start_on: date = START,
    counts: bool = True,
) -> Unit:
    """A unit with its first version and its path; the name is made up if none is given. `counts`:
    attendance has long begun there, as its unit just below the top says."""
    unit = Unit(name=name or f"Unit {next(_numbers)}", kind=kind, parent=parent, start_on=start_on)
    unit.save()
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    UnitVersion.objects.create(unit=unit, name=unit.name, parent=parent, start_on=start_on)
    if counts and (parent is None or parent.parent_id is None):
        CountingStart.objects.create(unit=unit, counts_from=COUNTED)
    return unit


def make_position(
    unit: Unit,
    title: str = "",
    *,
    is_head: bool = False,
    kind: str = "",
    family: str = Position.Family.GENERAL,
) -> Position:
    """A post; the head's is structural, any other one executive, unless `kind` says more."""
    return Position.objects.create(
        unit=unit,
        title=title or (f"Kepala {unit.name}" if is_head else f"Pelaksana {next(_numbers)}"),
        kind=kind or (Position.Kind.STRUCTURAL if is_head else Position.Kind.EXECUTIVE),
        family=family,
        is_head=is_head,
    )


def make_nip() -> str:
    """An NIP of the right shape that no other maker gave out."""
    number = next(_numbers)
    return f"198501{number // 900 % 28 + 1:02}2010011{number % 900 + 100}".ljust(18, "0")


def new_employee(
    name: str = "", *, kind: str = Employee.Kind.PNS, nip: str | None = ""
) -> Employee:
    """A person not yet stored; `nip=None` makes an official without NIP."""
    name = name or f"Pegawai {next(_numbers)}"
    nip = make_nip() if nip == "" else nip
    return Employee(nip=nip, name=name, kind=kind, search=search_key(name, nip))


def make_employee(
    name: str = "",
    *,
    kind: str = Employee.Kind.PNS,
    nip: str | None = "",
    standing: str = StandingPeriod.Standing.ACTIVE,
    account: bool = True,
) -> Employee:
    """A person with an account (login = NIP) and a standing since START. `nip=None`: official."""
    employee = new_employee(name, kind=kind, nip=nip)
    if account:
        employee.account = User.objects.create(
            login=employee.nip or f"pejabat{next(_numbers)}", password="!"
        )
    employee.save()
    StandingPeriod.objects.create(employee=employee, standing=standing, start_on=START)
    return employee


def make_posting(
    employee: Employee,
    position: Position,
    *,
    kind: str = Posting.Kind.DEFINITIVE,
    start_on: date = START,
    end_on: date | None = None,
) -> Posting:
    return Posting.objects.create(
        employee=employee,
        position=position,
        unit_id=position.unit_id,
        kind=kind,
        is_head=position.is_head,
        start_on=start_on,
        end_on=end_on,
    )


def make_line(
    employee: Employee,
    superior: Employee | None,
    *,
    basis: str = ReportingLine.Basis.STRUCTURE,
    via: Unit | None = None,
    start_on: date = START,
    end_on: date | None = None,
) -> ReportingLine:
    """A reporting line by hand: the rules are not asked."""
    return ReportingLine.objects.create(
        employee=employee,
        superior=superior,
        basis=basis,
        via=via,
        start_on=start_on,
        end_on=end_on,
    )


def make_grant(
    employee: Employee, role: str, unit: Unit | None = None, *, start_on: date = START
) -> RoleGrant:
    return RoleGrant.objects.create(employee=employee, role=role, unit=unit, start_on=start_on)


def confirm_account(person: Employee) -> None:
    """Somebody has confirmed that a person uses the account whose password another made."""
    Activation.objects.filter(employee=person).update(confirmed_at=NOON, way="CONSOLE")


def make_login(person: Employee, device: str, at: datetime = NOON) -> Login:
    """The person's account is open on another device."""
    session = SessionStore()
    session["kabar"] = []
    session.save()
    assert person.account
    assert session.session_key
    return Login.objects.create(
        user=person.account, session_key=session.session_key, device=device, at=at
    )


def make_proposal(cast: Any, role: str = "LEADER") -> RoleProposal:
    """A role for the instansi that BKPSDM has proposed for the peer."""
    row = RoleProposal.objects.create(
        employee=cast.peer,
        role=role,
        source="SK 800/14",
        reason="Menggantikan",
        start_on=TODAY,
        proposed_by=cast.personnel,
        proposed_at=NOON,
    )
    row.signatures.create(signer=cast.personnel, role="PERSONNEL", reason="Usul", at=NOON)
    return row


def actor(person: Employee | None, role: Role | None = None, on: date = TODAY) -> Actor:
    """Who a person is for services and queries; None is a visitor."""
    if person is None or person.account_id is None:
        return visitor(on)
    found = actor_for(person.account_id, on) or visitor(on)
    return found.acting_as(role) if role else found
