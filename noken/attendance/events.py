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
class SiteChanged(Event):
    """The name, the unit or the zone of a site; `unit_before` is where it hung until now."""

    kind: ClassVar[str] = "SiteChanged"
    site_id: int
    unit_before: int

    def ids(self) -> dict[str, Any]:
        return {"site": self.site_id, "unit_before": self.unit_before}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecorderMade(Event):
    kind: ClassVar[str] = "RecorderMade"
    recorder_id: int

    def ids(self) -> dict[str, Any]:
        return {"recorder": self.recorder_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockDoubted(Event):
    """From now on punches of a recorder are doubtful, or no more."""

    kind: ClassVar[str] = "ClockDoubted"
    recorder_id: int
    is_doubtful: bool

    def ids(self) -> dict[str, Any]:
        return {"recorder": self.recorder_id, "doubtful": self.is_doubtful}


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
    site_id: int
    pin_key: str
    start_on: date

    def ids(self) -> dict[str, Any]:
        return {"pin": self.assignment_id, "punches": self.punches, "site": self.site_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class PinEnded(PinChanged):
    kind: ClassVar[str] = "PinEnded"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChanged(Event):
    """Days of `subject_id` were derived and stand otherwise now: only recent ones are told."""

    kind: ClassVar[str] = "DayChanged"
    is_derived: ClassVar[bool] = True
    first_on: date
    days: int

    def ids(self) -> dict[str, Any]:
        return {"first_on": self.first_on.isoformat(), "days": self.days}


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionEvent(Event):
    """Something happened to what `subject_id` said about one of their days."""

    correction_id: UUID
    day: date

    def ids(self) -> dict[str, Any]:
        return {"correction": str(self.correction_id), "day": self.day.isoformat()}


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionFiled(CorrectionEvent):
    kind: ClassVar[str] = "CorrectionFiled"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAsked(CorrectionEvent):
    kind: ClassVar[str] = "CorrectionAsked"
    note: str

    def reason(self) -> str:
        return self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAnswered(CorrectionEvent):
    kind: ClassVar[str] = "CorrectionAnswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionWithdrawn(CorrectionEvent):
    kind: ClassVar[str] = "CorrectionWithdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAccepted(CorrectionEvent):
    kind: ClassVar[str] = "CorrectionAccepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRefused(CorrectionEvent):
    kind: ClassVar[str] = "CorrectionRefused"
    note: str

    def reason(self) -> str:
        return self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthClosed(Event):
    """The recap of a unit was closed; its lines stay as they are."""

    kind: ClassVar[str] = "MonthClosed"
    closing_id: int
    unit_id: int
    month: date

    def ids(self) -> dict[str, Any]:
        return {"closing": self.closing_id, "unit": self.unit_id, "month": self.month.isoformat()}


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthReopened(Event):
    """A closed month was opened again; `why` was asked for."""

    kind: ClassVar[str] = "MonthReopened"
    closing_id: int
    unit_id: int
    month: date
    why: str

    def ids(self) -> dict[str, Any]:
        return {"closing": self.closing_id, "unit": self.unit_id, "month": self.month.isoformat()}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingTimeChanged(Event):
    """The hours of people changed within `[start_on, end_on)`, `end_on` None without end.

    Of `employee_ids`, else of a unit and all below it, else of everybody.
    """

    start_on: date
    end_on: date | None = None
    unit_id: int | None = None
    employee_ids: tuple[int, ...] = ()
    basis: str = ""

    def ids(self) -> dict[str, Any]:
        return {
            "start_on": self.start_on.isoformat(),
            "end_on": self.end_on.isoformat() if self.end_on else None,
            "unit": self.unit_id,
            "employees": list(self.employee_ids),
        }

    def reason(self) -> str:
        return self.basis


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleDefined(Event):
    """Hours that may be set from now on; they hold for nobody yet."""

    kind: ClassVar[str] = "ScheduleDefined"
    schedule_id: int
    why: str

    def ids(self) -> dict[str, Any]:
        return {"schedule": self.schedule_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSet(WorkingTimeChanged):
    """A schedule holds for a unit, or for `subject_id`, from a day on."""

    kind: ClassVar[str] = "ScheduleSet"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleEnded(WorkingTimeChanged):
    """A schedule that was set no longer holds; what stands above it does."""

    kind: ClassVar[str] = "ScheduleEnded"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterWritten(WorkingTimeChanged):
    """Shifts of people were given out or taken back."""

    kind: ClassVar[str] = "RosterWritten"


@dataclass(frozen=True, slots=True, kw_only=True)
class RamadanSet(WorkingTimeChanged):
    kind: ClassVar[str] = "RamadanSet"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingBegun(WorkingTimeChanged):
    """Attendance of a unit counts from another day: two people signed it."""

    kind: ClassVar[str] = "CountingBegun"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartEvent(Event):
    """About a list of units and the days from which attendance counts there."""

    proposal_id: int
    why: str

    def ids(self) -> dict[str, Any]:
        return {"proposal": self.proposal_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class StartProposed(StartEvent):
    kind: ClassVar[str] = "StartProposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartSigned(StartEvent):
    kind: ClassVar[str] = "StartSigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartWithdrawn(StartEvent):
    kind: ClassVar[str] = "StartWithdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToleranceEvent(Event):
    """About a proposal for letting lateness pass; `why` where it was asked."""

    proposal_id: int
    why: str

    def ids(self) -> dict[str, Any]:
        return {"proposal": self.proposal_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class ToleranceProposed(ToleranceEvent):
    kind: ClassVar[str] = "ToleranceProposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToleranceWithdrawn(ToleranceEvent):
    kind: ClassVar[str] = "ToleranceWithdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToleranceSigned(ToleranceEvent):
    """`start_on` once the second person has signed: from then on lateness adds up."""

    kind: ClassVar[str] = "ToleranceSigned"
    start_on: date | None = None
