"""What documents tells upward."""

from dataclasses import dataclass
from typing import Any, ClassVar

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKeyRotated(Event):
    """Receipts are signed with another key from now on; `second_id` is the account that agreed."""

    kind: ClassVar[str] = "SigningKeyRotated"
    old_key_id: str
    new_key_id: str
    second_id: int
    why: str

    def ids(self) -> dict[str, Any]:
        return {"old_key": self.old_key_id, "new_key": self.new_key_id, "second": self.second_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperIssued(Event):
    """An official paper left noken under a new number; the register does not say about whom."""

    kind: ClassVar[str] = "PaperIssued"
    paper_kind: str
    number: str

    def ids(self) -> dict[str, Any]:
        return {"paper": self.number, "kind": self.paper_kind}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintAsked(Event):
    """Many papers were asked for at once."""

    kind: ClassVar[str] = "PrintAsked"
    job_id: int
    total: int

    def ids(self) -> dict[str, Any]:
        return {"job": self.job_id, "total": self.total}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintDone(Event):
    """All papers of a job are made, or it is known which cannot be; `person_id` asked for them."""

    kind: ClassVar[str] = "PrintDone"
    is_derived: ClassVar[bool] = True
    job_id: int
    person_id: int
    title: str
    url: str

    def ids(self) -> dict[str, Any]:
        return {"job": self.job_id}
