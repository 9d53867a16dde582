"""Which papers of many people somebody may have printed together, and the page that offers it."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from noken.planning import queries as planning

PRINTERS = (Role.PERSONNEL, Role.ADMIN_OPD, Role.SUPERIOR)
KEEPERS = (Role.PERSONNEL, Role.ADMIN_OPD)
DONE = (sheet_flow.PUBLISHED, sheet_flow.FINAL)
RECORDS, FORMS, PLANS = "dokumen", "formulir", "skp"
"""What is printed, as the address says it. Forms bear the evidence: for those who lead alone."""
KIND_WORDS = {
    RECORDS: "Dokumen evaluasi",
    FORMS: "Formulir evaluasi",
    PLANS: "SKP",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was chosen so far: a kind, a span, a unit and a part of it; "" and None for nothing."""

    kind: str = ""
    span: str = ""
    unit_id: int | None = None
    part_id: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A kind; a period, or all of a year (`period_id` None); a unit with all below it, or all of
    the team.

    `label` says it in words.
    """

    period_id: int | None
    year: int
    unit_id: int | None
    label: str = ""
    kind: str = RECORDS


@dataclass(frozen=True, slots=True)
class Span:
    """A choice of time: `value` is part of the address."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class PrintPage:
    """What can be printed together. `ready` are published or agreed, `waiting` are not yet."""

    kinds: Sequence[Span]
    kind: str
    spans: Sequence[Span]
    span: str
    units: Sequence[Option]
    unit_id: int | None
    parts: Sequence[Option]
    part_id: int | None
    needs_unit: bool
    leads: bool
    ready: int
    waiting: int
    chosen: Chosen | None
    key: UUID


def print_page(actor: Actor, asked: Asked, *, key: UUID | None, at: datetime) -> PrintPage:
    """The choices of who leads or keeps people, and how many papers they come to."""
    leads = actor.has(Role.SUPERIOR)
    kinds = [Span(value, word) for value, word in KIND_WORDS.items() if leads or value != FORMS]
    kind = asked.kind if asked.kind in {each.value for each in kinds} else RECORDS
    spans = _years() if kind == PLANS else _spans()
    span = next((each for each in spans if each.value == asked.span), next(iter(spans), None))
    keeps = any(actor.has(role) for role in KEEPERS) and kind != FORMS
    units = organization.agencies(actor) if keeps else []
    unit_id = _one_of(units, asked.unit_id)
    parts = organization.units_below(unit_id, actor.on) if unit_id else []
    part_id = _one_of(parts, asked.part_id)
    chosen = _chosen(kind, span, part_id or unit_id) if span else None
    needs_unit = unit_id is None and not leads
    ready, waiting = _counts(actor, chosen) if chosen and not needs_unit else (0, 0)
    return PrintPage(
        kinds=kinds,
        kind=kind,
        spans=spans,
        span=span.value if span else "",
        units=units,
        unit_id=unit_id,
        parts=parts,
        part_id=part_id,
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


def people_of(actor: Actor, chosen: Chosen) -> frozenset[int]:
    """Whom the papers of a choice are about."""
    if chosen.kind == PLANS:
        plans = planning.plans_to_print(actor, chosen.year, chosen.unit_id)
        return frozenset(plans.values_list("owner_id", flat=True))
    return frozenset(sheets_of(actor, chosen).values_list("employee_id", flat=True))


def _counts(actor: Actor, chosen: Chosen) -> tuple[int, int]:
    if chosen.kind == PLANS:
        asked = (actor, chosen.year, chosen.unit_id)
        agreed, others = (planning.plans_to_print(*asked, agreed=each) for each in (True, False))
        return agreed.count(), others.count()

    unrated = _within(actor, chosen).filter(status__in=sorted(sheet_flow.RATABLE))
    return sheets_of(actor, chosen).count(), unrated.count()


def _within(actor: Actor, chosen: Chosen) -> QuerySet[Sheet]:
    """With a unit, the people whose files the actor keeps; without one, those the actor leads."""
    roles = (Role.SUPERIOR,) if chosen.unit_id is None or chosen.kind == FORMS else KEEPERS
    rows = Sheet.objects.filter(employee_id__in=organization.subjects_of(actor, *roles))
    if chosen.unit_id is not None:
        path = Unit.objects.values_list("path", flat=True).get(pk=chosen.unit_id)
        rows = rows.filter(
            Q(unit_id=chosen.unit_id) | Q(unit__path__startswith=f"{path.rstrip('/')}/")
        )
    if chosen.period_id is not None:
        return rows.filter(period_id=chosen.period_id)
    return rows.filter(period__year=chosen.year)


def _one_of(options: Sequence[Option], value: int | None) -> int | None:
    return value if value in {option.value for option in options} else None


def _years() -> list[Span]:
    return [Span(f"t{year}", f"Tahun {year}") for year in planning.plan_years()]


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


def _chosen(kind: str, span: Span, unit_id: int | None) -> Chosen:
    number = int(span.value[1:])
    unit = Unit.objects.values_list("name", flat=True).get(pk=unit_id) if unit_id else "tim saya"
    period_id, year = (None, number) if span.value[0] == "t" else (number, 0)
    return Chosen(period_id, year, unit_id, f"{span.label}, {unit}", kind)
