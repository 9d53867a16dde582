"""Performance dialogue: saying something beside a line, reading it, answering a proposal."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.organization import queries as organization
from noken.planning import access, rules
from noken.planning.events import (
    DialogueNoteAdded,
    DialogueNotesRead,
    PlanDraftSaved,
    ProposalAnswered,
)
from noken.planning.models import DialogueNote, Plan
from noken.planning.queries.agreements import content_in
from noken.planning.queries.dialogue import Place, places_of
from noken.planning.queries.shown import content_before
from noken.planning.rules import Targets
from noken.planning.services._records import (
    BASIS,
    links_for,
    lock_own,
    newest_revision,
    parents_for,
    write_content,
)

NOTE_LETTERS = 2000
SUPPORT_LETTERS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDraft:
    """What somebody wants to say. `key` is made by the page: sent twice it is said once.

    `line` is as in `queries.dialogue.places_of` ("INDICATOR:<key>"). By the superior only:
    `targets` or `new_text` propose a change of an indicator, `support` promises something that
    becomes a line of the annex.
    """

    key: UUID
    line: str
    text: str
    targets: Targets | None = None
    new_text: str = ""
    support: str = ""


@transaction.atomic
def add_note(plan_id: int, draft: NoteDraft, *, by: Actor, at: datetime) -> DialogueNote:
    """Say something beside a line of the plan; earlier notes of the other side there are read now.

    Raises:
        Refused: `plan.not_in_dialogue`, `plan.foreign_note`, `plan.unknown_line`,
            `plan.note_empty`, `plan.note_too_long`, `plan.not_superiors_proposal`,
            `plan.support_too_long`.
    Emits: DialogueNoteAdded, unless the same note had arrived before.
    """
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    is_own = access.can_edit(by, plan.owner_id)
    _permit(plan, by)
    if (before := DialogueNote.objects.filter(key=draft.key).first()) is not None:
        return _said_before(before, plan, by)
    place = places_of(content_before(plan, is_own=is_own)).get(draft.line)
    if place is None:
        raise Refused(
            "Baris ini sudah tidak ada di SKP. Muat ulang halaman, lalu pilih baris lain.",
            code="plan.unknown_line",
        )
    proposal = _proposal(draft, place, is_own=is_own)
    text = draft.text.strip()
    if not text and proposal.is_empty:
        raise Refused("Tuliskan dulu catatannya.", code="plan.note_empty")
    if len(text) > NOTE_LETTERS:
        raise Refused(
            f"Catatan memuat paling banyak {NOTE_LETTERS} huruf; sekarang {len(text)}. Ringkaskan.",
            code="plan.note_too_long",
        )

    about, _, line = draft.line.partition(":")
    author_id = by.employee_id or 0
    note = DialogueNote.objects.create(
        plan=plan,
        key=draft.key,
        about=about,
        line=line,
        line_text=place.text[:500],
        by_id=author_id,
        at=at,
        text=text,
        proposed=rules.proposal_to_json(proposal),
    )
    _others(plan, by).filter(about=about, line=line).update(read_at=at)
    superior = organization.superiors([plan.owner_id], by.on).get(plan.owner_id)
    events.emit(
        DialogueNoteAdded(
            by=by,
            at=at,
            subject_id=plan.owner_id,
            plan_id=plan.pk,
            note_id=note.pk,
            to_id=superior if is_own else plan.owner_id,
            line=draft.line,
            is_proposal=proposal.changes_line,
        )
    )
    return note


@transaction.atomic
def read_notes(plan_id: int, ids: Collection[int], *, by: Actor, at: datetime) -> int:
    """Mark notes of the other side as read; returns how many were new.

    Raises:
        Refused: `plan.not_in_dialogue`.
    Emits: DialogueNotesRead, unless none was new.
    """
    plan = Plan.objects.get(pk=plan_id)
    _permit(plan, by)
    count = _others(plan, by).filter(pk__in=ids).update(read_at=at)
    if count:
        events.emit(
            DialogueNotesRead(by=by, at=at, subject_id=plan.owner_id, plan_id=plan.pk, count=count)
        )
    return count


@transaction.atomic
def answer_proposal(note_id: int, *, accept: bool, by: Actor, at: datetime) -> DialogueNote:
    """The owner's answer to a proposal; an accepted one is in the draft at once.

    Raises:
        Refused: `plan.not_yours`, `plan.no_proposal`, `plan.not_draft`, `plan.line_gone`,
            `plan.too_many`.
    Emits: ProposalAnswered; PlanDraftSaved when it was accepted.
    """
    plan = lock_own(DialogueNote.objects.get(pk=note_id).plan_id, by)
    note = DialogueNote.objects.select_for_update().get(pk=note_id)
    proposal = rules.proposal_from_json(note.proposed)
    if proposal.is_empty or note.answer:
        raise Refused("Usulan ini sudah dijawab.", code="plan.no_proposal")
    if accept:
        _take_up(plan, note, proposal, by=by, at=at)

    note.answer = DialogueNote.Answer.ACCEPTED if accept else DialogueNote.Answer.DECLINED
    note.answered_at = at
    note.read_at = note.read_at or at
    note.save(update_fields=["answer", "answered_at", "read_at"])
    events.emit(
        ProposalAnswered(
            by=by,
            at=at,
            subject_id=plan.owner_id,
            plan_id=plan.pk,
            note_id=note.pk,
            to_id=note.by_id,
            answer=note.answer,
        )
    )
    return note


def _permit(plan: Plan, by: Actor) -> None:
    if not access.can_talk(by, plan.owner_id):
        raise Refused(
            "Dialog kinerja berlangsung antara pemilik SKP dan atasan langsungnya.",
            code="plan.not_in_dialogue",
            basis=BASIS,
        )


def _said_before(note: DialogueNote, plan: Plan, by: Actor) -> DialogueNote:
    if note.plan_id != plan.pk or note.by_id != by.employee_id:
        raise Refused(
            "Catatan ini tidak dapat dikirim. Muat ulang halaman, lalu tulis lagi.",
            code="plan.foreign_note",
        )
    return note


def _proposal(draft: NoteDraft, place: Place, *, is_own: bool) -> rules.Proposal:
    support = " ".join(draft.support.split())
    changes = draft.targets is not None or bool(draft.new_text.strip())
    if not changes and not support:
        return rules.Proposal()
    if is_own or (changes and place.indicator is None):
        raise Refused(
            "Usulan perubahan dibuat atasan pada sebuah indikator. Anda dapat mengubah SKP "
            "sendiri langsung pada isiannya.",
            code="plan.not_superiors_proposal",
        )
    if len(support) > SUPPORT_LETTERS:
        raise Refused(
            f"Dukungan memuat paling banyak {SUPPORT_LETTERS} huruf; sekarang {len(support)}.",
            code="plan.support_too_long",
        )
    if place.indicator is None or not changes:
        return rules.Proposal(support=support)
    made = rules.proposal_for(place.indicator, targets=draft.targets, text=draft.new_text)
    return replace(made, support=support)


def _take_up(
    plan: Plan, note: DialogueNote, proposal: rules.Proposal, *, by: Actor, at: datetime
) -> None:
    """Write the proposal into the owner's draft."""
    revision = newest_revision(plan)
    if reason := rules.why_not_changeable(revision.status):
        raise Refused(reason, code="plan.not_draft")
    key = UUID(note.line) if note.about == DialogueNote.About.INDICATOR else None
    content = rules.accepted(content_in(revision), key, proposal, support_key=uuid7(at))
    if content is None:
        raise Refused(
            "Indikator ini sudah dihapus atau ditulis dengan pendekatan lain. Bicarakan usulannya "
            "dengan atasan Anda.",
            code="plan.line_gone",
        )
    if len(content.annex_of(rules.SUPPORT)) > rules.MAX_ANNEX:
        raise Refused(
            f"Lampiran sudah memuat {rules.MAX_ANNEX} dukungan. Gabungkan yang serupa, lalu terima "
            "dukungan ini.",
            code="plan.too_many",
        )
    write_content(revision, content, links_for(parents_for(plan, by), revision))
    revision.saved_at = at
    revision.save(update_fields=["saved_at"])
    events.emit(
        PlanDraftSaved(
            by=by, at=at, subject_id=plan.owner_id, plan_id=plan.pk, revision_id=revision.pk
        )
    )


def _others(plan: Plan, by: Actor) -> QuerySet[DialogueNote]:
    """What the other side said and this one has not read."""
    return DialogueNote.objects.filter(plan=plan, read_at=None).exclude(by=by.employee_id)
