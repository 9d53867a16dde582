"""What may be asked about discipline cases."""

from noken.discipline.queries.lists import cases_page, mine_page, start_page
from noken.discipline.queries.matrix import matrix_on, matrix_page
from noken.discipline.queries.page import CasePage, Gate, case_page, find_case
from noken.discipline.queries.terms import terms_on, terms_page
from noken.discipline.queries.waiting import WaitingCase, waiting_here, waiting_tally

__all__ = [
    "CasePage",
    "Gate",
    "WaitingCase",
    "case_page",
    "cases_page",
    "find_case",
    "matrix_on",
    "matrix_page",
    "mine_page",
    "start_page",
    "terms_on",
    "terms_page",
    "waiting_here",
    "waiting_tally",
]
