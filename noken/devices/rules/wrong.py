"""Signs that a file is not of the machine that was named, or of another time."""

from datetime import timedelta
from enum import StrEnum

LONG_SINCE = timedelta(days=180)
"""A machine without network is read out each month; half a year on, the file is an old one."""
_FEW = 5
"""So few PINs may be guests, or a place that is just being begun."""


class Sign(StrEnum):
    """Why somebody is asked once more before a file counts."""

    PINS = "PINS"
    TWINS = "TWINS"
    AGE = "AGE"


def signs(
    *,
    pins: int,
    unknown: int,
    at_site: int,
    new: int,
    twins: int,
    age: timedelta | None,
) -> list[Sign]:
    """What speaks against the machine that was named.

    Args:
        pins, unknown: PINs in the file, and those nobody stands behind at its place.
        at_site: PINs somebody stands behind there.
        new, twins: records that would count, and those another machine has already.
        age: of the newest record; None where there is none.

    Source: noken's own practice with files brought from machines (register: noken-practice).
    """
    found = []
    if pins >= _FEW and at_site and 2 * unknown > pins:
        found.append(Sign.PINS)
    if twins > new:
        found.append(Sign.TWINS)
    if age is not None and new and age > LONG_SINCE:
        found.append(Sign.AGE)
    return found
