"""What people do about what follows from a grade. Each function is one transaction."""

from noken.followup.services.awards import NewAward, decide_award, propose_award, withdraw_award
from noken.followup.services.coaching import NewNote, add_note, answer_note
from noken.followup.services.deciding import (
    answer_retest,
    decide_improvement,
    record_retest,
    stop_improvement,
)
from noken.followup.services.files import (
    NewGradeFile,
    Taken,
    decide_difference,
    take_grade_file,
    take_potentials,
)
from noken.followup.services.printing import print_credit
from noken.followup.services.proposing import (
    MOST_GOALS,
    NewGoal,
    NewImprovement,
    answer_improvement,
    mend_improvement,
    propose_improvement,
    start_improvement,
)
from noken.followup.services.settings import NewValue, propose_value, sign_value, withdraw_value

__all__ = [
    "MOST_GOALS",
    "NewAward",
    "NewGoal",
    "NewGradeFile",
    "NewImprovement",
    "NewNote",
    "NewValue",
    "Taken",
    "add_note",
    "answer_improvement",
    "answer_note",
    "answer_retest",
    "decide_award",
    "decide_difference",
    "decide_improvement",
    "mend_improvement",
    "print_credit",
    "propose_award",
    "propose_improvement",
    "propose_value",
    "record_retest",
    "sign_value",
    "start_improvement",
    "stop_improvement",
    "take_grade_file",
    "take_potentials",
    "withdraw_award",
    "withdraw_value",
]
