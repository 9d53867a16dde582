"""What findings tells upward. `subject_id` is whom the finding is about; no event carries a word
of what was answered."""

from dataclasses import dataclass
from typing import Any, ClassVar

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingEvent(Event):
    """`number` is the finding's, `rows` the items concerned, as many as there are."""

    finding_id: int
    number: str
    rows: tuple[int, ...] = ()

    def ids(self) -> dict[str, Any]:
        return {"finding": self.number, "rows": list(self.rows)}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRaised(FindingEvent):
    """The person is asked about these rows, for the first time or about further ones."""

    kind: ClassVar[str] = "FindingRaised"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingNear(Event):
    """Days come near a next rung; for the person alone. `open_days` of them nobody asks about yet;
    `in_a_row`: what is near is the run, not the sum of the year."""

    kind: ClassVar[str] = "FindingNear"
    days: int
    open_days: int
    in_a_row: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingDelivered(FindingEvent):
    """The notice is proven: `way` OPENED or PAPER."""

    kind: ClassVar[str] = "FindingDelivered"
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyGiven(FindingEvent):
    """`to_weigh` of the rows wait for the superior now; the others were refused twice."""

    kind: ClassVar[str] = "ReplyGiven"
    to_weigh: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyTakenBack(FindingEvent):
    """What was said of the rows is as if it had not been said."""

    kind: ClassVar[str] = "ReplyTakenBack"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLapsed(FindingEvent):
    """The deadline passed without an answer; the rows count until one comes."""

    kind: ClassVar[str] = "ReplyLapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLapsed(FindingEvent):
    """No proof came in time; the superior decides on what was said."""

    kind: ClassVar[str] = "ProofLapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMoved(FindingEvent):
    """An outage or a new day off gave the person more time; what had lapsed for it is open again.
    `why` in words."""

    kind: ClassVar[str] = "DeadlineMoved"
    why: str

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingSettled(FindingEvent):
    """The superior decided on rows: `decision` ACCEPTED, REFUSED or PROOF. OVERTURNED: a decision
    in which they counted was revoked on appeal, as `by` recorded."""

    kind: ClassVar[str] = "FindingSettled"
    decision: str
    why: str

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingCleared(FindingEvent):
    """A later record made the rows fall."""

    kind: ClassVar[str] = "FindingCleared"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardEvent(Event):
    code: str
    version: int

    def ids(self) -> dict[str, Any]:
        return {"card": self.code, "version": self.version}


@dataclass(frozen=True, slots=True, kw_only=True)
class CardProposed(CardEvent):
    kind: ClassVar[str] = "CardProposed"
    why: str

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSigned(CardEvent):
    kind: ClassVar[str] = "CardSigned"
    why: str

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWithdrawn(CardEvent):
    kind: ClassVar[str] = "CardWithdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRested(CardEvent):
    """The card stopped itself: the share overturned passed the limit."""

    kind: ClassVar[str] = "CardRested"
    settled: int
    overturned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CardResumed(CardEvent):
    """A newer version is in force; what rested goes on."""

    kind: ClassVar[str] = "CardResumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingTermsProposed(Event):
    kind: ClassVar[str] = "FindingTermsProposed"
    proposal_id: int
    why: str

    def ids(self) -> dict[str, Any]:
        return {"proposal": self.proposal_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingTermsSigned(Event):
    kind: ClassVar[str] = "FindingTermsSigned"
    proposal_id: int
    why: str

    def ids(self) -> dict[str, Any]:
        return {"proposal": self.proposal_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingTermsWithdrawn(Event):
    kind: ClassVar[str] = "FindingTermsWithdrawn"
    proposal_id: int

    def ids(self) -> dict[str, Any]:
        return {"proposal": self.proposal_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionLadderProposed(Event):
    kind: ClassVar[str] = "RegionLadderProposed"
    proposal_id: int
    why: str

    def ids(self) -> dict[str, Any]:
        return {"proposal": self.proposal_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionLadderSigned(Event):
    kind: ClassVar[str] = "RegionLadderSigned"
    proposal_id: int
    why: str

    def ids(self) -> dict[str, Any]:
        return {"proposal": self.proposal_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionLadderWithdrawn(Event):
    kind: ClassVar[str] = "RegionLadderWithdrawn"
    proposal_id: int

    def ids(self) -> dict[str, Any]:
        return {"proposal": self.proposal_id}
