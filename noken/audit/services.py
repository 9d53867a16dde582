"""Writing the journal. Runs inside the transaction of the act it records."""

import json
from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection

from noken.core.events import Event
from noken.core.http import RecordsRead


def record(batch: Sequence[Event]) -> None:
    """One entry per event, all in one statement, but for what was derived. No entry waits."""
    writes = [e for e in batch if not (e.is_derived or isinstance(e, RecordsRead))]
    if not writes:
        return
    columns = (
        [event.at for event in writes],
        [event.by.user_id for event in writes],
        [event.by.employee_id for event in writes],
        [str(event.by.role) for event in writes],
        [event.kind for event in writes],
        [event.subject_id for event in writes],
        [json.dumps(event.ids(), default=str) for event in writes],
        [event.reason() for event in writes],
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into audit_entry"
            " (at, user_id, employee_id, role, action, subject_id, ids, reason)"
            " select * from unnest(%s::timestamptz[], %s::bigint[], %s::bigint[], %s::text[],"
            " %s::text[], %s::bigint[], %s::jsonb[], %s::text[])",
            columns,
        )


def record_readings(batch: Sequence[RecordsRead]) -> None:
    """One line per reader, role, person, screen and clock hour, one insert for a whole screen."""
    for reading in batch:
        if reading.by.employee_id is None:
            continue
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into audit_reading (hour, reader_id, role, person_id, screen, first_at)"
                " select %s, %s, %s, person, %s, %s from unnest(%s::bigint[]) as person"
                " on conflict do nothing",
                [
                    _hour(reading.at),
                    reading.by.employee_id,
                    str(reading.by.role),
                    reading.screen,
                    reading.at,
                    sorted(reading.about),
                ],
            )


def prepare_months(first: date, *, months: int) -> None:
    """Make and protect the partitions from the month of `first` on. Needs the owner's rights."""
    with connection.cursor() as cursor:
        cursor.execute("select audit_make_months(%s, %s)", [first, months])


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
