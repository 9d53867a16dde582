"""What people do with leave and duty. Each function is one transaction."""

from noken.leave.services._records import LeaveDraft
from noken.leave.services.deciding import (
    advise,
    approve_request,
    refuse_request,
    return_request,
)
from noken.leave.services.ending import cancel_leave, end_early
from noken.leave.services.letters import LetterDraft, cancel_letter, end_letter, issue_letter
from noken.leave.services.requesting import (
    attach,
    mend_request,
    record_leave,
    request_leave,
    withdraw_request,
)
from noken.leave.services.settings import (
    Granting,
    Signed,
    set_granting_official,
    set_opening_balance,
    sign_value,
)

__all__ = [
    "Granting",
    "LeaveDraft",
    "LetterDraft",
    "Signed",
    "advise",
    "approve_request",
    "attach",
    "cancel_leave",
    "cancel_letter",
    "end_early",
    "end_letter",
    "issue_letter",
    "mend_request",
    "record_leave",
    "refuse_request",
    "request_leave",
    "return_request",
    "set_granting_official",
    "set_opening_balance",
    "sign_value",
    "withdraw_request",
]
