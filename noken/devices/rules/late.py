"""Lines that come late: the backlog of a machine that was away, or something nobody saw happen."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

LATE_AFTER = timedelta(days=3)
SLACK = timedelta(minutes=30)
"""A clock runs off by minutes, and the last lines before a cut were not sent any more."""
CATCHES_UP_WITHIN = timedelta(days=30)
"""So long after a silence a machine may still bring what it kept, over a poor line too."""


class Gap(NamedTuple):
    """A span in which a machine was not heard, on the clock of its site."""

    start: datetime
    end: datetime


def waits_for_keeper(local_time: datetime, site_now: datetime, gaps: Sequence[Gap]) -> bool:
    """Whether a line is older than three days and yet of a time in which its machine was heard,
    so that it would have come then.

    Source: noken's own practice with machines (register: noken-practice).
    """
    if local_time >= site_now - LATE_AFTER:
        return False
    return not any(
        gap.start <= local_time + SLACK and local_time - SLACK <= gap.end for gap in gaps
    )
