"""What may be done with findings."""

from noken.findings.services._records import hold
from noken.findings.services.asking import ask_due, lapse_due
from noken.findings.services.bringing import bring_cards
from noken.findings.services.cards import NewCard, propose_card, sign_card, withdraw_card
from noken.findings.services.deciding import (
    decide,
    note_accepted_elsewhere,
    overturn,
    reconsider,
)
from noken.findings.services.detecting import Outcome, run_cards
from noken.findings.services.ladders import (
    NewLadder,
    propose_ladder,
    sign_ladder,
    withdraw_ladder,
)
from noken.findings.services.moving import move_deadlines
from noken.findings.services.replying import (
    Handing,
    ReplyDraft,
    hand_over,
    note_opened,
    note_said_elsewhere,
    reply,
)
from noken.findings.services.resting import rest_cards
from noken.findings.services.resuming import resume_cards
from noken.findings.services.taking_back import take_back
from noken.findings.services.terms import NewTerms, propose_terms, sign_terms, withdraw_terms
from noken.findings.services.warning import alert_near

__all__ = [
    "Handing",
    "NewCard",
    "NewLadder",
    "NewTerms",
    "Outcome",
    "ReplyDraft",
    "alert_near",
    "ask_due",
    "bring_cards",
    "decide",
    "hand_over",
    "hold",
    "lapse_due",
    "move_deadlines",
    "note_accepted_elsewhere",
    "note_opened",
    "note_said_elsewhere",
    "overturn",
    "propose_card",
    "propose_ladder",
    "propose_terms",
    "reconsider",
    "reply",
    "rest_cards",
    "resume_cards",
    "run_cards",
    "sign_card",
    "sign_ladder",
    "sign_terms",
    "take_back",
    "withdraw_card",
    "withdraw_ladder",
    "withdraw_terms",
]
