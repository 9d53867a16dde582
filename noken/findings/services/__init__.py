"""What may be done with findings."""

from noken.findings.services.cards import NewCard, propose_card, sign_card, withdraw_card
from noken.findings.services.deciding import decide, reconsider
from noken.findings.services.replying import (
    Handing,
    ReplyDraft,
    hand_over,
    note_opened,
    note_said_elsewhere,
    reply,
)
from noken.findings.services.resuming import resume_cards
from noken.findings.services.terms import NewTerms, propose_terms, sign_terms, withdraw_terms

__all__ = [
    "Handing",
    "NewCard",
    "NewTerms",
    "ReplyDraft",
    "decide",
    "hand_over",
    "note_opened",
    "note_said_elsewhere",
    "propose_card",
    "propose_terms",
    "reconsider",
    "reply",
    "resume_cards",
    "sign_card",
    "sign_terms",
    "withdraw_card",
    "withdraw_terms",
]
