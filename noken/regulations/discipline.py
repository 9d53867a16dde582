"""Thresholds of absence and kinds of sanction (PP 94/2021) as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from noken.regulations.loader import read_table


@dataclass(frozen=True, slots=True)
class Rung:
    """Days `[least, most]` that a kind of sanction belongs to; `most` None: and more."""

    least: int
    most: int | None
    sanction: str


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The ladder of unexcused workdays in one calendar year [B]; `hours_per_day` is [C].

    `early_…` are the days before a next rung, on which the person is told (ours, not law).
    """

    valid_from: date
    rungs: tuple[Rung, ...]
    consecutive_limit: int
    consecutive_sanction: str
    hours_per_day: Decimal
    early_cumulative: tuple[int, ...]
    early_consecutive: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sanction:
    """A kind of sanction; `level` RINGAN, SEDANG or BERAT. `percent` and `months` where it has."""

    code: str
    level: str
    name: str
    percent: int | None
    months: int | None
    note: str


@cache
def thresholds() -> Thresholds:
    data = read_table("discipline_thresholds")
    early = {each["kind"]: tuple(each["days"]) for each in data["early_warning"]}
    return Thresholds(
        valid_from=data["valid_from"],
        rungs=tuple(
            Rung(each["min"], each.get("max"), each["sanction"]) for each in data["threshold"]
        ),
        consecutive_limit=data["consecutive_limit"],
        consecutive_sanction=data["consecutive_sanction"],
        hours_per_day=Decimal(str(data["hours_per_day"])),
        early_cumulative=early["cumulative"],
        early_consecutive=early["consecutive"],
    )


@cache
def deadlines() -> Mapping[str, int]:
    """Days of each step by name [C]; workdays but for `rating_objection_days`."""
    return dict(read_table("discipline_thresholds")["deadline"])


@cache
def sanctions() -> Mapping[str, Sanction]:
    """The nine kinds by code, from the lightest to the heaviest."""
    return {
        each["code"]: Sanction(
            each["code"],
            each["level"],
            each["id"],
            each.get("percent"),
            each.get("months"),
            each.get("note", ""),
        )
        for each in read_table("sanctions")["sanction"]
    }


@cache
def usual_authority() -> Mapping[tuple[str, str], str]:
    """Who may impose by (rank of the person, level) [C]: a proposal that two people sign off."""
    return {
        (each["target"], level): each[level]
        for each in read_table("sanctions")["authority"]
        for level in ("RINGAN", "SEDANG", "BERAT")
    }
