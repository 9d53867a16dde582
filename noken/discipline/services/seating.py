"""Who sits where changes while a case runs: somebody is moved, comes back, acts for another."""

from datetime import datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.discipline.events import CasePassedOn
from noken.discipline.models import Case
from noken.discipline.queries.nexts import appeal_of
from noken.discipline.queries.seats import seated, seats_of
from noken.discipline.rules import flow
from noken.discipline.services._records import about, lock, seat


@transaction.atomic
def reseat(case_id: int, *, by: Actor, at: datetime) -> Case:
    """Write down who examines, who is competent and who rules today; who takes over is told.

    Running twice does nothing more.

    Raises:
        Refused: `discipline.unknown`.
    Emits: CasePassedOn, where somebody new has a step to take.
    """
    row = lock(case_id)
    seats = seats_of(row, clock.day_of(at))
    *parted, ruler_id = seated(row)
    before = {None, *parted}
    seat(row, seats)
    filed = appeal_of(row)
    rule_by = filed.decide_by if filed and not filed.outcome else None
    acting = [flow.whose(state, act) for state, act in flow.WAYS if state == row.status]
    parts = {flow.EXAMINER: row.examiner_id, flow.OFFICIAL: row.official_id}
    new = {who for part, who in parts.items() if any(part in whose for whose in acting)} - before
    if rule_by and seats.ruler_id != ruler_id:
        new.add(seats.ruler_id)
    if heirs := tuple(sorted(who for who in new if who)):
        said = about(row, seats)
        events.emit(CasePassedOn(by=by, at=at, heir_ids=heirs, rule_by=rule_by, **said))
    return row
