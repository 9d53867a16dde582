"""One line of attendance, strict in what is taken and tolerant in how it is laid out."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from noken.devices.rules.future import is_future, is_long_past
from noken.devices.rules.scrub import scrub_line

MOST_TEXT = 500
FIRST_KEPT = 1900
"""Of an earlier year the line is kept as it came, and no moment with it."""

_PIN = re.compile(r"[0-9A-Za-z_-]{1,24}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")
_SPACED = re.compile(
    r"\s*([^\s]+)\s+([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2})(?:\s+(.*))?", re.DOTALL
)
_BREAKS = re.compile(r"\r\n|\r")
_SHORTEST_SECRET = 64
_UTC_OFFSET = 10


class Row(NamedTuple):
    """A punch as the machine told it. `local_time` is the clock on the wall of the site."""

    pin: str
    local_time: datetime
    status: int | None = None
    verify: int | None = None


class Bad(NamedTuple):
    """A line that was not taken; `reason` is one of `BadLine.Reason`.

    PIN and time are given where they could be read.
    """

    line_no: int
    text: str
    reason: str
    pin: str = ""
    local_time: datetime | None = None


@dataclass(slots=True)
class Parsed:
    """`lines` counts all that are not empty; `kept` is the text that may be stored.

    `dropped` counts lines of which something was taken out, `utc_offset` is the machine's own
    idea of its zone in seconds.
    """

    rows: list[Row] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)
    lines: int = 0
    dropped: int = 0
    kept: list[str] = field(default_factory=list)
    utc_offset: int | None = None


def decode(body: bytes) -> str:
    """UTF-8, else Latin-1, which takes every byte; a byte order mark is no part of a line.

    Source: lines of a machine (register: adms-push).
    """
    body = body.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body.decode("latin-1")


def split_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not empty, numbered from 1, whether they end in CR LF, LF or CR.

    Source: lines of a machine (register: adms-push).
    """
    if "\r" in text:
        text = _BREAKS.sub("\n", text)
    for number, line in enumerate(text.split("\n"), start=1):
        if line and not line.isspace():
            yield number, line


def parse_attlog(text: str, now: datetime) -> Parsed:
    """Lines `PIN, time, status, verify, …`, by tabs or by spaces. `now` is the site's clock.

    Source: ATTLOG lines of a machine (register: adms-push).
    """
    parsed = Parsed()
    rows, kept = parsed.rows, parsed.kept
    for number, line in split_lines(text):
        parsed.lines += 1
        fields = line.split("\t") if "\t" in line else _spaced(line)
        found = read_row(fields, now)
        if len(line) >= _SHORTEST_SECRET or "=" in line or found.__class__ is str:
            line, removed = scrub_line(line)  # noqa: PLW2901 (the line as it may be kept)
            parsed.dropped += removed
        kept.append(line)
        if isinstance(found, Row):
            rows.append(found)
            if len(fields) > _UTC_OFFSET:
                parsed.utc_offset = _offset(fields[_UTC_OFFSET], parsed.utc_offset)
        else:
            parsed.bad.append(bad_line(number, line, fields, found))
    return parsed


def read_row(fields: list[str], now: datetime) -> Row | str:
    """The punch in these fields, else the reason why it is none.

    Source: a time matches two digits per part exactly and is a real date (register: adms-push).
    """
    if len(fields) < 2:
        return "UNREADABLE"
    pin = fields[0].strip()
    if not _PIN.fullmatch(pin) or not pin.strip("0"):
        return "BAD_PIN" if pin.strip("0") else "NO_PIN"
    local_time = read_time(fields[1].strip())
    if isinstance(local_time, str):
        return local_time
    if is_long_past(local_time, now):
        return "OLD"
    if is_future(local_time, now):
        return "FUTURE"
    rest = len(fields)
    return Row(
        pin,
        local_time,
        _small(fields[2]) if rest > 2 else None,
        _small(fields[3]) if rest > 3 else None,
    )


def bad_line(number: int, text: str, fields: list[str], reason: str) -> Bad:
    """A line for quarantine; of one that could be read, whose and when.

    Source: what is unknown is kept in quarantine (register: noken-practice).
    """
    if reason in {"FUTURE", "OLD"}:
        local_time = read_time(fields[1].strip())
        if isinstance(local_time, datetime) and local_time.year >= FIRST_KEPT:
            return Bad(number, shown(text), reason, fields[0].strip(), local_time)
    return Bad(number, shown(text), reason)


def read_time(text: str) -> datetime | str:
    """A naive time, or the reason why it is none.

    Source: a time matches two digits per part exactly and is a real date (register: adms-push).
    """
    if not _TIME.fullmatch(text):
        return "NO_TIME"
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return "BAD_TIME"


def pin_key(pin: str) -> str:
    """One person's PIN however many zeros a machine writes before it.

    Source: PIN without leading zeros names a person within a site (register: noken-practice).
    """
    return pin.lstrip("0") or "0"


def shown(line: str) -> str:
    """A line as it is kept for people to look at: short, without control characters.

    Source: what is unknown is kept in quarantine (register: noken-practice).
    """
    text = line[: MOST_TEXT * 2].replace("\t", " → ")
    return "".join(letter if letter.isprintable() else "�" for letter in text)[:MOST_TEXT]


def _spaced(line: str) -> list[str]:
    found = _SPACED.fullmatch(line) if len(line) <= MOST_TEXT else None
    if found is None:
        return [line]
    return [found[1], found[2], *(found[3] or "").split()]


def _small(text: str) -> int | None:
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) <= 4:
        return int(text)
    return None


def _offset(text: str, before: int | None) -> int | None:
    found = re.fullmatch(r"\s*([+-]?[0-9]{1,5})\s*", text)
    return int(found[1]) if found else before
