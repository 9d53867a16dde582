"""What a person can do with a plan. Each is one transaction."""

from noken.planning.rules import Content, IndicatorContent, ResultContent
from noken.planning.services.deciding import approve_plan, reopen_plan, return_plan
from noken.planning.services.drafting import (
    copy_from_last_period,
    discard_revision,
    save_draft,
    start_plan,
    start_revision,
)
from noken.planning.services.submitting import submit_plan, withdraw_submission

__all__ = [
    "Content",
    "IndicatorContent",
    "ResultContent",
    "approve_plan",
    "copy_from_last_period",
    "discard_revision",
    "reopen_plan",
    "return_plan",
    "save_draft",
    "start_plan",
    "start_revision",
    "submit_plan",
    "withdraw_submission",
]
