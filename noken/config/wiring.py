"""Who reacts to what, and who answers what: every side effect of every service is on this page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from noken.accounts.events import AccountEvent
from noken.attendance import events as attendance
from noken.attendance import tasks as days
from noken.audit import services as audit
from noken.calendars import events as calendars
from noken.checkin import events as checkin
from noken.config import day_notices, device_notices, leave_notices, presence_notices, reactions
from noken.core import events, http, ports
from noken.core.ports import Port
from noken.home.queries.shell import shell_for
from noken.leave import events as leave
from noken.organization import events as organization
from noken.organization import tasks as imports
from noken.planning import events as planning
from noken.planning.ports import progress_of
from noken.realtime.ports import audiences_of
from noken.work import events as work
from noken.work import queries as work_queries

# In the same transaction: if one fails, nothing happened.
INSIDE: events.Table = {
    events.Event: [audit.record],
    http.RecordsRead: [audit.record_readings],
    AccountEvent: [reactions.announce],
    organization.PersonMoved: [reactions.announce, days.mark_moved],
    organization.StandingChanged: [days.mark_moved],
    organization.ActingChanged: [reactions.announce],
    organization.SuperiorChosen: [reactions.announce],
    organization.RoleChanged: [reactions.announce],
    organization.LinesRefreshed: [reactions.announce],
    organization.ImportReceived: [imports.queue_reading],
    organization.ImportConfirmed: [imports.queue_applying],
    calendars.HolidaysSeeded: [days.mark_years],
    calendars.HolidayDecided: [days.mark_holidays],
    calendars.UnitDaysChanged: [days.mark_unit_days],
    calendars.DisruptionRecorded: [days.mark_disruptions],
    attendance.WorkingTimeChanged: [days.mark_hours],
    attendance.DayChanged: [reactions.announce],
    attendance.CorrectionEvent: [reactions.announce],
    attendance.PinAssigned: [device_notices.tell_pin],
    attendance.CorrectionFiled: [day_notices.tell_said],
    attendance.CorrectionAnswered: [day_notices.tell_said],
    attendance.CorrectionAsked: [day_notices.tell_decided],
    attendance.CorrectionAccepted: [day_notices.tell_decided],
    attendance.CorrectionRefused: [day_notices.tell_decided],
    leave.LeaveRequested: [reactions.announce, leave_notices.tell_waiting],
    leave.LeaveAdvised: [reactions.announce, leave_notices.tell_waiting],
    leave.LeaveReturned: [reactions.announce, leave_notices.tell_answer],
    leave.LeaveRefused: [reactions.announce, leave_notices.tell_answer],
    leave.LeaveWithdrawn: [reactions.announce],
    leave.LeaveAttached: [reactions.announce],
    leave.AbsenceChanged: [reactions.announce, days.mark_absences],
    leave.LeaveApproved: [leave_notices.tell_approved],
    leave.LeaveShortened: [leave_notices.tell_changed],
    leave.LeaveCancelled: [leave_notices.tell_changed],
    leave.DutyOrdered: [leave_notices.tell_duty],
    leave.DutyShortened: [leave_notices.tell_duty],
    leave.DutyCancelled: [leave_notices.tell_duty],
    checkin.EntryEvent: [reactions.announce],
    checkin.EntryRejected: [presence_notices.tell_rejected],
    checkin.PhoneConfirmed: [presence_notices.tell_phone],
    checkin.PhoneRefused: [presence_notices.tell_phone],
    checkin.PresenceAsked: [reactions.announce],
    checkin.PresenceAnswered: [reactions.announce],
    planning.PlanSubmitted: [reactions.announce, reactions.tell_plan_submitted],
    planning.PlanWithdrawn: [reactions.announce, reactions.untell_plan],
    planning.PlanReopened: [reactions.announce, reactions.untell_plan],
    planning.PlanReturned: [reactions.announce, reactions.tell_plan_decided],
    planning.PlanApproved: [reactions.announce, reactions.tell_plan_decided],
    work.ReportFiled: [reactions.announce],
    work.ReportCorrected: [reactions.announce],
    work.ReportWithdrawn: [reactions.announce],
    work.EvidenceAdded: [reactions.announce],
    work.ReportApproved: [reactions.announce, reactions.tell_approved],
    work.ReportReturned: [reactions.announce, reactions.tell_returned],
    work.ReviewReopened: [reactions.announce, reactions.untell],
    work.FeedbackGiven: [reactions.announce, reactions.tell_feedback],
    work.FeedbackRead: [reactions.announce],
    work.FeedbackAnswered: [reactions.announce, reactions.tell_answer],
}

# After commit: allowed to fail alone.
AFTER: events.Table = {
    organization.PersonMoved: [days.derive_soon],
    organization.StandingChanged: [days.derive_soon],
    calendars.HolidaysSeeded: [days.derive_soon],
    calendars.HolidayDecided: [days.derive_soon],
    calendars.UnitDaysChanged: [days.derive_soon],
    calendars.DisruptionRecorded: [days.derive_soon],
    leave.AbsenceChanged: [days.derive_soon],
    attendance.WorkingTimeChanged: [days.derive_soon],
    attendance.PunchesRecorded: [days.derive_soon],
    attendance.PunchVoided: [days.derive_soon],
    attendance.PinChanged: [days.derive_soon],
}

# Questions of lower areas, answered by higher ones.
ANSWERS: Mapping[Port[Any, Any], Sequence[Callable[..., Any]]] = {
    http.shell_of: [shell_for],
    progress_of: [work_queries.progress_of],
    audiences_of: [reactions.audiences],
}


def connect() -> None:
    events.connect(inside=INSIDE, after=AFTER)
    ports.connect(ANSWERS)
