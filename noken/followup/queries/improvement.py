"""The page of one improvement plan: what it says, every talk, and what this reader may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import Http404

from noken.core import clock
from noken.core.actor import ROLE_WORDS, Actor, Role
from noken.core.uuid7 import uuid7
from noken.followup import access
from noken.followup.access import Standing
from noken.followup.models import CoachingNote, Goal, Improvement, Retest, Step
from noken.followup.queries import lines
from noken.followup.queries.lines import GradeRow
from noken.followup.queries.terms import improvement_months
from noken.followup.queries.words import TONES
from noken.followup.rules import flow
from noken.organization import queries as organization
from noken.organization.queries import Person
from noken.ui.formats import day_short

STAGES = ("Usul", "Sepakat", "Berjalan", "Cek", "Putusan")


@dataclass(frozen=True, slots=True)
class Stage:
    label: str
    small: str
    is_done: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A talk as one of the two sees it. `may_answer`: the reader is the other one."""

    note: CoachingNote
    by: str
    is_mine: bool
    is_persons: bool
    may_answer: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    word: str
    by: str
    role: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Acts:
    """What the reader may do now."""

    mend: bool = False
    answer: bool = False
    start: bool = False
    note: bool = False
    test: bool = False
    answer_test: bool = False
    close: bool = False
    forward: bool = False
    stop: bool = False


@dataclass(frozen=True, slots=True)
class ImprovementPage:
    """`reads`: reason, goals, results and steps are shown; `notes` are those of the reader's two.

    `talks` and `last_talk` are all that anybody else learns of the talks. `start_from` is the day
    from which the superior may start without an answer; `cannot_forward` says what still
    stands against the competence test.
    """

    plan: Improvement
    person: Person
    address: str
    coach: Person | None
    grade: str
    step: int
    says: str
    tone: str
    icon: str
    stages: Sequence[Stage]
    reads: bool
    goals: Sequence[Goal]
    notes: Sequence[NoteRow]
    two: bool
    talks: int
    last_talk: date | None
    next_talk: date | None
    retests: Sequence[Retest]
    steps: Sequence[StepRow]
    since: Sequence[GradeRow]
    days_left: int | None
    used: int
    start_from: date | None
    cannot_forward: str
    acts: Acts
    key: UUID
    until: date
    today: date
    is_own: bool
    role: Role
    about: frozenset[int]

    @property
    def last_test(self) -> Retest | None:
        return self.retests[-1] if self.retests else None


def improvement_page(actor: Actor, improvement_id: UUID, at: datetime) -> ImprovementPage:
    """Raises Http404: not there, or not the actor's to see."""
    plan, standing = find(actor, improvement_id)
    today = clock.day_of(at)
    reads = standing.reads_content
    coach_id = access.coach_of(actor, plan.employee_id)
    people = organization.people({plan.employee_id, coach_id or 0}, actor.on)
    person = people[plan.employee_id]
    retests = list(plan.retests.order_by("at", "pk").select_related("by")) if reads else []
    talks = sorted(plan.notes.exclude(by=plan.employee_id).values_list("held_on", flat=True))
    last_talk = talks[-1] if talks else None
    running = plan.status == flow.RUNNING
    acts = _acts(plan, standing, today, retests)
    return ImprovementPage(
        plan=plan,
        person=person,
        address=organization.form_of_address(plan.employee.nip or ""),
        coach=people.get(coach_id or 0),
        grade=lines.grade_words().get(plan.grade, ""),
        step=lines.step_of(plan.grade),
        says=plan.get_status_display(),
        tone=TONES[plan.status][0],
        icon=TONES[plan.status][1],
        stages=_stages(plan),
        reads=reads,
        goals=list(plan.goals.order_by("order")) if reads else (),
        notes=_notes(actor, plan),
        two=standing.is_owner or standing.coaches,
        talks=len(talks),
        last_talk=last_talk,
        next_talk=flow.note_due(plan.start_on, last_talk) if running and plan.start_on else None,
        retests=retests,
        steps=_steps(plan) if reads else (),
        since=_since(actor, plan) if reads else (),
        days_left=(plan.due_on - today).days if plan.due_on and running else None,
        used=_used(plan, today),
        start_from=_start_from(plan, today),
        cannot_forward=_cannot_forward(plan, retests, today) if standing.decides else "",
        acts=acts,
        key=uuid7(at),
        until=flow.due_after(today, plan.months),
        today=today,
        is_own=standing.is_owner,
        role=standing.role,
        about=frozenset({plan.employee_id}),
    )


def find(actor: Actor, improvement_id: UUID) -> tuple[Improvement, Standing]:
    """Raises Http404: not there, or not the actor's to see."""
    plan = Improvement.objects.select_related("employee").filter(pk=improvement_id).first()
    standing = access.standing_to(actor, plan.employee_id) if plan else None
    if plan is None or standing is None:
        raise Http404
    return plan, standing


def find_note(actor: Actor, note_id: UUID) -> CoachingNote:
    """A note of the reader's two.

    Raises:
        Http404: not there, or of two others.
    """
    note = CoachingNote.objects.select_related("improvement").filter(pk=note_id).first()
    if note is None or not access.may_read(actor, note):
        raise Http404
    return note


def goals_of(plan: Improvement) -> list[Goal]:
    return list(plan.goals.order_by("order"))


def _acts(plan: Improvement, standing: Standing, today: date, retests: Sequence[Retest]) -> Acts:
    status = plan.status
    proposed, running = status == flow.PROPOSED, status == flow.RUNNING
    tested = status == flow.TESTED
    own, coaches, decides = standing.is_owner, standing.coaches, standing.decides
    last = retests[-1] if retests else None
    waits = flow.why_not_startable(
        clock.day_of(plan.proposed_at), today, answered=plan.answered_at is not None
    )
    return Acts(
        mend=coaches and proposed,
        answer=own and proposed,
        start=coaches and proposed and waits is None,
        note=(own or coaches) and (running or tested),
        test=coaches and running,
        answer_test=own and tested and last is not None and last.answered_at is None,
        close=coaches and tested,
        forward=decides and tested,
        stop=(coaches or decides) and status in flow.OPEN,
    )


def _stages(plan: Improvement) -> list[Stage]:
    agreed_on = plan.agreed_at and clock.day_of(plan.agreed_at)
    tested = plan.retests.order_by("-at").values_list("held_on", flat=True).first()
    smalls = (
        day_short(plan.opened_at),
        day_short(agreed_on) if agreed_on else ("dimulai atasan" if plan.start_on else ""),
        f"sampai {day_short(plan.due_on)}" if plan.due_on else "",
        day_short(tested) if tested else "",
        day_short(plan.closed_at) if plan.closed_at else "",
    )
    now = {flow.PROPOSED: 1, flow.RUNNING: 2, flow.TESTED: 4}.get(plan.status, 5)
    return [
        Stage(label, small, number < now, number == now)
        for number, (label, small) in enumerate(zip(STAGES, smalls, strict=True))
    ]


def _notes(actor: Actor, plan: Improvement) -> list[NoteRow]:
    found = CoachingNote.objects.filter(access.notes_of(actor, plan)).select_related("by")
    me = actor.employee_id
    return [
        NoteRow(
            note=note,
            by=note.by.name,
            is_mine=note.by_id == me,
            is_persons=note.by_id == plan.employee_id,
            may_answer=note.by_id != me and note.answered_at is None,
        )
        for note in found.order_by("-held_on", "-at")
    ]


def _steps(plan: Improvement) -> list[StepRow]:
    rows = Step.objects.filter(improvement=plan).select_related("by").order_by("at", "pk")
    words: Mapping[str, str] = {role.value: word for role, word in ROLE_WORDS.items()}
    return [
        StepRow(
            row.get_kind_display(),
            row.by.name if row.by else "",
            words.get(row.role, ""),
            row.note,
            row.at,
        )
        for row in rows
    ]


def _since(actor: Actor, plan: Improvement) -> list[GradeRow]:
    """Grades of periods that ended after the plan began: what a re-test may look at."""
    if plan.start_on is None:
        return []
    own = lines.lines_of(actor, [plan.employee_id]).get(plan.employee_id, [])
    later = [line for line in own if line.end_on > plan.start_on and line.grade]
    return lines.rows_of(later, (), actor.on)


def _used(plan: Improvement, today: date) -> int:
    """How much of the span is over, in per cent."""
    if plan.start_on is None or plan.due_on is None:
        return 0
    whole = max(1, (plan.due_on - plan.start_on).days)
    return min(100, max(0, (today - plan.start_on).days * 100 // whole))


def _start_from(plan: Improvement, today: date) -> date | None:
    if plan.status != flow.PROPOSED or plan.answered_at is not None:
        return None
    first = clock.day_of(plan.proposed_at) + timedelta(flow.ANSWER_DAYS)
    return first if first > today else None


def _cannot_forward(plan: Improvement, retests: Sequence[Retest], today: date) -> str:
    if plan.status != flow.TESTED or not retests or plan.due_on is None:
        return ""
    settled = improvement_months(today).settled
    why = flow.why_not_forwardable(retests[-1].outcome, plan.due_on, today, settled=settled)
    return why.text if why else ""
