"""What may be asked about work. Each answers only what the actor may see."""

from noken.work.queries.agencies import AgencyReports, reports_by_agency
from noken.work.queries.counting import LOOK_BACK as COUNTING_LOOK_BACK
from noken.work.queries.counting import counted_before, review_terms
from noken.work.queries.day import DayStitch, TargetView, Today, today
from noken.work.queries.detectors import hits_of
from noken.work.queries.duties import deadlines_of, duty_terms
from noken.work.queries.duty_page import (
    FAMILY_CHOICES,
    KIND_CHOICES,
    RHYTHM_CHOICES,
    DutiesPage,
    duties_page,
)
from noken.work.queries.entry import Entry, EntryPage, entry_from, entry_page
from noken.work.queries.facts import ReportLine
from noken.work.queries.feedback import (
    FeedbackPage,
    FeedbackView,
    GivePage,
    ReplyView,
    feedback_page,
    give_page,
)
from noken.work.queries.graces import graces_of
from noken.work.queries.owed import Owed, asks_reports_sql, owed_in, unreported
from noken.work.queries.own import OwnWaiting, Returned, own_waiting
from noken.work.queries.progress import EXPORT_HEADER, export_rows, progress_of
from noken.work.queries.punctual import Punctual, punctuality, reported_weeks
from noken.work.queries.reports import (
    EvidencePage,
    MonthPage,
    ReportPage,
    get_report,
    open_evidence,
    report_page,
    reports_of,
)
from noken.work.queries.reviews import (
    Together,
    WaitingReport,
    approved_together,
    waiting_reports,
    waiting_tally,
)
from noken.work.queries.silence import Overdue, at_work_sql, overdue_by_superior
from noken.work.queries.spans import (
    DoneReport,
    Quote,
    SpanAsked,
    SpanWork,
    done_reports,
    notes_in,
    work_in,
)
from noken.work.queries.targets import Share
from noken.work.queries.team import Column, TeamBoard, TeamRow, team_board, team_days
from noken.work.rules.duties import GraceTerm, Stitch
from noken.work.rules.standing import Tone

__all__ = [
    "COUNTING_LOOK_BACK",
    "EXPORT_HEADER",
    "FAMILY_CHOICES",
    "KIND_CHOICES",
    "RHYTHM_CHOICES",
    "AgencyReports",
    "Column",
    "DayStitch",
    "DoneReport",
    "DutiesPage",
    "Entry",
    "EntryPage",
    "EvidencePage",
    "FeedbackPage",
    "FeedbackView",
    "GivePage",
    "GraceTerm",
    "MonthPage",
    "Overdue",
    "Owed",
    "OwnWaiting",
    "Punctual",
    "Quote",
    "ReplyView",
    "ReportLine",
    "ReportPage",
    "Returned",
    "Share",
    "SpanAsked",
    "SpanWork",
    "Stitch",
    "TargetView",
    "TeamBoard",
    "TeamRow",
    "Today",
    "Together",
    "Tone",
    "WaitingReport",
    "approved_together",
    "asks_reports_sql",
    "at_work_sql",
    "counted_before",
    "deadlines_of",
    "done_reports",
    "duties_page",
    "duty_terms",
    "entry_from",
    "entry_page",
    "export_rows",
    "feedback_page",
    "get_report",
    "give_page",
    "graces_of",
    "hits_of",
    "notes_in",
    "open_evidence",
    "overdue_by_superior",
    "owed_in",
    "own_waiting",
    "progress_of",
    "punctuality",
    "report_page",
    "reported_weeks",
    "reports_by_agency",
    "reports_of",
    "review_terms",
    "team_board",
    "team_days",
    "today",
    "unreported",
    "waiting_reports",
    "waiting_tally",
    "work_in",
]
