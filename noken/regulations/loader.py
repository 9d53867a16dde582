"""Dated rule data as immutable values. The files beside this module are part of the package."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Source:
    """A text that rules cite. `mark`: A official, B secondary, C unconfirmed."""

    key: str
    title: str
    mark: str


@dataclass(frozen=True, slots=True)
class CoreValue:
    """One of the seven BerAKHLAK values; `name` is the official Indonesian word.

    `guides` are its three behaviour guides in our own words, [C]: they are shown as a paraphrase
    until the official wording is loaded.
    """

    code: str
    name: str
    guides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rank:
    """`code` as III/b; `name` is the pangkat, "" for PPPK grades, which have none."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """Public holidays and joint leave of one year with the mark of their source."""

    year: int
    national: frozenset[date]
    collective: frozenset[date]
    mark: str


@dataclass(frozen=True, slots=True)
class SeedHours:
    """Hours of a weekday (`day`, 0 is Monday) or of a shift (`code`), in minutes from midnight."""

    day: int | None
    code: str
    label: str
    start: int
    end: int
    late_from: int
    early_until: int
    break_from: int
    break_minutes: int
    required: int


@dataclass(frozen=True, slots=True)
class SeedSchedule:
    """A schedule every instansi begins with; `shifts` where a roster says who works when."""

    code: str
    name: str
    source: str
    mark: str
    week: tuple[SeedHours, ...]
    ramadan: tuple[SeedHours, ...]
    shifts: tuple[SeedHours, ...]


@dataclass(frozen=True, slots=True)
class LeaveKind:
    """A kind of leave by law and who has it. `name` is the official word."""

    code: str
    name: str
    pns: bool
    pppk: bool


@dataclass(frozen=True, slots=True)
class LeaveValue:
    """A number of the law on leave. `most` bounds what may be signed off; None: fixed by law.

    `owner` is who settles it, "" where nobody has to.
    """

    name: str
    about: str
    value: int
    unit: str
    mark: str
    source: str
    most: int | None = None
    owner: str = ""


@cache
def sources() -> dict[str, Source]:
    raw = tomllib.loads((FOLDER / "register.toml").read_text("utf-8"))
    return {key: Source(key, entry["title"], entry["mark"]) for key, entry in raw.items()}


@cache
def core_values() -> tuple[CoreValue, ...]:
    """The seven values in their official order. Source: SE MenPANRB 20/2021."""
    return tuple(
        CoreValue(row["code"], row["id"], tuple(row["panduan"]))
        for row in read_table("berakhlak")["value"]
    )


@cache
def ranks() -> dict[str, Rank]:
    """Ranks of PNS and grades of PPPK by code, lowest first."""
    raw = read_table("ranks")
    pns = [Rank(row["code"], row["name"]) for row in raw["pns"]]
    pppk = [Rank(code, "") for code in raw["pppk"]["grades"]]
    return {rank.code: rank for rank in pns + pppk}


@cache
def holiday_years() -> dict[int, HolidayYear]:
    """What the joint decree (SKB) says, by year; used to check the seed of the calendar."""
    return {
        row["year"]: HolidayYear(
            row["year"],
            frozenset(map(date.fromisoformat, row["national"])),
            frozenset(map(date.fromisoformat, row["collective"])),
            row["mark"],
        )
        for row in read_table("working_hours")["holiday_year"]
    }


@cache
def schedules() -> tuple[SeedSchedule, ...]:
    """The schedules an instansi begins with, the usual one first."""
    return tuple(
        SeedSchedule(
            row["code"],
            row["name"],
            row["source"],
            row["mark"],
            _hours(row.get("week", ())),
            _hours(row.get("ramadan", ())),
            _hours(row.get("shifts", ())),
        )
        for row in read_table("working_hours")["schedule_seed"]
    )


@cache
def ramadan_years() -> tuple[tuple[int, date, date], ...]:
    """(year, first day, last day) of Ramadan as expected; the region confirms it each year."""
    return tuple(
        (row["year"], date.fromisoformat(row["first"]), date.fromisoformat(row["last"]))
        for row in read_table("working_hours")["ramadan"]
    )


@cache
def local_days() -> tuple[tuple[int, int, str], ...]:
    """(month, day, name) of the days kept in the region; a day off only where signed off."""
    rows = read_table("working_hours")["local_day"]
    return tuple((*map(int, row["month_day"].split("-")), row["id"]) for row in rows)


@cache
def agencies() -> tuple[tuple[str, str], ...]:
    """(code, name) of the regional agencies of Kabupaten Manokwari."""
    return tuple((row["code"], row["name"]) for row in read_table("opd_manokwari")["opd"])


@cache
def districts() -> tuple[str, ...]:
    """Names of the fourteen distrik."""
    return tuple(row["name"] for row in read_table("opd_manokwari")["district"])


def _hours(rows: Iterable[dict[str, Any]]) -> tuple[SeedHours, ...]:
    return tuple(_hours_of(row, day) for row in rows for day in (row.get("days") or [None]))


def _hours_of(row: dict[str, Any], day: int | None) -> SeedHours:
    start = _minutes(row["start"], 0)
    end = _minutes(row["end"], start)
    return SeedHours(
        day=day,
        code=row.get("code", ""),
        label=row.get("label", ""),
        start=start,
        end=end,
        late_from=_minutes(row["late_from"], start) if "late_from" in row else start,
        early_until=_minutes(row["early_until"], start) if "early_until" in row else end,
        break_from=_minutes(row["break_from"], start) if "break_from" in row else start,
        break_minutes=row.get("break_minutes", 0),
        required=row["required"],
    )


def _minutes(text: str, since: int) -> int:
    """HH:MM as minutes from midnight; before `since` it is meant on the next day."""
    hour, minute = map(int, text.split(":"))
    found = hour * 60 + minute
    return found if found >= since else found + 1440


@cache
def leave_kinds() -> dict[str, LeaveKind]:
    """The kinds of leave by code, in the order of the law."""
    return {
        row["code"]: LeaveKind(row["code"], row["id"], row["pns"], row["pppk"])
        for row in read_table("working_hours")["leave"]
    }


@cache
def leave_values() -> dict[str, LeaveValue]:
    """The numbers leave rests on, by name."""
    return {name: LeaveValue(name=name, **row) for name, row in read_table("leave").items()}


def read_table(name: str) -> dict[str, Any]:
    """One of the files in data/, as it stands."""
    return tomllib.loads((FOLDER / "data" / f"{name}.toml").read_text("utf-8"))
