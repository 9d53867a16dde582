"""Lists of talks: the superior's agenda and team, the person's own talks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q

from noken.coaching import access
from noken.coaching.models import Talk
from noken.coaching.queries.took import NEVER, Took, took_place
from noken.coaching.queries.word import why_not_closed
from noken.coaching.rules import flow
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.uuid7 import uuid7
from noken.organization import queries as organization
from noken.ui import formats

MOST_OWN = 30


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A talk in a list; `person` is the other one of the two, `when` says what comes next."""

    id: UUID
    person: organization.Person
    when: str
    is_mine_now: bool
    is_open: bool
    status: str
    url: str


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A direct report: talks that took place, with whomever, and the open one with the actor."""

    person: organization.Person
    took: Took
    open_url: str
    may_arrange: bool


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """`agenda` are the open talks, what comes first on top; `done` how many ended this year."""

    agenda: Sequence[TalkRow]
    team: Sequence[TeamRow]
    done: int
    today: date
    about: frozenset[int]
    role: Role = Role.SUPERIOR

    @property
    def now(self) -> int:
        return sum(row.is_mine_now for row in self.agenda)


@dataclass(frozen=True, slots=True)
class MinePage:
    """The person's own talks, open ones first; `key` is for asking for one."""

    rows: Sequence[TalkRow]
    took: Took
    superior: organization.Person | None
    may_ask: bool
    key: UUID
    role: Role = Role.SELF


def agenda_page(actor: Actor) -> AgendaPage:
    """Of a superior: the open talks, and the direct reports of today."""
    me = actor.employee_id or 0
    team = list(organization.direct_reports(me, actor.on).values_list("employee_id", flat=True))
    rows = agenda_of(actor, team)
    people = organization.people(team, actor.on)
    took = took_place(team)
    open_ = {row.person.id: row for row in rows}
    since = clock.start_of(actor.on.replace(month=1, day=1))
    return AgendaPage(
        agenda=rows,
        team=[
            TeamRow(
                person,
                took.get(person.id, NEVER),
                open_[person.id].url if person.id in open_ else "",
                may_arrange=person.id not in open_
                or open_[person.id].status in {flow.ASKED, flow.AGENDA},
            )
            for person in sorted(people.values(), key=lambda each: each.name)
        ],
        done=Talk.objects.filter(coach_id=me, status=flow.DONE, ended_at__gte=since).count(),
        today=actor.on,
        about=frozenset(people),
    )


def agenda_of(actor: Actor, team: Sequence[int] | None = None) -> list[TalkRow]:
    """The superior's open talks with direct reports of today, what comes first on top."""
    me = actor.employee_id or 0
    if team is None:
        team = list(organization.direct_reports(me, actor.on).values_list("employee_id", flat=True))
    talks = list(Talk.objects.filter(coach_id=me, employee__in=team, status__in=list(flow.OPEN)))
    talks.sort(key=lambda talk: (_next_day(talk) or actor.on, talk.meet_at or time.min))
    people = organization.people({talk.employee_id for talk in talks}, actor.on)
    return [_row(talk, people[talk.employee_id], flow.COACH, actor.on) for talk in talks]


def mine_page(actor: Actor, at: datetime) -> MinePage:
    """Everybody's own talks."""
    me = actor.employee_id or 0
    talks = list(Talk.objects.filter(employee_id=me).order_by("-opened_at")[:MOST_OWN])
    talks.sort(key=lambda talk: talk.status not in flow.OPEN)
    superior_id = access.superior_of(actor, me)
    people = organization.people(
        {*(talk.coach_id for talk in talks), *({superior_id} - {None})},  # type: ignore[arg-type]  # None is taken out
        actor.on,
    )
    busy = any(t.coach_id == superior_id and t.status in flow.OPEN for t in talks)
    return MinePage(
        rows=[_row(talk, people[talk.coach_id], flow.EMPLOYEE, actor.on) for talk in talks],
        took=took_place([me]).get(me, NEVER),
        superior=people.get(superior_id or 0),
        may_ask=superior_id is not None and not busy,
        key=uuid7(at),
    )


def is_turn(talk: Talk, side: str, on: date) -> bool:
    """Whether the next step is this side's, today or overdue."""
    if side == flow.EMPLOYEE:
        due = talk.check_on is not None and talk.check_on <= on
        return talk.status == flow.OFFERED or (talk.status == flow.AGREED and due and not talk.word)
    if talk.status == flow.AGREED:
        return why_not_closed(talk, on) is None
    day = _next_day(talk)
    if talk.status == flow.AGENDA:
        return day is not None and day <= on
    return talk.status in {flow.ASKED, flow.TALKING}


def turns_of(side: str, on: date) -> Q:
    """`is_turn` as a filter; a test holds the two together."""
    if side == flow.EMPLOYEE:
        return Q(status=flow.OFFERED) | Q(status=flow.AGREED, check_on__lte=on, word="")
    return (
        Q(status__in=[flow.ASKED, flow.TALKING])
        | Q(status=flow.AGENDA, meet_on__lte=on)
        | Q(status=flow.AGREED, check_on__lte=on) & ~Q(word="")
        | Q(status=flow.AGREED, alone_on__lte=on)
    )


def when_of(talk: Talk, on: date | None) -> str:
    """What comes next and when, in a few words; on the day `on` it is "hari ini". None: words that
    are kept, and name every day by its date."""
    if talk.status == flow.AGENDA and talk.meet_on and talk.meet_at:
        day = "hari ini" if talk.meet_on == on else formats.day_named(talk.meet_on)
        return f"{day}, {talk.meet_at:%H.%M}"
    if talk.status == flow.AGREED:
        day = "hari ini" if talk.check_on == on else formats.day_named(talk.check_on)
        return f"cek hasil, {day}"
    if talk.status in {flow.DONE, flow.ENDED}:
        return f"{talk.get_status_display().lower()}, {formats.day_short(talk.ended_at)}"
    return talk.get_status_display().lower()


def _next_day(talk: Talk) -> date | None:
    days: Mapping[str, date | None] = {flow.AGENDA: talk.meet_on, flow.AGREED: talk.check_on}
    return days.get(talk.status)


def _row(talk: Talk, person: organization.Person, side: str, on: date) -> TalkRow:
    return TalkRow(
        id=talk.pk,
        person=person,
        when=when_of(talk, on),
        is_mine_now=is_turn(talk, side, on),
        is_open=talk.status in flow.OPEN,
        status=talk.status,
        url=talk.get_absolute_url(),
    )
