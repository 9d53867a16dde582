"""The recap of a unit: sixty people a page, a month, read in one statement."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any

from django.db import connection
from django.http import Http404
from django.urls import reverse

from noken.attendance import access
from noken.attendance.models import Correction
from noken.attendance.queries.begun import not_counted_in
from noken.attendance.queries.catalogue import signed_proposals
from noken.attendance.queries.changes import Change, changes_since
from noken.attendance.queries.corrections import WaitingCorrection, corrections_awaiting
from noken.attendance.queries.held import FACTS, JOINED, Row, row_from, times_of
from noken.attendance.queries.months import ClosingView, closings_of, standing
from noken.attendance.queries.recounting import is_recounting
from noken.attendance.queries.team import (
    TeamMonth,
    first_due,
    laid_out,
    shields_of,
    to_decide,
)
from noken.attendance.queries.terms import limits_on
from noken.attendance.queries.unit_people import UnitView, heads_of, topmost, unit_of
from noken.attendance.rules import months
from noken.attendance.rules.holding import Mark
from noken.attendance.rules.tolerance import Signed
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.organization import queries as organization
from noken.organization.queries import Person

PAGE_SIZE = 60
MOST_IN_FILE = 5000
_PEOPLE = f"""
    with listed as (
        select e.id, e.name, p.title, u.id as unit_id, u.name as unit, e.nip,
            e.kind, count(*) over () as total
        from organization_posting g
        join organization_unit u on u.id = g.unit_id
        join organization_position p on p.id = g.position_id
        join organization_employee e on e.id = g.employee_id
        where g.kind = 'DEFINITIVE' and g.start_on <= %s and (g.end_on is null or g.end_on > %s)
          and u.path like %s
        order by e.name, e.id limit %s offset %s
    )
    select l.*, k.held, k.recorded, k.recorded_late_minutes, k.late_minutes, k.early_minutes,
        k.adding_minutes, (
        select {FACTS} from {JOINED}
        where d.employee_id = l.id and d.day >= %s and d.day < %s and k.id is null)
    from listed l
    left join attendance_monthline k on k.employee_id = l.id and k.month = %s and k.current
    order by l.name, l.id
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class Listed:
    """A person of a unit with their month. `closed`: the month was kept, nothing is derived."""

    person: Person
    nip: str
    row: Row
    closed: bool


@dataclass(frozen=True, slots=True)
class RecapPage:
    """The recap of a unit in one month, sixty people a page.

    `closing` is the one that stands. `may_close`: the month is over and the actor may; `opens_on`
    is the first day on which it can be closed, `undecided` the days of this page that would be
    closed as counting nothing; `changes` the days that hold otherwise now than when the month was
    closed, of all people of that closing, for who may open it again. `decisions` are corrections
    of people without a superior, which BKPSDM decides.
    """

    unit: UnitView
    units: Sequence[tuple[int, str]]
    months: Sequence[date]
    board: TeamMonth
    total: int
    number: int
    pages: int
    closing: ClosingView | None
    history: Sequence[ClosingView]
    may_close: bool
    may_reopen: bool
    opens_on: date
    over: bool
    undecided: int
    changes: Sequence[Change]
    decisions: Sequence[WaitingCorrection]
    not_counted: str
    as_of: datetime
    about: frozenset[int]
    role: Role
    recounting: bool

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1

    @property
    def to_decide(self) -> int:
        return to_decide(self.decisions)

    @property
    def first_due(self) -> date | None:
        return first_due(self.decisions)

    @property
    def changed_people(self) -> Sequence[tuple[int, str, int]]:
        """The people whose days changed since the closing, and on how many days."""
        counts = Counter((each.person_id, each.name) for each in self.changes)
        return [(pk, name, count) for (pk, name), count in counts.items()]

    @property
    def back(self) -> str:
        month = self.board.month.isoformat()[:7]
        return f"{reverse('attendance:recap')}?unit={self.unit.id}&bulan={month}"


def recap_page(actor: Actor, unit_id: int, month: date, number: int, at: datetime) -> RecapPage:
    """The recap of a unit with all below it; `unit_id` 0 is the highest unit of the actor.

    Raises:
        Http404: no such unit, or not for the actor.
    """
    units = [(each.value, each.label) for each in organization.agencies(actor)]
    unit, role = _opened(actor, unit_id or topmost([pk for pk, _ in units]))
    on = clock.day_of(at)
    listed, total = listed_in(unit, month, on, (number - 1) * PAGE_SIZE)
    history = closings_of(unit.path, month)
    closing, may = standing(history), access.can_close(actor, unit.id)
    may_reopen = closing is not None and access.can_close(actor, closing.unit_id)
    return RecapPage(
        unit=unit,
        units=units,
        months=_choice_of(month, on),
        board=_board(listed, month, on, linked=role is not Role.LEADER),
        total=total,
        number=number,
        pages=max(1, ceil(total / PAGE_SIZE)),
        closing=closing,
        history=[each for each in history if each.reopened_at],
        may_close=may and closing is None and months.may_close(month, on),
        may_reopen=may_reopen,
        opens_on=months.month_after(month),
        over=months.may_close(month, on),
        undecided=sum(each.row.held.count(Mark.WAITING) for each in listed),
        changes=changes_since(closing, month, on) if closing and may_reopen else (),
        decisions=_orphans(actor),
        not_counted=not_counted_in(unit.path, [each.person for each in listed], month, on),
        as_of=at,
        about=frozenset(each.person.id for each in listed),
        role=role,
        recounting=is_recounting([each.person.id for each in listed], month),
    )


def _opened(actor: Actor, unit_id: int) -> tuple[UnitView, Role]:
    unit = unit_of(unit_id)
    role = access.recap_role(actor, unit.id) if unit else None
    if unit is None or role is None:
        raise Http404
    return unit, role


def listed_in(
    unit: UnitView, month: date, on: date, offset: int = 0, most: int = PAGE_SIZE
) -> tuple[list[Listed], int]:
    """People posted in a unit or below it at the end of the month (or today), by name, and how
    many there are in all."""
    end = months.month_after(month)
    day = min(on, end - timedelta(1))
    values: list[Any] = [day, day, f"{unit.path}%", most, offset]
    values += [limits_on(on).overdue_before, month, end, month]
    signed = signed_proposals()
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, values)
        rows = cursor.fetchall()
    return [_listed(row, month, signed) for row in rows], rows[0][7] if rows else 0


def _listed(row: tuple[Any, ...], month: date, signed: Sequence[Signed]) -> Listed:
    pk, name, title, unit_id, unit, nip, kind, _, held, recorded, *minutes, facts = row
    person = Person(pk, name, title, unit_id, unit, kind, "")
    if held is not None:
        return Listed(person, nip or "", Row(recorded, held, *minutes), closed=True)
    return Listed(person, nip or "", row_from(facts, month, signed), closed=False)


def _board(listed: Sequence[Listed], month: date, on: date, *, linked: bool) -> TeamMonth:
    every = [(each.person, each.row) for each in listed]
    any_shield = any(Mark.SHIELDED in row.held for _, row in every)
    shields = shields_of([person.id for person, _ in every], month) if any_shield else ()
    closed = sum(each.closed for each in listed)
    return laid_out(every, month, on, shields, closed=closed, linked=linked)


def _choice_of(month: date, on: date) -> Sequence[date]:
    """Three months to choose from: those up to today, or around an older one."""
    last = min(on.replace(day=1), months.month_after(month))
    before = months.month_before(last)
    return (months.month_before(before), before, last)


def _orphans(actor: Actor) -> Sequence[WaitingCorrection]:
    if not actor.has(Role.PERSONNEL) or actor.has(Role.SUPERIOR):
        return ()
    return corrections_awaiting(actor)


@dataclass(frozen=True, slots=True)
class Difference:
    """A day on which what holds differs from what was recorded, and why."""

    name: str
    day: date
    recorded: str
    held: str
    why: str
    text: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class RecapFile:
    """Everything an Excel recap holds; `sheets` are (unit, head, its people) by name.

    `times` are the hours by person and day of the month, empty for who sees no person's days;
    `changes` what holds otherwise now than when the month was closed.
    """

    unit: UnitView
    month: date
    sheets: Sequence[tuple[str, str, Sequence[Listed]]]
    not_counted: str
    differences: Sequence[Difference]
    closing: ClosingView | None
    changes: Sequence[Change]
    times: Mapping[int, Mapping[int, str]]
    with_nip: bool
    about: frozenset[int]
    role: Role
    recounting: bool


def recap_file(actor: Actor, unit_id: int, month: date, at: datetime) -> RecapFile:
    """The recap of a unit as a file, a sheet for each unit below it; 0 as for the page.

    Raises:
        Http404: no such unit, or not for the actor.
    """
    if not unit_id:
        unit_id = topmost([each.value for each in organization.agencies(actor)])
    unit, role = _opened(actor, unit_id)
    listed, _ = listed_in(unit, month, clock.day_of(at), most=MOST_IN_FILE)
    sheets: dict[tuple[str, int], list[Listed]] = {}
    for each in listed:
        sheets.setdefault((each.person.unit, each.person.unit_id or 0), []).append(each)
    heads = heads_of([unit_id for _, unit_id in sheets], clock.day_of(at))
    closing = standing(closings_of(unit.path, month))
    ids = frozenset(each.person.id for each in listed)
    keeps = role is not Role.LEADER
    return RecapFile(
        unit=unit,
        month=month,
        sheets=[(name, heads.get(pk, ""), found) for (name, pk), found in sorted(sheets.items())],
        not_counted=not_counted_in(
            unit.path, [each.person for each in listed], month, clock.day_of(at)
        ),
        differences=differences_of(listed, month),
        closing=closing,
        changes=[
            each
            for each in (changes_since(closing, month, clock.day_of(at)) if closing else ())
            if each.person_id in ids
        ],
        times=times_of(list(ids), month) if keeps else {},
        with_nip=keeps,
        about=ids,
        role=role,
        recounting=is_recounting(ids, month),
    )


def differences_of(listed: Sequence[Listed], month: date) -> list[Difference]:
    """Day by day, by name: what was recorded, what holds, and the correction that says why."""
    ids = [each.person.id for each in listed if each.row.differs]
    said = Correction.objects.filter(
        employee__in=ids, day__gte=month, day__lt=months.month_after(month)
    ).exclude(status__in=["WITHDRAWN", "REFUSED"])
    by_day = {(each.employee_id, each.day): each for each in said.select_related("decided_by")}
    found = []
    for each in listed:
        for day, was, holds in zip(
            months.days_of(month), each.row.recorded, each.row.held, strict=True
        ):
            if was != holds:
                row = by_day.get((each.person.id, day))
                found.append(_difference(each.person.name, day, (was, holds), row))
    return found


def _difference(
    name: str, day: date, letters: tuple[str, str], row: Correction | None
) -> Difference:
    return Difference(
        name=name,
        day=day,
        recorded=letters[0],
        held=letters[1],
        why=row.get_choice_display() if row else "",
        text=row.text if row else "",
        decided_by=row.decided_by.name if row and row.decided_by else "",
    )
