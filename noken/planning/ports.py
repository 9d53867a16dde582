"""What planning must show and does not own."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from noken.core.actor import Actor
from noken.core.ports import Port


@dataclass(frozen=True, slots=True)
class Progress:
    """What reports say of one indicator in one year, in the indicator's unit.

    `done` counts every report that stands, `approved` those the superior approved; of an
    indicator where lower is better both are the newest value. `last_on` is the newest day of
    work, None without a report.
    """

    done: Decimal
    approved: Decimal
    last_on: date | None


progress_of: Port[[Actor, Collection[int], int], Mapping[tuple[int, UUID], Progress]] = Port(
    "how far the owners' indicators of a year are, by owner and the indicator's key"
)
