"""Coaching talks with what two people agreed, levels of supervision, and the terms of both."""

from noken.coaching.models.levels import KeptUsual, SupervisionLevel
from noken.coaching.models.talks import Agreement, SharedFact, Talk, TalkNote
from noken.coaching.models.terms import TermsProposal, TermsSignature

__all__ = [
    "Agreement",
    "KeptUsual",
    "SharedFact",
    "SupervisionLevel",
    "Talk",
    "TalkNote",
    "TermsProposal",
    "TermsSignature",
]
