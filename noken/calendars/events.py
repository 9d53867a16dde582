"""What the calendar tells upward."""

from dataclasses import dataclass
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
    kind: ClassVar[str] = "HolidayDecided"
    holiday_id: int

    def ids(self) -> dict[str, Any]:
        return {"holiday": self.holiday_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class DisruptionRecorded(Event):
    kind: ClassVar[str] = "DisruptionRecorded"
    disruption_id: int
    proof: str

    def ids(self) -> dict[str, Any]:
        return {"disruption": self.disruption_id}

    def reason(self) -> str:
        return self.proof
