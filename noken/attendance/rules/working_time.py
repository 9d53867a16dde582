"""When a person is expected at work: hours of a week or a shift, laid over the days. Pure.

All hours are minutes of the wall clock counted from midnight of the day they belong to. A shift
over midnight ends after 1440; a day's reach may begin before 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from noken.core.values import Span

DAY = 1440
TURNS = 180
"""03.00: until then a punch still belongs to the day before, unless a shift says otherwise."""
AFTER_END, BEFORE_START = 240, 120
"""How long after a window, and before one, its punches are surely its own."""
PLAIN = (TURNS + BEFORE_START, DAY + TURNS - AFTER_END)
"""Hours inside this span (05.00 to 23.00) never move the reach of the days beside them."""
LONGEST = DAY
LAST_END = DAY + DAY // 2
"""A window ends by noon of the next day, so that it touches no third day."""


class Kind(StrEnum):
    """What a day is for a person."""

    WORK = "WORK"
    OFF = "OFF"
    HOLIDAY = "HOLIDAY"
    UNSET = "UNSET"


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of a weekday or of a shift.

    Who comes by `late_from` is in time, who goes from `early_until` on has stayed long enough:
    `start` and `end` for fixed hours, the core hours for flexible ones. `required` are the
    minutes of work without the break.
    """

    start: int
    end: int
    late_from: int
    early_until: int
    required: int
    break_from: int = 0
    break_minutes: int = 0
    label: str = ""

    @property
    def is_flexible(self) -> bool:
        return (self.late_from, self.early_until) != (self.start, self.end)

    @property
    def is_plain(self) -> bool:
        """Away from midnight, so that no day beside it is touched."""
        return PLAIN[0] <= self.start and self.end <= PLAIN[1]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A schedule. By weekday (0 is Monday), or `is_shift`: then a roster says the hours."""

    name: str
    is_shift: bool
    keeps_holidays: bool
    week: Mapping[int, Hours]
    ramadan: Mapping[int, Hours]
    """Hours of the weekdays in Ramadan; empty where the usual ones go on."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A day of a person before it has a date: the window, and the reach `[opens, closes)` whose
    punches belong to it. Without work the hours are 0."""

    kind: Kind
    start: int = 0
    end: int = 0
    late_from: int = 0
    early_until: int = 0
    opens: int = TURNS
    closes: int = DAY + TURNS
    break_from: int = 0
    break_minutes: int = 0
    required: int = 0
    elsewhere: bool = False
    ramadan: bool = False
    label: str = ""
    schedule: str = ""

    @property
    def is_work(self) -> bool:
        return self.kind is Kind.WORK

    @property
    def is_flexible(self) -> bool:
        return (self.late_from, self.early_until) != (self.start, self.end)


def day_shape(
    pattern: Pattern, day: date, *, is_holiday: bool, in_ramadan: bool, elsewhere: bool = False
) -> Shape:
    """A day of somebody who works by weekday.

    A day off of the calendar goes before the week; a weekday without hours is the weekly rest.

    Source: Perpres 21/2023 Pasal 3 dan 4 (register: perpres-21-2023).
    """
    season = in_ramadan and bool(pattern.ramadan)
    hours = (pattern.ramadan if season else pattern.week).get(day.weekday())
    if hours is None:
        return Shape(Kind.OFF, schedule=pattern.name)
    if is_holiday and pattern.keeps_holidays:
        return Shape(Kind.HOLIDAY, schedule=pattern.name)
    shape = working(hours, pattern.name)
    return replace(shape, elsewhere=elsewhere, ramadan=season)


def shift_shape(pattern: Pattern, hours: Hours | None, *, is_written: bool) -> Shape:
    """A day of somebody who works by roster: a shift, free, or not written yet.

    Source: PermenPANRB 4/2025, fleksibel waktu berupa sif (register: permenpanrb-4-2025).
    """
    if hours is not None:
        return working(hours, pattern.name)
    return Shape(Kind.OFF if is_written else Kind.UNSET, schedule=pattern.name)


def working(hours: Hours, schedule: str) -> Shape:
    """A working day with these hours, not yet laid beside its neighbours.

    Source: Perpres 21/2023 Pasal 4 (register: perpres-21-2023).
    """
    return Shape(
        Kind.WORK,
        start=hours.start,
        end=hours.end,
        late_from=hours.late_from,
        early_until=hours.early_until,
        break_from=hours.break_from,
        break_minutes=hours.break_minutes,
        required=hours.required,
        label=hours.label,
        schedule=schedule,
    )


def laid_out(shapes: Sequence[Shape]) -> list[Shape]:
    """Consecutive days of one person made to share no minute.

    A window that begins before the one of the day before has ended begins at that end; one that
    lies wholly inside it is no work. Where one day's reach ends the next one's begins: at 03.00,
    or between the windows when one of them comes near.

    Source: PermenPANRB 4/2025, tidak ada menit terhitung dua kali (register: permenpanrb-4-2025).
    """
    layout = Layout()
    return [layout.shapes[pk] for pk in layout.lay([layout.id_of(shape) for shape in shapes])]


class Layout:
    """Lays the days of many people; what two of them have in common is worked out once.

    `shapes` are numbered from 0 in the order in which they were first met.
    """

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self._ids: dict[Shape, int] = {}
        self._following: dict[tuple[int, int, int], tuple[int, int, int]] = {}
        self._reached: dict[tuple[int, int, int], int] = {}

    def id_of(self, shape: Shape) -> int:
        found = self._ids.get(shape)
        if found is None:
            found = self._ids[shape] = len(self.shapes)
            self.shapes.append(shape)
        return found

    def lay(self, days: Sequence[int]) -> list[int]:
        """Consecutive days by number, laid beside one another as `laid_out` says."""
        laid: list[int] = []
        if not days:
            return laid
        own, first = days[0], self.shapes[days[0]]
        busy_until = first.end if first.is_work else 0
        opens = min(TURNS, first.start - BEFORE_START) if first.is_work else TURNS
        for following in days[1:]:
            freed, closes, busy_after = self._step(own, busy_until, following)
            laid.append(self._reach(own, opens, closes))
            own, opens, busy_until = freed, closes - DAY, busy_after
        laid.append(self._reach(own, opens, turn(self.shapes[own], None)))
        return laid

    def _step(self, own: int, busy_until: int, following: int) -> tuple[int, int, int]:
        """The following day freed of this one, where its reach begins, and how long it is busy."""
        key = (own, busy_until, following)
        found = self._following.get(key)
        if found is None:
            freed = _after(self.shapes[following], busy_until - DAY)
            busy_after = freed.end if freed.is_work else max(busy_until - DAY, 0)
            found = (self.id_of(freed), turn(self.shapes[own], freed), busy_after)
            self._following[key] = found
        return found

    def _reach(self, own: int, opens: int, closes: int) -> int:
        key = (own, opens, closes)
        found = self._reached.get(key)
        if found is None:
            shape = replace(self.shapes[own], opens=opens, closes=closes)
            found = self._reached[key] = self.id_of(shape)
        return found


def turn(day: Shape, following: Shape | None) -> int:
    """The minute of a day at which the following day's reach begins.

    Source: cara kerja noken (register: noken-practice).
    """
    low = day.end if day.is_work else None
    high = following.start + DAY if following is not None and following.is_work else None
    at = DAY + TURNS
    if low is not None and high is not None and high - low < AFTER_END + BEFORE_START:
        return (low + high) // 2
    if low is not None:
        at = max(at, low + AFTER_END)
    if high is not None:
        at = min(at, high - BEFORE_START)
    return at


def worked_minutes(shape: Shape, first: int, last: int) -> int:
    """Minutes between the first and last punch that lie in the window, without the break.

    Source: Perpres 21/2023 Pasal 4 (register: perpres-21-2023).
    """
    inside = _shared(first, last, shape.start, shape.end)
    rest_end = shape.break_from + shape.break_minutes
    rest = _shared(max(first, shape.start), min(last, shape.end), shape.break_from, rest_end)
    return inside - rest


def week_minutes(week: Mapping[int, Hours]) -> int:
    """The minutes of work of a whole week.

    Source: Perpres 21/2023 Pasal 4 (register: perpres-21-2023).
    """
    return sum(hours.required for hours in week.values())


def faults_of(hours: Hours) -> list[str]:
    """Why these hours cannot be kept, as codes; empty when they can.

    Source: Perpres 21/2023 Pasal 4 (register: perpres-21-2023).
    """
    length = hours.end - hours.start
    rest_end = hours.break_from + hours.break_minutes
    wrong = {
        "starts_outside_day": not 0 <= hours.start < DAY,
        "ends_before_start": not 0 < length <= LONGEST,
        "ends_too_late": hours.end > LAST_END,
        "break_outside": hours.break_minutes > 0
        and not (hours.start <= hours.break_from and rest_end <= hours.end),
        "core_outside": not hours.start <= hours.late_from <= hours.early_until <= hours.end,
        "more_than_fits": not 0 < hours.required <= length - hours.break_minutes,
    }
    return [code for code, is_wrong in wrong.items() if is_wrong]


def in_season(day: date, seasons: Iterable[Span]) -> bool:
    """Whether a day lies in one of the dated ranges of Ramadan.

    Source: Perpres 21/2023 Pasal 4 ayat (2) (register: perpres-21-2023).
    """
    return any(day in season for season in seasons)


def _after(shape: Shape, free_from: int) -> Shape:
    """The window without what the day before still holds."""
    if not shape.is_work or free_from <= shape.start:
        return shape
    if free_from >= shape.end:
        return Shape(Kind.OFF, ramadan=shape.ramadan, schedule=shape.schedule)
    late_from = max(shape.late_from, free_from)
    cut = replace(shape, start=free_from, late_from=late_from)
    cut = replace(cut, early_until=max(shape.early_until, late_from))
    return replace(cut, required=min(shape.required, worked_minutes(cut, cut.start, cut.end)))


def _shared(first: int, last: int, start: int, end: int) -> int:
    return max(0, min(last, end) - max(first, start))
