"""What statements of realisasi tell upward. `subject_id` is who states."""

from dataclasses import dataclass
from typing import Any, ClassVar

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementEvent(Event):
    """`statement_ids` are those of one act."""

    statement_ids: tuple[int, ...]

    def ids(self) -> dict[str, Any]:
        return {"statements": list(self.statement_ids)}


@dataclass(frozen=True, slots=True, kw_only=True)
class RealisationStated(StatementEvent):
    """`superior_id` is who answers as of that day, None: nobody is found."""

    kind: ClassVar[str] = "RealisationStated"
    superior_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RealisationAgreed(StatementEvent):
    kind: ClassVar[str] = "RealisationAgreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RealisationAsked(StatementEvent):
    kind: ClassVar[str] = "RealisationAsked"
    question: str = ""

    def reason(self) -> str:
        return self.question
