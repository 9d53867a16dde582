"""What evaluation tells upward about periods."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodEvent(Event):
    period_id: int
    why: str = ""

    def ids(self) -> dict[str, Any]:
        return {"period": self.period_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodOpened(PeriodEvent):
    """The sheets of a period exist; everybody who has one, and their superiors, may begin."""

    kind: ClassVar[str] = "PeriodOpened"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsCaughtUp(PeriodEvent):
    """What was missing when a period opened was mended: `added` sheets, `mended` ones."""

    kind: ClassVar[str] = "SheetsCaughtUp"
    added: tuple[int, ...]
    mended: int

    def ids(self) -> dict[str, Any]:
        return {"period": self.period_id, "added": len(self.added), "mended": self.mended}


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodExtended(PeriodEvent):
    """More time for all of a period, a unit and all below, or one sheet."""

    kind: ClassVar[str] = "PeriodExtended"
    extension_id: int
    unit_id: int | None = None
    sheet_id: int | None = None

    def ids(self) -> dict[str, Any]:
        return {
            "period": self.period_id,
            "extension": self.extension_id,
            "unit": self.unit_id,
            "sheet": self.sheet_id,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodClosed(PeriodEvent):
    kind: ClassVar[str] = "PeriodClosed"
    unfinished: int

    def ids(self) -> dict[str, Any]:
        return {"period": self.period_id, "unfinished": self.unfinished}


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleValueSet(Event):
    """Usual days until something is due were settled; `source` is the ground."""

    kind: ClassVar[str] = "CycleValueSet"
    value_id: int
    source: str

    def ids(self) -> dict[str, Any]:
        return {"value": self.value_id}

    def reason(self) -> str:
        return self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReminded(Event):
    """`subject_id` lacks an agreed plan of a year; `to_id` is who has to act, `status` how far
    the plan is ("" where there is none)."""

    kind: ClassVar[str] = "PlanReminded"
    to_id: int
    year: int
    status: str

    def ids(self) -> dict[str, Any]:
        return {"to": self.to_id, "year": self.year}


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfDueSoon(Event):
    """`subject_id` has not sent the own assessment, and its day is near."""

    kind: ClassVar[str] = "SelfDueSoon"
    is_derived: ClassVar[bool] = True
    sheet_id: int
    label: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingsDueSoon(Event):
    """`count` people wait for the rating of `subject_id`, and the first of its days is near."""

    kind: ClassVar[str] = "RatingsDueSoon"
    is_derived: ClassVar[bool] = True
    period_id: int
    label: str
    count: int
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsDueSoon(Event):
    """`count` parts of who moved away wait to be closed by `subject_id`. With a period: its day is
    near; without: these days ended, or end, on `due_on`, and no period holds them yet."""

    kind: ClassVar[str] = "PartsDueSoon"
    is_derived: ClassVar[bool] = True
    count: int
    due_on: date
    period_id: int | None = None
    label: str = ""
