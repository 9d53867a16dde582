"""The spread of grades by unit, in the order of the structure: groups, never names, no ranking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404

from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.evaluation.models import Calibration, SpreadReason, UnitRating
from noken.evaluation.queries import leading
from noken.evaluation.queries.pictures import (
    Bar,
    Tallied,
    bar_of,
    by_unit,
    ids_of,
    legend,
    of_people,
    org_words,
)
from noken.evaluation.queries.spans import Choice, chosen_period, periods_with_sheets
from noken.evaluation.queries.spread import AGENCY_KINDS, Advice, advice_of
from noken.evaluation.rules import spread
from noken.organization.models import Unit
from noken.regulations import grades


@dataclass(frozen=True, slots=True)
class Crumb:
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit below: its bar, its rating, and how it stands to the guide in one word.

    `tone` is that of the badge; `url` is "" where the unit cannot be opened.
    """

    name: str
    bar: Bar
    size: str
    rating: str
    state: str
    tone: str
    url: str


@dataclass(frozen=True, slots=True)
class Said:
    """A reason that was given for a spread."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SpreadPage:
    """`unit_id` None: nothing is rated yet. `may_explain`: the reader leads it.

    `may_calibrate`: the reader leads some unit."""

    period: Choice | None
    periods: Sequence[Choice]
    role: Role
    unit_id: int | None = None
    unit: str = ""
    crumbs: Sequence[Crumb] = ()
    rating: str = ""
    rated_unit: str = ""
    bars: Sequence[Bar] = ()
    advice: Advice | None = None
    lines: Sequence[UnitLine] = ()
    reasons: Sequence[Said] = ()
    legend: Sequence[tuple[str, str]] = ()
    grades: Sequence[str] = ()
    meet_on: date | None = None
    meet_note: str = ""
    may_explain: bool = False
    may_calibrate: bool = False
    about: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Structure:
    """The units that have people in the period, with what is counted, rated and visible."""

    units: Mapping[int, Unit]
    counts: Mapping[int, Tallied]
    ratings: Mapping[int, str]
    visible: frozenset[int]
    scope: leading.Scope

    def rating_of(self, unit: Unit) -> tuple[str, str]:
        """Code and unit of the nearest rating, the own one or one above."""
        for pk in reversed(ids_of(unit.path)):
            if pk in self.ratings:
                return self.ratings[pk], self.units[pk].name if pk in self.units else ""
        return "", ""

    def bar(self, unit: Unit, label: str = "") -> Bar:
        exact = self.scope.leads(unit.path)
        return bar_of(
            label or unit.name,
            self.counts[unit.pk],
            hidden=not exact and unit.pk not in self.visible,
            exact=exact,
        )


def spread_page(actor: Actor, period_id: int | None, unit_id: int | None) -> SpreadPage:
    """Published grades of a period in a unit and in each unit below it.

    Raises:
        Http404: no such period, or a unit the actor may not open.
    """
    periods = periods_with_sheets()
    period = chosen_period(periods, period_id)
    empty = SpreadPage(period=period, periods=periods, role=actor.role)
    if period is None:
        return empty
    structure = _structure(actor, period)
    unit = _chosen(structure, unit_id)
    if unit is None:
        return empty
    return _page(empty, period, unit, structure)


def _page(empty: SpreadPage, period: Choice, unit: Unit, structure: _Structure) -> SpreadPage:
    above = [structure.units[pk] for pk in ids_of(unit.path) if pk in structure.units]
    agency = next((each for each in above if each.kind in AGENCY_KINDS), above[0])
    groups = list(dict.fromkeys((unit, agency, above[0])))
    bars = [structure.bar(each) for each in groups]
    rating = structure.rating_of(unit)
    reasons = _reasons(period, unit.pk)
    leads = structure.scope.leads(unit.path)
    meeting = Calibration.objects.filter(period__in=period.ids, unit=unit, replaced_at=None).first()
    advice = advice_of(rating, unit.name, bars[0], reasons[0].text if reasons else None)
    return SpreadPage(
        period=period,
        periods=empty.periods,
        role=empty.role,
        unit_id=unit.pk,
        unit=unit.name,
        crumbs=[
            Crumb(each.name, _url(period.id, each.pk))
            for each in above[:-1]
            if structure.scope.opens(each.pk, each.path)
        ],
        rating=org_words().get(rating[0], ""),
        rated_unit=rating[1],
        bars=bars,
        advice=advice,
        lines=_lines(period, unit, structure),
        reasons=reasons,
        legend=legend(),
        grades=[grade.word for grade in grades.grades()],
        meet_on=meeting.meet_on if meeting else None,
        meet_note=meeting.note if meeting else "",
        may_explain=leads,
        may_calibrate=bool(structure.scope.led),
    )


def _structure(actor: Actor, period: Choice) -> _Structure:
    counts = by_unit(period.ids)
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=counts)}
    parents = {
        pk: unit.parent_id if unit.parent_id in units else None for pk, unit in units.items()
    }
    sizes = {pk: counts[pk].people for pk in units}
    rated = UnitRating.objects.filter(period__in=period.ids, replaced_at=None)
    ratings = dict(rated.values_list("unit", "rating"))
    visible = frozenset(spread.visible(sizes, parents))
    return _Structure(units, counts, ratings, visible, leading.scope_of(actor))


def _chosen(structure: _Structure, unit_id: int | None) -> Unit | None:
    """The unit asked for, else the widest one the reader may open."""
    may = [u for u in structure.units.values() if structure.scope.opens(u.pk, u.path)]
    if unit_id is None:
        return min(may, key=lambda unit: (len(ids_of(unit.path)), unit.path), default=None)
    found = next((unit for unit in may if unit.pk == unit_id), None)
    if found is None:
        raise Http404
    return found


def _lines(period: Choice, unit: Unit, structure: _Structure) -> list[UnitLine]:
    below = [each for each in structure.units.values() if each.parent_id == unit.pk]
    said = set(
        SpreadReason.objects.filter(period__in=period.ids, unit__in=below).values_list(
            "unit", flat=True
        )
    )
    return [
        _line(period.id, each, structure, is_said=each.pk in said)
        for each in sorted(below, key=lambda unit: (unit.name, unit.pk))
    ]


def _line(period_id: int, unit: Unit, structure: _Structure, *, is_said: bool) -> UnitLine:
    bar = structure.bar(unit)
    rating = structure.rating_of(unit)
    state, tone = _state(advice_of(rating, unit.name, bar, None), bar, is_said=is_said)
    return UnitLine(
        name=unit.name,
        bar=bar,
        size="" if bar.hidden else of_people(bar),
        rating=org_words().get(rating[0], "") if unit.pk in structure.ratings else "",
        state=state,
        tone=tone,
        url=_url(period_id, unit.pk),
    )


def _state(advice: Advice, bar: Bar, *, is_said: bool) -> tuple[str, str]:
    if bar.hidden:
        return "disamarkan", ""
    if advice.asks_reason:
        return ("alasan tertulis", "acc") if is_said else ("alasan diminta", "warn")
    if not advice.checks:
        return ("belum ada pedoman" if bar.people else "belum ada predikat"), ""
    small = not spread.guide_applies(bar.asked)
    return ("kelompok kecil", "") if small else ("sejalan pedoman", "ok")


def _reasons(period: Choice, unit_id: int) -> list[Said]:
    rows = (
        SpreadReason.objects.filter(period__in=period.ids, unit=unit_id)
        .select_related("by")
        .order_by("-at", "-pk")
    )
    return [Said(row.reason, row.by.name, row.at) for row in rows]


def _url(period_id: int, unit_id: int) -> str:
    return f"{url_of('evaluation:spread')}?periode={period_id}&unit={unit_id}"
