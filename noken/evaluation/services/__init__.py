"""What people do with periods, sheets and ratings. Each function is one transaction."""

from noken.evaluation.services._results import RatingDraft
from noken.evaluation.services.cycle_values import NewCycleValue, set_cycle_value
from noken.evaluation.services.extending import More, extend, extend_for_disruption
from noken.evaluation.services.facts import FactDraft, pin, unpin
from noken.evaluation.services.keeping import excuse, finalize, include, receive_on_paper
from noken.evaluation.services.objecting import (
    DecidedFact,
    Settled,
    Verdict,
    drop_objection,
    hold_result,
    note_objection,
    settle,
)
from noken.evaluation.services.own import (
    PaperFacts,
    SelfDraft,
    enter_self,
    publish_self,
    receive,
    save_self,
)
from noken.evaluation.services.parts import NoteDraft, PartDraft, close_part, note_part
from noken.evaluation.services.periods import Opening, catch_up, close_period, open_period
from noken.evaluation.services.printing import print_many, print_sheet
from noken.evaluation.services.rating import (
    change_after_calibration,
    publish_rating,
    save_rating,
    undo_publish,
)
from noken.evaluation.services.reminding import WantedPlans, remind, remind_of_plans
from noken.evaluation.services.statements import (
    StatementDraft,
    StatementLine,
    agree_realisation,
    ask_about_realisation,
    state_realisation,
)
from noken.evaluation.services.units import (
    Meeting,
    UnitVerdict,
    announce_calibration,
    cancel_calibration,
    explain_spread,
    rate_unit,
)

__all__ = [
    "DecidedFact",
    "FactDraft",
    "Meeting",
    "More",
    "NewCycleValue",
    "NoteDraft",
    "Opening",
    "PaperFacts",
    "PartDraft",
    "RatingDraft",
    "SelfDraft",
    "Settled",
    "StatementDraft",
    "StatementLine",
    "UnitVerdict",
    "Verdict",
    "WantedPlans",
    "agree_realisation",
    "announce_calibration",
    "ask_about_realisation",
    "cancel_calibration",
    "catch_up",
    "change_after_calibration",
    "close_part",
    "close_period",
    "drop_objection",
    "enter_self",
    "excuse",
    "explain_spread",
    "extend",
    "extend_for_disruption",
    "finalize",
    "hold_result",
    "include",
    "note_objection",
    "note_part",
    "open_period",
    "pin",
    "print_many",
    "print_sheet",
    "publish_rating",
    "publish_self",
    "rate_unit",
    "receive",
    "receive_on_paper",
    "remind",
    "remind_of_plans",
    "save_rating",
    "save_self",
    "set_cycle_value",
    "settle",
    "state_realisation",
    "undo_publish",
    "unpin",
]
