"""Sending messages in the app. Runs inside the transaction of the act that says something."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from noken.notices.models import Notice

UNDO_TIME = timedelta(seconds=8)


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said to one person; `key` makes it once per event."""

    person_id: int
    key: str
    kind: str
    text: str
    url: str
    at: datetime


def notify(messages: Sequence[Message]) -> None:
    """Keep messages that appear when the time of Urungkan is over. The same key twice is once."""
    Notice.objects.bulk_create(
        [
            Notice(
                person_id=message.person_id,
                key=message.key,
                kind=message.kind,
                text=message.text,
                url=message.url,
                at=message.at,
                deliver_at=message.at + UNDO_TIME,
            )
            for message in messages
        ],
        ignore_conflicts=True,
    )


def revoke(keys: Iterable[str], *, at: datetime) -> None:
    """The act was taken back. What nobody has seen yet is never shown."""
    Notice.objects.filter(key__in=list(keys), deliver_at__gt=at).update(revoked_at=at)


def forget(*, before: datetime) -> int:
    """Delete what was delivered, or taken back, before a time; how many."""
    gone, _ = Notice.objects.filter(deliver_at__lt=before).delete()
    return gone


def mark_read(person_id: int, notice_id: int | None, *, at: datetime) -> None:
    """Mark one notice, or with None all that were delivered, as read by their owner."""
    rows = Notice.objects.filter(person_id=person_id, read_at=None, deliver_at__lte=at)
    if notice_id is not None:
        rows = rows.filter(pk=notice_id)
    rows.update(read_at=at)
