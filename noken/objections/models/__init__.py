"""Objections to a grade, what both sides said, the decision; and the days each step has."""

from noken.objections.models.objections import Attachment, Hearing, Objection, Statement, Step
from noken.objections.models.terms import TermsProposal, TermsSignature

__all__ = [
    "Attachment",
    "Hearing",
    "Objection",
    "Statement",
    "Step",
    "TermsProposal",
    "TermsSignature",
]
