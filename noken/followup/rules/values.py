"""Values the law leaves open: in force once two different people have signed them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from noken.core.signing import SIGNATURES

MONTHS = "IMPROVEMENT_MONTHS"
USUAL_MONTHS = 6
COEFFICIENT = "COEFFICIENT_"
"""Beginning of the name of a level's coefficient."""


@dataclass(frozen=True, slots=True)
class Known:
    """A value somebody may settle: between `least` and `most`, whole or with decimals."""

    name: str
    about: str
    value: Decimal
    unit: str
    source: str
    least: Decimal
    most: Decimal
    whole: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """The value to reckon with; `settled` once two people have signed it, or official."""

    value: Decimal
    settled: bool
    source: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A proposal with the number of its signatures."""

    name: str
    value: Decimal
    source: str
    start_on: date
    signatures: int


def setting_on(known: Known, proposals: Iterable[Signed], on: date) -> Setting:
    """What holds on a day: the newest one signed by two, else the usual value, unsettled.

    Source: unconfirmed values are settings with an owner (register: noken-practice)
    """
    signed = [
        each
        for each in proposals
        if each.name == known.name and each.signatures >= SIGNATURES and each.start_on <= on
    ]
    if not signed:
        return Setting(known.value, settled=False, source=known.source)
    newest = max(signed, key=lambda each: each.start_on)
    return Setting(newest.value, settled=True, source=newest.source)


def fits(known: Known, value: Decimal) -> bool:
    """Is this a value that may be proposed?

    Source: unconfirmed values are settings with an owner (register: noken-practice)
    """
    if known.whole and value != value.to_integral_value():
        return False
    return known.least <= value <= known.most
