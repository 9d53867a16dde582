"""What realtime must ask of the areas above it: who may hear what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from noken.core.ports import Port


@dataclass(frozen=True, slots=True)
class Visit:
    """A session that is signed in: the cookie was valid and its account is active."""

    session_key: str
    user_id: int
    session: Mapping[str, Any] = field(default_factory=dict)


def account_topic(user_id: int) -> str:
    """Heard by the sessions of one account alone, e.g. that it signed out."""
    return f"account:{user_id}"


@dataclass(frozen=True, slots=True)
class Audience:
    """What one session may hear.

    `subjects` are employees whose events it hears, its own person included; `topics` are names
    an announcement may carry instead; `whole` hears every employee of the instansi (leaders,
    the personnel agency), so that nobody needs a set of thousands.
    """

    user_id: int
    subjects: frozenset[int] = frozenset()
    topics: frozenset[str] = frozenset()
    whole: bool = False

    @property
    def all_topics(self) -> frozenset[str]:
        """With the topic of the own account, which nobody need name."""
        return self.topics | {account_topic(self.user_id)}

    @property
    def mark(self) -> str:
        """Changes when the rights change, equal in every process; it tells nothing else."""
        text = f"{self.user_id}{sorted(self.subjects)}{sorted(self.topics)}{self.whole}"
        return f"{crc32(text.encode()):08x}"


# Keyed by session key; a visit left out has ended and its streams end with it.
audiences_of: Port[[Sequence[Visit]], Mapping[str, Audience]] = Port(
    "which employees, units of news and topics may these sessions hear now"
)
