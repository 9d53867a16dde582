"""Days of people as they stand, each with its sentence, and who is at work right now."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from noken.attendance.models import Day, DayVersion
from noken.attendance.rules.day_words import Told, clock_words, sentence
from noken.calendars import queries as calendars
from noken.core import clock
from noken.organization.models import Posting

DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class DayView:
    """One day of one person. No view: no duty that day, or it is not derived yet."""

    employee_id: int
    day: date
    status: str
    first_at: datetime | None
    last_at: datetime | None
    late_minutes: int
    early_minutes: int
    worked_minutes: int
    grade: int | None
    is_shielded: bool
    shield_id: int | None
    schedule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class OldDay:
    """How a day stood until `replaced_at`."""

    replaced_at: datetime
    view: DayView


def days(employee_ids: Collection[int], start: date, end: date) -> list[DayView]:
    """The days of `[start, end)`, by person and day; one statement."""
    rows = Day.objects.filter(employee__in=employee_ids, day__gte=start, day__lt=end)
    return [_view(row) for row in rows.order_by("employee", "day")]


def day_versions(employee_id: int, day: date) -> list[OldDay]:
    """What a day was before facts changed it, newest first."""
    rows = DayVersion.objects.filter(employee=employee_id, day=day)
    return [OldDay(row.replaced_at, _view(row)) for row in rows.order_by("-replaced_at", "-pk")]


@dataclass(frozen=True, slots=True)
class Presence:
    """Where somebody is today: `code` is IN, OUT, NOT_YET, LEAVE, DUTY, TRAINING, OFF, SHIELDED
    or UNKNOWN; `since` where a time is known."""

    code: str
    since: datetime | None
    sentence: str


UNKNOWN = Presence("UNKNOWN", None, "")
_OFF = Presence("OFF", None, "Tidak bertugas hari ini.")


def present_states(employee_ids: Collection[int], at: datetime) -> Mapping[int, Presence]:
    """The presence of each person at an instant of today; three statements at most."""
    today = clock.day_of(at)
    rows = Day.objects.filter(employee__in=employee_ids, day__in=(today - DAY, today))
    found: dict[int, Day] = {}
    for row in rows.order_by("day"):
        before = found.get(row.employee_id)
        if _is_on(row, at) or (row.day == today and not (before and _is_on(before, at))):
            found[row.employee_id] = row
    absent = UNKNOWN if not found and calendars.is_workday(today) else _OFF
    outages = _outages(employee_ids, at) if _someone_missing(found) else {}
    return {
        person: _presence(found[person], at, outages.get(person)) if person in found else absent
        for person in employee_ids
    }


def _is_on(day: Day, at: datetime) -> bool:
    """Whether its shift is running: after midnight it may be yesterday's."""
    return bool(day.start_at and day.end_at and day.start_at <= at < day.end_at)


def _someone_missing(found: Mapping[int, Day]) -> bool:
    return any(day.status == Day.Status.RUNNING and day.first_at is None for day in found.values())


def _presence(day: Day, at: datetime, outage: tuple[datetime, str] | None) -> Presence:
    words = _view(day).sentence
    if day.status in {Day.Status.LEAVE, Day.Status.SICK}:
        return Presence("LEAVE", None, words)
    if day.status in {Day.Status.DUTY, Day.Status.TRAINING, Day.Status.OFF}:
        return Presence(day.status, None, words)
    if day.last_at and day.end_at and (day.last_at >= day.end_at or at >= day.end_at):
        return Presence("OUT", day.last_at, words)
    if day.first_at and (day.end_at is None or at < day.end_at):
        return Presence("IN", day.first_at, words)
    if day.status == Day.Status.RUNNING and outage:
        since, what = outage
        local = since.astimezone(ZoneInfo(day.zone))
        words = f"{what} sejak {clock_words(local.hour * 60 + local.minute)}."
        return Presence("SHIELDED", since, words)
    return Presence("NOT_YET", None, words)


def _outages(employee_ids: Collection[int], at: datetime) -> dict[int, tuple[datetime, str]]:
    """Who is in an outage at this instant, since when and which."""
    spans = calendars.disruption_spans(at, at + timedelta(seconds=1))
    if not spans:
        return {}
    today = clock.day_of(at)
    posted = Posting.objects.filter(
        employee__in=employee_ids, kind=Posting.Kind.DEFINITIVE, start_on__lte=today
    ).exclude(end_on__lte=today)
    found = {}
    for person, path in posted.values_list("employee", "unit__path"):
        for span in spans:
            if span.path is None or path.startswith(span.path):
                found[person] = (span.start_at, span.what)
                break
    return found


def _view(row: Any) -> DayView:
    told = Told(
        day=row.day,
        status=row.status,
        first=_minute(row.first_at, row),
        last=_minute(row.last_at, row),
        late=row.late_minutes,
        early=row.early_minutes,
        start=_minute(row.start_at, row),
        end=_minute(row.end_at, row),
        reasons=row.reasons,
    )
    return DayView(
        row.employee_id,
        row.day,
        row.status,
        row.first_at,
        row.last_at,
        row.late_minutes,
        row.early_minutes,
        row.worked_minutes,
        row.grade,
        row.is_shielded,
        row.shield_id,
        row.schedule,
        sentence(told),
    )


def _minute(at: datetime | None, row: Any) -> int | None:
    """Minutes of the wall clock of the place from midnight of the day."""
    if at is None:
        return None
    local = at.astimezone(ZoneInfo(row.zone)).replace(tzinfo=None)
    midnight = datetime(row.day.year, row.day.month, row.day.day)  # noqa: DTZ001 (the wall clock)
    return int((local - midnight).total_seconds() // 60)
