"""The list of people, fifty a page, by name.

Written in SQL: the page is opened all day long, and half of its time went into composing queries.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.urls import reverse

from noken.core.actor import Actor, Role
from noken.organization.models import Unit
from noken.organization.queries.choices import Option, agencies
from noken.organization.queries.search import search_people
from noken.organization.rules.nip import masked_nip

SIZE = 50
FOUND_AT_MOST = 50
_MARKS = {"VACANCY": ("Sementara", "acc"), "GAP": ("Tanpa atasan", "bad")}
_IN_FORCE = "{0}.start_on <= %(on)s and ({0}.end_on is null or {0}.end_on > %(on)s)"
_POSTED = f"g.kind = 'DEFINITIVE' and {_IN_FORCE.format('g')}"
_COUNT = f"select count(*) from organization_posting g where {_POSTED}"  # noqa: S608 (constants)
_WITHIN = " and g.unit_id in (select u.id from organization_unit u where {where})"
# The fifty are chosen first, by the index on the name; all else is joined to them alone.
_LISTED = f"""
    select e.id, e.name, e.nip, g.unit_id, g.position_id
    from organization_employee e join organization_posting g on g.employee_id = e.id
    where {_POSTED}{{within}}
    order by e.name{{way}}, e.id{{way}} limit %(size)s offset %(skip)s
"""  # noqa: S608 (constants; values are parameters)
_FOUND = f"""
    select e.id, e.name, e.nip, g.unit_id, g.position_id
    from organization_employee e
    left join organization_posting g on g.employee_id = e.id and {_POSTED}
    where e.id = any(%(ids)s)
"""  # noqa: S608 (as above)
_ROWS = f"""
    select e.id, e.name, p.title, e.unit_id, u.name, e.nip, coalesce(s.name, ''),
           coalesce(l.basis, '')
    from ({{people}}) e
    left join organization_unit u on u.id = e.unit_id
    left join organization_position p on p.id = e.position_id
    left join organization_reportingline l on l.employee_id = e.id and {_IN_FORCE.format("l")}
    left join organization_employee s on s.id = l.superior_id
"""  # noqa: S608 (as above)


@cache
def _before_id(name: str) -> str:
    """The part of an address before the id: a page holds a hundred of them."""
    return reverse(name, args=[0]).removesuffix("0/")


class Row(NamedTuple):
    """A person of the list; NIP and superior are "" for readers who see the directory only."""

    id: int
    name: str
    post: str
    unit_id: int | None
    unit: str
    nip: str = ""
    superior: str = ""
    mark: str = ""
    tone: str = ""

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
    unit: Option | None
    text: str
    keeps_file: bool
    role: Role
    about: frozenset[int]

    @property
    def url(self) -> str:
        return reverse("organization:people")

    @property
    def pager_url(self) -> str:
        return f"?unit={self.unit.value}&" if self.unit else "?"


def people_page(actor: Actor, *, text: str, unit_id: int | None, number: int) -> PeoplePage:
    """Those in a post today, or those found by name or NIP.

    BKPSDM sees everybody with NIP (masked) and superior, an OPD's admin the people of the own
    units; everyone else the directory: name, post and unit.
    """
    keeps = actor.role in {Role.PERSONNEL, Role.ADMIN_OPD}
    unit = Unit.objects.only("name", "path").filter(pk=unit_id).first() if unit_id else None
    if text.strip():
        found = [person.id for person in search_people(actor, text, FOUND_AT_MOST)]
        rows = _found(actor, found)
        sheet = Sheet(1, len(rows))
    else:
        rows, sheet = _listed(actor, unit, number)
    shown = tuple(_row(row, keeps=keeps) for row in rows)
    chosen = Option(unit.pk, unit.name, "") if unit else None
    return PeoplePage(
        rows=shown,
        sheet=sheet,
        units=tuple(option for option in agencies(actor) if option.value != unit_id),
        unit=chosen,
        text=text,
        keeps_file=keeps,
        role=actor.role,
        about=frozenset(row.id for row in shown) if keeps else frozenset(),
    )


def _row(row: tuple[Any, ...], *, keeps: bool) -> Row:
    pk, name, post, unit_id, unit, nip, superior, basis = row
    post = post or "Tidak menjabat"
    if not keeps:
        return Row(pk, name, post, unit_id, unit or "")
    mark, tone = _MARKS.get(basis, ("", ""))
    return Row(pk, name, post, unit_id, unit or "", masked_nip(nip or ""), superior, mark, tone)


def _listed(actor: Actor, unit: Unit | None, number: int) -> tuple[list[tuple[Any, ...]], Sheet]:
    """One page. The index on the name is read from its nearer end, so the last page is cheap."""
    within, values = _within(actor, unit)
    ((count,),) = _ask(_COUNT + within, values)
    sheet = Sheet(max(1, min(number, -(-count // SIZE))), count)
    start, end = (sheet.number - 1) * SIZE, min(sheet.number * SIZE, count)
    backwards = start > count // 2
    people = _LISTED.format(within=within, way=" desc" if backwards else "")
    page = {"skip": count - end if backwards else start, "size": end - start}
    rows = _ask(_ROWS.format(people=people) + " order by e.name, e.id", {**values, **page})
    return rows, sheet


def _within(actor: Actor, unit: Unit | None) -> tuple[str, dict[str, Any]]:
    """The units to list: those below the chosen one, and for an admin only the own ones."""
    wanted: list[str] = []
    values: dict[str, Any] = {"on": actor.on}
    if unit is not None:
        wanted.append("u.path >= %(path)s and u.path < %(after)s")
        values |= {"path": unit.path, "after": f"{unit.path[:-1]}0"}
    if actor.role is Role.ADMIN_OPD:
        wanted.append("u.id = any(%(own)s)")
        values["own"] = list(actor.unit_ids)
    return _WITHIN.format(where=" and ".join(wanted)) if wanted else "", values


def _found(actor: Actor, ids: list[int]) -> list[tuple[Any, ...]]:
    """Those found, in the order of the search; for an admin only the own people."""
    query = _ROWS.format(people=_FOUND)
    known = {row[0]: row for row in _ask(query, {"on": actor.on, "ids": ids})}
    rows = [known[pk] for pk in ids if pk in known]
    if actor.role is Role.ADMIN_OPD:
        return [row for row in rows if row[3] in actor.unit_ids]
    return rows


def _ask(query: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
