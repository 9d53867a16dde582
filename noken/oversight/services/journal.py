"""Checking the journal from the desk, and every night."""

from datetime import datetime, timedelta

from django.db import transaction

from noken.audit import services as audit
from noken.core import clock, events
from noken.core.actor import Actor, Role
from noken.oversight.events import JournalChecked
from noken.oversight.services._records import check_overseer
from noken.oversight.services.heads import sign_head

DESK_DAYS = 31


@transaction.atomic
def check_journal(*, by: Actor, at: datetime) -> str:
    """Compare the journal with its seals, and keep what was found; "" when it is whole.

    The inspectorate's check looks at the entries of the last 31 days, the night's at all of them.
    The end of a whole chain is signed.

    Raises:
        Refused: `oversight.not_yours`.
    Emits: JournalChecked.
    """
    since = None
    if by.role is not Role.SYSTEM:
        check_overseer(by)
        since = clock.day_of(at) - timedelta(days=DESK_DAYS)
    check = audit.check_journal(since=since, by=by, at=at)
    if not check.why:
        sign_head(by=by, at=at)
    events.emit(JournalChecked(by=by, at=at, check_id=check.pk, why=check.why))
    return check.why
