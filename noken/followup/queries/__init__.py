"""What may be asked about what follows from a grade."""

from noken.followup.queries.awards import KINDS, ask_page, award_page
from noken.followup.queries.beside import beside_sheet
from noken.followup.queries.concerned import (
    Concerned,
    concerned,
    gives_chance,
    names_of,
    open_plans_of,
    personnel_ids,
)
from noken.followup.queries.credit_list import credit_file, credit_page
from noken.followup.queries.grade_files import (
    difference_page,
    file_page,
    files_page,
    out_file,
)
from noken.followup.queries.history import history_page, my_history
from noken.followup.queries.improvement import find, find_note, goals_of, improvement_page
from noken.followup.queries.nine_boxes import box_file, box_page
from noken.followup.queries.team import desk_page, team_page
from noken.followup.queries.terms import terms_page
from noken.followup.queries.waiting import Waiting, WaitingHere, waiting_here, waiting_tally

__all__ = [
    "KINDS",
    "Concerned",
    "Waiting",
    "WaitingHere",
    "ask_page",
    "award_page",
    "beside_sheet",
    "box_file",
    "box_page",
    "concerned",
    "credit_file",
    "credit_page",
    "desk_page",
    "difference_page",
    "file_page",
    "files_page",
    "find",
    "find_note",
    "gives_chance",
    "goals_of",
    "history_page",
    "improvement_page",
    "my_history",
    "names_of",
    "open_plans_of",
    "out_file",
    "personnel_ids",
    "team_page",
    "terms_page",
    "waiting_here",
    "waiting_tally",
]
