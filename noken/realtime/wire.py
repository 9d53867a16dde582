"""Events as they travel: one line of the outbox, and the text a browser reads."""

from dataclasses import dataclass

# What the outbox wakes the hubs by.
CHANNEL = "noken"
# How long a browser waits before it takes up a stream that was cut.
RETRY_MS = 3000


@dataclass(frozen=True, slots=True)
class Happening:
    """One outbox row. `data` is the JSON that streams and polling send alike."""

    id: int
    xid: int
    tenant: str
    kind: str
    subject_id: int | None
    topic: str
    data: bytes


def happening(row: tuple[int, int, str, str, int | None, str, str]) -> Happening:
    """Build one from (id, xid, tenant, kind, subject_id, topic, ids as JSON text)."""
    row_id, xid, tenant, kind, subject_id, topic, ids = row
    subject = "null" if subject_id is None else subject_id
    data = f'{{"id":{row_id},"kind":"{kind}","subject":{subject},"ids":{ids}}}'
    return Happening(row_id, xid, tenant, kind, subject_id, topic, data.encode())


def event(kind: str, position: int, data: bytes) -> bytes:
    """One server-sent event.

    `position` goes out as its id: whoever has this event has every event of transactions
    below it, so it is where a cut stream goes on.
    """
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (position, kind.encode(), data)


def refresh(position: int, why: str) -> bytes:
    """The page must read its state anew. `why` is `old`, `rights` or `slow`."""
    return event("segarkan", position, b'{"why":"%s"}' % why.encode())


def ended(position: int) -> bytes:
    """The session has ended: signed out, account ended, or no role left."""
    return event("berakhir", position, b"{}")


def beat(position: int, mark: str = "") -> bytes:
    """A sign of life. The first of a stream carries the mark of what may be heard."""
    data = b'{"mark":"%s"}' % mark.encode() if mark else b"{}"
    return event("denyut", position, data)
