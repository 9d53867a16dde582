"""Which results somebody may have printed together, and the page that offers it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from noken.core.actor import Actor, Role
from noken.core.uuid7 import uuid7
from noken.evaluation.models import Period, Sheet
from noken.evaluation.rules import sheet_flow
from noken.organization import queries as organization
from noken.organization.models import Unit
from noken.organization.queries.choices import Option

PRINTERS = (Role.PERSONNEL, Role.ADMIN_OPD, Role.SUPERIOR)
KEEPERS = (Role.PERSONNEL, Role.ADMIN_OPD)
DONE = (sheet_flow.PUBLISHED, sheet_flow.FINAL)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A period, or all of a year (`period_id` None); a unit with all below it, or all of the team.

    `label` says it in words.
    """

    period_id: int | None
    year: int
    unit_id: int | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A choice of time: `value` is part of the address."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class PrintPage:
    """What can be printed together. `ready` results are published, `waiting` are not yet."""

    spans: Sequence[Span]
    span: str
    units: Sequence[Option]
    unit_id: int | None
    needs_unit: bool
    leads: bool
    ready: int
    waiting: int
    chosen: Chosen | None
    key: UUID


def print_page(
    actor: Actor, span: str, unit_id: int | None, *, key: UUID | None, at: datetime
) -> PrintPage:
    """The choices of who leads or keeps people, and how many papers they come to."""
    spans = _spans()
    keeps = any(actor.has(role) for role in KEEPERS)
    units = organization.agencies(actor) if keeps else []
    if unit_id not in {option.value for option in units}:
        unit_id = None
    leads = actor.has(Role.SUPERIOR)
    chosen = _chosen(spans, span or (spans[0].value if spans else ""), unit_id)
    needs_unit = unit_id is None and not leads
    ready = waiting = 0
    if chosen and not needs_unit:
        ready = sheets_of(actor, chosen).count()
        waiting = _within(actor, chosen).filter(status__in=sorted(sheet_flow.RATABLE)).count()
    return PrintPage(
        spans=spans,
        span=span or (spans[0].value if spans else ""),
        units=units,
        unit_id=unit_id,
        needs_unit=needs_unit,
        leads=leads,
        ready=ready,
        waiting=waiting,
        chosen=chosen,
        key=key or uuid7(at),
    )


def sheets_of(actor: Actor, chosen: Chosen) -> QuerySet[Sheet]:
    """The published results of a choice that the actor may have printed, in order of names.

    Of themselves nobody prints here: the own result may wait to be opened.
    """
    rows = (
        _within(actor, chosen).filter(status__in=DONE).exclude(employee_id=actor.employee_id or 0)
    )
    return rows.select_related("employee", "period").order_by(
        "employee__name", "employee_id", "period__end_on"
    )


def _within(actor: Actor, chosen: Chosen) -> QuerySet[Sheet]:
    """With a unit, the people whose files the actor keeps; without one, those the actor leads."""
    roles = (Role.SUPERIOR,) if chosen.unit_id is None else KEEPERS
    rows = Sheet.objects.filter(employee_id__in=organization.subjects_of(actor, *roles))
    if chosen.unit_id is not None:
        path = Unit.objects.values_list("path", flat=True).get(pk=chosen.unit_id)
        rows = rows.filter(
            Q(unit_id=chosen.unit_id) | Q(unit__path__startswith=f"{path.rstrip('/')}/")
        )
    if chosen.period_id is not None:
        return rows.filter(period_id=chosen.period_id)
    return rows.filter(period__year=chosen.year)


def _spans() -> list[Span]:
    """Periods, the newest first, and before those of a year the year as a whole."""
    found: list[Span] = []
    years: set[int] = set()
    for period in Period.objects.order_by("-year", "-end_on", "group", "-number"):
        if period.year not in years:
            years.add(period.year)
            found.append(Span(f"t{period.year}", f"Semua periode {period.year}"))
        found.append(Span(f"p{period.pk}", f"{period}, {period.get_group_display().lower()}"))
    return found[1:2] + found[:1] + found[2:]


def _chosen(spans: Sequence[Span], value: str, unit_id: int | None) -> Chosen | None:
    span = next((span for span in spans if span.value == value), None)
    if span is None:
        return None
    number = int(value[1:])
    unit = Unit.objects.values_list("name", flat=True).get(pk=unit_id) if unit_id else "tim saya"
    plain = Chosen(None, number, unit_id) if value[0] == "t" else Chosen(number, 0, unit_id)
    return replace(plain, label=f"{span.label}, {unit}")
