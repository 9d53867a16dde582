"""What goes on by itself: grades nobody can object to in time become final, late steps are said,
outages give time."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from noken.calendars import queries as calendars
from noken.core import clock, events
from noken.core.actor import Actor
from noken.evaluation import queries as evaluation_queries
from noken.evaluation import services as evaluation
from noken.objections.events import ObjectionGivenTime, ObjectionOverdue
from noken.objections.models import Objection
from noken.objections.queries.hearing_days import steps_of
from noken.objections.queries.overdue import overdue
from noken.objections.queries.terms import terms_on
from noken.objections.queries.windows import lost_days, settled_before, windows_of
from noken.objections.rules import flow
from noken.objections.rules.clock import Workdays, step_due
from noken.objections.services._records import about

DAYS = ("due_on", "is_late", "take_by", "answer_by", "decide_by")
SEARCHED = timedelta(400)


@transaction.atomic
def finalize_due(*, by: Actor, at: datetime) -> int:
    """Make grades final whose days for an objection have passed; how many there were.

    One whose objection is open stays as it is, also before it is taken. Running twice does nothing
    more. Who never received the result keeps the right: the days have not begun.

    Emits: GradeConfirmed (of evaluation).
    """
    due = evaluation_queries.unfinished_notice(settled_before(clock.day_of(at)))
    if not due:
        return 0
    objected = Objection.objects.filter(sheet_id__in=due, status__in=flow.OPEN)
    held = set(objected.values_list("sheet_id", flat=True))
    ready = [sheet_id for sheet_id in due if sheet_id not in held]
    if ready:
        evaluation.finalize(ready, by=by, at=at)
    return len(ready)


@transaction.atomic
def remind(*, by: Actor, at: datetime) -> int:
    """Tell who decides what is past its day; each step once, for the notice has a key of its own.

    Emits: ObjectionOverdue.
    """
    late = overdue(clock.day_of(at))
    events.emit(
        *(ObjectionOverdue(by=by, at=at, step=step, **about(row, at)) for row, step in late)
    )
    return len(late)


@transaction.atomic
def give_time(disruption_id: int, *, by: Actor, at: datetime) -> int:
    """Count the days of open objections anew after an outage; how many got more time.

    None comes earlier than it was said; one that was late only for the outage is in time. An
    outage of a single unit moves nothing, as everywhere in work.

    Emits: ObjectionGivenTime.
    """
    span = calendars.disruption(disruption_id)
    if span is None or span.path is not None:
        return 0
    return _give(Q(), by, at)


@transaction.atomic
def give_time_to(people: Collection[int], *, by: Actor, at: datetime) -> int:
    """Count the days of hearing anew of people whose leave or duty was entered; how many moved.

    Emits: ObjectionGivenTime.
    """
    return _give(Q(status=Objection.Status.TAKEN, employee_id__in=people), by, at)


def _give(whose: Q, by: Actor, at: datetime) -> int:
    rows = list(
        Objection.objects.select_for_update()
        .filter(whose, status__in=flow.OPEN)
        .order_by("filed_at")
    )
    if not rows:
        return 0
    first, today = min(row.received_on for row in rows), clock.day_of(at)
    lost = lost_days([first], today)
    calendar = calendars.calendar(first, today + SEARCHED)
    moved = [row for row in rows if _count_anew(row, calendar, lost, today)]
    Objection.objects.bulk_update(moved, DAYS)
    events.emit(*(ObjectionGivenTime(by=by, at=at, **about(row, at)) for row in moved))
    return len(moved)


def _count_anew(row: Objection, calendar: Workdays, lost: Collection[date], today: date) -> bool:
    """Set the days of one objection, under the terms it was filed and taken under; whether any
    moved."""
    before = [getattr(row, name) for name in DAYS]
    filed = clock.day_of(row.filed_at)
    terms = terms_on(filed)
    window = windows_of([row.received_on], terms, today)[row.received_on]
    row.due_on = max(row.due_on, window.last_on)
    row.is_late = row.is_late and filed > row.due_on
    row.take_by = max(row.take_by, step_due(filed, terms.take_workdays, calendar, lost))
    if row.taken_at and row.answer_by and row.decide_by:
        taken = clock.day_of(row.taken_at)
        heard, ended = steps_of(row.employee_id, taken, terms_on(taken), lost)
        row.answer_by, row.decide_by = max(row.answer_by, heard), max(row.decide_by, ended)
    return before != [getattr(row, name) for name in DAYS]
