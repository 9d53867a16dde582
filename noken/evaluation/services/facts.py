"""Dated facts that one side puts beside a sheet, kept as they were when they were pinned."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.evaluation import access
from noken.evaluation.events import FactPinned, FactUnpinned
from noken.evaluation.models import Pin, Sheet
from noken.evaluation.rules import sheet_flow
from noken.evaluation.rules.evidence import plain
from noken.evaluation.services._records import (
    LINE_LETTERS,
    check,
    check_length,
    dated_note,
    evidence_of,
    lock_sheet,
    person_of,
)
from noken.work import queries as work

MOST = 20
Source = Pin.Source


@dataclass(frozen=True, slots=True, kw_only=True)
class FactDraft:
    """What to pin: `source_id` names the report, the note or the indicator; for OTHER it is the
    client-made id of the note, with its `day` and `text`.

    Of a report or an indicator `text` is what the rater says about it, or "".
    """

    source: str
    source_id: str
    day: date | None = None
    text: str = ""


@transaction.atomic
def pin(sheet_id: int, draft: FactDraft, *, by: Actor, at: datetime) -> Pin:
    """Put a fact of the period beside the sheet. The same fact again is once; said something
    else about, the same facts stand in a new row.

    Raises:
        Refused: `evaluation.unknown`, `evaluation.not_yours`, `evaluation.not_now`,
            `evaluation.no_such_fact`, `evaluation.fact_day`, `evaluation.reason_missing`,
            `evaluation.too_long`, `evaluation.too_many_facts`, `evaluation.fact_published`.
    Emits: FactPinned.
    """
    sheet = lock_sheet(sheet_id)
    side = _side(sheet, by)
    rows = sheet.pins.filter(side=side, removed_at__isnull=True)
    found = rows.filter(source=draft.source, source_id=draft.source_id).first()
    said = _said(draft, side)
    if found is not None:
        if said in {"", found.content.get("said", "")}:
            return found
        _take_off(found, sheet, at)
        day, content = found.day, found.content
    elif rows.count() >= MOST:
        raise Refused(
            f"Paling banyak {MOST} fakta disematkan. Lepaskan satu dulu.",
            code="evaluation.too_many_facts",
        )
    else:
        day, content = _resolved(sheet, draft, by)
    row = Pin.objects.create(
        sheet=sheet,
        side=side,
        source=draft.source,
        source_id=draft.source_id,
        day=day,
        content={**content, "said": said} if said else content,
        by_id=person_of(by),
        at=at,
    )
    events.emit(
        FactPinned(by=by, at=at, subject_id=sheet.employee_id, sheet_id=sheet.pk, pin_id=row.pk)
    )
    return row


@transaction.atomic
def unpin(sheet_id: int, pin_id: int, *, by: Actor, at: datetime) -> Pin:
    """Take a fact of one's own side off again; what is published keeps its facts.

    What the rater pins to a published result, on the way to a change, may still go.

    Raises:
        Refused: `evaluation.unknown`, `evaluation.not_yours`, `evaluation.not_now`,
            `evaluation.under_review`, `evaluation.no_such_fact`, `evaluation.fact_published`.
    Emits: FactUnpinned.
    """
    sheet = lock_sheet(sheet_id)
    side = _side(sheet, by)
    row = sheet.pins.filter(pk=pin_id, side=side, removed_at__isnull=True).first()
    if row is None:
        raise Refused("Fakta ini sudah dilepas.", code="evaluation.no_such_fact")
    _take_off(row, sheet, at)
    events.emit(
        FactUnpinned(by=by, at=at, subject_id=sheet.employee_id, sheet_id=sheet.pk, pin_id=row.pk)
    )
    return row


def _take_off(row: Pin, sheet: Sheet, at: datetime) -> None:
    """Raises Refused: `evaluation.fact_published`."""
    if not sheet_flow.is_loose(row.at, sheet.published_at):
        raise Refused(
            "Fakta ini terbit bersama hasilnya dan tidak dapat diubah atau dilepas. Bila keliru, "
            "sematkan catatan bertanggal yang meluruskannya.",
            code="evaluation.fact_published",
        )
    row.removed_at = at
    row.save(update_fields=["removed_at"])


def _said(draft: FactDraft, side: str) -> str:
    """What the rater says about a report or an indicator.

    Raises:
        Refused: `evaluation.too_long`.
    """
    spoken_of = draft.source in {Source.REPORT, Source.INDICATOR}
    return check_length(draft.text, LINE_LETTERS) if spoken_of and side == Pin.Side.RATER else ""


def _side(sheet: Sheet, by: Actor) -> str:
    """Raises Refused: `evaluation.not_yours`, `evaluation.not_now`, `evaluation.under_review`.

    The rater may still pin to a published result before changing it.
    """
    if by.employee_id is not None and by.employee_id == sheet.employee_id:
        check(sheet_flow.RATE, sheet)
        return Pin.Side.EMPLOYEE
    if by.employee_id is None or access.rater_of(sheet.pk, by.on) != by.employee_id:
        raise Refused(
            "Yang menyematkan fakta adalah pegawai yang dinilai dan penilainya.",
            code="evaluation.not_yours",
        )
    published = sheet.status == sheet_flow.PUBLISHED
    check(sheet_flow.CHANGE if published else sheet_flow.RATE, sheet)
    return Pin.Side.RATER


def _resolved(sheet: Sheet, draft: FactDraft, by: Actor) -> tuple[date, dict[str, Any]]:
    """The day of the fact and what is read there now."""
    readers = {
        Source.REPORT: _report,
        Source.FEEDBACK: _note,
        Source.INDICATOR: _indicator,
        Source.ATTENDANCE: _attendance,
        Source.OTHER: _other,
    }
    read = readers.get(Source(draft.source)) if draft.source in Source.values else None
    found = read(sheet, draft, by) if read else None
    if found is None:
        raise Refused(
            "Fakta ini tidak ditemukan pada periode ini. Muat ulang halaman, lalu pilih lagi.",
            code="evaluation.no_such_fact",
        )
    return found


def _span(sheet: Sheet) -> work.SpanAsked:
    return work.SpanAsked(sheet.employee_id, sheet.period.start_on, sheet.period.end_on)


def _report(sheet: Sheet, draft: FactDraft, by: Actor) -> tuple[date, dict[str, Any]] | None:
    key = _uuid(draft.source_id)
    rows = work.done_reports(_span(sheet), by.on, report_id=key) if key else []
    return next(
        (
            (
                row.work_on,
                {
                    "text": row.title,
                    "quantity": None if row.quantity is None else plain(row.quantity),
                    "unit": row.unit,
                    "note": row.note,
                    "about": _text(row.indicator_key),
                },
            )
            for row in rows
        ),
        None,
    )


def _note(sheet: Sheet, draft: FactDraft, _: Actor) -> tuple[date, dict[str, Any]] | None:
    key = _uuid(draft.source_id)
    rows = work.notes_in(_span(sheet), note_id=key) if key else []
    return next(
        (
            (
                row.day,
                {
                    "text": row.text,
                    "from": row.by_name,
                    "value": row.value_name,
                    "tone": row.tone_name,
                    "about": _text(row.indicator_key),
                },
            )
            for row in rows
        ),
        None,
    )


def _indicator(sheet: Sheet, draft: FactDraft, by: Actor) -> tuple[date, dict[str, Any]] | None:
    evidence = evidence_of(sheet, by)
    for result in evidence.results:
        for found in result.indicators:
            if found.key == draft.source_id and found.is_worded:
                return evidence.as_of, {
                    "text": found.text,
                    "result": result.text,
                    "reports": found.reports,
                    **({"unreviewed": found.unreviewed} if found.unreviewed else {}),
                }
            if found.key == draft.source_id:
                done = None if found.done is None else plain(found.done)
                share = None if found.share_pct is None else plain(found.share_pct)
                content = {
                    "text": found.text,
                    "result": result.text,
                    "target": plain(found.target),
                    "done": done,
                    "unit": found.unit,
                    "share_pct": share,
                    "lower_is_better": found.lower_is_better,
                }
                return evidence.as_of, content
    return None


def _attendance(sheet: Sheet, draft: FactDraft, by: Actor) -> tuple[date, dict[str, Any]] | None:
    evidence = evidence_of(sheet, by)
    seen = evidence.attendance
    if seen is None or draft.source_id != evidence.as_of.isoformat():
        return None
    return evidence.as_of, {
        "text": f"Hadir atau bertugas {seen.present} dari {seen.owed} hari kerja.",
        "owed": seen.owed,
        "present": seen.present,
        "late": seen.late,
        "unexplained": seen.unexplained,
    }


def _other(sheet: Sheet, draft: FactDraft, _: Actor) -> tuple[date, dict[str, Any]] | None:
    """Raises Refused: `evaluation.fact_day`, `evaluation.reason_missing`, `evaluation.too_long`."""
    if _uuid(draft.source_id) is None:
        return None
    day, text = dated_note(sheet, draft.day, draft.text)
    return day, {"text": text}


def _text(key: UUID | None) -> str:
    return str(key) if key else ""


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
