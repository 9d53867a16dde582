"""Which version of a card holds on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from noken.core.signing import SIGNATURES


@dataclass(frozen=True, slots=True)
class Version:
    """A version as it is stored. It is in force once nothing in it waits to be settled: it rests
    on no open value, or two people signed. `is_proposal`: somebody proposed it; the others are
    what a card began with."""

    id: int
    code: str
    number: int
    start_on: date
    groups: tuple[str, ...]
    unit_id: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    rests_on: tuple[str, ...] = ()
    signatures: int = 0
    source: str = ""
    is_proposal: bool = False

    @property
    def is_settled(self) -> bool:
        return not self.rests_on or self.signatures >= SIGNATURES


def version_on(day: date, versions: Sequence[Version]) -> Version | None:
    """The newest settled version of one card that has begun; before any is settled the newest it
    began with. What was proposed and not signed changes nothing.

    Source: cara kerja noken, kartu aturan berversi (register: noken-practice).
    """
    begun = [each for each in versions if each.start_on <= day]
    settled = [each for each in begun if each.is_settled]
    first = [each for each in begun if not each.is_proposal]
    return max(settled or first, key=lambda each: (each.start_on, each.number), default=None)


def settled_since(versions: Sequence[Version]) -> date | None:
    """The first day on which a settled version of the card stood; nothing before it is asked.

    Source: cara kerja noken, tidak berlaku surut (register: noken-practice).
    """
    return min((each.start_on for each in versions if each.is_settled), default=None)
