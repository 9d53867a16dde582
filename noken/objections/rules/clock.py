"""How long each step has, and the two people who must sign when the region settles it anew."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from noken.core.signing import SIGNATURES

LAW = "PP 30/2019 Pasal 59"
DAY = timedelta(1)


class Workdays(Protocol):
    """Says which days are workdays; a calendar of the calendars area is one."""

    def is_workday(self, day: date) -> bool: ...


@dataclass(frozen=True, slots=True)
class Terms:
    """Days of each step. `file_days` are calendar days from the proven notice; the others are
    workdays. `since` None: nobody has signed, the usual ones stand.

    Of the usual ones `file_days` follows from the law [B]; whether calendar days are meant, and
    the other three, are not settled [C]: they are shown as such, and nothing follows from them.
    """

    file_days: int = 14
    take_workdays: int = 3
    answer_workdays: int = 5
    decide_workdays: int = 15
    source: str = LAW
    since: date | None = None

    @property
    def is_signed(self) -> bool:
        return self.since is not None


USUAL = Terms()


@dataclass(frozen=True, slots=True)
class Proposed:
    """Terms that were proposed: from which day, and who signed them."""

    terms: Terms
    start_on: date
    signer_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Window:
    """Until when an objection is in time: from the day of the notice to `last_on`."""

    received_on: date
    last_on: date

    def is_late(self, on: date) -> bool:
        return on > self.last_on

    def days_left(self, on: date) -> int:
        """Days after `on` that are still in time; 0 on the last day and afterwards."""
        return max(0, (self.last_on - on).days)


def terms_on(day: date, proposals: Sequence[Proposed]) -> Terms:
    """The newest terms that two different people signed and that hold on a day.

    Source: PP 30/2019 Pasal 59 (register: pp-30-2019-objection).
    """
    held = [
        each for each in proposals if len(each.signer_ids) >= SIGNATURES and each.start_on <= day
    ]
    return max(held, key=lambda each: each.start_on).terms if held else USUAL


def window_of(received_on: date, terms: Terms, lost: Collection[date] = ()) -> Window:
    """The days in which an objection is in time: fourteen after the day of the notice.

    Args:
        lost: days on which the programme could not be reached; they do not count.
    Source: PP 30/2019 Pasal 59, paling lama 14 hari setelah menerima hasil
    (register: pp-30-2019-objection).
    """
    day, left = received_on, terms.file_days
    while left:
        day += DAY
        left -= day not in lost
    return Window(received_on, day)


def received_before(today: date, terms: Terms, lost: Collection[date] = ()) -> date:
    """Grades that were received before this day can no longer be objected to in time today.

    Args:
        lost: as for `window_of`.
    Source: PP 30/2019 Pasal 59 (register: pp-30-2019-objection).
    """
    day, left = today - DAY, terms.file_days
    while left := left - (day not in lost):
        day -= DAY
    return day


def step_due(
    begun_on: date, workdays: int, calendar: Workdays, lost: Collection[date] = ()
) -> date:
    """The last day of a step: so many workdays after it began, without those that were lost.

    Source: janji 1 noken, gangguan sistem tidak membebani pegawai (register: noken-practice).
    """
    day, left = begun_on, workdays
    while left:
        day += DAY
        left -= calendar.is_workday(day) and day not in lost
    return day
