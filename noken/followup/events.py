"""What followup tells upward. `subject_id` is whose grade it follows.

No event of coaching carries a word of it: journal and notices cannot.
"""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementEvent(Event):
    """`coach_id` is the superior of the day."""

    improvement_id: UUID
    coach_id: int | None = None
    note: str = ""

    def ids(self) -> dict[str, Any]:
        return {"improvement": str(self.improvement_id)}

    def reason(self) -> str:
        return self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementProposed(ImprovementEvent):
    """Proposed, or proposed again after a change."""

    kind: ClassVar[str] = "ImprovementProposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementAnswered(ImprovementEvent):
    """The person agreed, or asked for a change."""

    kind: ClassVar[str] = "ImprovementAnswered"
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementStarted(ImprovementEvent):
    """The superior started it without agreement."""

    kind: ClassVar[str] = "ImprovementStarted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementTested(ImprovementEvent):
    kind: ClassVar[str] = "ImprovementTested"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetestAnswered(ImprovementEvent):
    """The person said something beside the result."""

    kind: ClassVar[str] = "RetestAnswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementDecided(ImprovementEvent):
    """Ended well, went on, or goes to the competence test: `outcome` is the act."""

    kind: ClassVar[str] = "ImprovementDecided"
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprovementStopped(ImprovementEvent):
    kind: ClassVar[str] = "ImprovementStopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingNoted(ImprovementEvent):
    """`reader_id` is the other one of the two."""

    kind: ClassVar[str] = "CoachingNoted"
    reader_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingAnswered(ImprovementEvent):
    kind: ClassVar[str] = "CoachingAnswered"
    reader_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardEvent(Event):
    award_id: UUID
    note: str = ""

    def ids(self) -> dict[str, Any]:
        return {"award": str(self.award_id)}

    def reason(self) -> str:
        return self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardProposed(AwardEvent):
    kind: ClassVar[str] = "AwardProposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardDecided(AwardEvent):
    kind: ClassVar[str] = "AwardDecided"
    granted: bool
    proposer_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardWithdrawn(AwardEvent):
    kind: ClassVar[str] = "AwardWithdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowupValueEvent(Event):
    proposal_id: int
    why: str = ""

    def ids(self) -> dict[str, Any]:
        return {"proposal": self.proposal_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowupValueProposed(FollowupValueEvent):
    kind: ClassVar[str] = "FollowupValueProposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowupValueSigned(FollowupValueEvent):
    """`settled`: it was the second signature, and the value holds."""

    kind: ClassVar[str] = "FollowupValueSigned"
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowupValueWithdrawn(FollowupValueEvent):
    kind: ClassVar[str] = "FollowupValueWithdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeFileTaken(Event):
    """`raters` are those to whom a difference was proposed."""

    kind: ClassVar[str] = "GradeFileTaken"
    file_id: UUID
    raters: tuple[int, ...] = ()

    def ids(self) -> dict[str, Any]:
        return {"file": str(self.file_id)}


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeDifferenceDecided(Event):
    kind: ClassVar[str] = "GradeDifferenceDecided"
    difference_id: int
    changed: bool
    note: str = ""

    def ids(self) -> dict[str, Any]:
        return {"difference": self.difference_id}

    def reason(self) -> str:
        return self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class PotentialsTaken(Event):
    """A list of potentials came in; `people` is how many."""

    kind: ClassVar[str] = "PotentialsTaken"
    people: int
    source: str

    def ids(self) -> dict[str, Any]:
        return {"people": self.people}

    def reason(self) -> str:
        return self.source
