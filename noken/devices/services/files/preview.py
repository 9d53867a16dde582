"""What a file would change, counted without changing anything."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from noken.attendance.queries import pins
from noken.attendance.queries.known import others_of
from noken.devices.queries.sources import Source
from noken.devices.rules.attlog import Line
from noken.devices.rules.future import propose_shift
from noken.devices.rules.push_lines import Bad, pin_key
from noken.devices.rules.wrong import signs
from noken.devices.services.files.sorting import Sorted, Sorter, Unsent, Verdict

SHOWN = 20
_EVER = date(1900, 1, 1)


@dataclass(slots=True)
class Preview:
    """`unread` counts by reason; `twins` by the name of the machine that has the record already.

    `shown` are the first held lines: number, text, reason. `unsent` are new records from before
    the machine last spoke, that it never sent by itself. `signs` speak against the machine.
    """

    lines: int = 0
    new: int = 0
    known: int = 0
    held_before: int = 0
    unread: dict[str, int] = field(default_factory=dict)
    twins: dict[str, int] = field(default_factory=dict)
    shift_days: int = 0
    shift_is_year: bool = False
    pins: int = 0
    unknown_pins: int = 0
    first: str = ""
    last: str = ""
    unsent: int = 0
    signs: list[str] = field(default_factory=list)
    shown: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def held(self) -> int:
        return sum(self.unread.values())

    @property
    def changes(self) -> bool:
        """Is there anything to take in?"""
        return bool(self.new or self.held)

    def as_kept(self) -> dict[str, Any]:
        return asdict(self)


class _Count:
    """Adds lines up. Of the lines themselves it keeps the first few and the times ahead."""

    def __init__(self, origin: Source) -> None:
        self.found = Preview()
        self.unsent = Unsent(origin)
        self.keys: set[str] = set()
        self.ahead: list[datetime] = []
        self.twins: Counter[int] = Counter()
        self.reasons: Counter[str] = Counter()
        self.first: datetime | None = None
        self.last: datetime | None = None

    def add(self, each: Sorted) -> None:
        self.found.lines += 1
        self.unsent.add(each)
        self.found.known += each.verdict is Verdict.KNOWN
        self.found.held_before += each.verdict is Verdict.HELD_BEFORE
        if each.line:
            self._add_punch(each.line, is_new=each.verdict is Verdict.NEW)
        elif each.unread and each.verdict is Verdict.HELD:
            self._add_held(each.unread, each.twin_of)

    def _add_punch(self, line: Line, *, is_new: bool) -> None:
        time = line.local_time
        self.keys.add(pin_key(line.pin))
        self.first, self.last = min(self.first or time, time), max(self.last or time, time)
        self.found.new += is_new

    def _add_held(self, held: Bad, twin_of: int | None) -> None:
        self.reasons[held.reason] += 1
        if twin_of is not None:
            self.twins[twin_of] += 1
        if held.reason == "FUTURE" and held.local_time:
            self.ahead.append(held.local_time)
        if len(self.found.shown) < SHOWN:
            self.found.shown.append((held.line_no, held.text, held.reason))


def preview_of(
    lines: Iterable[Line | Bad],
    source: Source,
    at: datetime,
) -> Preview:
    """Count what the lines of a file would do at a source. Bounded memory, nothing is written.

    Raises:
        UnreadableFile: the file breaks off, or most of it would have to be held.
    """
    site_now = source.wall(at)
    count = _Count(source)
    for each in Sorter(source.id, site_now).sort(lines):
        count.add(each)
    found, names = count.found, others_of(source.id)
    found.unread, found.unsent = dict(count.reasons), count.unsent.count
    found.twins = {names[pk]: number for pk, number in count.twins.items()}
    if shift := propose_shift(count.ahead, site_now):
        found.shift_days, found.shift_is_year = shift
    found.first, found.last = _iso(count.first), _iso(count.last)
    assigned = {pin.pin_key for pin in pins([source.site_id], _EVER)}
    found.pins, found.unknown_pins = len(count.keys), len(count.keys - assigned)
    found.signs = [
        str(sign)
        for sign in signs(
            pins=found.pins,
            unknown=found.unknown_pins,
            at_site=len(assigned),
            new=found.new,
            twins=sum(found.twins.values()),
            age=site_now - count.last if count.last else None,
        )
    ]
    return found


def _iso(time: datetime | None) -> str:
    return time.isoformat() if time else ""
