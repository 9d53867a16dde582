"""What the calendar tells upward."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidaysSeeded(Event):
    kind: ClassVar[str] = "HolidaysSeeded"
    year: int

    def ids(self) -> dict[str, Any]:
        return {"year": self.year}


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayDecided(Event):
    """A day of the whole instansi was confirmed, struck or added; `why` where it was asked."""

    kind: ClassVar[str] = "HolidayDecided"
    holiday_id: int
    day: date
    why: str = ""

    def ids(self) -> dict[str, Any]:
        return {"holiday": self.holiday_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class DisruptionRecorded(Event):
    kind: ClassVar[str] = "DisruptionRecorded"
    disruption_id: int
    proof: str

    def ids(self) -> dict[str, Any]:
        return {"disruption": self.disruption_id}

    def reason(self) -> str:
        return self.proof


@dataclass(frozen=True, slots=True, kw_only=True)
class DisruptionShortened(Event):
    """An outage was over earlier than it was written: `end_before` is what stood until now."""

    kind: ClassVar[str] = "DisruptionShortened"
    disruption_id: int
    end_before: datetime
    proof: str

    def ids(self) -> dict[str, Any]:
        return {"disruption": self.disruption_id, "end_before": self.end_before.isoformat()}

    def reason(self) -> str:
        return self.proof


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDaysChanged(Event):
    """Days off of a unit and all below it, within `[start_on, end_on)`; `source` is the ground."""

    unit_id: int
    start_on: date
    end_on: date
    source: str

    def ids(self) -> dict[str, Any]:
        return {
            "unit": self.unit_id,
            "start_on": self.start_on.isoformat(),
            "end_on": self.end_on.isoformat(),
        }

    def reason(self) -> str:
        return self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDaysAdded(UnitDaysChanged):
    kind: ClassVar[str] = "UnitDaysAdded"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDaysDropped(UnitDaysChanged):
    kind: ClassVar[str] = "UnitDaysDropped"
