"""What may be asked about evaluation. Each answers only what the actor may see."""

from noken.evaluation.access import RATER_SQL
from noken.evaluation.ports import BesideSheet, OnPaper, OtherEvidence, SpanAsked
from noken.evaluation.queries.concerned import (
    Concern,
    concerned,
    earlier_superiors,
    extension_facts,
    period_label,
)
from noken.evaluation.queries.deadlines import DUE_SQL, Due, due_days, period_due
from noken.evaluation.queries.detectors import hits_of
from noken.evaluation.queries.evidence import Asked, Shown, gather
from noken.evaluation.queries.evidence_page import EvidencePage, evidence_page
from noken.evaluation.queries.facts import (
    GIVEN_SQL,
    GradeLine,
    SheetFacts,
    decided_facts,
    get_sheet,
    grades_of,
    rated_by,
    rated_sheets,
    role_in,
    sheets_facts,
    unfinished_notice,
    who_rated,
)
from noken.evaluation.queries.lists import MinePage, TeamPage, my_evaluations, team_evaluations
from noken.evaluation.queries.periods import AtHand, periods_at_hand, running_periods
from noken.evaluation.queries.sheet_page import SheetPage, sheet_page
from noken.evaluation.queries.stated import progress_of
from noken.evaluation.queries.stated_board import StatedLine, stated_board
from noken.evaluation.queries.statements import (
    OwnStatements,
    WaitingStatements,
    own_statements,
    statements_awaiting,
)
from noken.evaluation.queries.unit_ratings import (
    OrgRating,
    UnitWords,
    WaitingRatings,
    org_rating_for,
    ratings_awaiting,
    unit_words,
)
from noken.evaluation.queries.waiting import (
    OwnEvaluation,
    WaitingSheet,
    own_waiting,
    sheets_awaiting,
    waiting_tally,
)
from noken.evaluation.queries.words import grade_word, pair_from, rating_word
from noken.evaluation.queries.year import YearLines, year_lines
from noken.evaluation.rules.grading import told_share

__all__ = [
    "DUE_SQL",
    "GIVEN_SQL",
    "RATER_SQL",
    "Asked",
    "AtHand",
    "BesideSheet",
    "Concern",
    "Due",
    "EvidencePage",
    "GradeLine",
    "MinePage",
    "OnPaper",
    "OrgRating",
    "OtherEvidence",
    "OwnEvaluation",
    "OwnStatements",
    "SheetFacts",
    "SheetPage",
    "Shown",
    "SpanAsked",
    "StatedLine",
    "TeamPage",
    "UnitWords",
    "WaitingRatings",
    "WaitingSheet",
    "WaitingStatements",
    "YearLines",
    "concerned",
    "decided_facts",
    "due_days",
    "earlier_superiors",
    "evidence_page",
    "extension_facts",
    "gather",
    "get_sheet",
    "grade_word",
    "grades_of",
    "hits_of",
    "my_evaluations",
    "org_rating_for",
    "own_statements",
    "own_waiting",
    "pair_from",
    "period_due",
    "period_label",
    "periods_at_hand",
    "progress_of",
    "rated_by",
    "rated_sheets",
    "rating_word",
    "ratings_awaiting",
    "role_in",
    "running_periods",
    "sheet_page",
    "sheets_awaiting",
    "sheets_facts",
    "stated_board",
    "statements_awaiting",
    "team_evaluations",
    "told_share",
    "unfinished_notice",
    "unit_words",
    "waiting_tally",
    "who_rated",
    "year_lines",
]
