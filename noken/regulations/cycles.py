"""Usual days of evaluation periods, as the table proposes them."""

import tomllib
from dataclasses import dataclass
from functools import cache

from noken.regulations.loader import FOLDER


@dataclass(frozen=True, slots=True)
class CycleDays:
    """A number of days the law leaves open; `owner` settles it within 1 to `most`."""

    name: str
    about: str
    value: int
    unit: str
    mark: str
    source: str
    most: int
    owner: str


@cache
def cycle_days() -> dict[str, CycleDays]:
    """The numbers by name, in the order of the table."""
    raw = tomllib.loads((FOLDER / "data" / "cycles.toml").read_text("utf-8"))
    return {name: CycleDays(name=name, **row) for name, row in raw.items()}
