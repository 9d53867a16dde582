"""What leave rests on, with marks and owners; and one person's record for those who keep it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import Http404

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.leave import access
from noken.leave.models import Absence, Family, GrantingOfficial, OpeningBalance, Request, Value
from noken.leave.queries.mine import DutyRow, duties_of
from noken.leave.queries.team import WaitingRequest, requests_awaiting
from noken.leave.queries.terms import ledger_of
from noken.leave.queries.words import RequestRow, row_of, when_of
from noken.leave.rules import kinds
from noken.leave.rules.balance import Balance
from noken.organization import queries as organization
from noken.organization.models import Employee, Unit
from noken.organization.queries import Person
from noken.regulations import loader

AWAY_SIZE = 60
MARKS = {"A": "naskah resmi", "B": "sumber kedua", "C": "belum pasti"}


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One number: what it says, on what it rests, whether it waits for its owner."""

    name: str
    about: str
    value: int
    unit: str
    mark: str
    mark_text: str
    source: str
    owner: str
    awaits: bool
    settable: bool
    most: int
    where: str
    since: date | None


@dataclass(frozen=True, slots=True)
class GrantingRow:
    unit: str
    whom: str
    granted_by: str
    source: str
    since: date


@dataclass(frozen=True, slots=True)
class RulesPage:
    values: Sequence[ValueRow]
    granting: Sequence[GrantingRow]
    settable: Sequence[tuple[str, str]]
    units: Sequence[tuple[int, str]]
    may_set: bool
    on: date


@dataclass(frozen=True, slots=True)
class AwayPerson:
    person: Person
    label: str
    when: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The desk of those who keep leave: what waits for them, who is away today, whom they seek."""

    waiting: Sequence[WaitingRequest]
    counts: Sequence[tuple[str, int]]
    away: Sequence[AwayPerson]
    page: Page[Any]
    text: str
    found: Sequence[Person]
    on: date
    role: Role
    about: frozenset[int]

    @property
    def pager_url(self) -> str:
        return "?"


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One person's leave for those who keep it: balance, requests, letters; no reasons."""

    person: Person
    balance: Balance
    requests: Sequence[RequestRow]
    duties: Sequence[DutyRow]
    opening: OpeningBalance | None
    may_set: bool
    year: int
    role: Role
    about: frozenset[int]


def rules_page(actor: Actor) -> RulesPage:
    signed = list(Value.objects.filter(in_force(actor.on)).select_related("unit").order_by("unit"))
    rows = []
    for name, law in loader.leave_values().items():
        own = [row for row in signed if row.name == name]
        rows += [_signed(row, law) for row in own]
        if not any(row.unit_id is None for row in own):
            rows.append(_unsigned(law))
    granting = GrantingOfficial.objects.filter(in_force(actor.on)).select_related(
        "unit", "granted_by"
    )
    may_set = actor.has(Role.PERSONNEL)
    values = loader.leave_values().values()
    return RulesPage(
        values=rows,
        granting=[
            GrantingRow(
                row.unit.name,
                "pimpinannya" if row.for_head else "pegawainya",
                f"Kepala {row.granted_by.name}" if row.granted_by else "BKPSDM",
                row.source,
                row.start_on,
            )
            for row in granting.order_by("unit__path", "for_head")
        ],
        settable=[(value.name, value.about) for value in values if value.most is not None],
        units=_agencies(actor.on) if may_set else (),
        may_set=may_set,
        on=actor.on,
    )


def people_page(actor: Actor, *, text: str, number: int | str) -> PeoplePage:
    """Who is away today among the people whose leave the actor keeps."""
    kept = organization.subjects_of(actor, actor.role)
    today = Absence.objects.filter(
        employee_id__in=kept, cancelled_at=None, start_on__lte=actor.on, end_on__gt=actor.on
    )
    counts = dict(today.values_list("family").annotate(Count("pk")))
    ordered = today.select_related("employee").order_by("employee__name", "pk")
    page = Paginator(ordered, AWAY_SIZE).get_page(number)
    people = organization.people([row.employee_id for row in page.object_list], actor.on)
    away = [
        AwayPerson(
            people[row.employee_id],
            kinds.label_of(row.kind),
            when_of(row.start_on, row.end_on, row.portion),
        )
        for row in page.object_list
    ]
    sought = organization.search_people(actor, text, 60) if text.strip() else []
    mine = set(kept.filter(pk__in=[each.id for each in sought]).values_list("pk", flat=True))
    waiting = requests_awaiting(actor) if actor.role is Role.PERSONNEL else []
    return PeoplePage(
        waiting=waiting,
        counts=[(label, counts.get(code, 0)) for code, label in Family.choices],
        away=away,
        page=page,
        text=text,
        found=[each for each in sought if each.id in mine],
        on=actor.on,
        role=actor.role,
        about=frozenset(people) | {each.person.id for each in waiting},
    )


def record_page(actor: Actor, employee_id: int) -> RecordPage:
    """Raises Http404: not the actor's to see."""
    roles = (Role.ADMIN_OPD, Role.PERSONNEL, Role.SUPERIOR)
    role = organization.relation_of(actor, employee_id, *roles)
    employee = Employee.objects.filter(pk=employee_id).first()
    if role is None or employee is None:
        raise Http404
    person = organization.people([employee_id], actor.on)[employee_id]
    year = actor.on.year
    requests = Request.objects.filter(employee=employee).order_by("-start_on", "-pk")[:40]
    return RecordPage(
        person=person,
        balance=ledger_of(employee, actor.on).balance(year),
        requests=[row_of(row) for row in requests],
        duties=duties_of(employee_id, actor.on),
        opening=OpeningBalance.objects.filter(employee=employee, year=year).first(),
        may_set=access.keeps(actor, employee_id),
        year=year,
        role=role,
        about=frozenset({employee_id}),
    )


def _signed(row: Value, law: loader.LeaveValue) -> ValueRow:
    return ValueRow(
        name=law.name,
        about=law.about,
        value=row.value,
        unit=law.unit,
        mark=law.mark,
        mark_text=MARKS[law.mark],
        source=row.source,
        owner=law.owner,
        awaits=False,
        settable=True,
        most=law.most or 0,
        where=row.unit.name if row.unit else "",
        since=row.start_on,
    )


def _unsigned(law: loader.LeaveValue) -> ValueRow:
    return ValueRow(
        name=law.name,
        about=law.about,
        value=law.value,
        unit=law.unit,
        mark=law.mark,
        mark_text=MARKS[law.mark],
        source=law.source,
        owner=law.owner,
        awaits=law.mark == "C",
        settable=law.most is not None,
        most=law.most or 0,
        where="",
        since=None,
    )


def _agencies(on: date) -> list[tuple[int, str]]:
    offered = Q(kind__in=[Unit.Kind.OPD, Unit.Kind.DISTRICT, Unit.Kind.INSTANSI])
    units = Unit.objects.filter(offered, in_force(on)).order_by("name")
    return list(units.values_list("pk", "name"))
