"""The months of what was seen as drawings: plain days in one stroke, marked ones with a word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from noken.core.actor import Actor
from noken.core.values import MONTHS
from noken.findings import ports
from noken.findings.ports import DayMark
from noken.ui.formats import day_named

LEFT, TOP, STEP, EDGE, WEEKS = 34, 20, 14, 3, 6
SQUARE = "h5.6v5.6h-5.6z"
"""With round corners by a thick round stroke: a fifth of what rectangles take."""
PLAIN = "dok"
WEEKDAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
LEGEND = (
    ("dok", "Hadir"),
    ("dout", "Dinas luar"),
    ("dlv", "Cuti"),
    ("dhol", "Libur"),
    ("dq", "Sudah diterima alasannya"),
    ("dask", "Masih ditanyakan"),
    ("dbad", "Dihitung"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A day with a word of its own; `count` is its place in the count, "" where it has none."""

    x: int
    y: int
    tone: str
    words: str
    count: str

    @property
    def middle(self) -> str:
        return f"{self.x + 5.8:.1f}"

    @property
    def foot(self) -> str:
        return f"{self.y + 9.2:.1f}"


@dataclass(frozen=True, slots=True)
class Label:
    x: int
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Month:
    """`plain` and `rest` are paths of all plain days and of those to come; `title` says in words
    what the drawing shows."""

    width: int
    height: int
    title: str
    labels: Sequence[Label]
    plain: str
    rest: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Heat:
    """The months in which something was seen, the first one first."""

    months: Sequence[Month]
    legend: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A day of the finding: `tone` dbad, dask or dq, its sentence, its place in the count."""

    tone: str
    words: str
    count: str = ""


def heat_of(
    actor: Actor, employee_id: int, until: date, marked: Mapping[date, Marked]
) -> Heat | None:
    """The months of the marked days up to and with `until`, as areas above know their days; None
    where nobody does, or nothing is marked."""
    firsts = sorted({day.replace(day=1) for day in marked})
    if not firsts:
        return None
    end = min(until, _next_month(firsts[-1]) - timedelta(1)) + timedelta(1)
    answers = ports.days_of.ask(actor, employee_id, firsts[0], end)
    marks = {mark.day: mark for answer in answers for mark in answer}
    if not marks:
        return None
    work = (day.weekday() for day in {*marks, *marked} if _is_work(marks, day))
    last = max(4, max(work, default=0))
    months = [_month(first, end, last, marks, marked) for first in firsts]
    tones = {cell.tone for month in months for cell in month.cells} | {PLAIN}
    return Heat(months, [(tone, words) for tone, words in LEGEND if tone in tones])


def _month(
    first: date,
    end: date,
    last: int,
    marks: Mapping[date, DayMark],
    marked: Mapping[date, Marked],
) -> Month:
    """Up to before `end`, with the weekdays up to `last`."""
    plain, rest, cells = [], [], []
    days = (min(end, _next_month(first)) - first).days
    for day in (first + timedelta(number) for number in range(days)):
        week, weekday = _place(day)
        if weekday > last:
            continue
        x, y = LEFT + STEP * week, TOP + STEP * weekday
        cell = _cell(x, y, day, marks.get(day), marked.get(day))
        if cell is None:
            rest.append(f"M{x + EDGE} {y + EDGE}{SQUARE}")
        elif cell.tone == PLAIN:
            plain.append(f"M{x + EDGE} {y + EDGE}{SQUARE}")
        else:
            cells.append(cell)
    return Month(
        width=LEFT + STEP * WEEKS,
        height=TOP + STEP * (last + 1) + 2,
        title=_title(first, marked),
        labels=[Label(LEFT, "11", MONTHS[first.month - 1]), *_weekdays(last)],
        plain="".join(plain),
        rest="".join(rest),
        cells=cells,
    )


def _next_month(first: date) -> date:
    return (first + timedelta(31)).replace(day=1)


def _is_work(marks: Mapping[date, DayMark], day: date) -> bool:
    return day not in marks or marks[day].tone not in {"dhol", ""}


def _cell(x: int, y: int, day: date, mark: DayMark | None, own: Marked | None) -> Cell | None:
    if own is not None:
        return Cell(x, y, own.tone, f"{day_named(day)}: {own.words}", own.count)
    if mark is None or not mark.tone:
        return None
    words = f"{day_named(day)}: {mark.words}" if mark.words else ""
    return Cell(x, y, mark.tone, words, "")


def _place(day: date) -> tuple[int, int]:
    """Week of the month, counted from the Monday before its first day, and weekday."""
    return divmod(day.day - 1 + day.replace(day=1).weekday(), 7)


def _weekdays(last: int) -> Iterator[Label]:
    for number in range(0, last + 1, 2):
        yield Label(0, f"{TOP + STEP * number + 9.5}", WEEKDAYS[number])


def _title(first: date, marked: Mapping[date, Marked]) -> str:
    counted = sorted(
        day.day
        for day, each in marked.items()
        if each.tone == "dbad" and day.replace(day=1) == first
    )
    month = f"{MONTHS[first.month - 1]} {first.year}"
    if not counted:
        return f"{month}: tidak ada hari yang dihitung"
    return f"{month}: dihitung tanggal {', '.join(map(str, counted))}"
