"""What a file would change, counted without changing anything."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from noken.attendance.models import Recorder
from noken.attendance.queries import pins
from noken.attendance.queries.known import others_of
from noken.devices.rules.attlog import Line, Unread, pin_key
from noken.devices.rules.future import propose_shift
from noken.devices.services.files.sorting import Sorter, Verdict

SHOWN = 20
_EVER = date(1900, 1, 1)


@dataclass(slots=True)
class Preview:
    """`unread` counts by reason; `twins` by the name of the machine that has the record already.

    `shown` are the first held lines: number, text, reason. `unsent` are new records from before
    the machine last spoke, that it never sent by itself.
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


def preview_of(
    lines: Iterable[Line | Unread],
    recorder: Recorder,
    *,
    site_now: datetime,
    sent_until: datetime | None = None,
) -> Preview:
    """Count what the lines of a file would do at a recorder. Bounded memory, nothing is written.

    Raises:
        UnreadableFile: the file breaks off, or most of it would have to be held.
    """
    found, ahead = Preview(), []
    reasons: Counter[str] = Counter()
    twins: Counter[int] = Counter()
    keys: set[str] = set()
    first = last = None
    for each in Sorter(recorder.pk, site_now).sort(lines):
        found.lines += 1
        if each.unread and each.verdict is Verdict.HELD:
            reasons[each.unread.reason] += 1
            if each.twin_of is not None:
                twins[each.twin_of] += 1
            if each.unread.reason == "FUTURE" and each.unread.local_time:
                ahead.append(each.unread.local_time)
            if len(found.shown) < SHOWN:
                found.shown.append((each.number, each.unread.text, each.unread.reason))
        elif each.line:
            keys.add(pin_key(each.line.pin))
            time = each.line.local_time
            first, last = min(first or time, time), max(last or time, time)
            found.new += each.verdict is Verdict.NEW
            if each.verdict is Verdict.NEW and sent_until and time < sent_until:
                found.unsent += 1
        found.known += each.verdict is Verdict.KNOWN
        found.held_before += each.verdict is Verdict.HELD_BEFORE
    names = others_of(recorder.pk)
    found.unread, found.twins = dict(reasons), {names[pk]: n for pk, n in twins.items()}
    if shift := propose_shift(ahead, site_now):
        found.shift_days, found.shift_is_year = shift
    found.first, found.last = _iso(first), _iso(last)
    assigned = {pin.pin_key for pin in pins([recorder.site_id], _EVER)}
    found.pins, found.unknown_pins = len(keys), len(keys - assigned)
    return found


def _iso(time: datetime | None) -> str:
    return time.isoformat() if time else ""
