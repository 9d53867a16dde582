"""What may be asked about findings."""

from noken.findings.queries.mine import mine_page
from noken.findings.queries.page import door_of, finding_page, open_file
from noken.findings.queries.team import all_page, team_page
from noken.findings.queries.waiting import Waiting, WaitingHere, waiting_here, waiting_tally

__all__ = [
    "Waiting",
    "WaitingHere",
    "all_page",
    "door_of",
    "finding_page",
    "mine_page",
    "open_file",
    "team_page",
    "waiting_here",
    "waiting_tally",
]
