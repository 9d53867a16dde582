"""What may be done with findings."""

from noken.findings.services.deciding import decide, reconsider
from noken.findings.services.replying import (
    Handing,
    ReplyDraft,
    hand_over,
    note_opened,
    note_said_elsewhere,
    reply,
)

__all__ = [
    "Handing",
    "ReplyDraft",
    "decide",
    "hand_over",
    "note_opened",
    "note_said_elsewhere",
    "reconsider",
    "reply",
]
