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
