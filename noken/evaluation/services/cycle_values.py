"""Settling the usual days until something of a period is due."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.evaluation.events.periods import CycleValueSet
from noken.evaluation.models import CycleValue
from noken.evaluation.services._periods import permit
from noken.regulations.cycles import cycle_days


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCycleValue:
    name: str
    value: int
    on: date
    source: str


@transaction.atomic
def set_cycle_value(new: NewCycleValue, *, by: Actor, at: datetime) -> CycleValue:
    """Settle a number of days from a day on. It proposes dates and has no other consequence.

    Raises:
        Refused: `period.keeper_only`, `period.not_settable`, `period.value_range`,
            `period.no_source`, `period.not_after`.
    Emits: CycleValueSet.
    """
    permit(by)
    known = cycle_days().get(new.name)
    if known is None:
        raise Refused("Pilih angka dari daftar.", code="period.not_settable")
    if not 1 <= new.value <= known.most:
        raise Refused(f"Isi angka dari 1 sampai {known.most}.", code="period.value_range")
    source = " ".join(new.source.split())[:200]
    if not source:
        raise Refused("Tuliskan dasarnya, misalnya nomor surat edaran.", code="period.no_source")
    running = CycleValue.objects.select_for_update().filter(
        Q(end_on=None) | Q(end_on__gt=new.on), name=new.name
    )
    for row in running:
        if row.start_on >= new.on:
            raise Refused(
                "Sudah ada ketetapan yang mulai berlaku pada tanggal itu atau sesudahnya. Pilih "
                "tanggal yang lebih baru.",
                code="period.not_after",
            )
        row.end_on = new.on
        row.save(update_fields=["end_on"])
    row = CycleValue.objects.create(
        name=new.name,
        value=new.value,
        source=source,
        set_by_id=by.employee_id,
        set_at=at,
        start_on=new.on,
    )
    events.emit(CycleValueSet(by=by, at=at, value_id=row.pk, source=source))
    return row
