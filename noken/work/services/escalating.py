"""Reports that a superior leaves beyond the second limit go on to who leads that superior."""

from datetime import datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.work.events import ReportsEscalated
from noken.work.models import Escalation
from noken.work.queries.counting import review_terms
from noken.work.queries.silence import Beyond, left_beyond


@transaction.atomic
def escalate_reports(*, by: Actor, at: datetime) -> int:
    """Let the next superior decide too on what waits too long; how many reports are new there.
    Running it again changes nothing.

    Emits: ReportsEscalated.
    """
    on = clock.day_of(at)
    found = left_beyond(on, review_terms(on).last_workdays)
    Escalation.objects.bulk_create(
        Escalation(report_id=report, superior_id=each.superior_id, at=at)
        for each in found
        for report in each.report_ids
    )
    events.emit(*(_told(each, by, at) for each in found))
    return sum(len(each.report_ids) for each in found)


def _told(each: Beyond, by: Actor, at: datetime) -> ReportsEscalated:
    return ReportsEscalated(
        by=by,
        at=at,
        subject_id=each.superior_id,
        upper_id=each.upper_id,
        count=len(each.report_ids),
    )
