"""When people are expected: a window per person and day, for a few people or for all at once.

For all, distinct days are worked out once by the rules and people are joined to them by the
database: `lay_windows` leaves temporary tables and the view `attendance_window` in the transaction.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db import connection

from noken.attendance.models import RosterEntry
from noken.attendance.queries.begun import own_first_days
from noken.attendance.queries.catalogue import Catalogue, catalogue, seasons
from noken.attendance.queries.holdings import Holding, Units, holdings, units_between
from noken.attendance.rules.schedule_spans import Terms
from noken.attendance.rules.starts import counted_from
from noken.attendance.rules.working_time import (
    Kind,
    Layout,
    Shape,
    day_shape,
    in_season,
    shift_shape,
)
from noken.calendars import queries as calendars
from noken.core.values import days

AROUND = timedelta(2)
"""A window may end on the next day, so the days around are laid too."""
SHAPE_COLUMNS = (
    "id int primary key, kind text, start_min int, end_min int, late_min int, early_min int,"
    " opens_min int, closes_min int, break_min int, break_len int, required int,"
    " elsewhere bool, ramadan bool, label text, schedule text"
)
_TABLES = f"""
    drop view if exists pg_temp.attendance_window;
    drop table if exists pg_temp.attendance_shape;
    drop table if exists pg_temp.attendance_shape_day;
    drop table if exists pg_temp.attendance_holder;
    create temporary table attendance_shape ({SHAPE_COLUMNS}) on commit drop;
    create temporary table attendance_shape_day (context bigint, day date, shape int)
        on commit drop;
    create temporary table attendance_holder
        (context bigint, employee_id bigint, zone text, start_on date, end_on date)
        on commit drop;
"""
_AT = "(d.day + make_interval(mins => s.{0})) at time zone h.zone"
_AT_WORK = f"case when s.kind = 'WORK' then {_AT} end"
_VIEW = f"""
    create temporary view attendance_window as
    select h.employee_id, d.day, d.shape, s.kind, h.zone,
        {_AT_WORK.format("start_min")} as start_at,
        {_AT_WORK.format("end_min")} as end_at,
        {_AT_WORK.format("late_min")} as late_at,
        {_AT_WORK.format("early_min")} as early_at,
        {_AT.format("opens_min")} as opens_at,
        {_AT.format("closes_min")} as closes_at,
        {_AT_WORK.format("break_min")} as break_at,
        s.break_len as break_minutes, s.required, s.elsewhere, s.ramadan, s.label, s.schedule
    from attendance_holder h
    join attendance_shape_day d
        on d.context = h.context and d.day >= h.start_on and d.day < h.end_on
    join attendance_shape s on s.id = d.shape
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class Window:
    """What a day asks of a person. The times are None unless there is work; `opens_at` until
    `closes_at` is the reach whose punches belong to the day, on free days too."""

    employee_id: int
    day: date
    shape: Shape
    zone: str

    def at(self, minute: int) -> datetime:
        """A minute of the day on the wall clock of the place."""
        return at_minute(self.day, minute, self.zone)

    @property
    def start_at(self) -> datetime | None:
        return self.at(self.shape.start) if self.shape.is_work else None

    @property
    def end_at(self) -> datetime | None:
        return self.at(self.shape.end) if self.shape.is_work else None

    @property
    def opens_at(self) -> datetime:
        return self.at(self.shape.opens)

    @property
    def closes_at(self) -> datetime:
        return self.at(self.shape.closes)


def at_minute(day: date, minute: int, zone: str) -> datetime:
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (the wall clock; zone below)
    return (midnight + timedelta(minutes=minute)).replace(tzinfo=ZoneInfo(zone))


def windows(employee_ids: Collection[int], start: date, end: date) -> dict[int, list[Window]]:
    """The days of `[start, end)` by employee, in order; people without duty have none."""
    laid = _Laid(start, end, employee_ids)
    found: dict[int, list[Window]] = {pk: [] for pk in employee_ids}
    for holder in laid.holders:
        rows = laid.contexts[holder.context]
        found[holder.employee_id] += [
            Window(holder.employee_id, day, laid.layout.shapes[rows[day]], holder.zone)
            for day in days(holder.start, holder.end)
        ]
    return found


def lay_windows(
    start: date,
    end: date,
    employee_ids: Collection[int] | None = None,
    starts: Mapping[int, date] | None = None,
) -> Mapping[int, Shape]:
    """Make the view `attendance_window` for `[start, end)`, inside the present transaction.

    One row per person in active service and day; with `starts`, first days by unit, only of those
    on which attendance counts where they are. Returns the shapes by the number that the view
    gives, for the rule of the day.
    """
    laid = _Laid(start, end, employee_ids, starts)
    shapes = laid.layout.shapes
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        with cursor.copy("copy attendance_shape_day from stdin") as copy:
            for context, rows in laid.contexts.items():
                for day, pk in rows.items():
                    copy.write_row((context, day, pk))
        with cursor.copy("copy attendance_shape from stdin") as copy:
            for pk, shape in enumerate(shapes):
                copy.write_row((pk, *_columns(shape)))
        with cursor.copy("copy attendance_holder from stdin") as copy:
            for each in laid.holders:
                copy.write_row((each.context, each.employee_id, each.zone, each.start, each.end))
        cursor.execute(_VIEW)
        cursor.execute("analyze attendance_shape_day, attendance_shape, attendance_holder")
    return dict(enumerate(shapes))


def _columns(shape: Shape) -> tuple[object, ...]:
    return (
        shape.kind.value,
        shape.start,
        shape.end,
        shape.late_from,
        shape.early_until,
        shape.opens,
        shape.closes,
        shape.break_from,
        shape.break_minutes,
        shape.required,
        shape.elsewhere,
        shape.ramadan,
        shape.label,
        shape.schedule,
    )


@dataclass(frozen=True, slots=True)
class _Holder:
    context: int
    employee_id: int
    zone: str
    start: date
    end: date


class _Begins:
    """From which day a holding counts: that of its unit, looked up once, or the person's own later
    one; without `starts` on every day."""

    def __init__(
        self,
        units: Units,
        starts: Mapping[int, date] | None,
        employee_ids: Collection[int] | None,
    ) -> None:
        self._units, self._starts = units, starts
        self._own = {} if starts is None else own_first_days(employee_ids)
        self._known: dict[int, date] = {}

    def of(self, held: Holding) -> date:
        if self._starts is None:
            return date.min
        return max(self._of_unit(held.unit_id), self._own.get(held.employee_id, date.min))

    def _of_unit(self, unit_id: int) -> date:
        if unit_id not in self._known:
            line = self._units.line_of(unit_id)
            self._known[unit_id] = counted_from(line, self._starts or {}) or date.max
        return self._known[unit_id]


class _Laid:
    """Contexts (day to shape) and who stands in which of them when.

    People of equal schedule and calendar share a context with a number from 1 on. Whose hours come
    near midnight has a context of the own (minus the employee's id), laid day beside day.
    """

    def __init__(
        self,
        start: date,
        end: date,
        employee_ids: Collection[int] | None,
        starts: Mapping[int, date] | None = None,
    ) -> None:
        self.layout = Layout()
        self.contexts: dict[int, dict[date, int]] = {}
        self.holders: list[_Holder] = []
        self._start, self._end = start, end
        self._first, self._last = start - AROUND, end + AROUND
        self._catalogue = catalogue()
        self._seasons = seasons(self._first, self._last)
        self._days_off = calendars.days_off_by_unit(self._first, self._last)
        self._shared: dict[tuple[Terms, tuple[int, ...]], int] = {}
        self._raw: dict[tuple[Terms, tuple[int, ...]], dict[date, int]] = {}
        units = self._units()
        self._begins = _Begins(units, starts, employee_ids)
        held = holdings(units, self._first, self._last, employee_ids)
        people = [(pk, list(own)) for pk, own in groupby(held, lambda each: each.employee_id)]
        apart = {pk for pk, own in people if any(not self._is_plain(each.terms) for each in own)}
        roster = self._roster(apart)
        for pk, own in people:
            if pk in apart:
                self._lay_alone(pk, own, roster.get(pk, {}))
            else:
                self._lay_shared(own)

    def _units(self) -> Units:
        with_days = {pk for pk in self._days_off if pk is not None}
        return units_between(
            self._first, self._last, usual_id=self._catalogue.usual_id, with_days_off=with_days
        )

    def _is_plain(self, terms: Terms) -> bool:
        pattern = self._catalogue.patterns[terms.schedule_id]
        hours = (*pattern.week.values(), *pattern.ramadan.values())
        return not pattern.is_shift and all(each.is_plain for each in hours)

    def _inside(self, held: Holding) -> tuple[date, date]:
        """The days asked for of a holding that count."""
        begin = max(held.start, self._start, self._begins.of(held))
        return begin, min(held.end, self._end)

    def _lay_shared(self, own: Sequence[Holding]) -> None:
        for each in own:
            start, end = self._inside(each)
            if start >= end:
                continue
            key = (each.terms, each.place.calendar)
            if key not in self._shared:
                self._shared[key] = len(self._shared) + 1
                self.contexts[self._shared[key]] = self._week_days(key)
            self._hold(self._shared[key], each, start, end)

    def _week_days(self, key: tuple[Terms, tuple[int, ...]]) -> dict[date, int]:
        """Each day under a schedule by weekday, in the calendar of some units."""
        found = self._raw.get(key)
        if found is None:
            terms, units = key
            off = self._days_off[None].union(*(self._days_off[pk] for pk in units))
            pattern = self._catalogue.patterns[terms.schedule_id]
            found = self._raw[key] = {
                day: self.layout.id_of(
                    day_shape(
                        pattern,
                        day,
                        is_holiday=day in off,
                        in_ramadan=in_season(day, self._seasons),
                        elsewhere=day.weekday() in terms.elsewhere_days,
                    )
                )
                for day in days(self._first, self._last)
            }
        return found

    def _lay_alone(
        self, employee_id: int, own: Sequence[Holding], roster: Mapping[date, int | None]
    ) -> None:
        """Day beside day; a day without duty between two others is a free one."""
        free = self.layout.id_of(Shape(Kind.OFF))
        raw = dict.fromkeys(days(self._first, self._last), free)
        for each in own:
            raw |= dict(self._own_days(each, roster))
        laid = self.layout.lay(list(raw.values()))
        inside = zip(raw, laid, strict=True)
        self.contexts[-employee_id] = {
            day: shape for day, shape in inside if self._start <= day < self._end
        }
        for each in own:
            start, end = self._inside(each)
            if start < end:
                self._hold(-employee_id, each, start, end)

    def _own_days(
        self, held: Holding, roster: Mapping[date, int | None]
    ) -> Iterator[tuple[date, int]]:
        pattern = self._catalogue.patterns[held.terms.schedule_id]
        if not pattern.is_shift:
            week = self._week_days((held.terms, held.place.calendar))
            yield from ((day, week[day]) for day in days(held.start, held.end))
            return
        shapes = _shift_ids(self._catalogue, held.terms.schedule_id, self.layout)
        for day in days(held.start, held.end):
            yield day, shapes[roster[day]] if day in roster else shapes[0]

    def _hold(self, context: int, held: Holding, start: date, end: date) -> None:
        self.holders.append(_Holder(context, held.employee_id, held.place.zone, start, end))

    def _roster(self, employee_ids: Collection[int]) -> dict[int, dict[date, int | None]]:
        found: dict[int, dict[date, int | None]] = {}
        if not employee_ids:
            return found
        rows = RosterEntry.objects.filter(
            employee__in=employee_ids, day__gte=self._first, day__lt=self._last
        )
        for pk, day, hours in rows.values_list("employee", "day", "hours"):
            found.setdefault(pk, {})[day] = hours
        return found


def _shift_ids(known: Catalogue, schedule_id: int, layout: Layout) -> dict[int | None, int]:
    """Number of the shape by shift; None is free, 0 is not written."""
    pattern = known.patterns[schedule_id]
    found = {
        pk: layout.id_of(shift_shape(pattern, hours, is_written=True))
        for pk, hours in (*known.shifts.items(), (None, None))
    }
    return {**found, 0: layout.id_of(shift_shape(pattern, None, is_written=False))}
