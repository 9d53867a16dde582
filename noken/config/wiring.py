"""Who reacts to what, and who answers what: every side effect of every service is on this page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from noken.accounts.events import AccountEvent
from noken.attendance import events as attendance
from noken.attendance import queries as attendance_queries
from noken.attendance import tasks as days
from noken.audit import services as audit
from noken.calendars import events as calendars
from noken.checkin import events as checkin
from noken.checkin import queries as checkin_queries
from noken.checkin.ports import check_weights
from noken.coaching import events as coaching
from noken.coaching import queries as coaching_queries
from noken.config import (
    account_notices,
    cascade_notices,
    coaching_notices,
    day_notices,
    device_notices,
    discipline_notices,
    finding_notices,
    followup_notices,
    leave_notices,
    objection_notices,
    oversight_notices,
    period_notices,
    plan_notices,
    presence_notices,
    print_notices,
    reactions,
    sheet_notices,
    statement_notices,
    superior_notices,
    unit_notices,
    work_notices,
)
from noken.core import events, http, ports
from noken.core.ports import Port
from noken.devices import events as devices
from noken.discipline import events as discipline
from noken.discipline import queries as discipline_queries
from noken.discipline import tasks as cases
from noken.documents import events as documents
from noken.documents import tasks as prints
from noken.documents.ports import paper_data_of
from noken.evaluation import events as evaluation
from noken.evaluation import queries as evaluation_queries
from noken.evaluation import tasks as periods
from noken.evaluation.exports.papers import print_data
from noken.evaluation.ports import beside_sheet, evidence_of, objection_on_paper
from noken.findings import events as findings
from noken.findings import tasks as rules
from noken.findings.ports import (
    awaited_by,
    away_of,
    beside_findings,
    closed_above,
    days_of,
    hits_of,
    medium_of,
    no_days_of,
)
from noken.followup import events as followup
from noken.followup import queries as followup_queries
from noken.home.queries.shell import shell_for
from noken.leave import events as leave
from noken.leave import queries as leave_queries
from noken.objections import events as objections
from noken.objections import queries as objection_queries
from noken.objections import tasks as objection_tasks
from noken.organization import events as organization
from noken.organization import tasks as imports
from noken.oversight import events as oversight
from noken.planning import events as planning
from noken.planning import queries as planning_queries
from noken.planning.exports.papers import print_data as plan_print_data
from noken.planning.ports import progress_of, realised_by, unreported
from noken.realtime.ports import audiences_of
from noken.work import events as work
from noken.work import queries as work_queries

# In the same transaction: if one fails, nothing happened.
INSIDE: events.Table = {
    events.Event: [reactions.keep_to_oneself, audit.record],
    http.RecordsRead: [audit.record_readings],
    AccountEvent: [reactions.announce],
    organization.PasswordIssued: [account_notices.tell_issued],
    organization.AccountConfirmed: [account_notices.tell_confirmed],
    organization.PersonMoved: [reactions.announce, days.mark_moved],
    organization.StandingChanged: [days.mark_moved],
    organization.EmployeeImported: [days.begin_newcomers, days.mark_kinds],
    organization.ActingChanged: [reactions.announce],
    organization.SuperiorChosen: [reactions.announce],
    organization.SuperiorProposed: [superior_notices.tell_proposed],
    organization.SuperiorAnswered: [superior_notices.tell_answered],
    organization.SuperiorShifted: [superior_notices.tell_shifted],
    organization.RoleChanged: [reactions.announce, account_notices.tell_changed],
    organization.RoleProposed: [account_notices.tell_proposed],
    organization.LinesRefreshed: [reactions.announce],
    organization.ImportReceived: [imports.queue_reading],
    organization.ImportMapped: [imports.queue_reading],
    organization.ImportResumed: [imports.queue_reading],
    organization.ImportConfirmed: [imports.queue_applying],
    calendars.HolidaysSeeded: [days.mark_years],
    calendars.HolidayDecided: [days.mark_holidays, rules.give_time, cases.give_time],
    calendars.UnitDaysChanged: [days.mark_unit_days, rules.give_time, cases.give_time],
    calendars.DisruptionRecorded: [
        days.mark_disruptions,
        periods.give_time,
        rules.give_time,
        objection_tasks.give_time,
        cases.give_time,
    ],
    calendars.DisruptionShortened: [days.mark_disruptions],
    attendance.WorkingTimeChanged: [days.mark_hours],
    attendance.SiteMade: [days.mark_sites],
    attendance.SiteChanged: [days.mark_sites],
    attendance.DayChanged: [reactions.announce],
    attendance.CorrectionEvent: [reactions.announce],
    attendance.PinAssigned: [device_notices.tell_pin],
    devices.AlarmsNoticed: [device_notices.tell_alarms],
    attendance.CorrectionFiled: [finding_notices.note_corrections, day_notices.tell_said],
    attendance.CorrectionAnswered: [day_notices.tell_said],
    attendance.CorrectionAsked: [day_notices.tell_decided],
    attendance.CorrectionAccepted: [
        day_notices.tell_decided,
        finding_notices.accept_corrections,
        days.look_again,
    ],
    attendance.CorrectionRefused: [day_notices.tell_decided],
    documents.PrintAsked: [prints.queue_printing],
    documents.PrintDone: [print_notices.tell_done],
    leave.LeaveRequested: [reactions.announce, leave_notices.tell_waiting],
    leave.LeaveAdvised: [reactions.announce, leave_notices.tell_waiting],
    leave.LeaveReturned: [reactions.announce, leave_notices.tell_answer],
    leave.LeaveRefused: [reactions.announce, leave_notices.tell_answer],
    leave.LeaveWithdrawn: [reactions.announce, leave_notices.tell_withdrawn],
    leave.LeaveAttached: [reactions.announce],
    leave.AbsenceChanged: [reactions.announce, days.follow_absences, reactions.give_time],
    leave.LeaveApproved: [leave_notices.tell_approved],
    leave.LeaveShortened: [leave_notices.tell_changed],
    leave.LeaveCancelled: [leave_notices.tell_changed],
    leave.DutyOrdered: [leave_notices.tell_duty],
    leave.DutyShortened: [leave_notices.tell_duty],
    leave.DutyCancelled: [leave_notices.tell_duty],
    checkin.EntryEvent: [reactions.announce],
    checkin.EntryMade: [presence_notices.tell_entered],
    checkin.EntryWithdrawn: [presence_notices.tell_withdrawn],
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
    planning.DialogueNoteAdded: [reactions.announce, plan_notices.tell_note],
    planning.DialogueNotesRead: [reactions.announce],
    planning.ProposalAnswered: [reactions.announce, plan_notices.tell_answer],
    planning.ExpectationsWritten: [reactions.announce, plan_notices.tell_expectations],
    planning.CellsSent: [reactions.announce, cascade_notices.tell_cells],
    planning.CellTaken: [reactions.announce, cascade_notices.tell_cell_answer],
    planning.CellDiscussed: [reactions.announce, cascade_notices.tell_cell_answer],
    planning.CellCleared: [reactions.announce],
    planning.FilePlanSent: [reactions.announce, cascade_notices.tell_file_plan],
    planning.FilePlanTaken: [reactions.announce, cascade_notices.tell_file_answer],
    planning.FilePlanDeclined: [reactions.announce, cascade_notices.tell_file_answer],
    planning.FilePlanDropped: [reactions.announce],
    work.ReportFiled: [reactions.announce],
    work.ReportCorrected: [reactions.announce],
    work.ReportWithdrawn: [reactions.announce],
    work.EvidenceAdded: [reactions.announce],
    work.ReportApproved: [reactions.announce, reactions.tell_approved],
    work.ReportReturned: [reactions.announce, reactions.tell_returned],
    work.ReportsEscalated: [work_notices.tell_escalated],
    work.ReviewReopened: [reactions.announce, reactions.untell],
    work.RoutineMarked: [reactions.announce],
    work.RoutineEnded: [reactions.announce],
    work.FeedbackGiven: [reactions.announce, reactions.tell_feedback],
    work.FeedbackRead: [reactions.announce],
    work.FeedbackAnswered: [reactions.announce, reactions.tell_answer],
    findings.FindingRaised: [finding_notices.announce_alone, finding_notices.tell_raised],
    findings.FindingNear: [finding_notices.announce_near, finding_notices.tell_near],
    findings.FindingDelivered: [
        finding_notices.announce_alone,
        finding_notices.tell_delivered,
    ],
    findings.ReplyGiven: [
        reactions.announce,
        finding_notices.tell_replied,
        days.follow_findings,
    ],
    findings.ReplyTakenBack: [reactions.announce, finding_notices.tell_taken_back],
    findings.ReplyLapsed: [reactions.announce, finding_notices.tell_lapsed],
    findings.ProofLapsed: [reactions.announce, finding_notices.tell_proof_lapsed],
    findings.FindingSettled: [
        reactions.announce,
        finding_notices.tell_settled,
        days.follow_findings,
        rules.check_cards,
    ],
    findings.FindingCleared: [
        finding_notices.announce_alone,
        finding_notices.tell_cleared,
        days.follow_findings,
    ],
    findings.DeadlineMoved: [finding_notices.announce_alone, finding_notices.tell_moved],
    findings.CardRested: [finding_notices.tell_rested],
    objections.ObjectionFiled: [objection_notices.announce, objection_notices.tell_filed],
    objections.ObjectionAssigned: [objection_notices.announce, objection_notices.tell_filed],
    objections.ObjectionRerated: [objection_notices.announce, objection_notices.tell_rerated],
    objections.ObjectionTaken: [objection_notices.announce, objection_notices.tell_taken],
    objections.ObjectionAnswered: [objection_notices.announce, objection_notices.tell_said],
    objections.ObjectionAdded: [objection_notices.announce, objection_notices.tell_said],
    objections.ObjectionHeard: [objection_notices.announce, objection_notices.tell_said],
    objections.ObjectionDecided: [objection_notices.announce, objection_notices.tell_decided],
    objections.ObjectionWithdrawn: [objection_notices.announce, objection_notices.tell_withdrawn],
    objections.ObjectionOverdue: [objection_notices.tell_overdue],
    evaluation.PeriodOpened: [period_notices.tell_opened],
    evaluation.SheetsCaughtUp: [period_notices.tell_added],
    evaluation.PeriodExtended: [period_notices.tell_extended],
    evaluation.PlanReminded: [period_notices.remind_of_plans],
    evaluation.SelfDueSoon: [period_notices.remind_people],
    evaluation.RatingsDueSoon: [period_notices.remind_raters],
    evaluation.PartsDueSoon: [period_notices.remind_of_parts],
    evaluation.UnitRated: [unit_notices.announce_rated, unit_notices.tell_rated],
    evaluation.CalibrationAnnounced: [unit_notices.tell_meeting],
    evaluation.CalibrationCancelled: [unit_notices.tell_no_meeting],
    evaluation.StatementEvent: [reactions.announce],
    evaluation.RealisationStated: [statement_notices.tell_stated],
    evaluation.RealisationAgreed: [statement_notices.tell_answered],
    evaluation.RealisationAsked: [statement_notices.tell_answered],
    evaluation.SelfAssessed: [reactions.announce, sheet_notices.tell_assessed],
    evaluation.PartClosed: [reactions.announce, sheet_notices.tell_part],
    evaluation.ResultPublished: [reactions.announce, sheet_notices.tell_published],
    evaluation.ResultReopened: [reactions.announce, sheet_notices.untell_published],
    evaluation.ResultReceived: [reactions.announce],
    evaluation.ResultChanged: [
        reactions.announce,
        sheet_notices.tell_changed,
        objection_tasks.follow_result,
    ],
    evaluation.PersonExcused: [reactions.announce, sheet_notices.tell_excused],
    evaluation.PersonIncluded: [reactions.announce, sheet_notices.tell_excused],
    evaluation.GradeConfirmed: [
        reactions.announce,
        sheet_notices.tell_final,
        followup_notices.tell_low_grade,
    ],
    followup.ImprovementEvent: [reactions.announce],
    followup.ImprovementProposed: [followup_notices.tell_proposed],
    followup.ImprovementAnswered: [followup_notices.tell_answered],
    followup.ImprovementStarted: [followup_notices.tell_started],
    followup.ImprovementTested: [followup_notices.tell_tested],
    followup.RetestAnswered: [followup_notices.tell_test_answered],
    followup.ImprovementDecided: [followup_notices.tell_decided],
    followup.ImprovementStopped: [followup_notices.tell_stopped],
    followup.CoachingNoted: [followup_notices.tell_talk],
    followup.CoachingAnswered: [followup_notices.tell_talk],
    followup.AwardEvent: [reactions.announce],
    followup.AwardProposed: [followup_notices.tell_award],
    followup.AwardDecided: [followup_notices.tell_award_decided],
    followup.GradeFileTaken: [followup_notices.tell_differences],
    oversight.OfficialReminded: [oversight_notices.tell_reminded],
    oversight.JournalChecked: [oversight_notices.tell_journal],
    discipline.CaseEvent: [discipline_notices.announce],
    discipline.CaseOpened: [discipline_notices.tell_opened],
    discipline.CaseExtended: [discipline_notices.tell_extended],
    discipline.CaseDeadlineMoved: [discipline_notices.tell_moved],
    discipline.RulingMoved: [discipline_notices.tell_ruling_moved],
    discipline.BreachDelivered: [discipline_notices.tell_handed],
    discipline.SummonsDelivered: [discipline_notices.tell_handed],
    discipline.CasePassedOn: [discipline_notices.tell_heirs],
    discipline.BreachAnswered: [discipline_notices.tell_answered],
    discipline.TeamNamed: [discipline_notices.tell_team],
    discipline.Summoned: [discipline_notices.tell_summoned],
    discipline.ExcuseStated: [discipline_notices.tell_excuse],
    discipline.ExcuseDeclined: [discipline_notices.tell_excuse],
    discipline.DutyReleased: [discipline_notices.tell_released],
    discipline.CaseHeard: [discipline_notices.tell_examined],
    discipline.SummonsMissed: [discipline_notices.tell_examined],
    discipline.CaseReported: [discipline_notices.tell_reported],
    discipline.DecisionDrafted: [discipline_notices.tell_drafted],
    discipline.DraftReturned: [discipline_notices.tell_returned],
    discipline.CaseDecided: [discipline_notices.tell_decided],
    discipline.DecisionCalled: [discipline_notices.tell_called],
    discipline.DecisionDelivered: [discipline_notices.tell_delivered],
    discipline.AppealFiled: [discipline_notices.tell_appeal],
    discipline.AppealAnswered: [discipline_notices.tell_appeal],
    discipline.RulingNear: [discipline_notices.tell_near],
    discipline.AppealSettled: [discipline_notices.tell_over],
    discipline.DecisionTookForce: [discipline_notices.tell_over],
    discipline.SanctionServed: [discipline_notices.tell_over],
    discipline.CaseDropped: [discipline_notices.tell_over],
    discipline.CaseGuided: [discipline_notices.tell_over],
    coaching.TalkEvent: [coaching_notices.announce],
    coaching.LevelEvent: [reactions.announce],
    coaching.TalkAsked: [coaching_notices.tell_asked],
    coaching.TalkArranged: [coaching_notices.tell_arranged],
    coaching.TalkShared: [coaching_notices.tell_shared],
    coaching.TalkOffered: [coaching_notices.tell_offered],
    coaching.TalkAgreed: [coaching_notices.tell_answered],
    coaching.TalkReopened: [coaching_notices.tell_answered],
    coaching.TalkWeighed: [coaching_notices.tell_weighed],
    coaching.TalkChecked: [coaching_notices.tell_over],
    coaching.TalkEnded: [coaching_notices.tell_over],
    coaching.LevelRelaxed: [coaching_notices.tell_relaxed],
    coaching.LevelTightened: [coaching_notices.tell_tightened],
    coaching.LevelEnded: [coaching_notices.tell_level_ended],
}

# After commit: allowed to fail alone.
AFTER: events.Table = {
    organization.LinesRefreshed: [cases.seat_soon],
    organization.PersonMoved: [days.derive_soon],
    organization.StandingChanged: [days.derive_soon],
    organization.EmployeeImported: [days.derive_soon],
    calendars.HolidaysSeeded: [days.derive_soon],
    calendars.HolidayDecided: [days.derive_soon],
    calendars.UnitDaysChanged: [days.derive_soon],
    calendars.DisruptionRecorded: [days.derive_soon],
    calendars.DisruptionShortened: [days.derive_soon],
    leave.AbsenceChanged: [days.derive_soon],
    attendance.WorkingTimeChanged: [days.derive_soon],
    attendance.SiteMade: [days.derive_soon],
    attendance.SiteChanged: [days.derive_soon],
    attendance.PunchesRecorded: [days.derive_soon],
    attendance.PunchVoided: [days.derive_soon],
    attendance.PinChanged: [days.derive_soon],
    discipline.AuthoritySigned: [cases.seat_soon],
}

# Questions of lower areas, answered by higher ones.
ANSWERS: Mapping[Port[Any, Any], Sequence[Callable[..., Any]]] = {
    http.shell_of: [shell_for],
    progress_of: [work_queries.progress_of],
    realised_by: [evaluation_queries.progress_of],
    unreported: [work_queries.unreported],
    audiences_of: [reactions.audiences],
    objection_on_paper: [objection_queries.on_paper],
    beside_sheet: [objection_queries.beside_sheet, followup_queries.beside_sheet],
    paper_data_of: [print_data, plan_print_data],
    hits_of: [
        attendance_queries.hits_of,
        checkin_queries.hits_of,
        planning_queries.hits_of,
        work_queries.hits_of,
        evaluation_queries.hits_of,
        discipline_queries.hits_of,
    ],
    away_of: [leave_queries.away_spans],
    awaited_by: [attendance_queries.awaited_by, planning_queries.awaited_by],
    medium_of: [discipline_queries.medium_in_force],
    days_of: [attendance_queries.days_of],
    no_days_of: [attendance_queries.no_days_of],
    beside_findings: [coaching_queries.beside_findings, discipline_queries.beside_findings],
    closed_above: [discipline_queries.closed_above],
    check_weights: [coaching_queries.check_weights],
    evidence_of: [coaching_queries.evidence_of],
}


def connect() -> None:
    events.connect(inside=INSIDE, after=AFTER)
    ports.connect(ANSWERS)
