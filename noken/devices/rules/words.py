"""What is said to a machine: options, acknowledgements, and the closed list of commands."""

import re
import zlib
from collections.abc import Mapping
from datetime import date, datetime

PROTOCOL = "2.2.14"
ERROR_DELAY_S = 60
VERBS = (
    "INFO",
    "CHECK",
    "LOG",
    "REBOOT",
    "SET OPTION DateTime=",
    "DATA QUERY ATTLOG ",
    "VERIFY SUM ATTLOG ",
    "DATA UPDATE USERINFO ",
    "DATA DELETE USERINFO ",
)
"""Everything a machine can ever be told to do begins with one of these."""

_FORBIDDEN = re.compile("[\t\r\n\0]")
_COMMAND = re.compile(r"C:[0-9a-f]{1,16}:([^\r\n\0]+)")
_SERIAL = re.compile(r"[A-Za-z0-9_-]{4,32}")


def is_serial(text: str) -> bool:
    """Source: serial numbers of machines (register: adms-push)."""
    return bool(_SERIAL.fullmatch(text))


def delay_s(serial: str) -> int:
    """Between two polls: from 20 to 40 s, spread over the machines.

    Source: option block (register: adms-push).
    """
    return 20 + zlib.crc32(serial.encode()) % 21


def options(serial: str, *, stamp: str, op_stamp: str, zone_hours: int) -> str:
    """The option block that a machine asks for when it starts.

    Source: option block (register: adms-push).
    """
    block = {
        "ATTLOGStamp": stamp,
        "OPERLOGStamp": op_stamp,
        "ErrorDelay": ERROR_DELAY_S,
        "Delay": delay_s(serial),
        "TransTimes": "00:00;14:05",
        "TransInterval": 1,
        "TransFlag": "TransData AttLog\tOpLog",
        "TimeZone": zone_hours,
        "Realtime": 1,
        "Encrypt": "None",
        "ServerVer": PROTOCOL,
        "PushProtVer": PROTOCOL,
    }
    lines = "".join(f"{key}={value}\n" for key, value in block.items())
    return f"GET OPTION FROM: {serial}\n{lines}"


def door_options(serial: str, *, session: str) -> str:
    """The parameter block of access machines (u).

    Source: access branch of the protocol (register: adms-push).
    """
    block = {
        "ServerVersion": "3.1.2",
        "ServerName": "noken",
        "PushVersion": "3.1.2",
        "ErrorDelay": ERROR_DELAY_S,
        "RequestDelay": delay_s(serial),
        "TransTimes": "00:00\t14:05",
        "TransInterval": 1,
        "TransTables": "User\tTransaction",
        "Realtime": 1,
        "SessionID": session,
        "TimeoutSec": 10,
    }
    return "".join(f"{key}={value}\n" for key, value in block.items())


def clock_number(local: datetime) -> int:
    """A time as machines count it: months of 31 days since 2000.

    Source: SET OPTION DateTime (register: adms-push).
    """
    days = ((local.year - 2000) * 12 + local.month - 1) * 31 + local.day - 1
    return days * 86400 + local.hour * 3600 + local.minute * 60 + local.second


def command_text(
    verb: str, *, local: datetime, pin: str = "", name: str = "", day: date | None = None
) -> str:
    """The words for one of `Command.Verb`; `local` is the site's clock at the moment of sending.

    Raises:
        ValueError: the verb is not on the list, or it lacks what it needs.
    Source: closed list of commands (register: noken-practice).
    """
    pin, name = plain_value(pin), plain_value(name)
    if verb in {"INFO", "CHECK", "LOG", "REBOOT"}:
        return verb
    if verb == "CLOCK":
        return f"SET OPTION DateTime={clock_number(local)}"
    if verb in {"QUERY", "COUNT"} and day is not None:
        words = "DATA QUERY" if verb == "QUERY" else "VERIFY SUM"
        return f"{words} ATTLOG StartTime={day} 00:00:00\tEndTime={day} 23:59:59"
    if verb == "WRITE_USER" and pin:
        return f"DATA UPDATE USERINFO PIN={pin}\tName={name}"
    if verb == "DELETE_USER" and pin:
        return f"DATA DELETE USERINFO PIN={pin}"
    raise ValueError(verb)


def command_line(number: int, text: str) -> str:
    """One line of an answer to a poll; the last gate before a machine.

    Raises:
        ValueError: the text is not of the closed list.
    Source: closed list of commands (register: noken-practice).
    """
    line = f"C:{number:x}:{text}"
    if not is_allowed(line):
        raise ValueError(text)
    return line


def is_allowed(line: str) -> bool:
    """Whether a machine may be told this.

    Source: closed list of commands (register: noken-practice).
    """
    found = _COMMAND.fullmatch(line)
    if found is None:
        return False
    text = found[1]
    return text in VERBS[:4] or any(text.startswith(verb) for verb in VERBS[4:])


def plain_value(text: str) -> str:
    """A value that cannot end its line or its field.

    Source: values are stripped of tab, CR, LF and NUL (register: noken-practice).
    """
    return _FORBIDDEN.sub("", text).strip()


def parse_results(text: str) -> list[Mapping[str, str]]:
    """`ID=…&Return=…&CMD=…`, a line per command; keys in lower case.

    Source: command results (register: adms-push).
    """
    results: list[Mapping[str, str]] = []
    for line in re.split(r"[\r\n]+", text):
        parts = (part.partition("=") for part in line.split("&"))
        found = {key.strip().lower(): value.strip() for key, mark, value in parts if mark}
        if re.fullmatch(r"[0-9A-Fa-f]{1,15}", found.get("id", "")):
            results.append(found)
    return results


def parse_info(text: str) -> dict[str, int | str]:
    """`INFO=firmware,users,fingers,records,address,…` of a poll.

    Source: INFO of a poll (register: adms-push).
    """
    parts = [part.strip() for part in text.split(",")]
    found: dict[str, int | str] = {"firmware": _short(parts[0], 60)}
    for name, place in (("users_count", 1), ("records_count", 3)):
        if len(parts) > place and parts[place].isascii() and parts[place].isdigit():
            found[name] = min(int(parts[place][:9]), 2_000_000_000)
    return found


def parse_settings(text: str) -> dict[str, str]:
    """`key=value` by commas, as a machine reports itself; keys in lower case without `~`.

    Source: options report and registry (register: adms-push).
    """
    parts = (part.partition("=") for part in re.split(r"[,\r\n\t]+", text))
    return {
        key.strip().lstrip("~").lower(): _short(value, 60) for key, mark, value in parts if mark
    }


def acknowledgement(lines: int, *, counted: bool) -> str:
    """`OK: n`, where n counts good, known and bad lines alike; bare where a model wants it so.

    Source: counted acknowledgement (register: adms-push).
    """
    return f"OK: {lines}" if counted else "OK"


def _short(text: str, most: int) -> str:
    return "".join(letter for letter in text if letter.isprintable()).strip()[:most]
