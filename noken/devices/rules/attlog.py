"""One line of a machine's file: a punch, or why it is none."""

import re
from datetime import datetime
from typing import NamedTuple

LONGEST_PIN = 24
FIRST_YEAR = 2000
KEPT_TEXT = 500
"""How much of an unreadable line is kept."""

_LINE = re.compile(
    r"\s*([0-9A-Za-z]{1,24})\s+(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)"
    r"(?:\s+(\d{1,5})(?:\s+(\d{1,5})(?:\s+(\d{1,5})(?:[\s,].*)?)?)?)?\s*"
)
_ANY_TIME = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_PIN = re.compile(r"[0-9A-Za-z]{1,24}")
_LARGEST_SMALL = 32_767


class Line(NamedTuple):
    """A punch as the file has it; `local_time` is the machine's own clock, without a zone."""

    number: int
    pin: str
    local_time: datetime
    status: int | None = None
    verify: int | None = None


class Unread(NamedTuple):
    """A line that is no punch: `reason` is one of `BadLine.Reason`.

    `pin` and `local_time` stand where they could be read, as for a time still to come.
    """

    number: int
    text: str
    reason: str
    pin: str = ""
    local_time: datetime | None = None


def read_attlog_line(number: int, text: str) -> Line | Unread:
    """A line of `attlog.dat`: padded PIN, time, number of the machine, status, way of proof, code.

    PIN and time are enough. The time must be a real one, two digits a part: a line that was cut
    must not become a punch that never happened.

    Source: files and PUSH lines of attendance machines (register: adms-push).
    """
    match = _LINE.fullmatch(text)
    if match is None:
        return Unread(number, kept(text), _why_not(text))
    pin, time, _machine, status, verify = match.groups()
    try:
        moment = datetime.fromisoformat(time)
    except ValueError:
        return Unread(number, kept(text), "BAD_TIME")
    if moment.year < FIRST_YEAR:
        return Unread(number, kept(text), "OLD")
    return Line(number, pin, moment, _small(status), _small(verify))


def pin_key(pin: str) -> str:
    """The PIN without leading zeros: a machine pads it, a file does not.

    Source: files and PUSH lines of attendance machines (register: adms-push).
    """
    return pin.lstrip("0") or "0"


def kept(text: str) -> str:
    """As much of a line as is kept and shown: without NUL and other signs nobody sees.

    Source: files and PUSH lines of attendance machines (register: adms-push).
    """
    seen = "".join(c if c.isprintable() or c == "\t" else "�" for c in text[: KEPT_TEXT * 2])
    return seen.strip("\ufeff ")[:KEPT_TEXT]


def _why_not(text: str) -> str:
    """The line does not match: what is it that is missing?"""
    first = re.split(r"[\t,;]|\s{1,}", text.strip(), maxsplit=1)[0]
    has_time = _ANY_TIME.search(text)
    if has_time and (text.startswith("\t") or _ANY_TIME.match(text.strip())):
        return "NO_PIN"
    if has_time and not _PIN.fullmatch(first):
        return "BAD_PIN"
    if has_time:
        return "BAD_TIME"
    return "NO_TIME" if _PIN.fullmatch(first) and "\t" in text else "UNREADABLE"


def _small(digits: str | None) -> int | None:
    if not digits:
        return None
    return number if (number := int(digits)) <= _LARGEST_SMALL else None
