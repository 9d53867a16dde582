"""Everything findings stores."""

from noken.findings.models.cards import CardRest, CardSignature, CardVersion
from noken.findings.models.findings import Alert, DetectionRun, Finding, Row, RowStep
from noken.findings.models.ladders import LadderProposal, LadderSignature
from noken.findings.models.replies import Delivery, Reply, ReplyFile
from noken.findings.models.terms import TermsProposal, TermsSignature

__all__ = [
    "Alert",
    "CardRest",
    "CardSignature",
    "CardVersion",
    "Delivery",
    "DetectionRun",
    "Finding",
    "LadderProposal",
    "LadderSignature",
    "Reply",
    "ReplyFile",
    "Row",
    "RowStep",
    "TermsProposal",
    "TermsSignature",
]
