"""What may be asked about leave and duty."""

from noken.leave.queries.absences import AWAY_SQL, Absence, absences, away_spans
from noken.leave.queries.concerned import Concerned, concerned, letter_words, personnel_ids
from noken.leave.queries.heads import HeadAway, appointers_of, heads_away, heads_of_requests
from noken.leave.queries.letters import issue_page, letter_page, letters_page, open_letter_file
from noken.leave.queries.mine import as_typed, ask_page, get_returned, my_leave, returned_to
from noken.leave.queries.officials import tally as waiting_tally
from noken.leave.queries.request import open_attachment, request_page
from noken.leave.queries.rules_page import people_page, record_page, rules_page
from noken.leave.queries.team import (
    WaitingRequest,
    colleagues_calendar,
    requests_awaiting,
    team_calendar,
)

__all__ = [
    "AWAY_SQL",
    "Absence",
    "Concerned",
    "HeadAway",
    "WaitingRequest",
    "absences",
    "appointers_of",
    "as_typed",
    "ask_page",
    "away_spans",
    "colleagues_calendar",
    "concerned",
    "get_returned",
    "heads_away",
    "heads_of_requests",
    "issue_page",
    "letter_page",
    "letter_words",
    "letters_page",
    "my_leave",
    "open_attachment",
    "open_letter_file",
    "people_page",
    "personnel_ids",
    "record_page",
    "request_page",
    "requests_awaiting",
    "returned_to",
    "rules_page",
    "team_calendar",
    "waiting_tally",
]
