"""Who owes a report, until when, and what a day looks like on the board."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from noken.core.values import Span

LONGEST_SEARCH = timedelta(366)


class Workdays(Protocol):
    """Tells workdays from days off (calendars' Calendar fits)."""

    def is_workday(self, day: date) -> bool: ...


class Stitch(StrEnum):
    """One working day of one person, as the board draws it."""

    FULL = "FULL"
    LATE = "LATE"
    EMPTY = "EMPTY"
    NONE = "NONE"
    WAITING = "WAITING"


@dataclass(frozen=True, slots=True)
class DutyTerm:
    """A duty with its period. Empty `family` or `kind` means any."""

    family: str
    kind: str
    owed: bool
    grace_workdays: int
    source: str
    mark: str
    span: Span


@dataclass(frozen=True, slots=True)
class GraceTerm:
    """A person's own time to report for the days of a span."""

    workdays: int
    span: Span


@dataclass(frozen=True, slots=True)
class Deadlines:
    """What decides whether a report came in time.

    `grace_workdays` after the day of the work, or longer where the person has an own term for that
    day (`personal`); `disrupted` are days on which noken or the network could not be reached.
    """

    calendar: Workdays
    disrupted: Collection[date]
    grace_workdays: int = 0
    personal: Sequence[GraceTerm] = ()

    def grace_on(self, day: date) -> int:
        """The workdays there are after a day of work."""
        own = [term.workdays for term in self.personal if day in term.span]
        return max([self.grace_workdays, *own])


def duty_for(duties: Iterable[DutyTerm], family: str, kind: str, day: date) -> DutyTerm | None:
    """The most specific duty in force: family and kind, then family, then kind, then all.

    None means that nothing is owed.
    Source: kewajiban melapor adalah setelan bertanggal (register: noken-practice).
    """
    fitting = [
        duty
        for duty in duties
        if duty.family in {"", family} and duty.kind in {"", kind} and day in duty.span
    ]
    return max(fitting, key=lambda duty: (duty.family != "", duty.kind != ""), default=None)


def is_owed(duty: DutyTerm | None, day: date, calendar: Workdays) -> bool:
    """Whether a report is owed for the day: a duty in force, on a workday.

    Source: kewajiban melapor adalah setelan bertanggal (register: noken-practice).
    """
    return duty is not None and duty.owed and calendar.is_workday(day)


def deadline_on(work_on: date, terms: Deadlines) -> date:
    """The last day on which a report of `work_on` is in time.

    That many undisturbed workdays after the work as the grace says, and never a disturbed day or
    (for work on a day off) a day off. An outage so moves the deadline and never shortens it.
    Source: janji 1 noken, gangguan server tidak membebani pegawai (register: noken-practice).
    """
    left = terms.grace_on(work_on)
    day, last = work_on, work_on + LONGEST_SEARCH
    while day < last:
        if terms.calendar.is_workday(day) and day not in terms.disrupted:
            if left == 0:
                return day
            left -= 1
        day += timedelta(1)
    return last


def is_late(work_on: date, received_on: date, terms: Deadlines) -> bool:
    """Whether the report came after its deadline.

    Source: janji 1 noken, gangguan server tidak membebani pegawai (register: noken-practice).
    """
    return received_on > work_on and received_on > deadline_on(work_on, terms)


def stitch(
    work_on: date, first_received_on: date | None, terms: Deadlines, *, owed: bool, today: date
) -> Stitch:
    """How one day stands: reported in time or late, empty, not owed, or still open.

    Source: satu tisik satu hari kerja (register: noken-practice).
    """
    if first_received_on is not None:
        late = is_late(work_on, first_received_on, terms)
        return Stitch.LATE if late else Stitch.FULL
    if not owed:
        return Stitch.NONE
    open_still = today <= work_on or today <= deadline_on(work_on, terms)
    return Stitch.WAITING if open_still else Stitch.EMPTY


def streak(stitches: Sequence[Stitch]) -> int:
    """How many days in a row, up to the newest, were reported. Oldest first.

    Days not owed and days still open neither count nor break the row; a late report counts.
    Source: satu tisik satu hari kerja (register: noken-practice).
    """
    days = 0
    for state in reversed(stitches):
        if state is Stitch.EMPTY:
            break
        days += state in {Stitch.FULL, Stitch.LATE}
    return days
