"""Periods, the sheet of each person in a period, its ratings and pinned facts, ratings of units."""

from noken.evaluation.models.closing import ClosingNote
from noken.evaluation.models.periods import CycleValue, Extension, Period
from noken.evaluation.models.ratings import Pin, Rating, SelfAssessment
from noken.evaluation.models.sheets import Part, Sheet, Step
from noken.evaluation.models.statements import Statement
from noken.evaluation.models.units import Calibration, SpreadReason, UnitRating

__all__ = [
    "Calibration",
    "ClosingNote",
    "CycleValue",
    "Extension",
    "Part",
    "Period",
    "Pin",
    "Rating",
    "SelfAssessment",
    "Sheet",
    "SpreadReason",
    "Statement",
    "Step",
    "UnitRating",
]
