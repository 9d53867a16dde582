"""What coaching tells upward. `subject_id` is the person coached or supervised.

No event of a talk carries a word of it: who, when and which step is all that leaves.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkEvent(Event):
    """`reader_id` is the other one of the two."""

    talk_id: UUID
    reader_id: int

    def ids(self) -> dict[str, Any]:
        return {"talk": str(self.talk_id)}


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkAsked(TalkEvent):
    """The person asks the superior for a talk."""

    kind: ClassVar[str] = "TalkAsked"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkArranged(TalkEvent):
    """Day and hour stand; what both look at together may be read."""

    kind: ClassVar[str] = "TalkArranged"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkBegun(TalkEvent):
    kind: ClassVar[str] = "TalkBegun"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkShared(TalkEvent):
    """One of the two showed the other what they had written."""

    kind: ClassVar[str] = "TalkShared"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementsChanged(TalkEvent):
    """One was written down, taken off, or marked as done or not yet."""

    kind: ClassVar[str] = "AgreementsChanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkOffered(TalkEvent):
    """The agreements are put to the person."""

    kind: ClassVar[str] = "TalkOffered"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkReopened(TalkEvent):
    """The agreements are talked about again before there is consent."""

    kind: ClassVar[str] = "TalkReopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkAgreed(TalkEvent):
    kind: ClassVar[str] = "TalkAgreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkWeighed(TalkEvent):
    """The person said whether the agreements helped; what, is for the two."""

    kind: ClassVar[str] = "TalkWeighed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkChecked(TalkEvent):
    """The outcome stands; which one is for the two."""

    kind: ClassVar[str] = "TalkChecked"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkEnded(TalkEvent):
    """A talk ended before there was an outcome."""

    kind: ClassVar[str] = "TalkEnded"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkForgotten(TalkEvent):
    """The words left the superior's screen."""

    kind: ClassVar[str] = "TalkForgotten"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkGivenTime(TalkEvent):
    """The outcome waits longer for the person's word: days were lost to leave or an outage."""

    kind: ClassVar[str] = "TalkGivenTime"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelEvent(Event):
    """`why` is read by the person, the superiors and in the journal."""

    start_on: date
    why: str = ""

    def ids(self) -> dict[str, Any]:
        return {"from": self.start_on.isoformat()}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRelaxed(LevelEvent):
    kind: ClassVar[str] = "LevelRelaxed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelTightened(LevelEvent):
    """Told to the person before it holds."""

    kind: ClassVar[str] = "LevelTightened"
    end_on: date

    def ids(self) -> dict[str, Any]:
        return {"from": self.start_on.isoformat(), "until": self.end_on.isoformat()}


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelEnded(LevelEvent):
    """From `start_on` on the usual level holds again; `level` is the one that ended."""

    kind: ClassVar[str] = "LevelEnded"
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChosen(Event):
    """The person keeps the usual level, or lets it relax again."""

    kind: ClassVar[str] = "LevelChosen"
    keeps_usual: bool

    def ids(self) -> dict[str, Any]:
        return {"keeps_usual": self.keeps_usual}


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingTermsEvent(Event):
    proposal_id: int
    why: str = ""

    def ids(self) -> dict[str, Any]:
        return {"proposal": self.proposal_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingTermsProposed(CoachingTermsEvent):
    kind: ClassVar[str] = "CoachingTermsProposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingTermsSigned(CoachingTermsEvent):
    kind: ClassVar[str] = "CoachingTermsSigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingTermsWithdrawn(CoachingTermsEvent):
    kind: ClassVar[str] = "CoachingTermsWithdrawn"
