"""Whether one hand switches a rule off: who overturned its findings."""

from collections.abc import Mapping

LEAST_OVERTURNED = 5
"""Below this, one decider's share says nothing."""


def leaning(overturned: Mapping[int, int]) -> int | None:
    """Who (a decider or a unit) overturned more than half of a rule's findings; None: nobody.

    Args:
        overturned: overturned rows by decider or unit.
    Source: detectors are judged too (register: noken-practice).
    """
    total = sum(overturned.values())
    if total < LEAST_OVERTURNED:
        return None
    return next((who for who, count in overturned.items() if 2 * count > total), None)
