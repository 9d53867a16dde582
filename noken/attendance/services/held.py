"""Records that wait for a keeper: their days ask nobody until somebody has decided."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction

from noken.core.actor import Actor

_TOUCHED = """
insert into attendance_dirtyspan (employee_id, start_on, end_on)
select distinct pin.employee_id, (h.at at time zone s.timezone)::date - 1,
       (h.at at time zone s.timezone)::date + 2
from changed h
join attendance_recorder r on r.id = h.recorder_id join attendance_site s on s.id = r.site_id
join attendance_pinassignment pin on pin.site_id = s.id and pin.pin_key = h.pin_key
    and pin.start_on <= (h.at at time zone s.timezone)::date
    and (pin.end_on is null or pin.end_on > (h.at at time zone s.timezone)::date)
"""
_HOLD = f"""
with changed as (
    insert into attendance_heldrecord (recorder_id, pin_key, local_time, at)
    select distinct %(recorder)s::bigint, u.*
    from unnest(%(keys)s::text[], %(times)s::timestamp[], %(moments)s::timestamptz[])
        as u(pin_key, local_time, at)
    where not exists (
        select from attendance_heldrecord h where h.recorder_id = %(recorder)s::bigint
            and h.pin_key = u.pin_key and h.local_time = u.local_time)
    on conflict do nothing
    returning recorder_id, pin_key, at
)
{_TOUCHED}
"""  # noqa: S608 (constants only)
_RELEASE = f"""
with changed as (
    delete from attendance_heldrecord h
    using unnest(%(keys)s::text[], %(times)s::timestamp[]) as u(pin_key, local_time)
    where h.recorder_id = %(recorder)s::bigint and h.pin_key = u.pin_key
      and h.local_time = u.local_time
    returning h.recorder_id, h.pin_key, h.at
)
{_TOUCHED}
"""  # noqa: S608 (constants only)


class Held(NamedTuple):
    """A record as it says (the wall clock of the site), and a moment it may be about."""

    pin_key: str
    local_time: datetime
    at: datetime


@transaction.atomic
def hold_records(
    rows: Sequence[Held],
    *,
    recorder_id: int,
    by: Actor,  # noqa: ARG001 (every service is told who; the delivery is journaled)
    at: datetime,  # noqa: ARG001 (as above)
) -> None:
    """Let the days of these records ask nobody. What is held already stays as it is."""
    _run(_HOLD, rows, recorder_id)


@transaction.atomic
def release_records(
    rows: Sequence[Held],
    *,
    recorder_id: int,
    by: Actor,  # noqa: ARG001 (every service is told who; the decision is journaled)
    at: datetime,  # noqa: ARG001 (as above)
) -> None:
    """Somebody has decided: their days are judged by what counts now."""
    _run(_RELEASE, rows, recorder_id)


def _run(statement: str, rows: Sequence[Held], recorder_id: int) -> None:
    values: dict[str, Any] = {
        "recorder": recorder_id,
        "keys": [row.pin_key for row in rows],
        "times": [row.local_time for row in rows],
        "moments": [row.at for row in rows],
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
