"""Capaian kinerja organisasi: who sets which, what is set, what it means for who heads the unit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.http import Http404

from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.core.periods import in_force
from noken.evaluation.models import Period, Sheet, UnitRating
from noken.evaluation.queries import leading, pictures
from noken.evaluation.queries.spans import (
    Choice,
    chosen_period,
    periods_with_sheets,
    same_span,
)
from noken.evaluation.rules import spread
from noken.organization import queries as organization
from noken.organization.models import Posting, Unit
from noken.regulations import grades

RESULT_OF = {
    "EXCELLENT": "ABOVE",
    "GOOD": "AS",
    "NEEDS_IMPROVEMENT": "BELOW",
    "POOR": "BELOW",
    "VERY_POOR": "BELOW",
}
"""What a unit's rating speaks for as its head's result rating: our reading, [C]. Only shown."""
SEEN_KINDS = (Unit.Kind.OPD, Unit.Kind.DISTRICT)


@dataclass(frozen=True, slots=True)
class OrgRating:
    """The rating of the unit a person heads, and the result rating it speaks for (code)."""

    code: str
    name: str
    unit_name: str
    reason: str
    by_name: str
    proposed_result: str


@dataclass(frozen=True, slots=True)
class UnitWords:
    """Names for a notice; `rating` is "" where none is set."""

    unit: str
    period: str
    rating: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with its rating in a period, if it has one. `may_rate`: the reader sets it."""

    id: int
    name: str
    above: str
    head: str
    head_sheet: int | None
    people: int
    code: str
    name_of_rating: str
    reason: str
    set_by: str
    set_as: str
    set_at: datetime | None
    may_rate: bool


@dataclass(frozen=True, slots=True)
class UnitRatingsPage:
    period: Choice | None
    periods: Sequence[Choice]
    mine: Sequence[UnitRow]
    others: Sequence[UnitRow]
    options: Sequence[tuple[str, str]]
    copies: bool
    leads: bool
    role: Role
    about: frozenset[int] = frozenset()

    @property
    def unset(self) -> int:
        return sum(not row.code for row in self.mine)


@dataclass(frozen=True, slots=True)
class RatingOption:
    """One of the five ratings, with the guide that goes with it."""

    code: str
    name: str
    guide: str


@dataclass(frozen=True, slots=True)
class SetOnce:
    """A rating that was set, now or before."""

    name: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UnitRatingPage:
    """`as_office`: BKPSDM writes down what was decided elsewhere; `barred` says why they do not,
    and who sets it."""

    period: Choice
    unit_id: int
    unit: str
    above: str
    head: str
    head_sheet: int | None
    bar: pictures.Bar
    legend: Sequence[tuple[str, str]]
    options: Sequence[RatingOption]
    code: str
    reason: str
    history: Sequence[SetOnce]
    as_office: bool
    barred: str
    role: Role
    about: frozenset[int] = frozenset()


def org_rating_for(sheet: Sheet) -> OrgRating | None:
    """The rating of the unit the person heads on the period's last day; None: no unit or no rating.

    SE MenPANRB 3/2023: it is that person's result rating. Which of the three it is, is our reading,
    so it is shown to the rater as a proposal and set by nobody but the rater.
    """
    last = sheet.period.end_on - timedelta(1)
    seat = (
        Posting.objects.filter(
            in_force(last), employee_id=sheet.employee_id, is_head=True, kind="DEFINITIVE"
        )
        .values_list("unit", flat=True)
        .first()
    )
    if seat is None:
        return None
    row = (
        UnitRating.objects.filter(period__in=same_span(sheet.period), unit=seat, replaced_at=None)
        .select_related("unit", "by")
        .first()
    )
    if row is None:
        return None
    name = pictures.org_words()[row.rating]
    return OrgRating(
        row.rating, name, row.unit.name, row.reason, row.by.name, RESULT_OF[row.rating]
    )


def unit_words(period_id: int, unit_id: int) -> UnitWords:
    """For areas above that tell of what happened; says nothing of persons."""
    period, unit = Period.objects.get(pk=period_id), Unit.objects.get(pk=unit_id)
    rated = UnitRating.objects.filter(period__in=same_span(period), unit=unit, replaced_at=None)
    row = rated.first()
    return UnitWords(unit.name, str(period), pictures.org_words()[row.rating] if row else "")


@dataclass(frozen=True, slots=True)
class WaitingRatings:
    """Units of one period whose rating waits for the actor."""

    period: str
    count: int
    url: str


def ratings_awaiting(actor: Actor) -> list[WaitingRatings]:
    """What `unrated_tally` counts, by period."""
    counts = leading.unrated(actor)
    names = {row.pk: str(row) for row in Period.objects.filter(pk__in=counts)}
    url = url_of("evaluation:unit_ratings")
    return [WaitingRatings(names[pk], count, f"{url}?periode={pk}") for pk, count in counts.items()]


def unit_ratings_page(actor: Actor, period_id: int | None) -> UnitRatingsPage:
    """Units the actor rates, and those whose rating the actor may read.

    Raises:
        Http404: there is no such period.
    """
    periods = periods_with_sheets()
    chosen = chosen_period(periods, period_id)
    mine = leading.rated_units(actor)
    scope = leading.scope_of(actor)
    copies = actor.has(Role.PERSONNEL)
    rows = _rows(actor, chosen, mine, scope) if chosen else []
    return UnitRatingsPage(
        period=chosen,
        periods=periods,
        mine=[row for row in rows if row.id in mine],
        others=[row for row in rows if row.id not in mine],
        options=[(each.code, _option(each)) for each in grades.org_ratings()],
        copies=copies,
        leads=bool(scope.led),
        role=actor.role,
    )


def unit_rating_page(actor: Actor, period_id: int, unit_id: int) -> UnitRatingPage:
    """One unit whose rating the actor sets, or copies as BKPSDM.

    Raises:
        Http404: no such period or unit, or neither is the actor's to do.
    """
    period = chosen_period(periods_with_sheets(), period_id)
    unit = Unit.objects.select_related("parent").filter(pk=unit_id).first()
    is_mine, copying = unit_id in leading.rated_units(actor), leading.copying_of(actor)
    if period is None or unit is None or not (is_mine or copying.is_office):
        raise Http404
    tallied = pictures.by_unit(period.ids).get(unit_id, pictures.Tallied())
    exact = leading.scope_of(actor).leads(unit.path)
    head = _heads(actor, [unit_id]).get(unit_id)
    sheets = Sheet.objects.filter(period__in=period.ids)
    sheet = sheets.filter(employee=head[0]).first() if head else None
    rated = UnitRating.objects.filter(period__in=period.ids, unit=unit)
    rows = list(rated.select_related("by").order_by("-at"))
    standing = next((row for row in rows if row.replaced_at is None), None)
    return UnitRatingPage(
        period=period,
        unit_id=unit.pk,
        unit=unit.name,
        above=unit.parent.name if unit.parent else "",
        head=head[1] if head else "",
        head_sheet=sheet.pk if sheet else None,
        bar=pictures.bar_of(
            unit.name,
            tallied,
            hidden=not exact and not spread.shown([tallied.people], [False])[0],
            exact=exact,
        ),
        legend=pictures.legend(),
        options=[
            RatingOption(each.code, _option(each), ". ".join(_guide_words(each)))
            for each in grades.org_ratings()
        ],
        code=standing.rating if standing else "",
        reason=standing.reason if standing else "",
        history=[
            SetOnce(pictures.org_words()[row.rating], row.reason, row.by.name, row.at)
            for row in rows
        ],
        as_office=not is_mine,
        barred="" if is_mine or copying.may(unit.path) else own_unit_words(unit, actor.on),
        role=Role.SUPERIOR if is_mine else Role.PERSONNEL,
    )


def own_unit_words(unit: Unit, on: date) -> str:
    """Why somebody of BKPSDM does not set the rating of a unit of their own, and who does."""
    seats = Posting.objects.filter(in_force(on), unit=unit, is_head=True, kind="DEFINITIVE")
    head = seats.values_list("employee", flat=True).first()
    above = organization.superior_of(head, on).person if head else None
    named = f": {above.name}" if above else ""
    return (
        "Capaian unit tempat Anda bekerja, dan unit di atasnya, tidak Anda catat sendiri. Yang "
        f"menetapkannya atasan pimpinan unit itu{named}."
    )


def _rows(actor: Actor, period: Choice, mine: set[int], scope: leading.Scope) -> list[UnitRow]:
    counts = pictures.by_unit(period.ids)
    wanted = Q(pk__in=mine) | Q(kind__in=SEEN_KINDS)
    units = [
        unit
        for unit in Unit.objects.filter(wanted, pk__in=counts)
        .select_related("parent")
        .order_by("name", "pk")
        if unit.pk in mine or scope.opens(unit.pk, unit.path)
    ]
    ids = [unit.pk for unit in units]
    rated = {
        row.unit_id: row
        for row in UnitRating.objects.filter(
            period__in=period.ids, unit__in=ids, replaced_at=None
        ).select_related("by")
    }
    heads = _heads(actor, ids)
    sheets = dict(
        Sheet.objects.filter(
            period__in=period.ids, employee__in=[pk for pk, _ in heads.values()]
        ).values_list("employee", "pk")
    )
    copying = leading.copying_of(actor)
    return [
        _row(
            unit,
            counts[unit.pk].asked,
            rated.get(unit.pk),
            heads.get(unit.pk),
            sheets,
            may_rate=unit.pk in mine or copying.may(unit.path),
        )
        for unit in units
    ]


def _row(
    unit: Unit,
    people: int,
    rated: UnitRating | None,
    head: tuple[int, str] | None,
    sheets: Mapping[int, int],
    *,
    may_rate: bool,
) -> UnitRow:
    by_office = rated is not None and rated.role == Role.PERSONNEL
    return UnitRow(
        id=unit.pk,
        name=unit.name,
        above=unit.parent.name if unit.parent else "",
        head=head[1] if head else "",
        head_sheet=sheets.get(head[0]) if head else None,
        people=people,
        code=rated.rating if rated else "",
        name_of_rating=pictures.org_words()[rated.rating] if rated else "",
        reason=rated.reason if rated else "",
        set_by=rated.by.name if rated else "",
        set_as="dicatat BKPSDM" if by_office else "",
        set_at=rated.at if rated else None,
        may_rate=may_rate,
    )


def _heads(actor: Actor, unit_ids: Iterable[int]) -> dict[int, tuple[int, str]]:
    """Who heads each unit today, an acting head before the holder."""
    order = {"DEFINITIVE": 0, "PLT": 1, "PLH": 2}
    seats = Posting.objects.filter(in_force(actor.on), unit__in=list(unit_ids), is_head=True)
    rows = seats.values_list("unit", "kind", "employee", "employee__name")
    return {
        unit: (person, name) for unit, _, person, name in sorted(rows, key=lambda r: order[r[1]])
    }


def _guide_words(rating: grades.OrgRating) -> list[str]:
    return [check.guide for check in spread.checks({}, rating.guides, pictures.words())]


def _option(rating: grades.OrgRating) -> str:
    return f"{rating.name} ({rating.alias})" if rating.alias else rating.name
