"""How many days each step of a finding has, and when a card stops itself. Two people sign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from noken.core.signing import SIGNATURES

# Within these an own setting may lie; the database says so too.
BOUNDS: Mapping[str, tuple[int, int]] = {
    "reply_workdays": (1, 30),
    "decide_workdays": (1, 30),
    "proof_workdays": (1, 30),
    "overturned_percent": (5, 50),
    "settled_least": (20, 200),
    "shown_months": (1, 60),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """Days of each step in workdays, and the limits of a card. `since` None: nobody has signed.

    No law settles them [C]: until two people signed, they are shown and nobody is asked.
    """

    reply_workdays: int = 3
    decide_workdays: int = 5
    proof_workdays: int = 3
    overturned_percent: int = 20
    settled_least: int = 20
    companion: bool = True
    shown_months: int = 12
    source: str = "Usulan noken"
    since: date | None = None

    @property
    def is_signed(self) -> bool:
        return self.since is not None


USUAL = Terms()


@dataclass(frozen=True, slots=True)
class Proposed:
    """Terms that were proposed: from which day, and who signed them."""

    terms: Terms
    start_on: date
    signer_ids: frozenset[int]


def terms_on(day: date, proposals: Sequence[Proposed]) -> Terms:
    """The newest terms that two different people signed and that hold on a day.

    Source: cara kerja noken (register: noken-practice).
    """
    held = [
        each for each in proposals if len(each.signer_ids) >= SIGNATURES and each.start_on <= day
    ]
    return max(held, key=lambda each: each.start_on).terms if held else USUAL
