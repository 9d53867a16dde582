"""Decisions in force of a year, as the national discipline system asks for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from noken.core.actor import Actor, Role
from noken.discipline.models import Appeal, Decision
from noken.discipline.queries.nexts import appeal_of, sanction_in_force
from noken.discipline.queries.words import sanction_name
from noken.discipline.rules import flow
from noken.organization import queries as organization
from noken.regulations.discipline import sanctions


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """How many decisions of the year are in force; `years` that have any, the newest first."""

    year: int
    years: Sequence[int]
    count: int
    role: Role

    @property
    def year_text(self) -> str:
        return str(self.year)


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """One decision in force; people as on the day it was decided, `sanction` and `level` as an
    appeal left them."""

    employee_id: int
    number: str
    nip: str
    name: str
    post: str
    unit: str
    sanction: str
    level: str
    decision: str
    decided_on: date
    official: str
    article: str
    received_on: date | None
    in_force_on: date | None
    end_on: date | None
    appeal: str


def handover_page(actor: Actor, year: int) -> HandoverPage:
    years = _final().dates("decided_on", "year", order="DESC")
    count = _final().filter(decided_on__year=year).count()
    return HandoverPage(year, [each.year for each in years], count, actor.role)


def handover_rows(actor: Actor, year: int) -> list[HandoverRow]:
    """In order of their days; none where the actor is concerned."""
    rows = _final().filter(decided_on__year=year).exclude(case__employee=actor.employee_id)
    found = list(rows.select_related("case__delivery", "case__appeal").order_by("decided_on", "pk"))
    return [_row(each) for each in found]


def _final() -> QuerySet[Decision]:
    return Decision.objects.filter(
        decided_at__isnull=False, case__status__in=[flow.IN_FORCE, flow.SERVED]
    )


def _row(made: Decision) -> HandoverRow:
    case, day = made.case, made.decided_on or made.drafted_at.date()
    filed = appeal_of(case)
    code = sanction_in_force(made, filed)
    known = organization.officials({case.employee_id, made.official_id}, day)
    person, official = known[case.employee_id], known[made.official_id]
    return HandoverRow(
        employee_id=case.employee_id,
        number=case.number,
        nip=person.nip.replace(" ", ""),
        name=person.name,
        post=person.post,
        unit=person.unit,
        sanction=sanction_name(code),
        level=sanctions()[code].level.capitalize(),
        decision=made.number,
        decided_on=day,
        official=official.name,
        article=made.article,
        received_on=case.delivery.on if hasattr(case, "delivery") else None,
        in_force_on=made.in_force_on,
        end_on=made.end_on,
        appeal=_appeal(filed, sanction_name(made.sanction) if code != made.sanction else ""),
    )


def _appeal(filed: Appeal | None, was: str) -> str:
    if filed is None:
        return "Tidak ada"
    said = f"{filed.get_kind_display()}: {filed.get_outcome_display()}"
    return f"{said}, semula {was.lower()}" if was else said
