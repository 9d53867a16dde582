"""Taking in punches: one statement a batch, the same whatever is sent twice or in another order."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction

from noken.attendance.events import PunchesRecorded, PunchVoided
from noken.attendance.models import Punch, Recorder
from noken.attendance.rules.pins import person_key, pin_key
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused

_STORE = """
with source as (
    select r.clock_doubtful, s.id as site_id, s.timezone
    from attendance_recorder r join attendance_site s on s.id = r.site_id
    where r.id = %(recorder)s
), sent as (
    select u.pin_key, u.local_time, min(u.pin_raw) as pin_raw, max(u.status) as status,
           max(u.verify) as verify, bool_or(u.doubtful or source.clock_doubtful) as doubtful,
           max(u.grade) as grade,
           max(u.employee_id) as employee_id, source.site_id, source.timezone
    from source, unnest(
        %(keys)s::text[], %(raws)s::text[], %(times)s::timestamp[], %(statuses)s::smallint[],
        %(verifies)s::smallint[], %(doubts)s::boolean[], %(people)s::bigint[],
        %(grades)s::smallint[]
    ) as u(pin_key, pin_raw, local_time, status, verify, doubtful, employee_id, grade)
    group by u.pin_key, u.local_time, source.site_id, source.timezone
), stored as (
    insert into attendance_punch as p
        (recorder_id, pin_key, pin_raw, local_time, at, employee_id, status, verify, doubtful,
         grade, void, void_reason, received_at, delivery_id)
    select %(recorder)s, sent.pin_key, sent.pin_raw, sent.local_time,
           sent.local_time at time zone sent.timezone,
           coalesce(sent.employee_id, pin.employee_id), sent.status, sent.verify, sent.doubtful,
           sent.grade, false, '', %(at)s, %(delivery)s
    from sent left join attendance_pinassignment pin
        on pin.site_id = sent.site_id and pin.pin_key = sent.pin_key
        and pin.start_on <= sent.local_time::date
        and (pin.end_on is null or pin.end_on > sent.local_time::date)
    order by sent.pin_key, sent.local_time
    on conflict (recorder_id, pin_key, local_time) do update set
        status = coalesce(p.status, excluded.status),
        verify = coalesce(p.verify, excluded.verify),
        employee_id = coalesce(p.employee_id, excluded.employee_id),
        doubtful = p.doubtful or excluded.doubtful
    where (p.status is null and excluded.status is not null)
       or (p.verify is null and excluded.verify is not null)
       or (p.employee_id is null and excluded.employee_id is not null)
       or (excluded.doubtful and not p.doubtful)
    returning p.employee_id, p.local_time, p.xmax = 0 as is_new
), touched as (
    insert into attendance_dirtyspan (employee_id, start_on, end_on)
    select distinct employee_id, local_time::date - 1, local_time::date + 2
    from stored where employee_id is not null
)
select count(*) filter (where is_new) from stored
"""


class NewPunch(NamedTuple):
    """One record as a source sends it. `local_time` is naive: what the clock on the wall showed.

    `employee_id` where the source knows the person itself; the PIN is then ignored. `grade` where
    the evidence is weaker than the recorder's.
    """

    pin_raw: str
    local_time: datetime
    status: int | None = None
    verify: int | None = None
    doubtful: bool = False
    employee_id: int | None = None
    grade: int | None = None


class Recorded(NamedTuple):
    """How many records were new, and how many were known already (repeats in the batch too)."""

    new: int
    known: int


@transaction.atomic
def record_punches(
    rows: Sequence[NewPunch], *, recorder_id: int, delivery_id: UUID, by: Actor, at: datetime
) -> Recorded:
    """Store records under their natural key: recorder, PIN, second on the clock.

    What is known already only gets its empty fields filled. A PIN behind which nobody stands
    waits until it is assigned. The days concerned are derived afterwards.

    Emits: PunchesRecorded, unless nothing was new.
    """
    if not rows:
        return Recorded(0, 0)
    raws, times, statuses, verifies, doubts, people, grades = zip(*rows, strict=True)
    keys = [
        pin_key(raw) if person is None else person_key(person)
        for raw, person in zip(raws, people, strict=True)
    ]
    values: dict[str, Any] = {
        "recorder": recorder_id,
        "delivery": delivery_id,
        "at": at,
        "keys": keys,
        "raws": [raw.strip() for raw in raws],
        "times": list(times),
        "statuses": list(statuses),
        "verifies": list(verifies),
        "doubts": list(doubts),
        "people": list(people),
        "grades": list(grades),
    }
    with connection.cursor() as cursor:
        cursor.execute(_STORE, values)
        new = cursor.fetchone()[0]
    if new:
        events.emit(
            PunchesRecorded(
                by=by, at=at, recorder_id=recorder_id, delivery_id=delivery_id, count=new
            )
        )
    return Recorded(new, len(rows) - new)


@transaction.atomic
def void_punch(punch_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Withdraw a record that was made by hand. The row stays, the day is derived without it.

    Who may do so is decided by the area whose screen asks.

    Raises:
        Refused: `attendance.unknown_punch`, `attendance.not_by_hand`, `attendance.no_reason`.
    Emits: PunchVoided.
    """
    punch = Punch.objects.select_for_update().filter(pk=punch_id).first()
    if punch is None:
        raise Refused("Catatan ini tidak ditemukan.", code="attendance.unknown_punch", status=404)
    if punch.recorder.kind != Recorder.Kind.MANUAL:
        raise Refused(
            "Rekaman mesin tidak dapat ditarik. Sampaikan keterangan pada harinya.",
            code="attendance.not_by_hand",
        )
    if not reason.strip():
        raise Refused("Tuliskan alasan catatan ini ditarik.", code="attendance.no_reason")
    if punch.void:
        return
    punch.void, punch.void_reason = True, reason.strip()
    punch.save(update_fields=["void", "void_reason"])
    _touch(punch)
    events.emit(
        PunchVoided(
            by=by, at=at, subject_id=punch.employee_id, punch_id=punch.pk, why=reason.strip()
        )
    )


@transaction.atomic
def void_manual(
    employee_id: int, site_id: int, moment: datetime, *, reason: str, by: Actor, at: datetime
) -> None:
    """`void_punch` for the record that an entry by hand became.

    Raises:
        Refused: `attendance.unknown_punch`, `attendance.no_reason`.
    Emits: PunchVoided.
    """
    made = Punch.objects.filter(
        employee=employee_id,
        recorder__site=site_id,
        recorder__kind=Recorder.Kind.MANUAL,
        at=moment,
    )
    found = made.values_list("pk", flat=True).first()
    void_punch(found or 0, reason=reason, by=by, at=at)


def _touch(punch: Punch) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into attendance_dirtyspan (employee_id, start_on, end_on)"
            " select employee_id, local_time::date - 1, local_time::date + 2"
            " from attendance_punch where id = %s and employee_id is not null",
            [punch.pk],
        )
