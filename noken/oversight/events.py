"""What oversight tells: acts of the inspectorate, for the journal and for notices."""

from dataclasses import dataclass
from typing import Any, ClassVar

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialReminded(Event):
    """`subject_id` is the official; `sort` what was left undone (REPLY, CASE, REPORT)."""

    kind: ClassVar[str] = "OfficialReminded"
    sort: str
    count: int
    days: int

    def ids(self) -> dict[str, Any]:
        return {"sort": self.sort, "count": self.count, "days": self.days}


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawEvent(Event):
    draw_id: int

    def ids(self) -> dict[str, Any]:
        return {"draw": self.draw_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawAnnounced(DrawEvent):
    """The hash of a seed is published; so the journal, which is sealed, dates it."""

    kind: ClassVar[str] = "DrawAnnounced"
    seed_hash: str

    def ids(self) -> dict[str, Any]:
        return {"draw": self.draw_id, "seed_sha256": self.seed_hash}


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawFrozen(DrawEvent):
    kind: ClassVar[str] = "DrawFrozen"
    list_hash: str

    def ids(self) -> dict[str, Any]:
        return {"draw": self.draw_id, "list_sha256": self.list_hash}


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawHeld(DrawEvent):
    kind: ClassVar[str] = "DrawHeld"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawSeedOpened(DrawEvent):
    kind: ClassVar[str] = "DrawSeedOpened"


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalChecked(Event):
    """The journal was compared with its seals; `why` "": it is whole."""

    kind: ClassVar[str] = "JournalChecked"
    check_id: int
    why: str

    def ids(self) -> dict[str, Any]:
        return {"check": self.check_id, "found": self.why or "WHOLE"}
