"""The superior answers whether somebody was in the office. The answer is kept, nothing follows."""

from datetime import datetime

from django.db import transaction

from noken.checkin import access
from noken.checkin.events import PresenceAnswered
from noken.checkin.models import PresenceCheck
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused


@transaction.atomic
def answer_check(check_id: int, answer: str, *, by: Actor, at: datetime) -> None:
    """Answer a random check once.

    Raises:
        Refused: `check.not_yours`, `check.answered`, `check.unclear`.
    Emits: PresenceAnswered.
    """
    check = PresenceCheck.objects.select_for_update().filter(pk=check_id).first()
    if check is None or check.employee_id not in access.answerable(by, [check.employee_id]):
        raise Refused("Pertanyaan ini untuk atasan langsung pegawai itu.", code="check.not_yours")
    if check.answer:
        raise Refused("Pertanyaan ini sudah dijawab.", code="check.answered")
    if answer not in PresenceCheck.Answer:
        raise Refused("Pilih salah satu jawaban.", code="check.unclear")
    check.answer, check.answered_by_id, check.answered_at = answer, by.employee_id, at
    check.save(update_fields=["answer", "answered_by", "answered_at"])
    events.emit(PresenceAnswered(by=by, at=at, subject_id=check.employee_id, check_id=check.pk))
