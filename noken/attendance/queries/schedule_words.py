"""Hours as they are read: spans on the clock, weekdays together, shifts by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from noken.attendance.models import Schedule, ScheduleHours
from noken.attendance.queries.catalogue import Catalogue
from noken.attendance.rules.working_time import DAY, Hours, Kind, Pattern, Shape, week_minutes
from noken.ui.formats import DAYS, ZONES, number

DASH = "\N{EN DASH}"
MARKS = {"A": "naskah resmi", "B": "naskah belum dicocokkan", "C": "menunggu penetapan"}
TONES = {"A": "ok", "B": "", "C": "thr"}
FREE_WORDS = {
    Kind.OFF: "tidak bertugas",
    Kind.HOLIDAY: "libur",
    Kind.UNSET: "piket belum diisi",
}


@dataclass(frozen=True, slots=True)
class Line:
    """`days` with `hours`, or a shift by its name."""

    days: str
    hours: str


@dataclass(frozen=True, slots=True)
class ScheduleWords:
    """A schedule as it is read. `mark_label` says how sure its source is."""

    id: int
    name: str
    is_shift: bool
    usual: tuple[Line, ...]
    ramadan: tuple[Line, ...]
    total: str
    source: str
    mark_label: str
    mark_tone: str


def clock_time(minute: int) -> str:
    """07.30; an hour of the next day as the clock shows it."""
    return f"{minute % DAY // 60:02}.{minute % 60:02}"


def span_words(start: int, end: int) -> str:
    return f"{clock_time(start)}{DASH}{clock_time(end)}"


def hours_words(hours: Hours | Shape) -> str:
    """The span; with core hours where people choose when they come."""
    text = span_words(hours.start, hours.end)
    if hours.is_flexible:
        return f"{text}, jam inti {span_words(hours.late_from, hours.early_until)}"
    return text


def week_lines(week: Mapping[int, Hours]) -> tuple[Line, ...]:
    """Weekdays one after another with equal hours are one line."""
    lines: list[tuple[int, int, str]] = []
    for day in sorted(week):
        text = hours_words(week[day])
        if lines and lines[-1][1] == day - 1 and lines[-1][2] == text:
            lines[-1] = (lines[-1][0], day, text)
        else:
            lines.append((day, day, text))
    return tuple(Line(_weekdays(first, last), text) for first, last, text in lines)


def weekdays_words(days: Iterable[int]) -> str:
    """Rabu dan Jumat"""
    names = [DAYS[day] for day in sorted(days)]
    return " dan ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def zone_word(zone: str) -> str:
    return ZONES.get(zone, zone)


def schedules_in_words(known: Catalogue, *, only_in_use: bool = True) -> list[ScheduleWords]:
    """All schedules, the usual one first."""
    rows = Schedule.objects.filter(in_use=True) if only_in_use else Schedule.objects.all()
    shifts: dict[int, list[Hours]] = {}
    for row in ScheduleHours.objects.filter(weekday=None).order_by("schedule", "start", "pk"):
        shifts.setdefault(row.schedule_id, []).append(known.shifts[row.pk])
    found = [_words(row, known.patterns[row.pk], shifts.get(row.pk, [])) for row in rows]
    return sorted(found, key=lambda each: (each.id != known.usual_id, each.is_shift, each.name))


def _words(row: Schedule, pattern: Pattern, shifts: list[Hours]) -> ScheduleWords:
    minutes = week_minutes(pattern.week)
    return ScheduleWords(
        id=row.pk,
        name=row.name,
        is_shift=pattern.is_shift,
        usual=tuple(Line(each.label, hours_words(each)) for each in shifts)
        or week_lines(pattern.week),
        ramadan=week_lines(pattern.ramadan),
        total=f"{number(minutes / 60)} jam sepekan" if minutes else "menurut piket",
        source=row.source,
        mark_label=MARKS[row.mark],
        mark_tone=TONES[row.mark],
    )


def _weekdays(first: int, last: int) -> str:
    return DAYS[first] if first == last else f"{DAYS[first]}{DASH}{DAYS[last]}"
