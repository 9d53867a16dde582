"""What planning tells upward. `subject_id` is the owner of the plan."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfRevision(Event):
    plan_id: int
    revision_id: int

    def ids(self) -> dict[str, Any]:
        return {"plan": self.plan_id, "revision": self.revision_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStarted(_OfRevision):
    kind: ClassVar[str] = "PlanStarted"


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionStarted(_OfRevision):
    kind: ClassVar[str] = "RevisionStarted"
    why: str

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraftSaved(_OfRevision):
    kind: ClassVar[str] = "PlanDraftSaved"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSubmitted(_OfRevision):
    """`superior_id` is the person who decides, as of the day of submission; `step_id` the step that
    was made, as in the events of decisions."""

    kind: ClassVar[str] = "PlanSubmitted"
    superior_id: int
    step_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWithdrawn(_OfRevision):
    """`undone_id` is the step of the submission, None where none was kept."""

    kind: ClassVar[str] = "PlanWithdrawn"
    undone_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReturned(_OfRevision):
    kind: ClassVar[str] = "PlanReturned"
    note: str
    step_id: int

    def reason(self) -> str:
        return self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanApproved(_OfRevision):
    kind: ClassVar[str] = "PlanApproved"
    step_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReopened(_OfRevision):
    """The decision `undone_id` was taken back: the plan waits again. `undone` is what it said
    (APPROVED, RETURNED), `undone_at` when."""

    kind: ClassVar[str] = "PlanReopened"
    undone_id: int
    undone: str
    undone_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionDiscarded(_OfRevision):
    kind: ClassVar[str] = "RevisionDiscarded"
