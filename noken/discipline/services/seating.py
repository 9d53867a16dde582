"""Who sits where changes while a case runs: somebody is moved, comes back, acts for another."""

from datetime import datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.discipline.events import CasePassedOn
from noken.discipline.models import Case
from noken.discipline.queries.seats import seats_of
from noken.discipline.rules import flow
from noken.discipline.services._records import about, lock, seat


@transaction.atomic
def reseat(case_id: int, *, by: Actor, at: datetime) -> Case:
    """Write down who examines and who is competent today; who takes over a step is told.

    Running twice does nothing more.

    Raises:
        Refused: `discipline.unknown`.
    Emits: CasePassedOn, where somebody new has a step to take.
    """
    row = lock(case_id)
    seats = seats_of(row, clock.day_of(at))
    before = {None, row.examiner_id, row.official_id}
    seat(row, seats)
    acting = [flow.whose(state, act) for state, act in flow.WAYS if state == row.status]
    parts = {flow.EXAMINER: row.examiner_id, flow.OFFICIAL: row.official_id}
    new = {who for part, who in parts.items() if any(part in whose for whose in acting)} - before
    if heirs := tuple(sorted(who for who in new if who)):
        events.emit(CasePassedOn(by=by, at=at, heir_ids=heirs, **about(row, seats)))
    return row
