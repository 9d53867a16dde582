"""Leave, duty and what they rest on."""

from noken.leave.models.absences import Absence, Family, Letter, LetterFile
from noken.leave.models.requests import Attachment, Portion, Request, Step
from noken.leave.models.settings import GrantingOfficial, OpeningBalance, Value

__all__ = [
    "Absence",
    "Attachment",
    "Family",
    "GrantingOfficial",
    "Letter",
    "LetterFile",
    "OpeningBalance",
    "Portion",
    "Request",
    "Step",
    "Value",
]
