"""What attendance tells upward: facts with ids, never times of people."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PunchesRecorded(Event):
    """`count` new records were stored from one delivery; how the days stand is derived later."""

    kind: ClassVar[str] = "PunchesRecorded"
    recorder_id: int
    delivery_id: UUID
    count: int

    def ids(self) -> dict[str, Any]:
        return {
            "recorder": self.recorder_id,
            "delivery": str(self.delivery_id),
            "count": self.count,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PunchVoided(Event):
    """A record made by hand was withdrawn; the row stays."""

    kind: ClassVar[str] = "PunchVoided"
    punch_id: int
    why: str

    def ids(self) -> dict[str, Any]:
        return {"punch": self.punch_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMade(Event):
    kind: ClassVar[str] = "SiteMade"
    site_id: int

    def ids(self) -> dict[str, Any]:
        return {"site": self.site_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecorderMade(Event):
    kind: ClassVar[str] = "RecorderMade"
    recorder_id: int

    def ids(self) -> dict[str, Any]:
        return {"recorder": self.recorder_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class PinChanged(Event):
    """`subject_id` stands behind a PIN from a day on, or no more; `punches` were moved by it."""

    assignment_id: int
    punches: int

    def ids(self) -> dict[str, Any]:
        return {"pin": self.assignment_id, "punches": self.punches}


@dataclass(frozen=True, slots=True, kw_only=True)
class PinAssigned(PinChanged):
    kind: ClassVar[str] = "PinAssigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class PinEnded(PinChanged):
    kind: ClassVar[str] = "PinEnded"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChanged(Event):
    """Days of `subject_id` were derived and stand otherwise now: only recent ones are told."""

    kind: ClassVar[str] = "DayChanged"
    first_on: date
    days: int

    def ids(self) -> dict[str, Any]:
        return {"first_on": self.first_on.isoformat(), "days": self.days}


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysDerived(Event):
    """A run of derivation changed days of many people; `people` of them."""

    kind: ClassVar[str] = "DaysDerived"
    people: int
    days: int

    def ids(self) -> dict[str, Any]:
        return {"people": self.people, "days": self.days}
