"""What objections tell upward. `subject_id` is who objects.

No event carries what was written. Before an objection is taken nothing of it may reach the rater:
`rater_id` is for those who must be told afterwards, and `before_taken` says that it is too early.
"""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionEvent(Event):
    """`rater_id` rated; `decider_id` decides today, None: BKPSDM must name somebody."""

    objection_id: UUID
    rater_id: int
    decider_id: int | None = None
    before_taken: bool = False

    def ids(self) -> dict[str, Any]:
        return {"objection": str(self.objection_id)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionFiled(ObjectionEvent):
    """`letter` says to whom it came on paper and when; "": written in noken by the person."""

    kind: ClassVar[str] = "ObjectionFiled"
    letter: str = ""

    def reason(self) -> str:
        return self.letter


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRerated(ObjectionEvent):
    """The rater changed the result before it was taken: it is about the new one from now on, and
    perhaps for somebody else to decide."""

    kind: ClassVar[str] = "ObjectionRerated"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionTaken(ObjectionEvent):
    """`is_first`: until now the rater knew nothing; else somebody took it over."""

    kind: ClassVar[str] = "ObjectionTaken"
    is_first: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionAnswered(ObjectionEvent):
    kind: ClassVar[str] = "ObjectionAnswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionAdded(ObjectionEvent):
    """The person added something to the own objection."""

    kind: ClassVar[str] = "ObjectionAdded"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionHeard(ObjectionEvent):
    """A hearing was put on record."""

    kind: ClassVar[str] = "ObjectionHeard"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionAssigned(ObjectionEvent):
    """BKPSDM named who decides; `why` is the basis."""

    kind: ClassVar[str] = "ObjectionAssigned"
    why: str = ""

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionDecided(ObjectionEvent):
    kind: ClassVar[str] = "ObjectionDecided"
    is_changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionWithdrawn(ObjectionEvent):
    kind: ClassVar[str] = "ObjectionWithdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionOverdue(ObjectionEvent):
    """A step is past its day and waits for the decider; said once a step."""

    kind: ClassVar[str] = "ObjectionOverdue"
    is_derived: ClassVar[bool] = True
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionGivenTime(ObjectionEvent):
    """An outage moved the days of its steps."""

    kind: ClassVar[str] = "ObjectionGivenTime"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsEvent(Event):
    """The days of an objection were proposed, signed or withdrawn."""

    proposal_id: int
    why: str = ""

    def ids(self) -> dict[str, Any]:
        return {"proposal": self.proposal_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionTermsProposed(TermsEvent):
    kind: ClassVar[str] = "ObjectionTermsProposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionTermsSigned(TermsEvent):
    kind: ClassVar[str] = "ObjectionTermsSigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionTermsWithdrawn(TermsEvent):
    kind: ClassVar[str] = "ObjectionTermsWithdrawn"
