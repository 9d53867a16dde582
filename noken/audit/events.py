"""What the journal tells: that somebody said why before opening another's records."""

from dataclasses import dataclass
from typing import ClassVar

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOpened(Event):
    """A reason was given for opening the records of `subject_id`, who may read it."""

    kind: ClassVar[str] = "RecordOpened"
    basis: str
    why: str

    def reason(self) -> str:
        return f"{self.basis}: {self.why}"
