"""What a sheet tells upward. `subject_id` is the person who is evaluated."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEvent(Event):
    sheet_id: int

    def ids(self) -> dict[str, Any]:
        return {"sheet": self.sheet_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfDraftSaved(SheetEvent):
    kind: ClassVar[str] = "SelfDraftSaved"


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfAssessed(SheetEvent):
    """`rater_id` is the employee who rates as of that day, None: nobody is found. `paper` says when
    it came on paper and to whom; "": the person wrote it in noken."""

    kind: ClassVar[str] = "SelfAssessed"
    rater_id: int | None = None
    paper: str = ""

    def reason(self) -> str:
        return self.paper


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEvent(SheetEvent):
    pin_id: int

    def ids(self) -> dict[str, Any]:
        return {"sheet": self.sheet_id, "pin": self.pin_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPinned(FactEvent):
    kind: ClassVar[str] = "FactPinned"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactUnpinned(FactEvent):
    kind: ClassVar[str] = "FactUnpinned"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartClosed(SheetEvent):
    kind: ClassVar[str] = "PartClosed"
    part_id: int

    def ids(self) -> dict[str, Any]:
        return {"sheet": self.sheet_id, "part": self.part_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartNoted(Event):
    """A superior closed the days of who leaves them, before a sheet holds these days."""

    kind: ClassVar[str] = "PartNoted"
    note_id: int

    def ids(self) -> dict[str, Any]:
        return {"note": self.note_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingDraftSaved(SheetEvent):
    kind: ClassVar[str] = "RatingDraftSaved"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPublished(SheetEvent):
    """The rater published; `step_id` names the step, found again when it is undone."""

    kind: ClassVar[str] = "ResultPublished"
    rating_id: int
    step_id: int

    def ids(self) -> dict[str, Any]:
        return {"sheet": self.sheet_id, "rating": self.rating_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReopened(SheetEvent):
    """Urungkan: the publication of the step `undone_id` was taken back."""

    kind: ClassVar[str] = "ResultReopened"
    undone_id: int
    undone_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReceived(SheetEvent):
    """The proven notice. `note` says who witnessed it when it was handed over on paper."""

    kind: ClassVar[str] = "ResultReceived"
    on_paper: bool
    note: str = ""

    def reason(self) -> str:
        return self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultChanged(SheetEvent):
    """The rater changed a published result and said why; the person receives it anew."""

    kind: ClassVar[str] = "ResultChanged"
    rating_id: int
    why: str

    def ids(self) -> dict[str, Any]:
        return {"sheet": self.sheet_id, "rating": self.rating_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultHeld(SheetEvent):
    """An objection is open. Told to nobody from here: the area of objections says who hears."""

    kind: ClassVar[str] = "ResultHeld"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReleased(SheetEvent):
    """The objection was taken back by the person."""

    kind: ClassVar[str] = "ResultReleased"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultSettled(SheetEvent):
    """An objection was decided; `rating_id` is the new rating, None where the result stays."""

    kind: ClassVar[str] = "ResultSettled"
    rating_id: int | None
    why: str

    def ids(self) -> dict[str, Any]:
        return {"sheet": self.sheet_id, "rating": self.rating_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeConfirmed(SheetEvent):
    """A grade is final; `grade` is its code. After an objection to a final one it comes again."""

    kind: ClassVar[str] = "GradeConfirmed"
    period_id: int
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonExcused(SheetEvent):
    kind: ClassVar[str] = "PersonExcused"
    why: str

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonIncluded(SheetEvent):
    """The person is evaluated after all."""

    kind: ClassVar[str] = "PersonIncluded"
