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
from noken.oversight.queries.heads import (
    Comparison,
    HeadView,
    WitnessState,
    compare_head,
    newest_head,
    read_head,
    witness_states,
)
from noken.oversight.queries.precision import RulesPage, rules_page
from noken.oversight.queries.trail import TrailPage, trail_page
from noken.oversight.queries.waiting import waiting_tally
from noken.oversight.queries.watchers import watcher_ids
from noken.oversight.rules.heads import KeptHead, Verdict

__all__ = [
    "Comparison",
    "DeskPage",
    "DrawFile",
    "DrawPage",
    "DrawsPage",
    "FindingsPage",
    "HeadView",
    "KeptHead",
    "NamesPage",
    "RulesPage",
    "TrailPage",
    "Verdict",
    "WitnessState",
    "compare_head",
    "desk_page",
    "draw_file",
    "draw_page",
    "draws_page",
    "findings_page",
    "names_page",
    "newest_head",
    "read_head",
    "rules_page",
    "trail_page",
    "waiting_tally",
    "watcher_ids",
    "witness_states",
]
