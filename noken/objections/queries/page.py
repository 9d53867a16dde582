"""The page of one objection: what both sides said, the clocks, the decision, the acts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import Http404

from noken.core import clock
from noken.core.actor import ROLE_WORDS, Actor, Role
from noken.core.uuid7 import uuid7
from noken.documents import queries as documents
from noken.documents.queries import ReceiptCard
from noken.evaluation.queries import decided_facts, who_rated
from noken.objections import access
from noken.objections.access import Standing
from noken.objections.models import Attachment, Hearing, Objection, Statement, Step
from noken.objections.queries.clocks import Mark, in_time, way_of
from noken.objections.queries.deciders import decider_of
from noken.objections.queries.graded import Graded, find_graded
from noken.objections.queries.heard import heard_of, noted_by
from noken.objections.queries.terms import terms_on
from noken.objections.queries.words import ABOUT, TONES, Rated, rated, says_of
from noken.objections.rules import flow, hearing
from noken.objections.rules.clock import Terms
from noken.organization import queries as organization
from noken.ui.formats import day_named

SAID_IN_STEPS = {Step.Kind.HEARD, Step.Kind.ASSIGNED, Step.Kind.ENTERED}


@dataclass(frozen=True, slots=True)
class FileRow:
    id: UUID
    name: str
    is_photo: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One thing on record: a statement or a hearing. `kind` is a code, `title` its words; `day`
    is when it was said, `at` when it was written down."""

    kind: str
    title: str
    by: str
    at: datetime
    day: date
    text: str
    files: Sequence[FileRow]


@dataclass(frozen=True, slots=True)
class StepRow:
    word: str
    by: str
    role: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ObjectionPage:
    """All one page shows. For who only watches `text`, `record` and `files` are empty, and
    `after`, `reason` and `fact` (the dated one that it rests on) too. `before` is None for the
    person whose result was changed and waits to be opened. `unheard` are the sides still to be
    heard, in words; `to_hear` those of whom the reader may still write down what was said."""

    objection: Objection
    standing: Standing
    person: organization.Person
    rater: str
    decider: str
    about_words: str
    says: str
    tone: str
    icon: str
    in_time: str
    letter: str
    way: Sequence[Mark]
    text: str
    files: Sequence[FileRow]
    record: Sequence[Said]
    before: Rated | None
    now: Graded | None
    after: Rated | None
    reason: str
    fact: tuple[date, str] | None
    unheard: Sequence[str]
    to_hear: Sequence[str]
    may_give_up: bool
    steps: Sequence[StepRow]
    acts: frozenset[str]
    terms: Terms
    asked: str
    candidates: Sequence[organization.Person]
    receipt: ReceiptCard | None
    key: UUID
    role: Role
    about: frozenset[int]

    @property
    def is_own(self) -> bool:
        return self.standing.part == flow.OWNER

    @property
    def may_take(self) -> bool:
        return flow.TAKE in self.acts

    @property
    def may_answer(self) -> bool:
        return flow.ANSWER in self.acts

    @property
    def may_hear(self) -> bool:
        return bool(self.to_hear)

    @property
    def may_add(self) -> bool:
        return flow.ADD in self.acts

    @property
    def may_withdraw(self) -> bool:
        return flow.WITHDRAW in self.acts

    @property
    def may_assign(self) -> bool:
        return flow.ASSIGN in self.acts

    @property
    def may_decide(self) -> bool:
        return flow.DECIDE in self.acts

    @property
    def done_drafts(self) -> list[str]:
        """Names of the drafts kept on the device of what can no longer be sent from here."""
        row = self.objection
        acts = (
            (self.is_own, f"keberatan-{row.sheet_id}"),
            (not self.may_add, f"tambah-{row.pk}"),
            (not self.may_answer, f"jawab-{row.pk}"),
            (not self.may_hear, f"dengar-{row.pk}"),
            (not self.may_decide, f"putus-{row.pk}"),
        )
        return [name for done, name in acts if done]


def objection_page(
    actor: Actor, objection_id: UUID, at: datetime, *, asked: str = ""
) -> ObjectionPage:
    """The page; `asked` is a name that BKPSDM looks for to name who decides.

    Raises:
        Http404: not there, or not the actor's to know of.
    """
    row, standing, decider_id = _found(actor, objection_id)
    today = clock.day_of(at)
    names = {row.employee_id, row.rater_id, *({decider_id} if decider_id else ())}
    people = organization.people(names)
    heard = heard_of(row)
    unheard = hearing.unheard(heard) if row.status == flow.TAKEN else ()
    decider = people[decider_id].name if decider_id in people else ""
    reads = standing.reads
    decided = row.status == flow.DECIDED and reads
    files = _files(row) if reads else {}
    acts = _acts(row, standing, decider_id, actor.employee_id)
    now = find_graded(row.sheet_id) if standing.part in {flow.DECIDER, flow.OWNER} else None
    return ObjectionPage(
        objection=row,
        standing=standing,
        person=people[row.employee_id],
        rater=people[row.rater_id].name,
        decider=decider,
        about_words=ABOUT[Objection.About(row.about)],
        says=says_of(row),
        tone=TONES[row.status][0],
        icon=TONES[row.status][1],
        in_time=in_time(row),
        letter=_letter(row),
        way=way_of(row, hearing.unheard(heard), decider, today),
        text=row.text if reads else "",
        files=files.get(None, ()),
        record=_record(row, files) if reads else (),
        before=_before(row, standing, now),
        now=now,
        after=rated(row.after_result, row.after_behaviour, row.after_grade) if decided else None,
        reason=row.reason if decided else "",
        fact=decided_facts([row.sheet_id]).get(row.sheet_id) if decided else None,
        unheard=[hearing.SAYS[side] for side in unheard],
        to_hear=_to_hear(row, actor.employee_id) if flow.HEAR in acts else (),
        may_give_up=row.answer_by is not None and today > row.answer_by,
        steps=_steps(row),
        acts=acts,
        terms=terms_on(today),
        asked=asked if flow.ASSIGN in acts else "",
        candidates=_candidates(actor, row, asked) if flow.ASSIGN in acts else (),
        receipt=documents.receipts_for([row.pk]).get(row.pk)
        if standing.part == flow.OWNER
        else None,
        key=uuid7(at),
        role=standing.role,
        about=frozenset({row.employee_id}),
    )


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that was opened, for the journal."""

    file_id: UUID
    about: frozenset[int]
    role: Role


def open_attachment(actor: Actor, file_id: UUID) -> OpenedFile:
    """Raises Http404: everybody who may not read the objection's words."""
    found = Attachment.objects.filter(file_id=file_id).first()
    if found is None:
        raise Http404
    row, standing, _ = _found(actor, found.objection_id)
    if not standing.reads:
        raise Http404
    return OpenedFile(file_id, frozenset({row.employee_id}), standing.role)


@dataclass(frozen=True, slots=True)
class DecisionPaper:
    """The signed decision that may be opened."""

    paper_id: int
    about: frozenset[int]
    role: Role


def decision_paper(actor: Actor, objection_id: UUID) -> DecisionPaper:
    """The decision on paper: for both sides, who decided, and BKPSDM, who keeps the file.

    Raises:
        Http404: everybody else, and before there is one.
    """
    row, standing, _ = _found(actor, objection_id)
    if row.paper_id is None or not (standing.reads or standing.keeps):
        raise Http404
    return DecisionPaper(row.paper_id, frozenset({row.employee_id}), standing.role)


def _found(actor: Actor, objection_id: UUID) -> tuple[Objection, Standing, int | None]:
    rows = Objection.objects.select_related(
        "employee", "rater", "entered_by", "taken_by", "decided_by"
    )
    row = rows.filter(pk=objection_id).first()
    if row is None:
        raise Http404
    decider_id = decider_of(row.pk, actor.on)
    standing = access.standing_of(actor, row, decider_id)
    if standing is None:
        raise Http404
    return row, standing, decider_id


def _letter(row: Objection) -> str:
    """How it came, where it came on paper."""
    if row.entered_by is None:
        return ""
    day = day_named(clock.day_of(row.filed_at))
    return f"Surat diterima {day} oleh {row.letter_to}, dicatat {row.entered_by.name}."


def _before(row: Objection, standing: Standing, now: Graded | None) -> Rated | None:
    """What is objected to; of a changed result nothing before its person has opened it."""
    if standing.part == flow.OWNER and now is not None and now.received_on is None:
        return None
    return rated(row.before_result, row.before_behaviour, row.before_grade)


def _acts(
    row: Objection, standing: Standing, decider_id: int | None, me: int | None
) -> frozenset[str]:
    """What may be done now by this reader."""
    parts = {standing.part} | ({flow.KEEPER} if standing.keeps else set())
    able = {
        act
        for act, whose in flow.ACTS.items()
        if whose in parts and flow.next_state(row.status, act) is not None
    }
    holds = row.taken_by_id == me
    able -= {flow.TAKE} if holds else {flow.HEAR, flow.DECIDE}
    if decider_id is not None:
        able -= {flow.ASSIGN}
    return frozenset(able)


def _to_hear(row: Objection, me: int | None) -> list[str]:
    """The sides of whom this decider has not yet written down what was said."""
    noted = noted_by(row, me) if me is not None else ()
    return [
        side
        for side in (hearing.EMPLOYEE, hearing.RATER)
        if hearing.why_heard_already(side, hearing.MEETING, noted) is None
    ]


def _candidates(actor: Actor, row: Objection, asked: str) -> list[organization.Person]:
    """Whom BKPSDM may name: in service, none who rated, and neither the person nor themselves."""
    if not asked.strip():
        return []
    sides = {row.employee_id, actor.employee_id, *who_rated([row.sheet_id])[row.sheet_id]}
    found = organization.search_people(actor, asked)
    return [person for person in found if person.post and person.id not in sides]


def _files(row: Objection) -> dict[UUID | None, list[FileRow]]:
    """By the statement they go with; None: with the objection itself."""
    rows = list(row.attachments.order_by("at", "pk"))
    stored = documents.files_for([each.file_id for each in rows]) if rows else {}
    found: dict[UUID | None, list[FileRow]] = {}
    for each in rows:
        name = stored[each.file_id].display_name if each.file_id in stored else "berkas"
        found.setdefault(each.statement_id, []).append(FileRow(each.file_id, name, each.is_photo))
    return found


def _record(row: Objection, files: dict[UUID | None, list[FileRow]]) -> list[Said]:
    """Everything both sides put forward after the objection, oldest first."""
    written = [
        Said(
            each.kind,
            Statement.Kind(each.kind).label,
            each.by.name,
            each.at,
            clock.day_of(each.at),
            each.text,
            files.get(each.pk, ()),
        )
        for each in row.statements.select_related("by")
    ]
    spoken = [
        Said(
            "NONE" if each.mode == Hearing.Mode.NONE else each.side,
            f"{Hearing.Side(each.side).label}: {Hearing.Mode(each.mode).label.lower()}",
            each.by.name,
            each.at,
            each.held_on,
            each.note,
            (),
        )
        for each in row.hearings.select_related("by")
    ]
    return sorted([*written, *spoken], key=lambda each: each.at)


def _steps(row: Objection) -> list[StepRow]:
    return [
        StepRow(
            each.get_kind_display(),
            each.by.name if each.by else "",
            ROLE_WORDS.get(Role(each.role), ""),
            each.note if each.kind in SAID_IN_STEPS else "",
            each.at,
        )
        for each in row.steps.select_related("by").order_by("at", "pk")
    ]
