"""What planning tells upward. `subject_id` is the owner of the plan."""

from dataclasses import dataclass
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
    """`superior_id` is the person who decides, as of the day of submission."""

    kind: ClassVar[str] = "PlanSubmitted"
    superior_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWithdrawn(_OfRevision):
    kind: ClassVar[str] = "PlanWithdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReturned(_OfRevision):
    kind: ClassVar[str] = "PlanReturned"
    note: str

    def reason(self) -> str:
        return self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanApproved(_OfRevision):
    kind: ClassVar[str] = "PlanApproved"
