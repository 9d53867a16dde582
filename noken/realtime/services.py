"""Writing the outbox, inside the transaction whose facts it announces."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from noken.core.tenancy import current_tenant
from noken.realtime.wire import CHANNEL

_ID = re.compile(r"[0-9A-Za-z_.:-]{1,64}")
_KIND = re.compile(r"[A-Za-z]+")

# The same payload twice in one transaction is sent once, so a transaction notifies once.
_ANNOUNCE = """
with announced as (
  insert into public.realtime_outbox (tenant, kind, subject_id, topic, ids)
  select %s, e.kind, e.subject_id, e.topic, e.ids::jsonb
  from unnest(%s::text[], %s::bigint[], %s::text[], %s::text[])
    as e (kind, subject_id, topic, ids)
)
select pg_notify(%s, pg_current_xact_id()::text)
"""

_FORGET = """
with gone as (delete from public.realtime_outbox where created_at < %s returning xid)
insert into public.realtime_horizon as known (id, xid)
select 1, max(xid) from gone having max(xid) is not null
on conflict (id) do update set xid = greatest(known.xid, excluded.xid)
"""


@dataclass(frozen=True, slots=True)
class Announcement:
    """One event for open pages.

    Heard by those who may hear the employee `subject_id` or the `topic` (`ports.account_topic`
    reaches one account); by everyone of the instansi when it has neither. `ids` holds numbers,
    UUIDs, codes and lists of them: no content.
    """

    kind: str
    subject_id: int | None = None
    ids: Mapping[str, Any] = field(default_factory=dict)
    topic: str = ""


def announce(events: Sequence[Announcement]) -> None:
    """Put events into the outbox and wake the hubs when the transaction commits.

    One statement for any number of events. If the transaction rolls back, nothing was said.

    Raises:
        RuntimeError: outside a transaction, or outside an instansi.
        ValueError: a kind or an id is not a name or an id.
    """
    if not events:
        return
    if not connection.in_atomic_block:
        raise RuntimeError("announce inside the transaction that changes the facts")
    tenant = current_tenant()
    if tenant == "public":
        raise RuntimeError("an event belongs to an instansi; none is chosen")
    for event in events:
        _check(event)
    kinds = [event.kind for event in events]
    subjects = [event.subject_id for event in events]
    topics = [event.topic for event in events]
    ids = [json.dumps(dict(event.ids), separators=(",", ":")) for event in events]
    with connection.cursor() as cursor:
        cursor.execute(_ANNOUNCE, [tenant, kinds, subjects, topics, ids, CHANNEL])


@transaction.atomic
def forget(*, before: datetime) -> None:
    """Delete events older than `before` and remember up to where they are gone."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [before])


def _check(event: Announcement) -> None:
    if not _KIND.fullmatch(event.kind):
        raise ValueError(f"a kind is a name, got {event.kind!r}")
    for name, value in event.ids.items():
        for each in value if isinstance(value, list | tuple) else [value]:
            if not (each is None or isinstance(each, int) or _ID.fullmatch(str(each))):
                raise ValueError(f"{event.kind}.{name} is no id: events carry no content")
