"""Who led the person before a transfer says how that part was."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.evaluation.events import PartClosed
from noken.evaluation.models import Part, Step
from noken.evaluation.rules import sheet_flow
from noken.evaluation.services._records import (
    TEXT_LETTERS,
    add_step,
    check,
    check_ratings,
    lock_sheet,
    need_text,
    standing_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDraft:
    """Codes of ratings and a note, for one part."""

    part_id: int
    result: str
    behaviour: str
    note: str


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
    note = need_text(
        draft.note, "Tuliskan catatan untuk penilai berikutnya, dengan contoh nyata.", TEXT_LETTERS
    )
    part = sheet.parts.get(pk=draft.part_id)
    part.result, part.behaviour, part.note = draft.result, draft.behaviour, note
    part.closed_at, part.closed_by_id = at, by.employee_id
    part.save(update_fields=["result", "behaviour", "note", "closed_at", "closed_by"])
    add_step(sheet, Step.Kind.PART_CLOSED, by=by, at=at)
    events.emit(
        PartClosed(by=by, at=at, subject_id=sheet.employee_id, sheet_id=sheet.pk, part_id=part.pk)
    )
    return part
