"""The days of a person's year as a drawing: plain ones in one stroke, marked ones with a word."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from noken.core.actor import Actor
from noken.core.values import MONTHS
from noken.findings import ports
from noken.findings.ports import DayMark
from noken.ui.formats import day_named

LEFT, TOP, STEP, SIZE, EDGE = 34, 20, 14, 5.6, 3
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
class Heat:
    """`plain` and `rest` are paths of all plain days and of those to come; `title` says in words
    what the drawing shows."""

    width: int
    height: int
    title: str
    labels: Sequence[Label]
    plain: str
    rest: str
    cells: Sequence[Cell]
    legend: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A day of the finding: `tone` dbad, dask or dq, its sentence, its place in the count."""

    tone: str
    words: str
    count: str = ""


def heat_of(
    actor: Actor, employee_id: int, year: int, until: date, marked: Mapping[date, Marked]
) -> Heat | None:
    """The year up to and with `until`, as areas above know its days; None where nobody does."""
    start, end = date(year, 1, 1), min(until, date(year, 12, 31)) + timedelta(1)
    answers = ports.days_of.ask(actor, employee_id, start, end)
    marks = {mark.day: mark for answer in answers for mark in answer}
    if not marks:
        return None
    days = [start + timedelta(number) for number in range((end - start).days)]
    wide = max((day.weekday() for day in {*marks, *marked} if _is_work(marks, day)), default=4)
    shown = [day for day in days if day.weekday() <= max(4, wide)]
    cells = [_cell(day, marks.get(day), marked.get(day)) for day in shown]
    tones = {cell.tone for cell in cells if cell} | {PLAIN}
    return Heat(
        width=LEFT + STEP * (_week(end - timedelta(1)) + 1),
        height=TOP + STEP * (max(4, wide) + 1) + 2,
        title=_title(year, marked),
        labels=[*_months(year, end), *_weekdays(max(4, wide))],
        plain=_path(day for day, cell in zip(shown, cells, strict=True) if _plain(cell)),
        rest=_path(day for day, cell in zip(shown, cells, strict=True) if cell is None),
        cells=[cell for cell in cells if cell and not _plain(cell)],
        legend=[(tone, words) for tone, words in LEGEND if tone in tones],
    )


def _is_work(marks: Mapping[date, DayMark], day: date) -> bool:
    return day not in marks or marks[day].tone not in {"dhol", ""}


def _plain(cell: Cell | None) -> bool:
    return cell is not None and cell.tone == PLAIN


def _cell(day: date, mark: DayMark | None, own: Marked | None) -> Cell | None:
    x, y = _place(day)
    if own is not None:
        return Cell(x, y, own.tone, f"{day_named(day)}: {own.words}", own.count)
    if mark is None or not mark.tone:
        return None
    return Cell(x, y, mark.tone, f"{day_named(day)}: {mark.words}", "")


def _week(day: date) -> int:
    return (day.timetuple().tm_yday - 1 + date(day.year, 1, 1).weekday()) // 7


def _place(day: date) -> tuple[int, int]:
    return LEFT + STEP * _week(day), TOP + STEP * day.weekday()


def _path(days: Iterable[date]) -> str:
    """Squares with round corners by a thick round stroke: a fifth of what rectangles take."""
    return "".join(f"M{x + EDGE} {y + EDGE}h{SIZE}v{SIZE}h-{SIZE}z" for x, y in map(_place, days))


def _months(year: int, end: date) -> Iterator[Label]:
    for month in range(1, 13):
        first = date(year, month, 1)
        if first < end:
            yield Label(_place(first)[0], "11", MONTHS[month - 1][:3])


def _weekdays(last: int) -> Iterator[Label]:
    for number in range(0, last + 1, 2):
        yield Label(0, f"{TOP + STEP * number + 9.5}", WEEKDAYS[number])


def _title(year: int, marked: Mapping[date, Marked]) -> str:
    counted = sorted(day for day, each in marked.items() if each.tone == "dbad")
    if not counted:
        return f"Kalender {year}: belum ada hari yang dihitung"
    days = ", ".join(f"{day.day} {MONTHS[day.month - 1]}" for day in counted)
    return f"Kalender {year}: dihitung {days}"
