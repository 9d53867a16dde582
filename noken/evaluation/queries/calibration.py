"""The meeting of a head with the raters: published grades side by side by level of post.

Only what is published is here: drafts stay with their rater. Changes are made by the rater alone,
on a page of their own, each with a reason.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.http import Http404

from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.evaluation.models import Calibration, Rating, Sheet
from noken.evaluation.queries import leading
from noken.evaluation.queries.pictures import Bar, Tallied, bar_of, legend, words
from noken.evaluation.queries.unit_ratings import Choice, chosen_period, periods_with_sheets
from noken.evaluation.rules.levels import LEVELS, Post, level_of
from noken.organization import queries as organization
from noken.organization.models import Unit
from noken.organization.queries import Person
from noken.regulations import grades

_ROWS = """
    select s.id, s.employee_id, e.name, u.name, r.by_id, r.grade, r.result, r.behaviour,
        case when (r.forecast ->> 'measured')::boolean then r.forecast ->> 'grade' end,
        r.origin, s.status,
        (select count(*) from evaluation_pin n where n.sheet_id = s.id and n.removed_at is null),
        coalesce(p.kind, ''), coalesce(p.title, ''), coalesce(p.echelon, ''),
        coalesce(p.is_head, false), u.kind
    from evaluation_sheet s
    join organization_unit u on u.id = s.unit_id
    join organization_employee e on e.id = s.employee_id
    join evaluation_rating r
        on r.sheet_id = s.id and r.published_at is not null and r.replaced_at is null
    left join lateral (
        select posting_id from evaluation_part where sheet_id = s.id order by start_on desc limit 1
    ) part on true
    left join organization_posting g on g.id = part.posting_id
    left join organization_position p on p.id = g.position_id
    where s.period_id = %(period)s and s.status <> 'EXCUSED'
        and u.path >= %(path)s and u.path < left(%(path)s, -1) || '0'
        and s.employee_id <> %(me)s
    order by e.name, s.id
"""


class _Row(NamedTuple):
    sheet_id: int
    employee_id: int
    name: str
    unit: str
    rater_id: int
    grade: str
    result: str
    behaviour: str
    forecast: str | None
    origin: str
    status: str
    facts: int
    level: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One grade as the meeting sees it; `forecast` is what the evidence gave, "" if nothing."""

    name: str
    unit: str
    grade: str
    css: str
    ratings: str
    forecast: str
    differs: bool
    facts: int
    changed: bool
    url: str


@dataclass(frozen=True, slots=True)
class RaterLine:
    """What one rater gave on a level, beside that of the others."""

    rater: str
    post: str
    bar: Bar
    people: Sequence[PersonLine]


@dataclass(frozen=True, slots=True)
class LevelCard:
    code: str
    name: str
    whole: Bar
    raters: Sequence[RaterLine]


@dataclass(frozen=True, slots=True)
class UnitChoice:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class CalibrationPage:
    """`asked` people are to be rated below; `published` of them are. `units`: to choose from."""

    period: Choice | None
    periods: Sequence[Choice]
    units: Sequence[UnitChoice]
    role: Role
    unit_id: int | None = None
    unit: str = ""
    meet_on: date | None = None
    note: str = ""
    is_past: bool = False
    levels: Sequence[LevelCard] = ()
    legend: Sequence[tuple[str, str]] = ()
    grades: Sequence[str] = ()
    published: int = 0
    asked: int = 0
    about: frozenset[int] = frozenset()


def calibration_page(actor: Actor, period_id: int | None, unit_id: int | None) -> CalibrationPage:
    """Published grades below the unit the actor leads, by level and rater.

    Raises:
        Http404: no such period, or a unit the actor does not lead.
    """
    periods = periods_with_sheets()
    period = chosen_period(periods, period_id)
    units = _led_units(actor)
    unit = _chosen(units, unit_id)
    choices = [UnitChoice(each.pk, each.name) for each in units]
    role = Role.SUPERIOR
    if period is None or unit is None:
        return CalibrationPage(period, periods, choices, role)
    rows = _rows(actor, period.id, unit)
    meeting = Calibration.objects.filter(period=period.id, unit=unit, replaced_at=None).first()
    asked = (
        Sheet.objects.filter(period=period.id, unit__path__startswith=unit.path)
        .exclude(status=Sheet.Status.EXCUSED)
        .exclude(employee_id=actor.employee_id or 0)
    )
    return CalibrationPage(
        period,
        periods,
        choices,
        role,
        unit_id=unit.pk,
        unit=unit.name,
        meet_on=meeting.meet_on if meeting else None,
        note=meeting.note if meeting else "",
        is_past=meeting is not None and meeting.meet_on < actor.on,
        levels=_levels(rows, actor.on),
        legend=legend(),
        grades=[grade.word for grade in grades.grades()],
        published=len(rows),
        asked=asked.count(),
        about=frozenset(row.employee_id for row in rows),
    )


def _led_units(actor: Actor) -> list[Unit]:
    """Units led by the actor, the widest first; those below one of them only when led directly."""
    scope = leading.scope_of(actor)
    return list(Unit.objects.filter(path__in=scope.led).order_by("path"))


def _chosen(units: Sequence[Unit], unit_id: int | None) -> Unit | None:
    if unit_id is None:
        return units[0] if units else None
    found = next((unit for unit in units if unit.pk == unit_id), None)
    if found is None:
        raise Http404
    return found


def _rows(actor: Actor, period_id: int, unit: Unit) -> list[_Row]:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, {"period": period_id, "path": unit.path, "me": actor.employee_id})
        return [_Row._make((*row[:12], _level(row))) for row in cursor.fetchall()]


def _level(row: Sequence[object]) -> str:
    kind, title, echelon, is_head, unit_kind = row[12:]
    return level_of(Post(str(kind), str(title), str(echelon), bool(is_head), str(unit_kind)))


def _levels(rows: Iterable[_Row], on: date) -> list[LevelCard]:
    found: dict[str, dict[int, list[_Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[row.level][row.rater_id].append(row)
    raters = organization.people({pk for teams in found.values() for pk in teams}, on)
    return [
        LevelCard(
            code=code,
            name=name,
            whole=_bar("Semua penilai", [row for team in found[code].values() for row in team]),
            raters=_raters(found[code], raters),
        )
        for code, name in LEVELS.items()
        if code in found
    ]


def _raters(teams: Mapping[int, Sequence[_Row]], people: Mapping[int, Person]) -> list[RaterLine]:
    order = sorted(teams, key=lambda pk: (people[pk].unit, people[pk].name))
    return [
        RaterLine(
            rater=people[pk].name,
            post=people[pk].post,
            bar=_bar(people[pk].name, teams[pk]),
            people=[_person(row) for row in teams[pk]],
        )
        for pk in order
    ]


def _bar(label: str, rows: Sequence[_Row]) -> Bar:
    return bar_of(label, Tallied(Counter(row.grade for row in rows), len(rows)), exact=True)


def _person(row: _Row) -> PersonLine:
    ratings = {each.code: each.name for each in grades.ratings()}
    forecast = words().get(row.forecast or "", "")
    return PersonLine(
        name=row.name,
        unit=row.unit,
        grade=words()[row.grade],
        css=_css()[row.grade],
        ratings=f"hasil {ratings[row.result].lower()}, perilaku {ratings[row.behaviour].lower()}",
        forecast=forecast,
        differs=bool(row.forecast) and row.forecast != row.grade,
        facts=row.facts,
        changed=row.origin != Rating.Origin.RATER,
        url=url_of("evaluation:sheet", row.sheet_id),
    )


def _css() -> dict[str, str]:
    """The fill of each grade: p1 the best."""
    return {grade.code: f"p{place}" for place, grade in enumerate(grades.grades(), start=1)}
