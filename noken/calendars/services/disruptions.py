"""Outages: measured by noken, or entered with proof; and its own sign of life."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from noken.audit.queries import quiet_spans
from noken.calendars.events import DisruptionRecorded, DisruptionShortened
from noken.calendars.models import Disruption, Pulse
from noken.calendars.services._permits import permit_unit
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused

LONGEST_DISRUPTION = timedelta(31)
LONGEST_SILENCE = timedelta(minutes=15)
"""noken's own limit: it beats every minute."""


@dataclass(frozen=True, slots=True)
class NewDisruption:
    """An outage as a person writes it down. `unit_id` None is the whole instansi."""

    start_at: datetime
    end_at: datetime
    unit_id: int | None
    only_presence: bool
    what: str
    proof: str


@transaction.atomic
def record_disruption(  # noqa: PLR0913 (from when until when, what, with which proof, whom it hit)
    start_at: datetime,
    end_at: datetime,
    *,
    what: str,
    proof: str,
    unit_id: int | None = None,
    only_presence: bool = False,
    site_id: int | None = None,
    by: Actor,
    at: datetime,
) -> Disruption:
    """An outage of the whole instansi, or of one unit and all below it: nothing lapses meanwhile.

    Of a unit its own admin may record one too. One of a place of attendance (`site_id`) hits
    nothing but presence, and covers all who have a PIN there.

    Raises:
        Refused: `calendar.not_yours`, `calendar.ends_before_start`, `calendar.no_proof`.
    Emits: DisruptionRecorded.
    """
    permit_unit(by, unit_id)
    _check_order(start_at, end_at)
    _check_proof(proof)
    row = Disruption.objects.create(
        start_at=start_at,
        end_at=end_at,
        unit_id=unit_id,
        only_presence=only_presence or site_id is not None,
        site_id=site_id,
        what=what,
        proof=proof,
        recorded_by_id=by.employee_id,
        recorded_at=at,
    )
    events.emit(DisruptionRecorded(by=by, at=at, disruption_id=row.pk, proof=proof))
    return row


@transaction.atomic
def enter_disruption(new: NewDisruption, *, by: Actor, at: datetime) -> Disruption:
    """An outage that noken did not measure, by BKPSDM or by the admin of the unit, once it is over
    or as far as it has come.

    Raises:
        Refused: `calendar.not_yours`, `calendar.ends_before_start`, `calendar.no_proof`,
            `calendar.not_over`, `calendar.too_long`.
    Emits: DisruptionRecorded.
    """
    permit_unit(by, new.unit_id)
    _check_end(new.start_at, new.end_at, at)
    return record_disruption(
        new.start_at,
        new.end_at,
        what=new.what,
        proof=new.proof,
        unit_id=new.unit_id,
        only_presence=new.only_presence,
        by=by,
        at=at,
    )


@transaction.atomic
def correct_disruption(
    disruption_id: int, end_at: datetime, proof: str, *, by: Actor, at: datetime
) -> Disruption:
    """It lasted longer, or was over earlier, than was written. Deadlines only ever become later.

    Raises:
        Refused: `calendar.not_yours`, `calendar.unknown_disruption`, `calendar.measured`,
            `calendar.ends_before_start`, `calendar.no_proof`, `calendar.not_over`,
            `calendar.too_long`.
    Emits: DisruptionRecorded when it became longer, DisruptionShortened when shorter.
    """
    row = Disruption.objects.select_for_update().filter(pk=disruption_id).first()
    if row is None:
        raise Refused("Gangguan ini tidak ditemukan.", code="calendar.unknown_disruption")
    permit_unit(by, row.unit_id)
    if row.site_id is not None:
        raise Refused(
            "Gangguan ini diukur noken dari mesinnya dan mengikuti mesin itu.",
            code="calendar.measured",
        )
    _check_end(row.start_at, end_at, at)
    _check_proof(proof)
    before, row.end_at, row.proof = row.end_at, end_at, proof.strip()
    row.save(update_fields=["end_at", "proof"])
    if end_at > before:
        events.emit(DisruptionRecorded(by=by, at=at, disruption_id=row.pk, proof=row.proof))
    elif end_at < before:
        events.emit(
            DisruptionShortened(
                by=by, at=at, disruption_id=row.pk, end_before=before, proof=row.proof
            )
        )
    return row


@transaction.atomic
def extend_disruption(
    disruption_id: int, end_at: datetime, *, by: Actor, at: datetime
) -> Disruption:
    """An outage that goes on lasts until `end_at`; it never becomes shorter.

    Raises:
        Refused: `calendar.not_yours`, `calendar.unknown_disruption`.
    Emits: DisruptionRecorded, if it became longer.
    """
    row = Disruption.objects.select_for_update().filter(pk=disruption_id).first()
    if row is None:
        raise Refused("Gangguan ini tidak ditemukan.", code="calendar.unknown_disruption")
    permit_unit(by, row.unit_id)
    if end_at > row.end_at:
        row.end_at = end_at
        row.save(update_fields=["end_at"])
        events.emit(DisruptionRecorded(by=by, at=at, disruption_id=row.pk, proof=row.proof))
    return row


@transaction.atomic
def note_pulse(*, by: Actor, at: datetime) -> Sequence[Disruption]:
    """noken lives. Where it was not heard of for long, that was an outage of the instansi.

    What was written in the journal meanwhile shows that it could be reached: only the spans
    without anything count.

    Emits: DisruptionRecorded for each of them.
    """
    pulse, new = Pulse.objects.select_for_update().get_or_create(pk=1, defaults={"beat_at": at})
    if new or at <= pulse.beat_at:
        return []
    quiet: Sequence[tuple[datetime, datetime]] = []
    if at - pulse.beat_at > LONGEST_SILENCE:
        quiet = quiet_spans(pulse.beat_at, at, LONGEST_SILENCE)
    pulse.beat_at = at
    pulse.save(update_fields=["beat_at"])
    return [
        record_disruption(
            start,
            end,
            what="noken tidak dapat dihubungi",
            proof="Diukur noken: tidak ada denyut dan tidak ada catatan selama itu.",
            by=by,
            at=at,
        )
        for start, end in quiet
    ]


def _check_order(start_at: datetime, end_at: datetime) -> None:
    if end_at <= start_at:
        raise Refused(
            "Gangguan harus berakhir setelah dimulai. Periksa kedua jamnya.",
            code="calendar.ends_before_start",
        )


def _check_end(start_at: datetime, end_at: datetime, at: datetime) -> None:
    _check_order(start_at, end_at)
    if end_at > at:
        raise Refused(
            "Tuliskan gangguan sampai sekarang saja. Bila masih berlangsung, ubah akhirnya nanti.",
            code="calendar.not_over",
        )
    if end_at - start_at > LONGEST_DISRUPTION:
        raise Refused(
            f"Satu gangguan paling lama {LONGEST_DISRUPTION.days} hari. Bagi menjadi beberapa.",
            code="calendar.too_long",
        )


def _check_proof(proof: str) -> None:
    if not proof.strip():
        raise Refused(
            "Tuliskan buktinya, misalnya nomor berita acara atau catatan pemantau.",
            code="calendar.no_proof",
        )
