"""A talk's page: the same facts for both, one's own words, the shared ones, the agreements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import Http404

from noken.coaching import access
from noken.coaching.access import Standing
from noken.coaching.models import Agreement, SharedFact, Talk, TalkNote
from noken.coaching.queries.agenda import TalkRow, agenda_of, when_of
from noken.coaching.queries.chart import Chart, chart_of
from noken.coaching.queries.facts import Offer, offers_for
from noken.coaching.queries.took import NEVER, Took, took_place
from noken.coaching.queries.word import why_not_closed
from noken.coaching.rules import flow
from noken.core.actor import Actor, Role
from noken.core.uuid7 import uuid7
from noken.organization import queries as organization
from noken.ui import formats

SPELLED = ("", "pertama", "kedua", "ketiga", "keempat", "kelima", "keenam")
TONES = {
    flow.ASKED: "thr",
    flow.AGENDA: "",
    flow.TALKING: "acc",
    flow.OFFERED: "warn",
    flow.AGREED: "acc",
    flow.DONE: "ok",
    flow.ENDED: "",
}


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    small: str
    is_done: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What one side wrote. `draft` is there for its writer alone."""

    shared: str = ""
    shared_at: datetime | None = None
    draft: str = ""
    draft_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AgreedRow:
    order: int
    who: str
    text: str
    kind: str
    until_on: date
    measured_by: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Acts:
    """What the actor may do now."""

    arrange: bool
    begin: bool
    write: bool
    agree: bool
    offer: bool
    consent: bool
    talk_on: bool
    tick: bool
    weigh: bool
    check: bool
    end: bool


@dataclass(frozen=True, slots=True)
class TalkPage:
    """`reads` False: the words have left this screen, and nothing of them is in here.

    `word` is what the person says came of it, `undone` how many agreements are not done;
    `closes_on` is from when the coach may record an outcome without that word, None without a
    check day.
    `other` is the other one of the two, `person` whose talk it is. `mine` and `theirs` are words.
    """

    talk: Talk
    person: organization.Person
    coach: organization.Person
    other: organization.Person
    is_own: bool
    reads: bool
    says: str
    tone: str
    when: str
    place: str
    ordinal: str
    steps: Sequence[Step]
    facts: Sequence[SharedFact]
    mine: Words
    theirs: Words
    agreed: Sequence[AgreedRow]
    why_ended: str
    outcome: str
    word: str
    undone: int
    closes_on: date | None
    acts: Acts
    last_check: date
    took: Took
    chart: Chart | None
    agenda: Sequence[TalkRow]
    about: frozenset[int]
    role: Role


@dataclass(frozen=True, slots=True)
class NewPage:
    """Setting up a talk: what is on offer to look at together; `talk` is one that waits for it."""

    person: organization.Person
    offers: Sequence[Offer]
    talk: Talk | None
    asked: str
    took: Took
    key: UUID
    about: frozenset[int]
    role: Role = Role.SUPERIOR


def find(actor: Actor, talk_id: UUID) -> tuple[Talk, Standing]:
    """A talk of the actor's. Raises Http404 for "absent" and "not yours" alike."""
    talk = Talk.objects.filter(pk=talk_id).first()
    standing = access.standing_in(actor, talk) if talk else None
    if talk is None or standing is None:
        raise Http404
    return talk, standing


def talk_page(actor: Actor, talk_id: UUID) -> TalkPage:
    """Of one of the two; nobody else has a page of a talk."""
    talk, standing = find(actor, talk_id)
    people = organization.people([talk.employee_id, talk.coach_id], actor.on)
    person, coach = people[talk.employee_id], people[talk.coach_id]
    is_own = standing.side == flow.EMPLOYEE
    reads = standing.reads
    notes = {note.writer_id: note for note in talk.notes.all()} if reads else {}
    agreed = _agreed(talk, person, coach) if reads else []
    me, other = (person, coach) if is_own else (coach, person)
    return TalkPage(
        talk=talk,
        person=person,
        coach=coach,
        other=other,
        is_own=is_own,
        reads=reads,
        says=talk.get_status_display(),
        tone=TONES[talk.status],
        when=_when(talk, actor.on),
        place=talk.place if reads else "",
        ordinal=_ordinal(talk),
        steps=_steps(talk),
        facts=list(talk.facts.order_by("order")) if reads else [],
        mine=_words(notes.get(me.id), own=True),
        theirs=_words(notes.get(other.id), own=False),
        agreed=agreed,
        why_ended=talk.why_ended if reads else "",
        outcome=talk.get_outcome_display() if talk.outcome and reads else "",
        word=talk.get_word_display() if talk.word and reads else "",
        undone=sum(not row.is_done for row in agreed),
        closes_on=talk.alone_on,
        acts=_acts(talk, standing, actor.on),
        last_check=flow.last_check(talk.held_on or actor.on),
        took=took_place([person.id]).get(person.id, NEVER),
        chart=chart_of(talk, actor.on) if reads else None,
        agenda=[] if is_own else agenda_of(actor),
        about=frozenset({person.id}),
        role=standing.role,
    )


def new_page(actor: Actor, employee_id: int, at: datetime) -> NewPage:
    """Of the direct superior of the day."""
    if not access.leads(actor, employee_id):
        raise Http404
    person = organization.find_person(employee_id, actor.on)
    if person is None:
        raise Http404
    waiting = Talk.objects.filter(
        employee_id=employee_id,
        coach_id=actor.employee_id,
        status__in=[flow.ASKED, flow.AGENDA],
    ).first()
    asked = ""
    if waiting is not None:
        note = waiting.notes.filter(writer_id=employee_id).first()
        asked = note.shared if note else ""
    return NewPage(
        person=person,
        offers=offers_for(actor, employee_id),
        talk=waiting,
        asked=asked,
        took=took_place([employee_id]).get(employee_id, NEVER),
        key=uuid7(at),
        about=frozenset({employee_id}),
    )


def _ordinal(talk: Talk) -> str:
    if talk.number < len(SPELLED):
        return f"sesi {SPELLED[talk.number]}"
    return f"sesi ke-{talk.number}"


def _when(talk: Talk, on: date) -> str:
    if talk.meet_on is None or talk.meet_at is None:
        return when_of(talk, on).capitalize()
    return f"{formats.day_named(talk.meet_on)}, {talk.meet_at:%H.%M}"


def _steps(talk: Talk) -> list[Step]:
    now = flow.step_of(talk.status)
    days: tuple[date | datetime | None, ...] = (
        talk.opened_at,
        talk.held_on or talk.meet_on,
        talk.agreed_at,
        talk.check_on,
        talk.ended_at if talk.outcome else None,
    )
    ended = talk.status == flow.ENDED
    reached = (True, talk.held_on, talk.agreed_at, talk.outcome, talk.outcome)
    return [
        Step(
            label,
            formats.day_short(day),
            is_done=bool(reached[place]) if ended else place < now or talk.status == flow.DONE,
            is_now=not ended and place == now and talk.status != flow.DONE,
        )
        for place, ((label, _), day) in enumerate(zip(flow.STEPS, days, strict=True))
    ]


def _words(note: TalkNote | None, *, own: bool) -> Words:
    """Of the other one only what was shared."""
    if note is None:
        return Words()
    if own:
        return Words(note.shared, note.shared_at, note.draft, note.draft_at)
    return Words(note.shared, note.shared_at)


def _agreed(talk: Talk, person: organization.Person, coach: organization.Person) -> list[AgreedRow]:
    names = {Agreement.Side.EMPLOYEE: person.name, Agreement.Side.COACH: coach.name}
    return [
        AgreedRow(
            row.order,
            names[Agreement.Side(row.side)],
            row.text,
            row.get_kind_display(),
            row.until_on,
            row.measured_by,
            row.done_at is not None,
        )
        for row in talk.agreements.order_by("order")
    ]


def _acts(talk: Talk, standing: Standing, on: date) -> Acts:
    def may(act: str) -> bool:
        return standing.acts and flow.after(act, talk.status, standing.side) is not None

    asked = talk.opened_by_id == talk.employee_id
    return Acts(
        arrange=may(flow.ARRANGE),
        begin=may(flow.BEGIN) and talk.meet_on is not None and talk.meet_on <= on,
        write=may(flow.WRITE),
        agree=may(flow.AGREE_ON),
        offer=may(flow.OFFER) and on < flow.last_check(talk.held_on or on),
        consent=may(flow.CONSENT),
        talk_on=may(flow.TALK_ON),
        tick=may(flow.TICK),
        weigh=may(flow.WEIGH) and flow.why_not_weighed(talk.check_on or on, on) is None,
        check=may(flow.CHECK) and why_not_closed(talk, on) is None,
        end=standing.acts and flow.may_end(talk.status, standing.side, asked_by_person=asked),
    )


def default_check(on: date) -> date:
    """Two weeks from a day, as a proposal."""
    return on + timedelta(14)
