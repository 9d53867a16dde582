"""Plausible Papuan and Indonesian names, and NIPs that fit them. All fictional."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

POOLS = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))
CLANS, FAMILIES = POOLS["clans"], POOLS["families"]
MEN, WOMEN = POOLS["men"], POOLS["women"]
DEGREES = {
    "TEACHER": ("S.Pd.", "S.Pd.", "S.Pd., M.Pd.", "S.Pd.SD."),
    "PRINCIPAL": ("S.Pd., M.Pd.", "S.Pd."),
    "HEALTH": ("A.Md.Keb.", "S.Kep., Ns.", "A.Md.Kep.", "S.K.M.", "S.Farm."),
    "GENERAL": (
        "S.E.",
        "S.Sos.",
        "S.STP.",
        "S.Kom.",
        "S.T.",
        "A.Md.",
        "",
        "",
        "S.H.",
        "S.AP., M.Si.",
    ),
}


@dataclass(frozen=True, slots=True)
class Identity:
    nip: str
    name: str
    back_title: str
    is_woman: bool
    born_on: date


class Register:
    """Hands out people: no two share a NIP, and `reserved` names are given once, by name."""

    def __init__(self, random: Random, reserved: frozenset[str]) -> None:
        self._random = random
        self._orders: dict[str, int] = {}
        self._reserved = reserved

    def person(
        self, *, family: str, contract: bool, name: str = "", senior: bool = False
    ) -> Identity:
        """A new person; `name` fixes the name (its sex follows from the first word).

        `senior` people are born before 1986 and began before 2012, as heads of units do.
        """
        random = self._random
        woman = name.partition(" ")[0] in WOMEN if name else random.random() < self._share(family)
        full = name or self._name(woman=woman)
        while not name and full in self._reserved:
            full = self._name(woman=woman)
        year = random.randint(1968, 1985 if senior else 2001)
        born = date(year, random.randint(1, 12), random.randint(1, 28))
        start_year = year + random.randint(22, 26 if senior else 34)
        start_year = min(max(start_year, 1994), 2025)
        degree = random.choice(DEGREES[family])
        nip = self._nip(born, start_year, woman=woman, contract=contract)
        return Identity(nip, full, degree, woman, born)

    def _share(self, family: str) -> float:
        return {"TEACHER": 0.66, "HEALTH": 0.74}.get(family, 0.45)

    def _name(self, *, woman: bool) -> str:
        random = self._random
        first = random.choice(WOMEN if woman else MEN)
        middle = random.choice(WOMEN if woman else MEN) if random.random() < 0.28 else ""
        last = random.choice(CLANS if random.random() < 0.62 else FAMILIES)
        more = f" {random.choice(CLANS)}" if random.random() < 0.02 else ""
        middle = "" if middle == first else middle
        return " ".join(part for part in (first, middle, last) if part) + more

    def _nip(self, born: date, start_year: int, *, woman: bool, contract: bool) -> str:
        sex = 2 if woman else 1
        if contract:
            head = f"{born:%Y%m%d}{max(start_year, 2021)}21{sex}"
        else:
            month = self._random.choice((1, 3, 4, 12))
            head = f"{born:%Y%m%d}{start_year}{month:02d}{sex}"
        order = self._orders[head] = self._orders.get(head, 0) + 1
        return f"{head}{order:03d}"
