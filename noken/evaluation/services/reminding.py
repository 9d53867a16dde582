"""Telling people in time what they still owe."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction

from noken.calendars import queries as calendars
from noken.core import clock, events
from noken.core.actor import Actor
from noken.evaluation.events.periods import RatingsDueSoon, SelfDueSoon
from noken.evaluation.models import Sheet
from noken.evaluation.queries.reminding import Owing, owing
from noken.evaluation.rules.periods import label_of, reminder_days

LONGEST = timedelta(400)
SETTLED = timedelta(2)
"""Who heard of the opening within these days is not reminded of it yet."""


@transaction.atomic
def remind(*, by: Actor, at: datetime) -> int:
    """Remind on this day whose reminder falls on it; how many were. Twice a day is once.

    Emits: SelfDueSoon for each person, RatingsDueSoon for each rater and period.
    """
    today = clock.day_of(at)
    rows = owing(today, opened_before=today - SETTLED)
    calendar = calendars.calendar(today - timedelta(30), today + LONGEST)
    dues = {row.self_due_on for row in rows} | {row.due_on for row in rows}
    soon = {due for due in dues if due >= today and today in reminder_days(due, calendar)}
    told = [
        *_to_people([row for row in rows if row.self_due_on in soon], by, at),
        *_to_raters([row for row in rows if row.due_on in soon], by, at),
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
