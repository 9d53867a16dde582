"""What work tells upward. `subject_id` is the author of the report or the person spoken to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFiled(Event):
    kind: ClassVar[str] = "ReportFiled"
    report_id: UUID

    def ids(self) -> dict[str, Any]:
        return {"report": str(self.report_id)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCorrected(Event):
    """`report_id` is the correction, `corrects_id` the report it replaces."""

    kind: ClassVar[str] = "ReportCorrected"
    report_id: UUID
    corrects_id: UUID

    def ids(self) -> dict[str, Any]:
        return {"report": str(self.report_id), "corrects": str(self.corrects_id)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWithdrawn(Event):
    kind: ClassVar[str] = "ReportWithdrawn"
    report_id: UUID

    def ids(self) -> dict[str, Any]:
        return {"report": str(self.report_id)}


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAdded(Event):
    """A photo or PDF came after its report."""

    kind: ClassVar[str] = "EvidenceAdded"
    report_id: UUID
    file_id: UUID

    def ids(self) -> dict[str, Any]:
        return {"report": str(self.report_id), "file": str(self.file_id)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportApproved(Event):
    kind: ClassVar[str] = "ReportApproved"
    report_id: UUID
    review_id: int

    def ids(self) -> dict[str, Any]:
        return {"report": str(self.report_id), "review": self.review_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReturned(Event):
    """`counted`: the report had counted as done, unreviewed; from now on it does not."""

    kind: ClassVar[str] = "ReportReturned"
    report_id: UUID
    review_id: int
    note: str
    counted: bool = False

    def ids(self) -> dict[str, Any]:
        counted = {"counted": 1} if self.counted else {}
        return {"report": str(self.report_id), "review": self.review_id, **counted}

    def reason(self) -> str:
        return self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsEscalated(Event):
    """`subject_id` left `count` reports beyond the second limit; `upper_id`, who leads them, may
    decide on these too from now on."""

    kind: ClassVar[str] = "ReportsEscalated"
    upper_id: int
    count: int

    def ids(self) -> dict[str, Any]:
        return {"upper": self.upper_id, "count": self.count}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReopened(Event):
    """The decision `undone_id` was taken back by a new one, `review_id`. `undone` is what it said
    (APPROVED, RETURNED), `undone_at` when."""

    kind: ClassVar[str] = "ReviewReopened"
    report_id: UUID
    review_id: int
    undone_id: int
    undone: str
    undone_at: datetime

    def ids(self) -> dict[str, Any]:
        return {
            "report": str(self.report_id),
            "review": self.review_id,
            "undone": self.undone_id,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackGiven(Event):
    kind: ClassVar[str] = "FeedbackGiven"
    feedback_id: UUID
    report_id: UUID | None = None

    def ids(self) -> dict[str, Any]:
        report = {"report": str(self.report_id)} if self.report_id else {}
        return {"feedback": str(self.feedback_id), **report}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackAnswered(Event):
    """The person answered; `giver_id` is the employee who gave the note."""

    kind: ClassVar[str] = "FeedbackAnswered"
    feedback_id: UUID
    reply_id: UUID
    giver_id: int

    def ids(self) -> dict[str, Any]:
        return {
            "feedback": str(self.feedback_id),
            "reply": str(self.reply_id),
            "giver": self.giver_id,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRead(Event):
    kind: ClassVar[str] = "FeedbackRead"
    feedback_ids: tuple[UUID, ...]

    def ids(self) -> dict[str, Any]:
        return {"feedback": [str(pk) for pk in self.feedback_ids]}


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyProposalEvent(Event):
    """Something happened to a proposal of who owes a report."""

    proposal_id: int
    why: str = ""

    def ids(self) -> dict[str, Any]:
        return {"proposal": self.proposal_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyProposed(DutyProposalEvent):
    kind: ClassVar[str] = "DutyProposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutySigned(DutyProposalEvent):
    kind: ClassVar[str] = "DutySigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyWithdrawn(DutyProposalEvent):
    kind: ClassVar[str] = "DutyWithdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutySet(Event):
    kind: ClassVar[str] = "DutySet"
    duty_id: int
    source: str

    def ids(self) -> dict[str, Any]:
        return {"duty": self.duty_id}

    def reason(self) -> str:
        return self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class GraceGiven(Event):
    """A person may report later, from a day on, until further notice."""

    kind: ClassVar[str] = "GraceGiven"
    grace_workdays: int
    why: str

    def ids(self) -> dict[str, Any]:
        return {"grace_workdays": self.grace_workdays}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class GraceEnded(Event):
    """From a day on the person's duty gives the time again."""

    kind: ClassVar[str] = "GraceEnded"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineMarked(Event):
    """The superior says that the task of a report is the same every day."""

    kind: ClassVar[str] = "RoutineMarked"
    report_id: UUID
    mark_id: int
    why: str

    def ids(self) -> dict[str, Any]:
        return {"report": str(self.report_id), "mark": self.mark_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineEnded(Event):
    """From tomorrow on the task is no routine any more."""

    kind: ClassVar[str] = "RoutineEnded"
    report_id: UUID
    mark_id: int

    def ids(self) -> dict[str, Any]:
        return {"report": str(self.report_id), "mark": self.mark_id}
