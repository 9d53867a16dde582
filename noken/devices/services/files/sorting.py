"""Every line of a file beside what stands already: new, known, a twin, ahead of its time, unread.

The preview counts these, and taking the file in stores by them: one does what the other said.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from noken.attendance.queries.known import others_of, standing
from noken.core.tables.unreadable import UnreadableFile
from noken.devices.models import BadLine
from noken.devices.queries.sources import Source
from noken.devices.rules.attlog import Line
from noken.devices.rules.future import is_future, is_long_past
from noken.devices.rules.push_lines import Bad, pin_key

BATCH = 1_000
MOST_HELD = 20_000
"""Lines of one file that may wait in quarantine; beyond that the file is not what it seems."""


class Verdict(StrEnum):
    NEW = "NEW"
    KNOWN = "KNOWN"
    HELD = "HELD"
    """Waits in quarantine; `Sorted.unread` says why."""
    HELD_BEFORE = "HELD_BEFORE"
    """The same line came before and was held then."""


class Sorted(NamedTuple):
    """A line and what becomes of it; `twin_of` is the recorder that has the same record."""

    verdict: Verdict
    number: int
    line: Line | None = None
    unread: Bad | None = None
    twin_of: int | None = None


@dataclass(slots=True)
class Sorter:
    """Sorts the lines of one file; `site_now` is the clock on the wall of the site."""

    recorder_id: int
    site_now: datetime
    held: int = 0

    def sort(self, lines: Iterable[Line | Bad]) -> Iterator[Sorted]:
        """Each line with its verdict, in order, a thousand at a time.

        Raises:
            UnreadableFile: most of the file would have to be held.
        """
        others = list(others_of(self.recorder_id))
        seen: set[int] = set()
        rest = iter(lines)
        while batch := list(islice(rest, BATCH)):
            yield from self._sort_batch(batch, others, seen)
            if self.held > MOST_HELD:
                raise UnreadableFile(
                    f"Lebih dari {MOST_HELD // 1_000}.000 baris berkas ini tidak dapat dihitung. "
                    "Periksa apakah mesinnya benar dan jam mesinnya betul, lalu salin ulang."
                )

    def _sort_batch(
        self, batch: Sequence[Line | Bad], others: Sequence[int], seen: set[int]
    ) -> Iterator[Sorted]:
        ahead = [self._judged(each) for each in batch]
        punches = [each for each in ahead if isinstance(each, Line)]
        keys = [pin_key(line.pin) for line in punches]
        times = [line.local_time for line in punches]
        stand = iter(standing(self.recorder_id, others, keys, times))
        sorted_ = [
            self._punch(each, *next(stand), seen)
            if isinstance(each, Line)
            else Sorted(Verdict.HELD, each.line_no, unread=each)
            for each in ahead
        ]
        yield from self._without_held_before(sorted_)

    def _judged(self, each: Line | Bad) -> Line | Bad:
        if not isinstance(each, Line):
            return each
        if is_future(each.local_time, self.site_now):
            return _held(each, "FUTURE")
        return _held(each, "OLD") if is_long_past(each.local_time, self.site_now) else each

    def _punch(self, line: Line, is_known: bool, twin_of: int | None, seen: set[int]) -> Sorted:  # noqa: FBT001 (a pair of an answer)
        mark = hash((pin_key(line.pin), line.local_time))
        if is_known or mark in seen:
            return Sorted(Verdict.KNOWN, line.line_no, line)
        seen.add(mark)
        if twin_of is not None:
            return Sorted(Verdict.HELD, line.line_no, unread=_held(line, "TWIN"), twin_of=twin_of)
        return Sorted(Verdict.NEW, line.line_no, line)

    def _without_held_before(self, batch: Sequence[Sorted]) -> Iterator[Sorted]:
        texts = {each.unread.text for each in batch if each.unread}
        before: set[tuple[str, str]] = set()
        if texts:
            rows = BadLine.objects.filter(
                delivery__recorder_id=self.recorder_id, text__in=texts
            ).values_list("text", "reason")
            before = set(rows)
        for each in batch:
            if each.unread is None:
                yield each
            elif (each.unread.text, each.unread.reason) in before:
                yield each._replace(verdict=Verdict.HELD_BEFORE)
            else:
                self.held += 1
                yield each


class Unsent:
    """Counts the new records from before a machine last spoke, that it never sent by itself."""

    def __init__(self, origin: Source) -> None:
        self.count = 0
        self._until = origin.spoke_at and origin.wall(origin.spoke_at)

    def add(self, each: Sorted) -> None:
        if each.verdict is Verdict.NEW and each.line and self._until:
            self.count += each.line.local_time < self._until


def _held(line: Line, reason: str) -> Bad:
    text = f"{line.pin} · {line.local_time:%Y-%m-%d %H:%M:%S}"
    extra = [str(value) for value in (line.status, line.verify) if value is not None]
    return Bad(line.line_no, " · ".join([text, *extra]), reason, line.pin, line.local_time)
