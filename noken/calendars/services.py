"""Filling and correcting the calendar."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import holidays
from django.db import transaction

from noken.calendars import queries
from noken.calendars.events import (
    DisruptionRecorded,
    HolidayDecided,
    HolidaysSeeded,
    UnitDaysAdded,
    UnitDaysDropped,
)
from noken.calendars.models import Disruption, Holiday
from noken.core import events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.core.values import days
from noken.regulations import loader

LONGEST_TERM = 60
KEEPERS = frozenset({Role.PERSONNEL, Role.SYSTEM})


@dataclass(frozen=True, slots=True)
class UnitDays:
    """Days off of a unit, both ends included."""

    unit_id: int
    first: date
    last: date
    name: str
    source: str


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
    events.emit(HolidayDecided(by=by, at=at, holiday_id=holiday_id, day=row.day))


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
    events.emit(HolidayDecided(by=by, at=at, holiday_id=row.pk, day=day))
    return row


@transaction.atomic
def add_unit_days(span: UnitDays, *, by: Actor, at: datetime) -> int:
    """Days off of one unit and all below it, such as a school's holidays; how many were new.

    Of a unit its own admin may enter them too. Days that are off there already stay as they are.

    Raises:
        Refused: `calendar.not_yours`, `calendar.ends_before_start`, `calendar.too_long`,
            `calendar.no_source`, `calendar.day_taken`.
    Emits: UnitDaysAdded.
    """
    _permit_unit(by, span.unit_id)
    if span.last < span.first:
        raise Refused(
            "Hari terakhir tidak boleh sebelum hari pertama. Periksa kedua tanggalnya.",
            code="calendar.ends_before_start",
        )
    if (span.last - span.first).days >= LONGEST_TERM:
        raise Refused(
            f"Libur unit paling lama {LONGEST_TERM} hari sekaligus. Bagi menjadi beberapa bagian.",
            code="calendar.too_long",
        )
    if not span.source.strip():
        raise Refused(
            "Tuliskan dasarnya, misalnya nomor kalender pendidikan.", code="calendar.no_source"
        )
    end = span.last + timedelta(1)
    known = queries.calendar(span.first, end, span.unit_id).days_off
    new = [day for day in days(span.first, end) if day not in known]
    if not new:
        raise Refused("Semua tanggal itu sudah libur di unit ini.", code="calendar.day_taken")
    Holiday.objects.bulk_create(
        Holiday(
            day=day,
            name=span.name,
            kind=Holiday.Kind.LOCAL,
            unit_id=span.unit_id,
            confirmed=True,
            source=span.source,
        )
        for day in new
    )
    events.emit(
        UnitDaysAdded(
            by=by,
            at=at,
            unit_id=span.unit_id,
            start_on=span.first,
            end_on=end,
            source=span.source,
        )
    )
    return len(new)


@transaction.atomic
def drop_unit_days(unit_id: int, first: date, last: date, *, by: Actor, at: datetime) -> int:
    """The unit works on these days after all; how many days off it lost.

    Raises:
        Refused: `calendar.not_yours`, `calendar.unknown_day`.
    Emits: UnitDaysDropped.
    """
    _permit_unit(by, unit_id)
    rows = Holiday.objects.filter(unit=unit_id, day__gte=first, day__lte=last)
    source = rows.values_list("source", flat=True).first()
    count, _ = rows.delete()
    if not count:
        raise Refused("Hari libur unit ini sudah tidak ada.", code="calendar.unknown_day")
    end = last + timedelta(1)
    events.emit(
        UnitDaysDropped(
            by=by, at=at, unit_id=unit_id, start_on=first, end_on=end, source=source or ""
        )
    )
    return count


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
    _permit_unit(by, unit_id)
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


def _permit_unit(by: Actor, unit_id: int | None) -> None:
    """An OPD's admin for the own units, the keepers for all."""
    if not (by.has(Role.ADMIN_OPD) and unit_id in by.unit_ids):
        _permit(by)


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
