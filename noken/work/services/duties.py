"""Who owes a report is a dated setting with its source, never a constant."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from noken.core import events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.work.events import DutySet
from noken.work.models import Duty

KEEPERS = frozenset({Role.PERSONNEL, Role.SYSTEM})


@transaction.atomic
def set_duty(duty: Duty, *, by: Actor, at: datetime) -> Duty:
    """Put a duty in force from `duty.start_on` on; the one before it ends there.

    Args:
        duty: not yet stored; empty `family` or `employee_kind` means any.

    Raises:
        Refused: `duty.not_yours`, `duty.no_source`, `duty.not_after`.
    Emits: DutySet.
    """
    if not KEEPERS & by.roles:
        raise Refused(
            "Kewajiban melapor diatur BKPSDM. Sampaikan usulan Anda kepada BKPSDM.",
            code="duty.not_yours",
        )
    if not duty.source.strip():
        raise Refused("Tuliskan dasar kewajiban ini, misalnya nomor surat.", code="duty.no_source")
    _end_before(duty, duty.start_on)
    duty.save(force_insert=True)
    events.emit(DutySet(by=by, at=at, duty_id=duty.pk, source=duty.source))
    return duty


def _end_before(duty: Duty, day: date) -> None:
    before = Duty.objects.select_for_update().filter(
        Q(end_on=None) | Q(end_on__gt=day),
        family=duty.family,
        employee_kind=duty.employee_kind,
    )
    for row in before:
        if row.start_on >= day:
            raise Refused(
                "Sudah ada pengaturan yang mulai berlaku pada tanggal itu atau sesudahnya. "
                "Pilih tanggal yang lebih baru.",
                code="duty.not_after",
            )
        row.end_on = day
        row.save(update_fields=["end_on"])
