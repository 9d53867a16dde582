"""Filling and correcting the days off."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import holidays
from django.db import transaction

from noken.calendars import queries
from noken.calendars.events import (
    HolidayDecided,
    HolidaysSeeded,
    UnitDaysAdded,
    UnitDaysDropped,
)
from noken.calendars.models import Holiday
from noken.calendars.services._permits import permit, permit_unit
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.values import days
from noken.regulations import loader

LONGEST_TERM = 60
LONGEST_REASON = 300


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
    permit(by)
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
def fill_years(*, by: Actor, at: datetime) -> int:
    """Seed this year and the next, each once: what people decided since stays; how many days.

    Raises:
        Refused: `calendar.not_yours`.
    Emits: HolidaysSeeded, for each year that was empty.
    """
    seeded = Holiday.objects.filter(unit=None, kind=Holiday.Kind.NATIONAL)
    empty = [
        year for year in (by.on.year, by.on.year + 1) if not seeded.filter(day__year=year).exists()
    ]
    return sum(seed_holidays(year, by=by, at=at) for year in empty)


@transaction.atomic
def decide_holiday(
    holiday_id: int, *, is_day_off: bool, why: str = "", by: Actor, at: datetime
) -> None:
    """Confirm a provisional day, or strike it. A confirmed one is struck for a reason only.

    Raises:
        Refused: `calendar.not_yours`, `calendar.unknown_day`, `calendar.no_reason`,
            `calendar.long_reason`.
    Emits: HolidayDecided.
    """
    permit(by)
    row = Holiday.objects.select_for_update().filter(pk=holiday_id).first()
    if row is None:
        raise Refused("Hari ini sudah tidak ada di kalender.", code="calendar.unknown_day")
    if row.confirmed and not is_day_off and not why.strip():
        raise Refused(
            "Tuliskan mengapa hari yang sudah pasti ini dibatalkan, misalnya nomor SKB perubahan.",
            code="calendar.no_reason",
        )
    if len(why.strip()) > LONGEST_REASON:
        raise Refused(
            f"Alasan paling banyak {LONGEST_REASON} huruf. Persingkat dulu.",
            code="calendar.long_reason",
        )
    if is_day_off:
        row.confirmed = True
        row.save(update_fields=["confirmed"])
    else:
        row.delete()
    events.emit(HolidayDecided(by=by, at=at, holiday_id=holiday_id, day=row.day, why=why.strip()))


@transaction.atomic
def add_local_day(day: date, name: str, *, source: str, by: Actor, at: datetime) -> Holiday:
    """A day off by decree of the region.

    Raises:
        Refused: `calendar.not_yours`, `calendar.day_taken`.
    Emits: HolidayDecided.
    """
    permit(by)
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
    permit_unit(by, span.unit_id)
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
    permit_unit(by, unit_id)
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


def _seed(year: int, category: str) -> dict[date, str]:
    return dict(holidays.country_holidays("ID", years=year, categories=(category,), language="id"))


def _source(decreed: bool) -> str:  # noqa: FBT001 (one fact, two words)
    return "SKB Tiga Menteri" if decreed else "perkiraan, menunggu SKB"
