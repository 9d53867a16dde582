"""What an official has decided on: there are legal remedies for it, and it is not heard here."""

from collections.abc import Collection
from datetime import date, datetime

from noken.core import clock
from noken.findings import ports
from noken.findings.rules import flow


def closed_since(finding_ids: Collection[int]) -> dict[int, datetime]:
    """When an official last decided on each of these findings that was decided on."""
    found: dict[int, datetime] = {}
    for answer in ports.closed_above.ask(finding_ids):
        for pk, at in answer.items():
            found[pk] = max(at, found.get(pk, at))
    return found


def counted_then(
    state: str, reply_by: date | None, decided_at: datetime | None, at: datetime | None
) -> bool:
    """Whether a row counted in what was decided at a moment (None: nothing was); one that came to
    count later, or does not count yet, is heard like any other."""
    if at is None:
        return False
    if state == flow.LAPSED:
        return reply_by is None or reply_by < clock.day_of(at)
    return state == flow.REFUSED and (decided_at is None or decided_at <= at)
