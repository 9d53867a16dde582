"""Days of people as they stand, each with its sentence, and who is at work right now."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection

from noken.attendance.models import Day, DayVersion
from noken.attendance.queries.begun import counted_since
from noken.attendance.queries.contracts import outside_contract
from noken.attendance.rules.day_words import Told, clock_words, sentence
from noken.attendance.rules.holding import is_covered
from noken.core import clock


@dataclass(frozen=True, slots=True)
class DayView:
    """One day of one person. `unseen_minutes` are those of a half without record, where the other
    half is covered. No view: no duty that day, or it is not derived yet."""

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
    end_at: datetime | None
    covered: bool
    ended: bool
    unseen_minutes: int

    @property
    def going_due(self) -> bool:
        """The hours are over and the going is missing; the day is not judged yet."""
        return self.ended and self.first_at is not None and self.last_at is None


@dataclass(frozen=True, slots=True)
class OldDay:
    """How a day stood until `replaced_at`."""

    replaced_at: datetime
    view: DayView


def days(employee_ids: Collection[int], start: date, end: date, at: datetime) -> list[DayView]:
    """The days of `[start, end)` as they stand at an instant, by person and day; one statement."""
    rows = Day.objects.filter(employee__in=employee_ids, day__gte=start, day__lt=end)
    return [_view(row, at) for row in rows.order_by("employee", "day")]


def day_versions(employee_id: int, start: date, end: date) -> dict[date, list[OldDay]]:
    """What the days of `[start, end)` were before facts changed them, newest first."""
    rows = DayVersion.objects.filter(employee=employee_id, day__gte=start, day__lt=end)
    found: dict[date, list[OldDay]] = {}
    for row in rows.order_by("-replaced_at", "-pk"):
        found.setdefault(row.day, []).append(OldDay(row.replaced_at, _view(row, row.replaced_at)))
    return found


@dataclass(frozen=True, slots=True)
class Presence:
    """Where somebody is today: `code` is IN, OUT, NOT_YET, LEAVE, DUTY, TRAINING, OFF, SHIELDED
    or UNKNOWN; `since` where a time is known. `explain`: the day whose going is missing after its
    hours, about which nothing was said yet."""

    code: str
    since: datetime | None
    sentence: str
    explain: date | None = None


UNKNOWN = Presence("UNKNOWN", None, "")
_OFF = Presence("OFF", None, "Tidak bertugas hari ini.")


class _Now(NamedTuple):
    """One person at an instant: a day that may be running, and the outage they are in."""

    employee_id: int
    is_workday: bool
    outage_at: datetime | None
    outage: str | None
    day: date | None
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
    start_at: datetime | None
    end_at: datetime | None
    zone: str
    reasons: Any
    said: bool


_NOW = """
    select e.id,
        (extract(isodow from %(today)s::date) < 6 and not exists
            (select from calendars_holiday where unit_id is null and day = %(today)s::date)),
        o.start_at, o.what, d.day, d.status, d.first_at, d.last_at, d.late_minutes,
        d.early_minutes, d.worked_minutes, d.grade, d.is_shielded, d.shield_id, d.schedule,
        d.start_at, d.end_at, d.zone, d.reasons::json,
        exists (select from attendance_correction c
                where c.employee_id = d.employee_id and c.day = d.day
                  and c.status in ('WAITING', 'ASKED', 'ACCEPTED'))
    from unnest(%(ids)s::bigint[]) as e(id)
    left join attendance_day d
        on d.employee_id = e.id and d.day between %(today)s::date - 1 and %(today)s::date
    left join lateral (
        select s.start_at, s.what from calendars_disruption s
        left join organization_unit above on above.id = s.unit_id
        where s.start_at <= %(at)s and s.end_at > %(at)s and (s.unit_id is null or exists (
            select from organization_posting g join organization_unit u on u.id = g.unit_id
            where g.employee_id = e.id and g.kind = 'DEFINITIVE' and g.start_on <= %(today)s::date
              and (g.end_on is null or g.end_on > %(today)s::date)
              and starts_with(u.path, above.path)) or exists (
            select from attendance_pinassignment p
            where p.employee_id = e.id and p.site_id = s.site_id and p.start_on <= %(today)s::date
              and (p.end_on is null or p.end_on > %(today)s::date)))
        order by s.start_at limit 1
    ) o on d.status = 'RUNNING' and d.first_at is null
    order by d.day
"""


def present_states(employee_ids: Collection[int], at: datetime) -> Mapping[int, Presence]:
    """The presence of each person at an instant of today; few statements."""
    today = clock.day_of(at)
    with connection.cursor() as cursor:
        cursor.execute(_NOW, {"ids": list(employee_ids), "today": today, "at": at})
        rows = [_Now(*row) for row in cursor.fetchall()]
    found: dict[int, _Now] = {}
    for row in rows:
        before = found.get(row.employee_id)
        if _is_on(row, at) or (row.day == today and not (before and _is_on(before, at))):
            found[row.employee_id] = row
    workday = {row.employee_id for row in rows if row.is_workday}
    without = [person for person in employee_ids if person not in found and person in workday]
    since = counted_since(without, today) if without and found else {}
    since |= dict.fromkeys(outside_contract(without, today)) if since else {}
    return {
        person: _presence(found[person], at)
        if person in found
        else _absent(person in workday and not found, since.get(person, today), today)
        for person in employee_ids
    }


def _absent(unknown: bool, since: date | None, today: date) -> Presence:  # noqa: FBT001 (private)
    """Of who has no day: nobody has one yet, it does not count where they are, or they are off."""
    return UNKNOWN if unknown or since is None or since > today else _OFF


def _is_on(day: _Now, at: datetime) -> bool:
    """Whether its shift is running: after midnight it may be yesterday's."""
    return bool(day.start_at and day.end_at and day.start_at <= at < day.end_at)


def _presence(day: _Now, at: datetime) -> Presence:
    view = _view(day, at)
    words = view.sentence
    if day.status in {Day.Status.LEAVE, Day.Status.SICK}:
        return Presence("LEAVE", None, words)
    if day.status in {Day.Status.DUTY, Day.Status.TRAINING, Day.Status.OFF}:
        return Presence(day.status, None, words)
    if day.last_at and day.end_at and (day.last_at >= day.end_at or at >= day.end_at):
        return Presence("OUT", day.last_at, words)
    if day.first_at:  # after work too: nobody is said to be gone whose leaving was not recorded
        explain = day.day if view.going_due and not day.said else None
        return Presence("IN", day.first_at, words, explain)
    if day.outage_at:
        local = day.outage_at.astimezone(ZoneInfo(day.zone))
        words = f"{day.outage} sejak {clock_words(local.hour * 60 + local.minute)}."
        return Presence("SHIELDED", day.outage_at, words)
    return Presence("NOT_YET", None, words)


def _view(row: Any, at: datetime) -> DayView:
    ended = row.status == Day.Status.RUNNING and row.end_at is not None and row.end_at <= at
    told = Told(
        day=row.day,
        status=row.status,
        first=minute_of(row.first_at, row.day, row.zone),
        last=minute_of(row.last_at, row.day, row.zone),
        late=row.late_minutes,
        early=row.early_minutes,
        start=minute_of(row.start_at, row.day, row.zone),
        end=minute_of(row.end_at, row.day, row.zone),
        reasons=row.reasons,
        ended=ended,
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
        row.end_at,
        is_covered(row.reasons),
        ended,
        next((int(reason[2]) for reason in row.reasons if reason[0] == "half"), 0),
    )


def minute_of(at: datetime | None, day: date, zone: str) -> int | None:
    """Minutes of the wall clock of the place from midnight of the day."""
    if at is None:
        return None
    local = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (the wall clock)
    return int((local - midnight).total_seconds() // 60)
