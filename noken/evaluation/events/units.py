"""What ratings of units, spreads and calibration tell upward; none is about one person."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitEvent(Event):
    """`note` is what was written; it speaks of a unit."""

    period_id: int
    unit_id: int
    note: str = ""

    def ids(self) -> dict[str, Any]:
        return {"period": self.period_id, "unit": self.unit_id}

    def reason(self) -> str:
        return self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRated(UnitEvent):
    """`head_id` leads the unit that day; None: nobody does."""

    kind: ClassVar[str] = "UnitRated"
    head_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadExplained(UnitEvent):
    kind: ClassVar[str] = "SpreadExplained"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationAnnounced(UnitEvent):
    """`rater_ids` rate people of the unit in the period."""

    kind: ClassVar[str] = "CalibrationAnnounced"
    meet_on: date
    rater_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationCancelled(UnitEvent):
    kind: ClassVar[str] = "CalibrationCancelled"
    rater_ids: frozenset[int] = frozenset()
