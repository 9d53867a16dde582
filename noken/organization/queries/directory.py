"""The list of people, fifty a page, by name."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.organization.models import Employee, Posting, ReportingLine, Unit
from noken.organization.queries.choices import Option, agencies
from noken.organization.queries.people import Person
from noken.organization.queries.search import search_people
from noken.organization.rules.nip import masked_nip

SIZE = 50
FOUND_AT_MOST = 50
_FIELDS = (
    "pk",
    "name",
    "nip",
    "postings__position__title",
    "postings__unit",
    "postings__unit__name",
)


@cache
def _before_id(name: str) -> str:
    """The part of an address before the id: a page holds a hundred of them."""
    return reverse(name, args=[0]).removesuffix("0/")


@dataclass(frozen=True, slots=True)
class Row:
    """A person of the list; NIP and superior are "" for readers who see the directory only."""

    id: int
    name: str
    post: str
    unit_id: int | None
    unit: str
    nip: str = ""
    superior: str = ""
    basis: str = ""

    @property
    def url(self) -> str:
        return f"{_before_id('organization:person')}{self.id}/"

    @property
    def unit_url(self) -> str:
        return f"{_before_id('organization:unit')}{self.unit_id}/"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a long list, as `ui/pager.html` reads it."""

    number: int
    count: int

    @property
    def paginator(self) -> "Sheet":
        return self

    @property
    def last(self) -> int:
        return max(1, -(-self.count // SIZE))

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.last

    @property
    def has_other_pages(self) -> bool:
        return self.last > 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def start_index(self) -> int:
        return min((self.number - 1) * SIZE + 1, self.count)

    @property
    def end_index(self) -> int:
        return min(self.number * SIZE, self.count)


@dataclass(frozen=True, slots=True)
class PeoplePage:
    rows: tuple[Row, ...]
    sheet: Sheet
    units: tuple[Option, ...]
    unit_id: int | None
    text: str
    keeps_file: bool
    role: Role
    about: frozenset[int]

    @property
    def url(self) -> str:
        return reverse("organization:people")

    @property
    def pager_url(self) -> str:
        chosen = QueryDict(mutable=True)
        if self.unit_id:
            chosen["unit"] = str(self.unit_id)
        return f"?{chosen.urlencode()}&" if chosen else "?"


def people_page(actor: Actor, *, text: str, unit_id: int | None, number: int) -> PeoplePage:
    """Those in a post today, or those found by name or NIP.

    BKPSDM sees everybody with NIP (masked) and superior, an OPD's admin the people of the own
    units; everyone else the directory: name, post and unit.
    """
    keeps = actor.role in {Role.PERSONNEL, Role.ADMIN_OPD}
    if text.strip():
        rows = _found(actor, text)
        sheet = Sheet(1, len(rows))
    else:
        rows, sheet = _listed(actor, unit_id, number)
    if keeps:
        rows = _with_superiors(actor, rows)
    return PeoplePage(
        rows=tuple(rows),
        sheet=sheet,
        units=tuple(agencies(actor)),
        unit_id=unit_id,
        text=text,
        keeps_file=keeps,
        role=actor.role,
        about=frozenset(row.id for row in rows) if keeps else frozenset(),
    )


def _listed(actor: Actor, unit_id: int | None, number: int) -> tuple[list[Row], Sheet]:
    posted = Posting.objects.filter(in_force(actor.on), kind=Posting.Kind.DEFINITIVE)
    units = _units(actor, unit_id)
    if units is not None:
        posted = posted.filter(unit__in=units)
    count = posted.count()
    sheet = Sheet(max(1, min(number, -(-count // SIZE))), count)
    return [_row(actor, row) for row in _slice(actor, units, sheet)], sheet


def _units(actor: Actor, unit_id: int | None) -> QuerySet[Unit] | None:
    """The units to list: those below the chosen one, and for an admin only the own ones."""
    units = None
    if unit_id is not None:
        chosen = Unit.objects.filter(pk=unit_id).first()
        units = Unit.objects.filter(path__startswith=chosen.path) if chosen else Unit.objects.none()
    if actor.role is Role.ADMIN_OPD:
        units = (Unit.objects.all() if units is None else units).filter(pk__in=actor.unit_ids)
    return units


def _slice(actor: Actor, units: QuerySet[Unit] | None, sheet: Sheet) -> list[tuple[Any, ...]]:
    """One page. The index on the name is read from its nearer end, so the last page is cheap."""
    people = Employee.objects.filter(
        in_force(actor.on, "postings__"),
        postings__kind=Posting.Kind.DEFINITIVE,
        **({} if units is None else {"postings__unit__in": units}),
    ).values_list(*_FIELDS)
    start, end = (sheet.number - 1) * SIZE, min(sheet.number * SIZE, sheet.count)
    if start <= sheet.count // 2:
        return list(people.order_by("name", "pk")[start:end])
    backwards = people.order_by("-name", "-pk")[sheet.count - end : sheet.count - start]
    return list(backwards)[::-1]


def _row(actor: Actor, row: tuple[Any, ...]) -> Row:
    pk, name, nip, post, unit_id, unit = row
    keeps = actor.role in {Role.PERSONNEL, Role.ADMIN_OPD}
    return Row(pk, name, post, unit_id, unit, nip=masked_nip(nip or "") if keeps else "")


def _found(actor: Actor, text: str) -> list[Row]:
    people = search_people(actor, text, FOUND_AT_MOST)
    if actor.role is Role.ADMIN_OPD:
        people = [person for person in people if person.unit_id in actor.unit_ids]
    nips = dict(
        Employee.objects.filter(pk__in=[person.id for person in people]).values_list("pk", "nip")
    )
    return [_row(actor, _values(person, nips.get(person.id))) for person in people]


def _values(person: Person, nip: str | None) -> tuple[Any, ...]:
    return person.id, person.name, nip, person.post, person.unit_id, person.unit


def _with_superiors(actor: Actor, rows: list[Row]) -> list[Row]:
    lines = ReportingLine.objects.filter(
        in_force(actor.on), employee__in=[row.id for row in rows]
    ).values_list("employee", "superior__name", "basis")
    known = {employee: (name or "", basis) for employee, name, basis in lines}
    nobody = ("", "")
    return [
        replace(row, superior=superior, basis=basis)
        for row in rows
        for superior, basis in [known.get(row.id, nobody)]
    ]
