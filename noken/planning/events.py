"""What planning tells upward. `subject_id` is the owner of the plan."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

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


@dataclass(frozen=True, slots=True, kw_only=True)
class CellEvent(Event):
    """Something happened to a cell of the matrix of `plan_id`; `subject_id` is the member."""

    plan_id: int
    cell_id: int

    def ids(self) -> dict[str, Any]:
        return {"plan": self.plan_id, "cell": self.cell_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFilled(CellEvent):
    kind: ClassVar[str] = "CellFilled"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellCleared(CellEvent):
    kind: ClassVar[str] = "CellCleared"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellsSent(Event):
    """Proposals went out to `subject_id`, one event a person."""

    kind: ClassVar[str] = "CellsSent"
    plan_id: int
    cells: tuple[int, ...]
    year: int

    def ids(self) -> dict[str, Any]:
        return {"plan": self.plan_id, "cells": list(self.cells)}


@dataclass(frozen=True, slots=True, kw_only=True)
class CellTaken(CellEvent):
    """The cell is a result of the member now; `plan_id` is the member's plan."""

    kind: ClassVar[str] = "CellTaken"
    asker_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CellDiscussed(CellEvent):
    kind: ClassVar[str] = "CellDiscussed"
    asker_id: int
    note: str

    def reason(self) -> str:
        return self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateChanged(Event):
    """A template was made, changed or put away; nobody's record."""

    kind: ClassVar[str] = "TemplateChanged"
    template_id: int

    def ids(self) -> dict[str, Any]:
        return {"template": self.template_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFileRead(Event):
    """A file of results was brought and read; no plan has changed."""

    kind: ClassVar[str] = "PlanFileRead"
    file_id: UUID

    def ids(self) -> dict[str, Any]:
        return {"file": str(self.file_id)}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePlanEvent(Event):
    """Something happened to what a file says of the plan of `subject_id`."""

    file_plan_id: int
    brought_by: int

    def ids(self) -> dict[str, Any]:
        return {"file_plan": self.file_plan_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePlanSent(FilePlanEvent):
    kind: ClassVar[str] = "FilePlanSent"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePlanTaken(FilePlanEvent):
    kind: ClassVar[str] = "FilePlanTaken"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePlanDeclined(FilePlanEvent):
    kind: ClassVar[str] = "FilePlanDeclined"
    note: str

    def reason(self) -> str:
        return self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePlanDropped(FilePlanEvent):
    kind: ClassVar[str] = "FilePlanDropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateTermEvent(Event):
    """The setting "a plan is late after so many days" was proposed, signed or withdrawn."""

    term_id: int
    why: str = ""

    def ids(self) -> dict[str, Any]:
        return {"term": self.term_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class LateTermProposed(LateTermEvent):
    kind: ClassVar[str] = "LateTermProposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateTermSigned(LateTermEvent):
    kind: ClassVar[str] = "LateTermSigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class LateTermWithdrawn(LateTermEvent):
    kind: ClassVar[str] = "LateTermWithdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectationsWritten(_OfRevision):
    """The leader said what is expected of these values of behaviour (codes)."""

    kind: ClassVar[str] = "ExpectationsWritten"
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfDialogue(Event):
    plan_id: int

    def ids(self) -> dict[str, Any]:
        return {"plan": self.plan_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueNoteAdded(_OfDialogue):
    """One side said something; `to_id` is the other one, None while the owner has no superior.

    `line` is what it is about, as in the addresses of the page. `is_proposal`: with a change.
    """

    kind: ClassVar[str] = "DialogueNoteAdded"
    note_id: int
    to_id: int | None
    line: str
    is_proposal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueNotesRead(_OfDialogue):
    kind: ClassVar[str] = "DialogueNotesRead"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalAnswered(_OfDialogue):
    """The owner accepted or declined what `to_id` had proposed."""

    kind: ClassVar[str] = "ProposalAnswered"
    note_id: int
    to_id: int
    answer: str
