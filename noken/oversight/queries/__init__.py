"""What may be asked of the inspectorate's desk."""

from noken.oversight.queries.desk import DeskPage, FindingsPage, desk_page, findings_page
from noken.oversight.queries.draws import (
    DrawFile,
    DrawPage,
    DrawsPage,
    NamesPage,
    draw_file,
    draw_page,
    draws_page,
    names_page,
)
from noken.oversight.queries.precision import RulesPage, rules_page
from noken.oversight.queries.waiting import waiting_tally
from noken.oversight.queries.watchers import watcher_ids

__all__ = [
    "DeskPage",
    "DrawFile",
    "DrawPage",
    "DrawsPage",
    "FindingsPage",
    "NamesPage",
    "RulesPage",
    "desk_page",
    "draw_file",
    "draw_page",
    "draws_page",
    "findings_page",
    "names_page",
    "rules_page",
    "waiting_tally",
    "watcher_ids",
]
