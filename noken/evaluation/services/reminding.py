"""Telling people in time what they still owe."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from noken.calendars import queries as calendars
from noken.core import clock, events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.evaluation.events.periods import (
    PartsDueSoon,
    PlanReminded,
    RatingsDueSoon,
    SelfDueSoon,
)
from noken.evaluation.models import Sheet
from noken.evaluation.queries.candidates import lacking_plan, scope_of
from noken.evaluation.queries.leaving import Ended, ended_under, without_note
from noken.evaluation.queries.reminding import OpenPart, Owing, open_parts, owing
from noken.evaluation.rules.periods import Which, label_of, reminder_days
from noken.organization.models import Unit

SENT = "SUBMITTED"
LONGEST = timedelta(400)
LEAVING_DAYS = (-7, 0, 7)
SETTLED = timedelta(2)
"""Who heard of the opening within these days is not reminded of it yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPlans:
    """The plans a period lacks: of one person, of a unit and all below, or all of them."""

    which: Which
    employee_id: int | None = None
    unit_id: int | None = None


@transaction.atomic
def remind(*, by: Actor, at: datetime) -> int:
    """Remind on this day whose reminder falls on it; how many were. Twice a day is once.

    Emits: SelfDueSoon for each person, RatingsDueSoon for each rater and period, PartsDueSoon for
        each superior of who moved, by period, and where no period holds their days yet.
    """
    today = clock.day_of(at)
    rows = owing(today, opened_before=today - SETTLED)
    parts = open_parts(today, opened_before=today - SETTLED)
    calendar = calendars.calendar(today - timedelta(30), today + LONGEST)
    dues = {row.self_due_on for row in rows} | {row.due_on for row in rows}
    dues |= {part.due_on for part in parts}
    soon = {due for due in dues if due >= today and today in reminder_days(due, calendar)}
    told = [
        *_to_people([row for row in rows if row.self_due_on in soon], by, at),
        *_to_raters([row for row in rows if row.due_on in soon], by, at),
        *_to_earlier([part for part in parts if part.due_on in soon], by, at),
        *_to_leaving(without_note(ended_under(today)), by, at),
    ]
    events.emit(*told)
    return len(told)


@transaction.atomic
def remind_of_plans(wanted: WantedPlans, *, by: Actor, at: datetime) -> int:
    """Ask for the plans that a period lacks; how many. Where one waits, its superior is asked.

    BKPSDM for everybody, an OPD's admin in the own units. Twice a day is heard once.

    Raises:
        Refused: `period.not_keeper`, `period.unknown_unit`.
    Emits: PlanReminded for each plan.
    """
    if not by.roles & {Role.PERSONNEL, Role.ADMIN_OPD, Role.SYSTEM}:
        raise Refused(
            "Pengingat SKP dikirim BKPSDM atau admin kepegawaian OPD.", code="period.not_keeper"
        )
    below = ""
    if wanted.unit_id is not None:
        unit = Unit.objects.filter(pk=wanted.unit_id).first()
        if unit is None:
            raise Refused("Pilih unit dari daftar.", code="period.unknown_unit")
        below = unit.path
    scope = scope_of(by, wanted.which)
    rows = lacking_plan(scope, employee_id=wanted.employee_id, below=below)
    told = [
        PlanReminded(
            by=by,
            at=at,
            subject_id=row.employee_id,
            to_id=(row.superior_id if row.status == SENT else None) or row.employee_id,
            year=wanted.which.year,
            status=row.status,
        )
        for row in rows
        if row.status != SENT or row.superior_id is not None
    ]
    events.emit(*told)
    return len(told)


def _to_people(rows: list[Owing], by: Actor, at: datetime) -> list[SelfDueSoon]:
    return [
        SelfDueSoon(
            by=by,
            at=at,
            subject_id=row.employee_id,
            sheet_id=row.sheet_id,
            label=label_of(row.kind, row.year, row.number),
            due_on=row.self_due_on,
        )
        for row in rows
        if row.status == Sheet.Status.OPEN
    ]


def _to_raters(rows: list[Owing], by: Actor, at: datetime) -> list[RatingsDueSoon]:
    waiting: defaultdict[tuple[int, int], list[Owing]] = defaultdict(list)
    for row in rows:
        if row.rater_id is not None:
            waiting[row.rater_id, row.period_id].append(row)
    return [
        RatingsDueSoon(
            by=by,
            at=at,
            subject_id=rater_id,
            period_id=period_id,
            label=label_of(own[0].kind, own[0].year, own[0].number),
            count=len(own),
            due_on=min(row.due_on for row in own),
        )
        for (rater_id, period_id), own in waiting.items()
    ]


def _to_earlier(parts: list[OpenPart], by: Actor, at: datetime) -> list[PartsDueSoon]:
    waiting: defaultdict[tuple[int, int], list[OpenPart]] = defaultdict(list)
    for part in parts:
        waiting[part.superior_id, part.period_id].append(part)
    return [
        PartsDueSoon(
            by=by,
            at=at,
            subject_id=superior_id,
            count=len(own),
            due_on=min(part.due_on for part in own),
            period_id=period_id,
            label=label_of(own[0].kind, own[0].year, own[0].number),
        )
        for (superior_id, period_id), own in waiting.items()
    ]


def _to_leaving(ended: list[Ended], by: Actor, at: datetime) -> list[PartsDueSoon]:
    """A week before somebody leaves, on the day, and a week after."""
    today = clock.day_of(at)
    waiting: defaultdict[int, list[Ended]] = defaultdict(list)
    for each in ended:
        waiting[each.superior_id].append(each)
    return [
        PartsDueSoon(
            by=by,
            at=at,
            subject_id=superior_id,
            count=len(own),
            due_on=max(each.led_until for each in own),
        )
        for superior_id, own in waiting.items()
        if any((today - each.led_until).days in LEAVING_DAYS for each in own)
    ]
