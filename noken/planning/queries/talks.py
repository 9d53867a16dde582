"""Notes of the dialogue that wait to be read, for the menu and the list of what waits."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.urls import reverse

from noken.core.actor import Actor
from noken.core.tally import Tally
from noken.organization import queries as organization
from noken.organization.queries import Person

# Few notes are unread at any time: the partial index gives them, whatever else there is.
_UNREAD = """
    from planning_dialoguenote n
    join planning_plan p on p.id = n.plan_id
    where n.read_at is null and n.by_id <> %(me)s and (p.owner_id = %(me)s or p.owner_id in (
        select l.employee_id from organization_reportingline l
        where l.superior_id = %(me)s and l.start_on <= %(on)s::date
          and (l.end_on is null or l.end_on > %(on)s::date)))
"""
_ROWS = f"""
    select p.id, p.year, p.owner_id, count(*), min(n.at),
        bool_or(n.proposed <> '{{}}'::jsonb and n.answer = '')
    {_UNREAD} group by p.id, p.year, p.owner_id order by 5, 1
"""


@dataclass(frozen=True, slots=True)
class Talk:
    """A plan with notes that the reader has not read. `proposes`: a proposal is among them."""

    year: int
    owner: Person
    is_own: bool
    notes: int
    since: datetime
    proposes: bool
    url: str


def unread_tally(actor: Actor) -> Tally:
    """How many plans have notes that the actor has not read, as `plan_notes`."""
    count = _UNREAD.replace("%(me)s", "%s").replace("%(on)s", "%s")
    me, on = actor.employee_id, actor.on
    return Tally(f"select 'plan_notes', count(distinct p.id) {count}", [me, me, me, on, on])


def talks_awaiting(actor: Actor) -> list[Talk]:
    """The same plans one by one, the oldest note first; two statements."""
    me = actor.employee_id
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, {"me": me, "on": actor.on})
        rows = cursor.fetchall()
    people = organization.people([row[2] for row in rows], actor.on)
    return [
        Talk(
            year=year,
            owner=people[owner_id],
            is_own=owner_id == me,
            notes=count,
            since=since,
            proposes=proposes,
            url=f"{reverse('planning:plan', args=[plan_id])}?dialog=PLAN:#dialog",
        )
        for plan_id, year, owner_id, count, since, proposes in rows
    ]
