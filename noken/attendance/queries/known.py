"""Which records of a file stand here already, or came from another machine of the same site."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from noken.attendance.models import Recorder

_STANDING = """
select exists (
           select from attendance_punch p
           where p.recorder_id = %(recorder)s and p.pin_key = u.pin_key
             and p.local_time = u.local_time
       ),
       (select p.recorder_id from attendance_punch p
        where p.recorder_id = any(%(others)s::bigint[]) and p.pin_key = u.pin_key
          and p.local_time = u.local_time limit 1)
from unnest(%(keys)s::text[], %(times)s::timestamp[]) with ordinality
     as u(pin_key, local_time, place)
order by u.place
"""
SENT = (Recorder.Kind.DEVICE, Recorder.Kind.FILE)


class Standing(NamedTuple):
    """`twin_of` is another machine or file of the site that has the very same record."""

    is_known: bool
    twin_of: int | None


def others_of(recorder_id: int) -> dict[int, str]:
    """The other machines and files of the same site, with their names."""
    site = Recorder.objects.filter(pk=recorder_id).values("site_id")[:1]
    rows = Recorder.objects.filter(site_id=site, kind__in=SENT).exclude(pk=recorder_id)
    return dict(rows.values_list("pk", "name"))


def standing(
    recorder_id: int, others: Sequence[int], keys: Sequence[str], times: Sequence[datetime]
) -> list[Standing]:
    """How each record stands, in order: by PIN without leading zeros and the site's clock."""
    values: dict[str, Any] = {
        "recorder": recorder_id,
        "others": list(others),
        "keys": list(keys),
        "times": list(times),
    }
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, values)
        return [Standing(*row) for row in cursor.fetchall()]


def people_at(site_ids: Collection[int], on: date) -> dict[int, int]:
    """How many people have a PIN at each site on a day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select site_id, count(distinct employee_id) from attendance_pinassignment"
            " where site_id = any(%s::bigint[]) and start_on <= %s::date"
            " and (end_on is null or end_on > %s::date) group by site_id",
            [list(site_ids), on, on],
        )
        return dict(cursor.fetchall())
