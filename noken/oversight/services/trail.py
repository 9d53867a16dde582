"""Saying why before the journal names people."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from noken.audit import services as audit
from noken.core.actor import Actor
from noken.oversight.services._records import check_overseer


@transaction.atomic
def open_trail(
    people: Collection[int], basis: str, reason: str, *, by: Actor, at: datetime
) -> None:
    """Say why before the journal is searched by these people; each of them can read it.

    Raises:
        Refused: `oversight.not_yours`, `reason.…`.
    Emits: RecordOpened (of audit), one a person.
    """
    check_overseer(by)
    for person in sorted(people):
        audit.state_reason(person, basis, reason, by=by, at=at)
