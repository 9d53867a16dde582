"""Dated rule data as immutable values. The files beside this module are part of the package."""

import tomllib
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
    """One of the seven BerAKHLAK values; `name` is the official Indonesian word."""

    code: str
    name: str


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


@cache
def sources() -> dict[str, Source]:
    raw = tomllib.loads((FOLDER / "register.toml").read_text("utf-8"))
    return {key: Source(key, entry["title"], entry["mark"]) for key, entry in raw.items()}


@cache
def core_values() -> tuple[CoreValue, ...]:
    """The seven values in their official order. Source: SE MenPANRB 20/2021."""
    return tuple(CoreValue(row["code"], row["id"]) for row in _table("berakhlak")["value"])


@cache
def ranks() -> dict[str, Rank]:
    """Ranks of PNS and grades of PPPK by code, lowest first."""
    raw = _table("ranks")
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
        for row in _table("working_hours")["holiday_year"]
    }


@cache
def local_days() -> tuple[tuple[int, int, str], ...]:
    """(month, day, name) of the days kept in the region; a day off only where signed off."""
    rows = _table("working_hours")["local_day"]
    return tuple((*map(int, row["month_day"].split("-")), row["id"]) for row in rows)


@cache
def agencies() -> tuple[tuple[str, str], ...]:
    """(code, name) of the regional agencies of Kabupaten Manokwari."""
    return tuple((row["code"], row["name"]) for row in _table("opd_manokwari")["opd"])


@cache
def districts() -> tuple[str, ...]:
    """Names of the fourteen distrik."""
    return tuple(row["name"] for row in _table("opd_manokwari")["district"])


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / "data" / f"{name}.toml").read_text("utf-8"))
