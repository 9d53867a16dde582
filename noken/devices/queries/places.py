"""Machines and other sources as people call them."""

from collections.abc import Collection

from django.db import connection

_NAMES = """
select r.id, s.name, r.name,
       (select count(*) from attendance_recorder o
        where o.site_id = r.site_id and o.kind = r.kind), r.kind = 'DEVICE'
from attendance_recorder r join attendance_site s on s.id = r.site_id
where r.id = any(%s::bigint[])
"""


def title_of(site: str, name: str, *, alone: bool) -> str:
    """The place, and the machine's own name where the place has several of them."""
    return site if alone or name == site else f"{site}, {name}"


def place_names(recorder_ids: Collection[int]) -> dict[int, str]:
    """The name of each recorder, in one statement."""
    if not recorder_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, [list(recorder_ids)])
        return {
            pk: title_of(site, name, alone=is_machine and count == 1)
            for pk, site, name, count, is_machine in cursor.fetchall()
        }
