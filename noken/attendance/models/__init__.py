"""Everything attendance stores."""

from noken.attendance.models.corrections import Correction, CorrectionStep, CorrectionTerm
from noken.attendance.models.days import Day, DayVersion, DirtySpan
from noken.attendance.models.months import MonthClosing, MonthLine
from noken.attendance.models.punches import HeldRecord, PinAssignment, Punch
from noken.attendance.models.schedules import (
    PersonSchedule,
    Ramadan,
    RosterEntry,
    Schedule,
    ScheduleHours,
    ToleranceProposal,
    ToleranceSignature,
    UnitSchedule,
)
from noken.attendance.models.sites import Recorder, Site
from noken.attendance.models.starts import (
    CountingStart,
    PersonStart,
    StartLine,
    StartProposal,
    StartSignature,
)

__all__ = [
    "Correction",
    "CorrectionStep",
    "CorrectionTerm",
    "CountingStart",
    "Day",
    "DayVersion",
    "DirtySpan",
    "HeldRecord",
    "MonthClosing",
    "MonthLine",
    "PersonSchedule",
    "PersonStart",
    "PinAssignment",
    "Punch",
    "Ramadan",
    "Recorder",
    "RosterEntry",
    "Schedule",
    "ScheduleHours",
    "Site",
    "StartLine",
    "StartProposal",
    "StartSignature",
    "ToleranceProposal",
    "ToleranceSignature",
    "UnitSchedule",
]
