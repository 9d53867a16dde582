"""What people do with reports, decisions and feedback. Each function is one transaction."""

from noken.work.services._drafts import Outcome, ReportDraft
from noken.work.services.comparing import compare_reports, forget_wordings
from noken.work.services.duties import NewDuty, propose_duty, sign_duty, withdraw_duty
from noken.work.services.escalating import escalate_reports
from noken.work.services.evidence import attach_evidence
from noken.work.services.feedback import (
    FeedbackDraft,
    answer_feedback,
    give_feedback,
    read_feedback,
)
from noken.work.services.filing import file_reports
from noken.work.services.graces import NewGrace, end_graces, give_graces
from noken.work.services.review import (
    Decided,
    LeftOut,
    approve_reports,
    reopen_reviews,
    return_reports,
)
from noken.work.services.revising import correct_report, withdraw_report
from noken.work.services.routine import end_routine, mark_routine

__all__ = [
    "Decided",
    "FeedbackDraft",
    "LeftOut",
    "NewDuty",
    "NewGrace",
    "Outcome",
    "ReportDraft",
    "answer_feedback",
    "approve_reports",
    "attach_evidence",
    "compare_reports",
    "correct_report",
    "end_graces",
    "end_routine",
    "escalate_reports",
    "file_reports",
    "forget_wordings",
    "give_feedback",
    "give_graces",
    "mark_routine",
    "propose_duty",
    "read_feedback",
    "reopen_reviews",
    "return_reports",
    "sign_duty",
    "withdraw_duty",
    "withdraw_report",
]
