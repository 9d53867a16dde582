"""Reports that wait too long, by the superior of today: for areas that watch superiors."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from noken.core.actor import Actor, Role

_OVERDUE = """
select l.superior_id, count(*), min(r.received_at)
from work_report r
join organization_reportingline l on l.employee_id = r.author_id and l.superior_id is not null
    and l.start_on <= %(on)s::date and (l.end_on is null or l.end_on > %(on)s::date)
where r.status = 'WAITING' and r.received_at < %(before)s::timestamptz
group by l.superior_id
"""


@dataclass(frozen=True, slots=True)
class Overdue:
    """A superior before whom `count` reports wait, the oldest received at `since`."""

    superior_id: int
    count: int
    since: datetime


def overdue_by_superior(actor: Actor, on: date, before: datetime) -> list[Overdue]:
    """Superiors with reports received before a moment that nobody reviewed; the Inspektorat's."""
    if actor.employee_id is None or not actor.has(Role.INSPECTORATE):
        return []
    with connection.cursor() as cursor:
        cursor.execute(_OVERDUE, {"on": on, "before": before})
        return [Overdue(*row) for row in cursor.fetchall()]
