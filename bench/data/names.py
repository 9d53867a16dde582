"""Names from the sample's pools, and NIPs of which no two are alike. All fictional."""

import tomllib
from dataclasses import dataclass
from random import Random

from noken.config import env

FILE = env.ROOT / "noken" / "config" / "demo" / "names.toml"
DEGREES = ("S.E.", "S.Sos.", "S.STP.", "S.Kom.", "S.T.", "A.Md.", "", "", "S.H.", "S.AP., M.Si.")


@dataclass(frozen=True, slots=True)
class Identity:
    nip: str
    name: str
    back_title: str


class Register:
    """Hands out people."""

    def __init__(self, random: Random) -> None:
        pools = tomllib.loads(FILE.read_text("utf-8"))
        self._random = random
        self._orders: dict[str, int] = {}
        self._men, self._women = pools["men"], pools["women"]
        self._clans, self._families = pools["clans"], pools["families"]

    def person(self, *, contract: bool) -> Identity:
        """A new person; `contract` gives the NIP the shape of a PPPK's."""
        woman = self._random.random() < 0.5
        name, nip = self._name(woman=woman), self._nip(woman=woman, contract=contract)
        return Identity(nip, name, self._random.choice(DEGREES))

    def _name(self, *, woman: bool) -> str:
        random = self._random
        given = self._women if woman else self._men
        first, middle = random.choice(given), random.choice(given)
        last = random.choice(self._clans if random.random() < 0.62 else self._families)
        with_middle = random.random() < 0.28 and middle != first
        return f"{first} {middle} {last}" if with_middle else f"{first} {last}"

    def _nip(self, *, woman: bool, contract: bool) -> str:
        random = self._random
        born = random.randint(1968, 2000)
        birth = f"{born}{random.randint(1, 12):02d}{random.randint(1, 28):02d}"
        start = max(2021, born + 22) if contract else born + random.randint(22, 25)
        month = 21 if contract else random.choice((1, 3, 4, 12))
        head = f"{birth}{start}{month:02d}{2 if woman else 1}"
        order = self._orders[head] = self._orders.get(head, 0) + 1
        return f"{head}{order:03d}"
