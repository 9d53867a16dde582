"""Notes of the monthly talks: written by the two, read by the two."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from noken.core import clock
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.followup import access
from noken.followup.events import CoachingAnswered, CoachingNoted
from noken.followup.models import CoachingNote, Improvement
from noken.followup.rules import flow
from noken.followup.services._records import (
    NOT_COACH,
    advance,
    fitting,
    lock_plan,
    need_person,
    need_text,
    not_ahead,
    tell,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNote:
    """`said` is the person's view; `help` and `agreed` are the coach's to write."""

    key: UUID
    held_on: date
    said: str
    help: str = ""
    agreed: str = ""
    next_on: date | None = None


@transaction.atomic
def add_note(improvement_id: UUID, new: NewNote, *, by: Actor, at: datetime) -> CoachingNote:
    """Note a talk; sent again, the same note comes back.

    Raises:
        Refused: `followup.no_person`, `followup.unknown`, `followup.not_coach`,
            `followup.no_coach`, `followup.not_now`, `followup.empty_note`, `followup.too_long`,
            `followup.in_the_future`, `followup.before_start`, `followup.bad_next`,
            `followup.key_taken`.
    Emits: CoachingNoted.
    """
    me = need_person(by)
    plan = lock_plan(improvement_id)
    coach_id = _coach(plan, by)
    before = CoachingNote.objects.filter(pk=new.key).first()
    if before is not None:
        if (before.improvement_id, before.by_id) == (plan.pk, me):
            return before
        raise Refused("Kode kiriman ini sudah dipakai. Muat ulang.", code="followup.key_taken")
    advance(plan, flow.NOTE)
    _check_days(plan, new, clock.day_of(at))
    is_own = me == plan.employee_id
    texts = {
        "said": fitting(new.said),
        "help": "" if is_own else fitting(new.help),
        "agreed": "" if is_own else fitting(new.agreed),
    }
    if not any(texts.values()):
        raise Refused("Tuliskan isi percakapannya.", code="followup.empty_note")
    note = CoachingNote.objects.create(
        id=new.key,
        improvement=plan,
        coach_id=coach_id,
        by_id=me,
        held_on=new.held_on,
        next_on=None if is_own else new.next_on,
        at=at,
        **texts,
    )
    reader = coach_id if is_own else plan.employee_id
    tell(CoachingNoted, plan, by=by, at=at, reader_id=reader)
    return note


@transaction.atomic
def answer_note(note_id: UUID, text: str, *, by: Actor, at: datetime) -> CoachingNote:
    """The other one of the two writes beside a note, once.

    Raises:
        Refused: `followup.unknown`, `followup.not_the_other`, `followup.answered`,
            `followup.note_missing`, `followup.too_long`.
    Emits: CoachingAnswered.
    """
    me = need_person(by)
    found = CoachingNote.objects.filter(pk=note_id).values_list("improvement", flat=True).first()
    if found is None:
        raise Refused("Catatan ini tidak ada.", code="followup.unknown")
    plan = lock_plan(found)
    note = CoachingNote.objects.select_related("improvement").get(pk=note_id)
    if not access.may_read(by, note):
        raise Refused("Catatan ini tidak ada.", code="followup.unknown")
    if note.by_id == me:
        raise Refused(
            "Ini catatan Anda sendiri; yang lain yang menanggapinya.",
            code="followup.not_the_other",
        )
    if note.answered_at is not None:
        raise Refused("Tanggapan Anda sudah tersimpan.", code="followup.answered")
    note.answer = need_text(text, "Tuliskan tanggapan Anda.", code="followup.note_missing")
    note.answered_at = at
    note.save(update_fields=["answer", "answered_at"])
    tell(CoachingAnswered, plan, by=by, at=at, reader_id=note.by_id)
    return note


def _coach(plan: Improvement, by: Actor) -> int:
    """The superior of the day, who writes or is written to."""
    coach_id = access.coach_of(by, plan.employee_id)
    if by.employee_id not in {plan.employee_id, coach_id}:
        raise Refused(NOT_COACH, code="followup.not_coach")
    if coach_id is None:
        raise Refused(
            "Atasan langsung Anda belum tercatat hari ini. Minta admin OPD memperbaikinya.",
            code="followup.no_coach",
        )
    return coach_id


def _check_days(plan: Improvement, new: NewNote, today: date) -> None:
    not_ahead(new.held_on, today)
    if plan.start_on and new.held_on < plan.start_on:
        raise Refused(
            "Percakapan ini sebelum rencana dimulai. Periksa tanggalnya.",
            code="followup.before_start",
        )
    if new.next_on and new.next_on <= new.held_on:
        raise Refused("Percakapan berikutnya harus sesudah yang ini.", code="followup.bad_next")
