"""What the night does: grades nobody can object to in time become final, late steps are said."""

from datetime import datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.evaluation import queries as evaluation_queries
from noken.evaluation import services as evaluation
from noken.objections.events import ObjectionOverdue
from noken.objections.models import Objection
from noken.objections.queries.overdue import overdue
from noken.objections.queries.terms import terms_on
from noken.objections.rules import flow
from noken.objections.rules.clock import received_before
from noken.objections.services._records import about


@transaction.atomic
def finalize_due(*, by: Actor, at: datetime) -> int:
    """Make grades final whose days for an objection have passed; how many there were.

    One whose objection is open stays as it is, also before it is taken. Running twice does nothing
    more. Who never received the result keeps the right: the days have not begun.

    Emits: GradeConfirmed (of evaluation).
    """
    today = clock.day_of(at)
    due = evaluation_queries.unfinished_notice(received_before(today, terms_on(today)))
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
