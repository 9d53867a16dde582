"""Presences written by hand: those that wait for the actor, and those the actor wrote."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from noken.checkin import access
from noken.checkin.models import ManualEntry
from noken.checkin.queries.turns import entries_sql
from noken.checkin.rules.entries import CAUSE_WORDS, OLDEST, Cause
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.tally import Tally
from noken.organization import queries as organization

SHOWN = 100
_CHECKS = """
    select count(*) from checkin_presencecheck k
    join organization_reportingline l on l.employee_id = k.employee_id
        and l.superior_id = %s and l.start_on <= %s and (l.end_on is null or l.end_on > %s)
    where k.answer = '' and k.asked_at > %s::date - 3
"""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry; `is_claim` says that the person stated it, not somebody else for them."""

    id: int
    person: organization.Person
    at: datetime
    site: str
    cause: str
    reason: str
    entered_by: str
    is_claim: bool
    entered_at: datetime
    state: str
    state_words: str
    decided_by: str
    note: str


@dataclass(frozen=True, slots=True)
class EntriesPage:
    """`waiting` may be decided by the actor; `own` are those the actor wrote, newest first;
    `verified` those of the last month that the actor may still withdraw."""

    waiting: Sequence[EntryRow]
    own: Sequence[EntryRow]
    verified: Sequence[EntryRow]
    role: Role
    about: frozenset[int]


def entries_page(actor: Actor) -> EntriesPage:
    waiting = _rows(waiting_for(actor).select_related("site")[:SHOWN], actor)
    written = ManualEntry.objects.filter(entered_by=actor.employee_id, claim=None)
    own = _rows(written.select_related("site").order_by("-entered_at", "-pk")[:SHOWN], actor)
    since = clock.at_noon(actor.on - OLDEST)
    counted = ManualEntry.objects.filter(
        state=ManualEntry.State.VERIFIED, at__gt=since, employee__in=access.cared_for(actor)
    ).exclude(employee=actor.employee_id)
    verified = _rows(counted.select_related("site").order_by("-at", "-pk")[:SHOWN], actor)
    about = {row.person.id for row in (*waiting, *own, *verified)}
    return EntriesPage(waiting, own, verified, actor.role, frozenset(about))


def waiting_for(actor: Actor) -> QuerySet[ManualEntry]:
    """What the actor may verify, the oldest first: neither about nor by the actor."""
    return (
        ManualEntry.objects.filter(
            state=ManualEntry.State.WAITING, employee__in=access.cared_for(actor)
        )
        .exclude(entered_by=actor.employee_id)
        .exclude(employee=actor.employee_id)
        .order_by("at", "pk")
    )


def _rows(found: Iterable[ManualEntry], actor: Actor) -> list[EntryRow]:
    rows = list(found)
    ids = {row.employee_id for row in rows} | {row.entered_by_id for row in rows}
    ids |= {row.decided_by_id for row in rows if row.decided_by_id}
    people = organization.people(ids, actor.on)
    return [_row(row, people) for row in rows]


def _row(row: ManualEntry, people: dict[int, organization.Person]) -> EntryRow:
    return EntryRow(
        id=row.pk,
        person=people[row.employee_id],
        at=row.at,
        site=row.site.name,
        cause=CAUSE_WORDS[Cause(row.cause)],
        reason=row.reason,
        entered_by=people[row.entered_by_id].name,
        is_claim=row.claim_id is not None,
        entered_at=row.entered_at,
        state=row.state,
        state_words=row.get_state_display(),
        decided_by=people[row.decided_by_id].name if row.decided_by_id else "",
        note=row.note,
    )


@dataclass(frozen=True, slots=True)
class EnterPage:
    """For whom the actor may write: the people of the direct team, others found by name."""

    team: Sequence[organization.Person]
    found: Sequence[organization.Person]
    search: str
    role: Role


def enter_page(actor: Actor, search: str) -> EnterPage:
    """The form for one or several people."""
    team: list[organization.Person] = []
    if actor.employee_id is not None and actor.has(Role.SUPERIOR):
        lines = organization.direct_reports(actor.employee_id, actor.on)
        ids = [row["employee_id"] for row in lines]
        team = sorted(organization.people(ids, actor.on).values(), key=lambda p: p.name)
    found: list[organization.Person] = []
    if search.strip():
        near = organization.search_people(actor, search)
        mine = access.enterable(actor, [person.id for person in near])
        found = [person for person in near if person.id in mine and person not in team]
    return EnterPage(team, found, search, actor.role)


def waiting_tally(actor: Actor) -> Tally:
    """How many entries are the actor's turn and how many checks of the direct team wait, for the
    place `presences`."""
    entries, values = entries_sql(actor)
    sql = f"select 'presences', (select count(*) from ({entries}) turn) + ({_CHECKS})"  # noqa: S608 (constants only)
    return Tally(sql, [*values, actor.employee_id, actor.on, actor.on, actor.on])
