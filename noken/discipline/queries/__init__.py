"""What may be asked about discipline cases."""

from noken.discipline.queries.beside import beside_findings, closed_above
from noken.discipline.queries.concerned import accounts_of, personnel_ids, url_of_case
from noken.discipline.queries.detectors import hits_of
from noken.discipline.queries.handover import handover_page
from noken.discipline.queries.inaction import Inaction, inaction
from noken.discipline.queries.lists import cases_page, mine_page, start_page
from noken.discipline.queries.matrix import matrix_on, matrix_page
from noken.discipline.queries.medium import medium_in_force, medium_on, medium_page
from noken.discipline.queries.page import case_page, find_case
from noken.discipline.queries.page_shape import CasePage, Gate
from noken.discipline.queries.seats import misplaced
from noken.discipline.queries.terms import terms_on, terms_page
from noken.discipline.queries.waiting import WaitingCase, waiting_here, waiting_tally

__all__ = [
    "CasePage",
    "Gate",
    "Inaction",
    "WaitingCase",
    "accounts_of",
    "beside_findings",
    "case_page",
    "cases_page",
    "closed_above",
    "find_case",
    "handover_page",
    "hits_of",
    "inaction",
    "matrix_on",
    "matrix_page",
    "medium_in_force",
    "medium_on",
    "medium_page",
    "mine_page",
    "misplaced",
    "personnel_ids",
    "start_page",
    "terms_on",
    "terms_page",
    "url_of_case",
    "waiting_here",
    "waiting_tally",
]
