"""What follows from grades, and the values it rests on."""

from noken.followup.models.awards import Award
from noken.followup.models.files import Difference, GradeFile, Potential
from noken.followup.models.improvements import CoachingNote, Goal, Improvement, Retest, Step
from noken.followup.models.settings import ValueProposal, ValueSignature

__all__ = [
    "Award",
    "CoachingNote",
    "Difference",
    "Goal",
    "GradeFile",
    "Improvement",
    "Potential",
    "Retest",
    "Step",
    "ValueProposal",
    "ValueSignature",
]
