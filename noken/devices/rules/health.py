"""How a machine fares, in words and in bars of half a day."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

HALF = timedelta(hours=12)
BARS = 24
DRIFT_SHOWN = 180
"""Seconds: from three minutes on a clock is off (the receiver flags it there)."""
_DEAF_MINUTES = 360
_MINUS = "\N{MINUS SIGN}"
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


class Bar(StrEnum):
    """One half of a day: heard; clock or lines astray; not heard; before its time."""

    HEARD = "u1"
    ASTRAY = "u2"
    DEAF = "u0"
    NONE = "kh"


class Half(NamedTuple):
    """What is known of twelve hours of a machine."""

    contacts: int
    rows: int
    bad: int
    drift_seconds: int | None
    silent_minutes: int


class State(NamedTuple):
    """What is known of a machine now. Times are instants; `shift` is how far its clock is off."""

    is_pending: bool = False
    silent_since: datetime | None = None
    clock_off: bool = False
    drift: int | None = None
    missing: int = 0
    alarms: int = 0
    strangers: int = 0
    late_rows: int = 0
    by_file: bool = False
    is_open: bool = False


class Verdict(NamedTuple):
    """The badge of a machine; `weight` sorts what should be seen first, 0 is well."""

    label: str
    tone: str
    icon: str
    weight: int


def verdict(state: State, now: datetime) -> Verdict:
    """What should be said of a machine: the gravest thing only.

    Source: noken's own practice with machines (register: noken-practice).
    """
    if state.is_pending:
        return Verdict("Menunggu persetujuan", "warn", "hourglass", 6)
    if state.silent_since is not None:
        return Verdict(f"Diam {span(now - state.silent_since)}", "bad", "unplug", 5)
    if state.clock_off or abs(state.drift or 0) >= DRIFT_SHOWN:
        way = "maju" if (state.drift or 0) > 0 else "mundur"
        size = span(timedelta(seconds=abs(state.drift or 0)))
        label = f"Jam {way} {size}" if state.drift else "Jam diragukan"
        return Verdict(label, "warn", "clock-alert", 4)
    if state.missing:
        return Verdict(f"{state.missing} baris hilang", "warn", "file-exclamation-point", 3)
    if state.alarms:
        return Verdict(f"{state.alarms} kejadian", "warn", "shield-alert", 2)
    if state.strangers:
        return Verdict(f"{state.strangers} PIN asing", "warn", "user-x", 1)
    if state.by_file:
        return Verdict("Lewat berkas", "", "file-text", 0)
    return _well(state)


def _well(state: State) -> Verdict:
    if state.is_open:
        return Verdict("Sehat, terbuka", "warn", "shield-alert", 0)
    return Verdict("Sehat, mengejar" if state.late_rows else "Sehat", "ok", "check", 0)


def span(length: timedelta) -> str:
    """A length of time in its largest whole unit: 2 hari, 5 jam, 11 menit, 40 detik.

    Source: noken's own practice with machines (register: noken-practice).
    """
    seconds = int(length.total_seconds())
    for size, word in ((_DAY, "hari"), (_HOUR, "jam"), (_MINUTE, "menit")):
        if seconds >= size:
            return f"{seconds // size} {word}"
    return f"{seconds} detik"


def drift_words(drift: int | None) -> str:
    """As +11 menit 8 detik, with a true minus sign; tidak diketahui.

    Source: noken's own practice with machines (register: noken-practice).
    """
    if drift is None:
        return "tidak diketahui"
    sign = "+" if drift > 0 else _MINUS if drift else ""
    days, rest = divmod(abs(drift), _DAY)
    hours, rest = divmod(rest, _HOUR)
    parts = (days, "hari"), (hours, "jam"), (rest // _MINUTE, "menit"), (rest % _MINUTE, "detik")
    said = [f"{number} {word}" for number, word in parts if number][:2]
    return f"{sign}{' '.join(said) or '0 detik'}"


def bars(
    halves: Mapping[datetime, Half],
    since: datetime | None,
    newest: datetime,
    *,
    is_silent: bool = False,
) -> list[Bar]:
    """The last twelve days in halves, oldest first; `newest` begins the half that runs now.

    `is_silent`: it is not heard at present, so the running half has no sign of it for a reason.

    Source: noken's own practice with machines (register: noken-practice).
    """
    starts = [newest - HALF * back for back in range(BARS - 1, -1, -1)]
    return [
        _bar(halves.get(start), start, since, is_running=start == newest and not is_silent)
        for start in starts
    ]


def missing_guess(halves: Mapping[datetime, Half], deaf: Sequence[datetime]) -> int:
    """About how many records a silent machine did not bring: what it usually brings in that half.

    Source: noken's own practice with machines (register: noken-practice).
    """
    guess = 0.0
    for start in deaf:
        alike = [
            half.rows
            for other, half in halves.items()
            if other < start
            and half.contacts
            and (start - other) % timedelta(1) == timedelta()
            and (start.weekday() >= 5) == (other.weekday() >= 5)
        ]
        if alike:
            guess += sum(alike) / len(alike)
    return round(guess)


def bars_words(found: Sequence[Bar]) -> str:
    """The bars as a sentence for who cannot see them.

    Source: noken's own practice with machines (register: noken-practice).
    """
    said = f"{len(found)} paruh hari terakhir"
    counts = {bar: list(found).count(bar) for bar in Bar}
    parts = [
        (counts[Bar.DEAF], "tidak terdengar"),
        (counts[Bar.ASTRAY], "jam atau baris menyimpang"),
        (counts[Bar.NONE], "belum ada catatan"),
    ]
    known = [f"{number} {word}" for number, word in parts if number]
    return f"{said}: {', '.join(known)}" if known else f"{said}, semua terdengar"


def _bar(half: Half | None, start: datetime, since: datetime | None, *, is_running: bool) -> Bar:
    if half is None:
        too_early = since is None or start + HALF <= since
        return Bar.NONE if too_early or is_running else Bar.DEAF
    if not half.contacts or half.silent_minutes >= _DEAF_MINUTES:
        return Bar.DEAF
    if half.bad or abs(half.drift_seconds or 0) >= DRIFT_SHOWN:
        return Bar.ASTRAY
    return Bar.HEARD
