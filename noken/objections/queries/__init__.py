"""What may be asked about objections to a grade."""

from noken.objections.queries.beside import beside_sheet
from noken.objections.queries.cases import (
    WaitingObjection,
    cases_page,
    objections_awaiting,
    objections_without_decider,
    watch_page,
)
from noken.objections.queries.concerned import Concerned, accounts_of, concerned, personnel_ids
from noken.objections.queries.deciders import tally as waiting_tally
from noken.objections.queries.entering import entry_page
from noken.objections.queries.mine import file_page, my_objections, objection_of
from noken.objections.queries.on_paper import on_paper
from noken.objections.queries.page import decision_paper, objection_page, open_attachment
from noken.objections.queries.terms import terms_on, terms_page

__all__ = [
    "Concerned",
    "WaitingObjection",
    "accounts_of",
    "beside_sheet",
    "cases_page",
    "concerned",
    "decision_paper",
    "entry_page",
    "file_page",
    "my_objections",
    "objection_of",
    "objection_page",
    "objections_awaiting",
    "objections_without_decider",
    "on_paper",
    "open_attachment",
    "personnel_ids",
    "terms_on",
    "terms_page",
    "waiting_tally",
    "watch_page",
]
