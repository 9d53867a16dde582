"""What may be done with an objection."""

from noken.objections.services._new import ObjectionDraft
from noken.objections.services.deciding import (
    Decision,
    HearingDraft,
    answer,
    assign,
    decide,
    hear,
    take,
)
from noken.objections.services.filing import (
    StatementDraft,
    add_statement,
    file_objection,
    withdraw,
)
from noken.objections.services.following import follow_result
from noken.objections.services.letters import Letter, enter_letter
from noken.objections.services.terms import NewTerms, propose_terms, sign_terms, withdraw_terms
from noken.objections.services.upkeep import finalize_due, give_time, give_time_to, remind

__all__ = [
    "Decision",
    "HearingDraft",
    "Letter",
    "NewTerms",
    "ObjectionDraft",
    "StatementDraft",
    "add_statement",
    "answer",
    "assign",
    "decide",
    "enter_letter",
    "file_objection",
    "finalize_due",
    "follow_result",
    "give_time",
    "give_time_to",
    "hear",
    "propose_terms",
    "remind",
    "sign_terms",
    "take",
    "withdraw",
    "withdraw_terms",
]
