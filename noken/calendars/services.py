"""Filling and correcting the calendar."""

from datetime import date, datetime

import holidays
from django.db import transaction

from noken.calendars.events import DisruptionRecorded, HolidayDecided, HolidaysSeeded
from noken.calendars.models import Disruption, Holiday
from noken.core import events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.regulations import loader

KEEPERS = frozenset({Role.PERSONNEL, Role.SYSTEM})


@transaction.atomic
def seed_holidays(year: int, *, by: Actor, at: datetime) -> int:
    """Fill a year from the `holidays` package, once; how many days were new.

    A day counts as confirmed when the joint decree on file (regulations) names it too; the
    others are provisional until an administrator decides.

    Raises:
        Refused: `calendar.not_yours`.
    Emits: HolidaysSeeded.
    """
    _permit(by)
    decree = loader.holiday_years().get(year)
    sure = decree.national | decree.collective if decree and decree.mark != "C" else frozenset()
    rows = [
        Holiday(day=day, name=name, kind=kind, confirmed=day in sure, source=_source(day in sure))
        for kind, category in (
            (Holiday.Kind.NATIONAL, holidays.PUBLIC),
            (Holiday.Kind.COLLECTIVE, holidays.GOVERNMENT),
        )
        for day, name in sorted(_seed(year, category).items())
    ]
    known = set(Holiday.objects.filter(unit=None, day__year=year).values_list("day", flat=True))
    new = {row.day: row for row in reversed(rows) if row.day not in known}
    Holiday.objects.bulk_create(new.values(), ignore_conflicts=True)
    events.emit(HolidaysSeeded(by=by, at=at, year=year))
    return len(new)


@transaction.atomic
def decide_holiday(holiday_id: int, *, is_day_off: bool, by: Actor, at: datetime) -> None:
    """Confirm a provisional day, or strike it.

    Raises:
        Refused: `calendar.not_yours`, `calendar.unknown_day`.
    Emits: HolidayDecided.
    """
    _permit(by)
    row = Holiday.objects.select_for_update().filter(pk=holiday_id).first()
    if row is None:
        raise Refused("Hari ini sudah tidak ada di kalender.", code="calendar.unknown_day")
    if is_day_off:
        row.confirmed = True
        row.save(update_fields=["confirmed"])
    else:
        row.delete()
    events.emit(HolidayDecided(by=by, at=at, holiday_id=holiday_id))


@transaction.atomic
def add_local_day(day: date, name: str, *, source: str, by: Actor, at: datetime) -> Holiday:
    """A day off by decree of the region.

    Raises:
        Refused: `calendar.not_yours`, `calendar.day_taken`.
    Emits: HolidayDecided.
    """
    _permit(by)
    row, new = Holiday.objects.get_or_create(
        day=day,
        unit=None,
        defaults={
            "name": name,
            "kind": Holiday.Kind.LOCAL,
            "confirmed": True,
            "source": source,
        },
    )
    if not new:
        raise Refused(f"Tanggal ini sudah libur: {row.name}.", code="calendar.day_taken")
    events.emit(HolidayDecided(by=by, at=at, holiday_id=row.pk))
    return row


@transaction.atomic
def record_disruption(  # noqa: PLR0913 (from when until when, what, with which proof, for whom)
    start_at: datetime,
    end_at: datetime,
    *,
    what: str,
    proof: str,
    unit_id: int | None = None,
    by: Actor,
    at: datetime,
) -> Disruption:
    """An outage of the whole instansi, or of one unit and all below it: nothing lapses meanwhile.

    Of a unit its own admin may record one too.

    Raises:
        Refused: `calendar.not_yours`, `calendar.ends_before_start`, `calendar.no_proof`.
    Emits: DisruptionRecorded.
    """
    if not (by.has(Role.ADMIN_OPD) and unit_id in by.unit_ids):
        _permit(by)
    if end_at <= start_at:
        raise Refused(
            "Gangguan harus berakhir setelah dimulai. Periksa kedua jamnya.",
            code="calendar.ends_before_start",
        )
    if not proof.strip():
        raise Refused(
            "Tuliskan buktinya, misalnya nomor berita acara atau catatan pemantau.",
            code="calendar.no_proof",
        )
    row = Disruption.objects.create(
        start_at=start_at,
        end_at=end_at,
        unit_id=unit_id,
        what=what,
        proof=proof,
        recorded_by_id=by.employee_id,
        recorded_at=at,
    )
    events.emit(DisruptionRecorded(by=by, at=at, disruption_id=row.pk, proof=proof))
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
    if not (by.has(Role.ADMIN_OPD) and row.unit_id in by.unit_ids):
        _permit(by)
    if end_at > row.end_at:
        row.end_at = end_at
        row.save(update_fields=["end_at"])
        events.emit(DisruptionRecorded(by=by, at=at, disruption_id=row.pk, proof=row.proof))
    return row


def _permit(by: Actor) -> None:
    if not KEEPERS & by.roles:
        raise Refused(
            "Kalender dijaga BKPSDM. Sampaikan perubahan yang Anda perlukan kepada BKPSDM.",
            code="calendar.not_yours",
        )


def _seed(year: int, category: str) -> dict[date, str]:
    return dict(holidays.country_holidays("ID", years=year, categories=(category,), language="id"))


def _source(decreed: bool) -> str:  # noqa: FBT001 (one fact, two words)
    return "SKB Tiga Menteri" if decreed else "perkiraan, menunggu SKB"
