"""A discipline case with all its steps and papers, and the three settings that two people sign."""

from noken.discipline.models.cases import Case, CaseFinding, CaseStep, Letter, Reply
from noken.discipline.models.decisions import Appeal, Decision, DecisionCall, Delivery, Report
from noken.discipline.models.hearings import Examiner, Hearing, Question, Release, Summons
from noken.discipline.models.settings import (
    MatrixProposal,
    MatrixSignature,
    MediumProposal,
    MediumSignature,
    TermsProposal,
    TermsSignature,
)

__all__ = [
    "Appeal",
    "Case",
    "CaseFinding",
    "CaseStep",
    "Decision",
    "DecisionCall",
    "Delivery",
    "Examiner",
    "Hearing",
    "Letter",
    "MatrixProposal",
    "MatrixSignature",
    "MediumProposal",
    "MediumSignature",
    "Question",
    "Release",
    "Reply",
    "Report",
    "Summons",
    "TermsProposal",
    "TermsSignature",
]
