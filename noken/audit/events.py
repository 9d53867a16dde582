"""What the journal tells: that somebody said why before opening another's records."""

from dataclasses import dataclass
from typing import Any, ClassVar

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOpened(Event):
    """A reason was given for opening the records of `subject_id`, who may read it. `record` is the
    number of the one record it was given for, "" for all of the person's."""

    kind: ClassVar[str] = "RecordOpened"
    basis: str
    why: str
    record: str = ""

    def ids(self) -> dict[str, Any]:
        return {"record": self.record} if self.record else {}

    def reason(self) -> str:
        return f"{self.basis}: {self.why}"
