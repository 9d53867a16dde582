"""One line of a machine's file: a punch, or why it is none."""

import re
from datetime import datetime
from typing import NamedTuple

from noken.devices.rules.push_lines import Bad, shown

FIRST_YEAR = 2000

_LINE = re.compile(
    r"\s*([0-9A-Za-z]{1,24})\s+(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)"
    r"(?:\s+(\d{1,5})(?:\s+(\d{1,5})(?:\s+(\d{1,5})(?:[\s,].*)?)?)?)?\s*",
    re.ASCII,
)
_ANY_TIME = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_PIN = re.compile(r"[0-9A-Za-z]{1,24}")
_LARGEST_SMALL = 32_767


class Line(NamedTuple):
    """A punch as the file has it; `local_time` is the machine's own clock, without a zone."""

    line_no: int
    pin: str
    local_time: datetime
    status: int | None = None
    verify: int | None = None


def read_attlog_line(number: int, text: str) -> Line | Bad:
    """A line of `attlog.dat`: padded PIN, time, number of the machine, status, way of proof, code.

    PIN and time are enough. The time must be a real one, two digits a part: a line that was cut
    must not become a punch that never happened.

    Source: files and PUSH lines of attendance machines (register: adms-push).
    """
    match = _LINE.fullmatch(text)
    if "\0" in text:  # a power cut ate the end of one line and the beginning of another
        return Bad(number, shown(text), "UNREADABLE")
    if match is None:
        return Bad(number, shown(text), _why_not(text))
    pin, time, _machine, status, verify = match.groups()
    try:
        moment = datetime.fromisoformat(time)
    except ValueError:
        return Bad(number, shown(text), "BAD_TIME")
    if moment.year < FIRST_YEAR:
        return Bad(number, shown(text), "OLD")
    return Line(number, pin, moment, _small(status), _small(verify))


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
