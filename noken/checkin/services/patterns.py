"""What came of looking at a pattern."""

from datetime import datetime

from django.db import transaction

from noken.checkin import access
from noken.checkin.events import PatternExamined
from noken.checkin.models import Examination
from noken.checkin.rules.patterns import FINDINGS, Pattern
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused

NOTE_LETTERS = 300


@transaction.atomic
def examine_pattern(
    pattern: str, key: str, finding: str, note: str, *, by: Actor, at: datetime
) -> None:
    """Note what was found, so that the same pattern is not looked at twice. Nothing follows.

    Raises:
        Refused: `pattern.not_yours`, `pattern.unclear`, `pattern.known`.
    Emits: PatternExamined.
    """
    if not by.roles & set(access.EXAMINERS) or by.employee_id is None:
        raise Refused("Pola diperiksa Inspektorat dan BKPSDM.", code="pattern.not_yours")
    if pattern not in Pattern or finding not in FINDINGS or len(note.strip()) > NOTE_LETTERS:
        raise Refused(
            f"Pilih penjelasannya; catatan paling panjang {NOTE_LETTERS} huruf.",
            code="pattern.unclear",
        )
    row, new = Examination.objects.get_or_create(
        pattern=pattern,
        key=key[:120],
        defaults={
            "finding": finding,
            "note": note.strip(),
            "by_id": by.employee_id,
            "at": at,
        },
    )
    if not new:
        raise Refused("Pola ini sudah diperiksa.", code="pattern.known")
    events.emit(PatternExamined(by=by, at=at, examination_id=row.pk, note=note.strip()))
