"""An objection keeps to the result it is about while the rater may still change that."""

from datetime import datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor, system
from noken.objections.events import ObjectionRerated
from noken.objections.models import Objection, Step
from noken.objections.queries.deciders import seat_above
from noken.objections.queries.graded import find_graded
from noken.objections.rules import flow
from noken.objections.services._records import about, add_step

FOLLOWED = ("rater", "seat", "assigned_to", "before_result", "before_behaviour", "before_grade")


@transaction.atomic
def follow_result(sheet_id: int, *, by: Actor, at: datetime) -> None:  # noqa: ARG001 (see below)
    """The rater changed a result whose objection nobody has taken yet: it is about what stands
    now, and whoever is above who rated that decides. The day it was filed stays.

    Not the rater does this, who must not learn of it: the step and the event are the system's.

    Emits: ObjectionRerated.
    """
    row = (
        Objection.objects.select_for_update(of=("self",))
        .filter(sheet_id=sheet_id, status=flow.FILED)
        .first()
    )
    stands = find_graded(sheet_id)
    if row is None or stands is None:
        return
    if stands.rater_id != row.rater_id:
        seat = seat_above(row.employee_id, stands.rater_id, stands.published_on)
        row.seat_id, row.assigned_to_id = seat.unit_id, seat.person_id
    row.rater_id, row.before_grade = stands.rater_id, stands.grade
    row.before_result, row.before_behaviour = stands.result, stands.behaviour
    row.save(update_fields=FOLLOWED)
    nobody = system(clock.day_of(at))
    add_step(row, Step.Kind.RERATED, by=nobody, at=at)
    events.emit(ObjectionRerated(by=nobody, at=at, **about(row, at)))
