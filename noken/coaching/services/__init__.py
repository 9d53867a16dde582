"""What may be done in coaching and supervision. Each function is one transaction."""

from noken.coaching.services.arranging import (
    Agenda,
    arrange_talk,
    ask_for_talk,
    begin_talk,
    end_talk,
)
from noken.coaching.services.levels import (
    NewClose,
    choose_level,
    end_close,
    end_unclean,
    relax_due,
    tighten,
)
from noken.coaching.services.talking import (
    NewAgreement,
    Result,
    add_agreement,
    answer_offer,
    check_talk,
    drop_agreement,
    offer,
    tick_agreement,
    weigh_talk,
    write_note,
)
from noken.coaching.services.terms import NewTerms, propose_terms, sign_terms, withdraw_terms
from noken.coaching.services.upkeep import end_left, forget_due, give_time

__all__ = [
    "Agenda",
    "NewAgreement",
    "NewClose",
    "NewTerms",
    "Result",
    "add_agreement",
    "answer_offer",
    "arrange_talk",
    "ask_for_talk",
    "begin_talk",
    "check_talk",
    "choose_level",
    "drop_agreement",
    "end_close",
    "end_left",
    "end_talk",
    "end_unclean",
    "forget_due",
    "give_time",
    "offer",
    "propose_terms",
    "relax_due",
    "sign_terms",
    "tick_agreement",
    "tighten",
    "weigh_talk",
    "withdraw_terms",
    "write_note",
]
