"""SKP: a plan of agreed results for a year, with the behaviour expected and its annex.

A plan has revisions. Exactly one revision is being worked on (DRAFT, SUBMITTED or RETURNED) or
none; exactly one is in force (APPROVED) or none; the others are SUPERSEDED and stay readable, or
changes their owner has DISCARDED.
Results and annex lines belong to a revision; `key` is the identity of a line across revisions, so
that reports, progress and dialogue follow it. Expectations and dialogue belong to the plan.
"""

from noken.planning.models.agreements import AnnexLine, Expectation
from noken.planning.models.dialogue import DialogueNote
from noken.planning.models.files import FilePlan, PlanFile
from noken.planning.models.matrix import MatrixCell
from noken.planning.models.plans import Indicator, Plan, PlannedResult, Revision, Step
from noken.planning.models.templates import PlanTemplate
from noken.planning.models.terms import LateTerm, LateTermSignature

__all__ = [
    "AnnexLine",
    "DialogueNote",
    "Expectation",
    "FilePlan",
    "Indicator",
    "LateTerm",
    "LateTermSignature",
    "MatrixCell",
    "Plan",
    "PlanFile",
    "PlanTemplate",
    "PlannedResult",
    "Revision",
    "Step",
]
