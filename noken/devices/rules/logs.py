"""The other tables: what was done at a machine, who is stored in it, and doors that speak."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from noken.devices.rules.future import is_long_past
from noken.devices.rules.push_lines import (
    Bad,
    Parsed,
    Row,
    bad_line,
    pin_key,
    read_row,
    read_time,
    shown,
    split_lines,
)
from noken.devices.rules.scrub import REMOVED, is_biometric, scrub_line

ALARMS = {
    5: "Pengaturan mesin diubah",
    9: "Orang dihapus dari mesin",
    13: "Data mesin dikosongkan",
    21: "Jam mesin disetel",
    22: "Mesin dikembalikan ke setelan pabrik",
    23: "Catatan presensi dihapus",
    24: "Hak admin di mesin dihapus",
}
ABNORMAL_DOOR_EVENTS_FROM = 20
"""Lower codes are a door opened for somebody (u); from here on it was refused, forced or held."""

MOST_DRIFT = 2**31 - 1
"""Seconds the database can hold: 68 years."""

_PAIR = re.compile(r"\s*([A-Za-z_]+)\s*=\s*(.*?)\s*", re.DOTALL)
_PIN = re.compile(r"[0-9A-Za-z_-]{1,24}")
_SAME = {
    "time_second": "time",
    "eventtype": "event",
    "inoutstate": "inoutstatus",
    "verified": "verifytype",
}
"""What the offline log of a door calls the fields of its rtlog."""
_ENCODED = re.compile(r"[0-9]{6,10}")


class Told(NamedTuple):
    """Something the machine noted about itself; `local_time` is None where it gave none."""

    kind: str
    local_time: datetime | None
    code: int | None
    operator: str
    text: str
    alarm: bool


class Named(NamedTuple):
    """A name that a machine shows for a PIN."""

    pin: str
    name: str


@dataclass(slots=True)
class Logged(Parsed):
    """`rows` are punches (of doors), `told` what is no punch, `named` the people stored in it."""

    told: list[Told] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)


def parse_operlog(text: str) -> Logged:
    """OPLOG is kept, of USER the PIN and the name; every other word is counted and dropped.

    Source: OPERLOG lines of a machine (register: adms-push).
    """
    logged = Logged()
    for number, line in split_lines(text):
        logged.lines += 1
        word, _, rest = line.lstrip().partition(" ")
        if word == "OPLOG":
            told = _operation(rest)
            if told is None:
                logged.bad.append(Bad(number, shown(scrub_line(line)[0]), "UNREADABLE"))
                logged.kept.append(f"OPLOG {REMOVED}")
                continue
            logged.told.append(told)
            logged.kept.append(
                f"OPLOG {told.code}\t{told.operator}\t{told.local_time}\t{told.text}"
            )
        elif word == "USER" and (named := _named(pairs(rest))) is not None:
            logged.named.append(named)
            logged.kept.append(f"USER PIN={named.pin}\tName={named.name}")
        else:
            logged.dropped += 1
            known = word if re.fullmatch(r"[A-Z]{1,12}", word) else "?"
            logged.kept.append(f"{known} {REMOVED}")
    return logged


def parse_rtlog(text: str, now: datetime) -> Logged:
    """Lines of `key=value`, read by key. PIN 0 is the door speaking, not a person. A line is kept
    whole, but for its secrets: what is acknowledged is gone from the machine.

    Source: rtlog lines of access machines (register: adms-push).
    """
    logged = Logged()
    for number, line in split_lines(text):
        logged.lines += 1
        found = _door_fields(line)
        kept, _ = scrub_line(line)
        logged.kept.append(kept)
        event = _number(found.get("event", ""))
        pin = found.get("pin", "0")
        if pin.strip("0") and (event is None or event < ABNORMAL_DOOR_EVENTS_FROM):
            status, verify = found.get("inoutstatus", ""), found.get("verifytype", "")
            fields = [pin, found.get("time", ""), status, verify]
            row = read_row(fields, now)
            if isinstance(row, Row):
                logged.rows.append(row)
            else:
                logged.bad.append(bad_line(number, kept, fields, row))
            continue
        time = read_time(found.get("time", ""))
        if isinstance(time, str) or event is None:
            logged.bad.append(Bad(number, shown(kept), "UNREADABLE"))
        else:
            operator = pin if _PIN.fullmatch(pin) and pin.strip("0") else ""
            logged.told.append(Told("DOOR", time, event, operator, "", alarm=False))
    return logged


def parse_people(text: str) -> Logged:
    """`tablename=user` of access machines: PIN and name, nothing else.

    Source: user lines of access machines (register: adms-push).
    """
    logged = Logged()
    for number, line in split_lines(text):
        logged.lines += 1
        named = _named(pairs(_without_word(line)))
        if named is None:
            logged.bad.append(Bad(number, "", "UNREADABLE"))
            continue
        logged.named.append(named)
        logged.kept.append(f"user pin={named.pin}\tname={named.name}")
    return logged


def parse_unknown(table: str, text: str) -> Logged:
    """A table nobody knows: its lines without secrets; of biometric ones the count only.

    Source: what is unknown is kept in quarantine (register: noken-practice).
    """
    logged = Logged()
    dropped = is_biometric(table) or "\0" in text
    for _, line in split_lines(text):
        logged.lines += 1
        if dropped:
            logged.dropped += 1
            continue
        clean, removed = scrub_line(line)
        logged.dropped += removed
        logged.kept.append(clean)
    return logged


def pairs(line: str) -> dict[str, str]:
    """`key=value` by tab, keys in lower case.

    Source: lines of a machine (register: adms-push).
    """
    found = (_PAIR.fullmatch(part) for part in line.split("\t"))
    return {pair[1].lower(): pair[2] for pair in found if pair}


def is_realtime(rows: list[Row], *, online_for: timedelta, asked_again: bool) -> bool:
    """Whether the newest row of a delivery may be held against the moment it arrived.

    A machine that was away first sends what it kept: its rows are old for a good reason. So are
    those that it was asked for again.

    Source: rows of realtime deliveries show the machine's clock (register: noken-practice).
    """
    return 0 < len(rows) <= 10 and online_for >= timedelta(minutes=10) and not asked_again


def drift_of(rows: list[Row], now: datetime, *, realtime: bool) -> int | None:
    """Seconds by which the machine's clock runs ahead of the site's; None when nobody can say.

    A row from the future shows a clock that is ahead, whenever it arrives; rows of long ago alone
    show one that began anew.

    Source: rows of realtime deliveries show the machine's clock (register: noken-practice).
    """
    if not rows:
        return None
    newest = max(row.local_time for row in rows)
    ahead = int((newest - now).total_seconds())
    if realtime or ahead > 0 or is_long_past(newest, now):
        return max(-MOST_DRIFT, min(ahead, MOST_DRIFT))
    return None


def witnesses(rows: Sequence[Row], now: datetime, *, off_by: int, ahead: bool) -> Mapping[str, Row]:
    """By PIN the rows that show a clock off in this direction; none beside a row that is right:
    what one delivery says both ways shows no clock.

    Source: rows of realtime deliveries show the machine's clock (register: noken-practice).
    """
    found: dict[str, Row] = {}
    for row in rows:
        drift = (row.local_time - now).total_seconds()
        if abs(drift) <= off_by:
            return {}
        if (drift > 0) == ahead:
            found[pin_key(row.pin)] = row
    return found


def _door_fields(line: str) -> dict[str, str]:
    """An event of a door by the names of an rtlog, its time as people write it."""
    found = {_SAME.get(key, key): value for key, value in pairs(_without_word(line)).items()}
    time = found.get("time", "")
    if _ENCODED.fullmatch(time):
        days, seconds = divmod(int(time), 86_400)
        months, day = divmod(days, 31)
        year, month = divmod(months, 12)
        hours, rest = divmod(seconds, 3_600)
        date = f"{2000 + year:04}-{month + 1:02}-{day + 1:02}"
        found["time"] = f"{date} {hours:02}:{rest // 60:02}:{rest % 60:02}"
    return found


def _without_word(line: str) -> str:
    """A line of tabledata may begin with the name of its table."""
    word, _, rest = line.lstrip().partition(" ")
    return line if "=" in word else rest


def _operation(rest: str) -> Told | None:
    fields = [part.strip() for part in rest.split("\t")]
    code = _number(fields[0])
    if code is None or len(fields) < 3:
        return None
    time = read_time(fields[2])
    if isinstance(time, str):
        return None
    operator = fields[1] if _PIN.fullmatch(fields[1]) else ""
    objects = " ".join(part for part in map(_object, fields[3:7]) if part)
    text = ALARMS.get(code, "")
    return Told(
        "OPERATION",
        time,
        code,
        operator,
        f"{text} ({objects})" if objects and text else text or objects,
        code in ALARMS,
    )


def _object(text: str) -> str:
    return text if _PIN.fullmatch(text) and text.strip("0") else ""


def _named(found: dict[str, str]) -> Named | None:
    pin, name = found.get("pin", ""), found.get("name", "")
    if not _PIN.fullmatch(pin) or not pin.strip("0"):
        return None
    return Named(pin, _plain(name)[:60])


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:120]


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None
