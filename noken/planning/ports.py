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

    `done` is what counts by the one rule of `work`; of a level or limit the newest value.
    `last_on` is the newest day of work in it, None without any. `unreviewed` reports in it were
    never reviewed; `waiting` more, `awaited` in sum, count for nothing yet.
    """

    done: Decimal
    last_on: date | None
    unreviewed: int = 0
    waiting: int = 0
    awaited: Decimal = Decimal()


unreported: Port[[Collection[int], date], Collection[int]] = Port(
    "who of these owners owes no report on a day: their results are stated, not reported"
)
realised_by: Port[[Actor, Collection[int], int], Mapping[tuple[int, UUID], Progress]] = Port(
    "how far the indicators of owners who owe no report are by what they stated, as progress"
)
progress_of: Port[[Actor, Collection[int], int], Mapping[tuple[int, UUID], Progress]] = Port(
    "how far the owners' indicators of a year are, by owner and the indicator's key"
)
