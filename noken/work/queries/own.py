"""What waits for a person in the own work, for the list of what waits: one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from noken.core.actor import Actor
from noken.work.queries.day import shown_since

_OWN = """
    select json_build_object(
        'returned', (
            select coalesce(json_agg(json_build_array(r.id, r.title, who.name) order by r.work_on),
                            '[]')
            from work_report r
            left join lateral (
                select e.name from work_review v join organization_employee e on e.id = v.by_id
                where v.report_id = r.id order by v.at desc, v.id desc limit 1
            ) who on true
            where r.author_id = %(me)s and r.status = 'RETURNED' and r.work_on >= %(since)s),
        'givers', (
            select coalesce(json_agg(e.name order by f.at desc), '[]')
            from work_feedback f join organization_employee e on e.id = f.by_id
            where f.person_id = %(me)s and f.read_at is null)
    )
"""


@dataclass(frozen=True, slots=True)
class Returned:
    """An own report that came back with a note."""

    id: UUID
    title: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class OwnWaiting:
    """Reports given back, the oldest first; who gave the notes not yet read, the newest first."""

    returned: Sequence[Returned]
    givers: Sequence[str]


def own_waiting(actor: Actor) -> OwnWaiting:
    """The reports and notes that `waiting_tally` counts for the actor."""
    asked = {"me": actor.employee_id, "since": shown_since(actor.on)}
    with connection.cursor() as cursor:
        cursor.execute(_OWN, asked)
        (raw,) = cursor.fetchone()
    returned = [Returned(UUID(pk), title, name or "") for pk, title, name in raw["returned"]]
    return OwnWaiting(returned, raw["givers"])
