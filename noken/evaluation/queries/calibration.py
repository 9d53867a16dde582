"""The meeting of a head with the raters: published grades side by side by level of post.

Only what is published is here: drafts stay with their rater. Changes are made by the rater alone,
on a page of their own, each with a reason.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.http import Http404

from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.evaluation.models import Calibration, Rating, Sheet
from noken.evaluation.queries import leading
from noken.evaluation.queries.pictures import Bar, Tallied, bar_of, ids_of, legend, words
from noken.evaluation.queries.spans import Choice, chosen_period, periods_with_sheets
from noken.evaluation.rules.levels import LEVELS, Post, level_of
from noken.organization import queries as organization
from noken.organization.models import Unit
from noken.regulations import grades

MOST_NAMED = 300
"""Of more people a page names nobody: units stand side by side, each with a page of its own."""

_ROWS = """
    select s.id, s.employee_id, e.name, u.name, u.path,
        case when r.origin = 'OBJECTION' then coalesce((
            select q.by_id from evaluation_rating q
            where q.sheet_id = s.id and q.origin <> 'OBJECTION' and q.published_at is not null
                and q.undone_at is null
            order by q.published_at desc limit 1), r.by_id) else r.by_id end,
        r.grade, r.result, r.behaviour,
        case when (r.forecast ->> 'measured')::boolean then r.forecast ->> 'grade' end,
        r.origin, s.status,
        (select count(*) from evaluation_pin n
         where n.sheet_id = s.id and n.side = 'RATER' and n.removed_at is null
           and n.at <= s.published_at),
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
    where s.period_id = any(%(periods)s) and s.status <> 'EXCUSED'
        and u.path >= %(path)s and u.path < left(%(path)s, -1) || '0'
        and s.employee_id <> %(me)s
    order by e.name, s.id
"""


class _Row(NamedTuple):
    sheet_id: int
    employee_id: int
    name: str
    unit: str
    path: str
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
class GroupLine:
    """What one rater gave on a level, or what was given in one unit below; `url` leads there."""

    name: str
    detail: str
    bar: Bar
    people: Sequence[PersonLine] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class LevelCard:
    code: str
    name: str
    whole: Bar
    groups: Sequence[GroupLine]


@dataclass(frozen=True, slots=True)
class UnitChoice:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class CalibrationPage:
    """`asked` people are to be rated below; `published` of them are. `units`: to choose from.

    `by_unit`: there are too many for names, so units stand side by side instead of raters.
    """

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
    by_unit: bool = False
    about: frozenset[int] = frozenset()


def calibration_page(actor: Actor, period_id: int | None, unit_id: int | None) -> CalibrationPage:
    """Published grades in a unit the actor leads and below it, by level and rater.

    Raises:
        Http404: no such period, or a unit the actor does not lead.
    """
    periods = periods_with_sheets()
    period = chosen_period(periods, period_id)
    units, unit = _units(actor, unit_id)
    choices = [UnitChoice(each.pk, each.name) for each in units]
    role = Role.SUPERIOR
    if period is None or unit is None:
        return CalibrationPage(period, periods, choices, role)
    rows = _rows(actor, period, unit)
    meeting = Calibration.objects.filter(period__in=period.ids, unit=unit, replaced_at=None).first()
    asked = (
        Sheet.objects.filter(period__in=period.ids, unit__path__startswith=unit.path)
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
        levels=_levels(rows, _groups(period.id, unit, rows, actor.on)),
        legend=legend(),
        grades=[grade.word for grade in grades.grades()],
        published=len(rows),
        asked=asked.count(),
        by_unit=len(rows) > MOST_NAMED,
        about=frozenset() if len(rows) > MOST_NAMED else frozenset(r.employee_id for r in rows),
    )


def _units(actor: Actor, unit_id: int | None) -> tuple[list[Unit], Unit | None]:
    """Units whose people answer to the actor, the widest first, and the one that is looked at.

    Any unit below one of them may be looked at; then it stands among the choices too.
    """
    scope = leading.scope_of(actor)
    units = list(Unit.objects.filter(path__in=scope.led).order_by("path"))
    if unit_id is None:
        return units, units[0] if units else None
    found = Unit.objects.filter(pk=unit_id).first()
    if found is None or not scope.leads(found.path):
        raise Http404
    return (units if found in units else [*units, found]), found


def _rows(actor: Actor, period: Choice, unit: Unit) -> list[_Row]:
    asked = {"periods": list(period.ids), "path": unit.path, "me": actor.employee_id}
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, asked)
        return [_Row._make((*row[:13], _level(row))) for row in cursor.fetchall()]


def _level(row: Sequence[object]) -> str:
    kind, title, echelon, is_head, unit_kind = row[13:]
    return level_of(Post(str(kind), str(title), str(echelon), bool(is_head), str(unit_kind)))


def _groups(
    period_id: int, unit: Unit, rows: Sequence[_Row], on: date
) -> Mapping[int, tuple[str, str, str]]:
    """Name, detail and address of what stands side by side: raters, or units where many."""
    if len(rows) <= MOST_NAMED:
        people = organization.people({row.rater_id for row in rows}, on)
        return {pk: (person.name, person.post, "") for pk, person in people.items()}
    url = url_of("evaluation:calibration")
    below = Unit.objects.filter(parent=unit).values_list("pk", "name")
    found = {pk: (name, "", f"{url}?periode={period_id}&unit={pk}") for pk, name in below}
    return {unit.pk: (unit.name, "langsung di bawah pimpinannya", ""), **found}


def _levels(rows: Sequence[_Row], groups: Mapping[int, tuple[str, str, str]]) -> list[LevelCard]:
    found: dict[str, dict[int, list[_Row]]] = defaultdict(lambda: defaultdict(list))
    named = len(rows) <= MOST_NAMED
    for row in rows:
        key = row.rater_id
        if not named:
            key = next(pk for pk in reversed(ids_of(row.path)) if pk in groups)
        found[row.level][key].append(row)
    return [
        LevelCard(
            code=code,
            name=name,
            whole=_bar("Semua", [row for team in found[code].values() for row in team]),
            groups=_lines(found[code], groups, named=named),
        )
        for code, name in LEVELS.items()
        if code in found
    ]


def _lines(
    teams: Mapping[int, Sequence[_Row]], groups: Mapping[int, tuple[str, str, str]], *, named: bool
) -> list[GroupLine]:
    """By name, never by what was given."""
    lines = []
    for key in sorted(teams, key=lambda pk: (groups[pk][0], pk)):
        name, detail, url = groups[key]
        people = [_person(row) for row in teams[key]] if named else []
        lines.append(GroupLine(name, detail, _bar(name, teams[key]), people, url))
    return lines


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
