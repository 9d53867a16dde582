"""When lateness adds up: only by a setting that two people have signed. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from noken.core.signing import SIGNATURES


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What is let pass. While `adds_up` is False lateness is shown and has no consequence.

    Lateness up to `late_minutes` does not count; of more, `make_up_minutes` may be made up by
    staying longer on the same day.
    """

    late_minutes: int = 0
    make_up_minutes: int = 0
    adds_up: bool = False
    source: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """A proposed setting: from which day, and who signed it."""

    tolerance: Tolerance
    start_on: date
    signer_ids: frozenset[int]


def tolerance_on(day: date, proposals: Sequence[Signed]) -> Tolerance:
    """The newest setting that two different people signed and that holds on a day.

    Source: Perpres 21/2023 tidak memuat toleransi (register: perpres-21-2023).
    """
    held = [
        each for each in proposals if len(each.signer_ids) >= SIGNATURES and each.start_on <= day
    ]
    return max(held, key=lambda each: each.start_on).tolerance if held else Tolerance()


def adding(late_minutes: int, stayed_minutes: int, tolerance: Tolerance) -> int:
    """The minutes of a late arrival that add up; none until the setting is signed.

    Args:
        stayed_minutes: how long the person stayed beyond the end of the window.

    Source: PermenPANRB 6/2018 Pasal 3 sebagai contoh (register: permenpanrb-6-2018).
    """
    if not tolerance.adds_up or late_minutes <= tolerance.late_minutes:
        return 0
    made_up = min(max(stayed_minutes, 0), tolerance.make_up_minutes)
    return max(0, late_minutes - made_up)
