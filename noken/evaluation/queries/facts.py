"""Sheets and grades in few words, for other areas and for lists."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.http import Http404

from noken.core import clock
from noken.core.actor import Actor, Role
from noken.evaluation import access
from noken.evaluation.access import RATER_SQL, OfSheet, PartFacts
from noken.evaluation.models import Pin, Rating, Sheet
from noken.evaluation.queries.records import PeriodFacts, Record, record_of
from noken.evaluation.rules import sheet_flow
from noken.evaluation.rules.periods import label_of
from noken.organization import queries as organization

# What is not published has no words yet; of several ratings the one in force.
_FACTS = f"""
    select s.id, s.employee_id, s.period_id, p.kind, p.year, p.number, p.start_on, p.end_on,
        s.unit_id, r.rater_id, s.status, coalesce(g.id, 0), coalesce(g.by_id, 0),
        coalesce(g.result, ''), coalesce(g.behaviour, ''), coalesce(g.grade, ''),
        s.published_at, s.received_at, s.final_at, s.objected_at is not null
    from evaluation_sheet s
    join evaluation_period p on p.id = s.period_id
    left join evaluation_rating g on g.sheet_id = s.id
        and g.published_at is not null and g.replaced_at is null
    left join lateral ({RATER_SQL} where asked.id = s.id) r on true
    where s.id = any(%(ids)s)
"""  # noqa: S608 (constants only)
_GRADES = """
    select s.id, s.employee_id, p.id, p.kind, p.year, p.number, p.start_on, p.end_on, s.status,
        s.excuse, g.result, g.behaviour, g.grade, s.published_at, s.received_at, s.final_at
    from evaluation_sheet s
    join evaluation_period p on p.id = s.period_id
    left join evaluation_rating g on g.sheet_id = s.id
        and g.published_at is not null and g.replaced_at is null
    where s.employee_id = any(%(people)s) and (%(years)s::int[] is null or p.year = any(%(years)s))
    order by s.employee_id, p.end_on desc, p.start_on desc, s.id desc
"""
_UNFINISHED = """
    select id from evaluation_sheet
    where status = 'PUBLISHED' and received_at < %s and objected_at is null order by id
"""


GIVEN_SQL = """
    select from evaluation_rating given
    where given.published_at is not null and given.undone_at is null
        and given.origin <> 'OBJECTION'
"""
"""Whether somebody has rated a sheet, in the rating in force or one before it; to be narrowed by
conditions on `given` (sheet_id, by_id)."""


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """A sheet for areas above. `rater_id` is who rates as of the asked day, `rated_by_id` who gave
    the rating in force, `rating_id` names it (both 0 while nothing is published); codes are ""
    until then."""

    sheet_id: int
    employee_id: int
    period_id: int
    kind: str
    year: int
    number: int
    start_on: date
    end_on: date
    unit_id: int
    rater_id: int | None
    status: str
    rating_id: int
    rated_by_id: int
    result: str
    behaviour: str
    grade: str
    published_at: datetime | None
    received_at: datetime | None
    final_at: datetime | None
    objected: bool

    @property
    def period_label(self) -> str:
        return label_of(self.kind, self.year, self.number)

    @property
    def period(self) -> PeriodFacts:
        span = (self.start_on, self.end_on)
        return PeriodFacts(
            *(self.period_id, self.kind, "", self.year, self.number, *span), closed=False
        )


@dataclass(frozen=True, slots=True)
class GradeLine:
    """One period of one person. Codes are "" until published, and for the person until opened."""

    sheet_id: int
    employee_id: int
    period_id: int
    label: str
    kind: str
    year: int
    number: int
    start_on: date
    end_on: date
    status: str
    excuse: str
    result: str
    behaviour: str
    grade: str
    published_at: datetime | None
    received_at: datetime | None
    final_at: datetime | None


def sheets_facts(sheet_ids: Collection[int], on: date | None = None) -> dict[int, SheetFacts]:
    """Facts by sheet in one statement, unscoped: who asks settles what may be shown.

    Args:
        on: the day whose rater is meant; None: today.
    """
    asked: dict[str, Any] = {"ids": list(sheet_ids), "on": on or clock.today()}
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, asked)
        return {row[0]: SheetFacts(*row) for row in cursor.fetchall()}


def get_sheet(actor: Actor, sheet_id: int) -> SheetFacts:
    """The facts of a sheet the actor may see; the system sees all.

    Raises:
        Http404: there is none, or it is not theirs to see.
    """
    found = sheets_facts([sheet_id], actor.on).get(sheet_id)
    seen = Sheet.objects.filter(access.visible_to(actor), pk=sheet_id)
    if found is None or not (actor.has(Role.SYSTEM) or seen.exists()):
        raise Http404
    return found


def standing_in(actor: Actor, record: Record) -> access.Standing:
    """How the actor stands to a sheet.

    Raises:
        Http404: it is not theirs to see.
    """
    parts = [PartFacts(p.id, p.superior_id, p.closed_at is not None) for p in record.parts]
    rated = frozenset(r.by_id for r in record.ratings if r.published_at is not None)
    facts = OfSheet(record.employee_id, record.status, record.rater_id, parts, rated)
    standing = access.standing_of(actor, facts)
    if standing is None:
        raise Http404
    return standing


def seen_record(actor: Actor, sheet_id: int) -> tuple[Record, access.Standing]:
    """Raises Http404: there is no such sheet, or it is not the actor's to see."""
    record = record_of(sheet_id, actor.on)
    if record is None:
        raise Http404
    return record, standing_in(actor, record)


def grades_of(
    actor: Actor, employee_ids: Collection[int], *, years: Collection[int] | None = None
) -> list[GradeLine]:
    """The periods of those among these people whom the actor may see, newest first a person."""
    seen = _seen(actor, employee_ids)
    if not seen:
        return []
    asked = {"people": seen, "years": None if years is None else list(years)}
    with connection.cursor() as cursor:
        cursor.execute(_GRADES, asked)
        return [_line(actor, *row) for row in cursor.fetchall()]


def decided_facts(sheet_ids: Collection[int]) -> dict[int, tuple[date, str]]:
    """By sheet the dated fact that the decision of an objection rests on; unscoped."""
    rows = Pin.objects.filter(sheet__in=sheet_ids, side=Pin.Side.DECIDER, removed_at=None)
    return {row.sheet_id: (row.day, row.content["text"]) for row in rows}


def rated_by(sheet_ids: Collection[int]) -> dict[int, tuple[int, date]]:
    """By sheet who rated last, decisions aside, and the day that was published; unscoped."""
    rows = _given().filter(sheet__in=sheet_ids).order_by("published_at", "pk")
    return {
        sheet_id: (by_id, clock.day_of(at))
        for sheet_id, by_id, at in rows.values_list("sheet", "by", "published_at")
        if at is not None
    }


def who_rated(sheet_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """By sheet who gave the rating in force or one before it, decisions aside; unscoped."""
    found: dict[int, set[int]] = {pk: set() for pk in sheet_ids}
    for sheet_id, person in _given().filter(sheet__in=sheet_ids).values_list("sheet", "by"):
        found[sheet_id].add(person)
    return {pk: frozenset(people) for pk, people in found.items()}


def rated_sheets(employee_id: int) -> QuerySet[Rating, Any]:
    """Ids of the sheets somebody rated, as `who_rated`; for use as `…__in`."""
    return _given().filter(by_id=employee_id).values("sheet_id")


def _given() -> QuerySet[Rating]:
    given = Rating.objects.filter(published_at__isnull=False, undone_at=None)
    return given.exclude(origin=Rating.Origin.OBJECTION)


def unfinished_notice(before: date) -> list[int]:
    """Published results received before a day that are neither final nor under review."""
    with connection.cursor() as cursor:
        cursor.execute(_UNFINISHED, [clock.start_of(before)])
        return [pk for (pk,) in cursor.fetchall()]


def _seen(actor: Actor, employee_ids: Collection[int]) -> list[int]:
    if set(employee_ids) <= {actor.employee_id} or actor.has(Role.SYSTEM):
        return [pk for pk in employee_ids if pk is not None]
    people = organization.subjects_of(actor, *access.READERS).filter(pk__in=set(employee_ids))
    return [row["pk"] for row in people]


def _line(actor: Actor, *row: Any) -> GradeLine:
    sheet_id, employee_id, period_id, kind, year, number, start_on, end_on, *rest = row
    status, excuse, result, behaviour, grade, published_at, received_at, final_at = rest
    hidden = unopened(actor, employee_id, status, received_at)
    codes = ("", "", "") if hidden else (result or "", behaviour or "", grade or "")
    values: list[Any] = [
        *(sheet_id, employee_id, period_id, label_of(kind, year, number), kind, year, number),
        *(start_on, end_on, status, excuse, *codes, published_at, received_at, final_at),
    ]
    return GradeLine(*values)


def unopened(actor: Actor, employee_id: int, status: str, received_at: datetime | None) -> bool:
    """The person's own result that waits to be opened: nothing of it is shown before."""
    own = employee_id == actor.employee_id
    return own and status == sheet_flow.PUBLISHED and received_at is None


def role_in(actor: Actor, sheet_id: int) -> Role:
    """In which role an act on a sheet is done.

    Raises:
        Http404: there is no such sheet, or it is not the actor's to see.
    """
    return seen_record(actor, sheet_id)[1].role
