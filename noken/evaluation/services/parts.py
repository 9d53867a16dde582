"""Who led the person before a transfer says how that part was: on the sheet, or before there is
one."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.evaluation.events import PartClosed, PartNoted
from noken.evaluation.models import ClosingNote, Part, Step
from noken.evaluation.queries.leaving import ended_under
from noken.evaluation.rules import sheet_flow
from noken.evaluation.services._records import (
    TEXT_LETTERS,
    add_step,
    check,
    check_ratings,
    lock_sheet,
    need_text,
    person_of,
    standing_of,
)

NOTE_MISSING = "Tuliskan catatan untuk penilai berikutnya, dengan contoh nyata."


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDraft:
    """Codes of ratings and a note, for one part."""

    part_id: int
    result: str
    behaviour: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDraft:
    """Codes of ratings and a note, for the days of a person that end before `end_on`."""

    employee_id: int
    end_on: date | None
    result: str
    behaviour: str
    note: str


@transaction.atomic
def note_part(draft: NoteDraft, *, by: Actor, at: datetime) -> ClosingNote:
    """Keep how a superior closes the days of who leaves them; it goes into the sheets opened later.

    It may be written anew until then.

    Raises:
        Refused: `evaluation.no_person`, `evaluation.not_your_part`, `evaluation.no_rating`,
            `evaluation.reason_missing`, `evaluation.too_long`.
    Emits: PartNoted.
    """
    me = person_of(by)
    asked = (draft.employee_id, draft.end_on)
    ended = next((e for e in ended_under(by.on, me) if (e.employee_id, e.end_on) == asked), None)
    if ended is None:
        raise Refused(
            "Catatan ini ditulis atasan bagi orang yang pindah darinya, sebelum evaluasi "
            "setahunnya dibuka. Muat ulang daftarnya.",
            code="evaluation.not_your_part",
        )
    check_ratings(draft.result, draft.behaviour)
    text = need_text(draft.note, NOTE_MISSING, TEXT_LETTERS)
    row, _ = ClosingNote.objects.update_or_create(
        employee_id=ended.employee_id,
        superior_id=me,
        end_on=ended.end_on,
        defaults={
            "start_on": ended.start_on,
            "result": draft.result,
            "behaviour": draft.behaviour,
            "note": text,
            "at": at,
        },
    )
    events.emit(PartNoted(by=by, at=at, subject_id=ended.employee_id, note_id=row.pk))
    return row


@transaction.atomic
def close_part(sheet_id: int, draft: PartDraft, *, by: Actor, at: datetime) -> Part:
    """Keep how the earlier superior rates the own part, for the one who rates the whole.

    Raises:
        Refused: `evaluation.unknown`, `evaluation.not_your_part`, `evaluation.not_now`,
            `evaluation.no_rating`, `evaluation.reason_missing`, `evaluation.too_long`.
    Emits: PartClosed.
    """
    sheet = lock_sheet(sheet_id)
    standing = standing_of(by, sheet)
    if standing is None or draft.part_id not in standing.closes:
        raise Refused(
            "Bagian ini ditutup oleh atasan pada masa itu, satu kali, sebelum hasil diterbitkan.",
            code="evaluation.not_your_part",
        )
    check(sheet_flow.CLOSE_PART, sheet)
    check_ratings(draft.result, draft.behaviour)
    note = need_text(draft.note, NOTE_MISSING, TEXT_LETTERS)
    part = sheet.parts.get(pk=draft.part_id)
    part.result, part.behaviour, part.note = draft.result, draft.behaviour, note
    part.closed_at, part.closed_by_id = at, by.employee_id
    part.save(update_fields=["result", "behaviour", "note", "closed_at", "closed_by"])
    add_step(sheet, Step.Kind.PART_CLOSED, by=by, at=at)
    events.emit(
        PartClosed(by=by, at=at, subject_id=sheet.employee_id, sheet_id=sheet.pk, part_id=part.pk)
    )
    return part
