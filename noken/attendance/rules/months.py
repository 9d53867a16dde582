"""When a month may be closed, and how its days lie in a recap."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from noken.attendance.rules.holding import AT_WORK, ON_DUTY, Mark

NO_DAY = "_"
LONGEST_SEARCH = 90


@dataclass(frozen=True, slots=True)
class Totals:
    """What a row of letters adds up to, in days."""

    present: int
    late: int
    early: int
    duty: int
    leave: int
    sick: int
    excused: int
    shielded: int
    open: int
    waiting: int
    absent: int

    @property
    def owed(self) -> int:
        """Days with an answer owed: all but free days and the day still running."""
        return (
            self.present
            + self.duty
            + self.leave
            + self.sick
            + self.excused
            + self.open
            + self.waiting
            + self.absent
        )


def month_after(month: date) -> date:
    """The first day of the next month.

    Source: kalender (register: noken-practice).
    """
    return (month + timedelta(31)).replace(day=1)


def month_before(month: date) -> date:
    """The first day of the month before.

    Source: kalender (register: noken-practice).
    """
    return (month - timedelta(1)).replace(day=1)


def days_of(month: date) -> list[date]:
    """Every day of the month that begins on `month`, in order.

    Source: kalender (register: noken-practice).
    """
    last = monthrange(month.year, month.month)[1]
    return [month.replace(day=number) for number in range(1, last + 1)]


def may_close(month: date, today: date) -> bool:
    """A month is closed from the first day of the next one on.

    Source: rekap ditutup setelah bulannya berakhir (register: noken-practice).
    """
    return today >= month_after(month)


def totals_of(letters: str) -> Totals:
    """The days of a row of letters by what they are. A late day is a day present.

    Source: hari terlambat dan hari yang dilindungi tetap hari hadir (register: noken-practice).
    """
    count = letters.count
    return Totals(
        present=sum(count(mark) for mark in AT_WORK),
        late=count(Mark.LATE),
        early=count(Mark.EARLY),
        duty=sum(count(mark) for mark in ON_DUTY),
        leave=count(Mark.LEAVE),
        sick=count(Mark.SICK),
        excused=count(Mark.EXCUSED),
        shielded=count(Mark.SHIELDED),
        open=count(Mark.OPEN),
        waiting=count(Mark.WAITING),
        absent=count(Mark.ABSENT),
    )


def differences(recorded: str, held: str) -> int:
    """On how many days what holds differs from what was recorded.

    Source: rekap memuat rekaman dan yang berlaku berdampingan (register: noken-practice).
    """
    return sum(one != other for one, other in zip(recorded, held, strict=True))


def letters_of(marks: Sequence[tuple[int, Mark]], length: int) -> str:
    """A row of letters from (day of the month, mark); days without one are NO_DAY.

    Source: satu huruf sehari (register: noken-practice).
    """
    row = [NO_DAY] * length
    for number, mark in marks:
        row[number - 1] = mark.value
    return "".join(row)


class WorkdayCalendar(Protocol):
    """Tells workdays from days off (calendars' Calendar fits)."""

    def is_workday(self, day: date) -> bool: ...


def workday_after(calendar: WorkdayCalendar, day: date, count: int) -> date:
    """The `count`-th workday after a day.

    Source: batas dihitung dalam hari kerja (register: noken-practice).
    """
    return _walk(calendar, day, count, 1)


def workday_before(calendar: WorkdayCalendar, day: date, count: int) -> date:
    """The `count`-th workday before a day.

    Source: batas dihitung dalam hari kerja (register: noken-practice).
    """
    return _walk(calendar, day, count, -1)


def _walk(calendar: WorkdayCalendar, day: date, count: int, step: int) -> date:
    for _ in range(LONGEST_SEARCH):
        if count <= 0:
            break
        day += timedelta(step)
        count -= calendar.is_workday(day)
    return day
