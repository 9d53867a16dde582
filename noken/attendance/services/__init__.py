"""What attendance does."""

from noken.attendance.rules.pins import OPEN_MACHINE
from noken.attendance.services.catalogue import DatedHours, NewPattern, define_schedule
from noken.attendance.services.corrections import (
    CorrectionDraft,
    accept_correction,
    answer_about_correction,
    ask_about_correction,
    file_correction,
    refuse_correction,
    withdraw_correction,
)
from noken.attendance.services.deriving import derive_days, derive_waiting
from noken.attendance.services.following import follow_findings
from noken.attendance.services.held import Held, hold_records, release_records
from noken.attendance.services.months import close_month, reopen_month
from noken.attendance.services.pins import assign_pin, end_pin
from noken.attendance.services.punches import (
    NewPunch,
    Recorded,
    record_punches,
    void_manual,
    void_punch,
)
from noken.attendance.services.rosters import Shift, write_roster
from noken.attendance.services.schedules import (
    NewSchedule,
    end_person_schedule,
    end_unit_schedule,
    set_person_schedule,
    set_ramadan,
    set_unit_schedule,
)
from noken.attendance.services.sites import (
    change_site,
    make_recorder,
    make_site,
    set_clock_doubtful,
)
from noken.attendance.services.starts import (
    NewStarts,
    begin_newcomers,
    propose_starts,
    sign_starts,
    withdraw_starts,
)
from noken.attendance.services.tolerance import (
    NewTolerance,
    propose_tolerance,
    sign_tolerance,
    withdraw_tolerance,
)
from noken.attendance.services.waiting import (
    mark_below,
    mark_dirty,
    mark_moved,
    mark_over,
    mark_spans,
)

__all__ = [
    "OPEN_MACHINE",
    "CorrectionDraft",
    "DatedHours",
    "Held",
    "NewPattern",
    "NewPunch",
    "NewSchedule",
    "NewStarts",
    "NewTolerance",
    "Recorded",
    "Shift",
    "accept_correction",
    "answer_about_correction",
    "ask_about_correction",
    "assign_pin",
    "begin_newcomers",
    "change_site",
    "close_month",
    "define_schedule",
    "derive_days",
    "derive_waiting",
    "end_person_schedule",
    "end_pin",
    "end_unit_schedule",
    "file_correction",
    "follow_findings",
    "hold_records",
    "make_recorder",
    "make_site",
    "mark_below",
    "mark_dirty",
    "mark_moved",
    "mark_over",
    "mark_spans",
    "propose_starts",
    "propose_tolerance",
    "record_punches",
    "refuse_correction",
    "release_records",
    "reopen_month",
    "set_clock_doubtful",
    "set_person_schedule",
    "set_ramadan",
    "set_unit_schedule",
    "sign_starts",
    "sign_tolerance",
    "void_manual",
    "void_punch",
    "withdraw_correction",
    "withdraw_starts",
    "withdraw_tolerance",
    "write_roster",
]
