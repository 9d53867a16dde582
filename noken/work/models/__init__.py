"""What `work` keeps: reports with their history, duties, and texts that were compared."""

from noken.work.models.copies import TextMatch, Wording, WordingPrint, WordingUse
from noken.work.models.reports import (
    Duty,
    DutyProposal,
    DutySignature,
    Escalation,
    Evidence,
    Feedback,
    FeedbackReply,
    PersonalGrace,
    Report,
    Review,
    RoutineMark,
    Withdrawal,
)

__all__ = [
    "Duty",
    "DutyProposal",
    "DutySignature",
    "Escalation",
    "Evidence",
    "Feedback",
    "FeedbackReply",
    "PersonalGrace",
    "Report",
    "Review",
    "RoutineMark",
    "TextMatch",
    "Withdrawal",
    "Wording",
    "WordingPrint",
    "WordingUse",
]
