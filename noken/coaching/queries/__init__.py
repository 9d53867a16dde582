"""What may be asked about coaching and supervision."""

from noken.coaching.models import Agreement, Talk
from noken.coaching.queries.agenda import AgendaPage, MinePage, agenda_page, mine_page
from noken.coaching.queries.concerned import Concerned, accounts_of, concerned
from noken.coaching.queries.levels import (
    OwnLevelPage,
    TeamLevelsPage,
    check_weights,
    own_level_page,
    team_levels_page,
)
from noken.coaching.queries.outcomes import OutcomesPage, outcomes_page
from noken.coaching.queries.talk import (
    NewPage,
    TalkPage,
    default_check,
    find,
    new_page,
    talk_page,
)
from noken.coaching.queries.terms import TermsPage, terms_on, terms_page
from noken.coaching.queries.took import (
    NEVER,
    TOOK_SQL,
    Took,
    beside_findings,
    evidence_of,
    took_place,
)
from noken.coaching.queries.waiting import Waiting, WaitingHere, waiting_here, waiting_tally

KINDS = Agreement.Kind.choices
SIDES = Agreement.Side.choices
MEASURES = Talk.Measure.choices
OUTCOMES = Talk.Outcome.choices

__all__ = [
    "KINDS",
    "MEASURES",
    "NEVER",
    "OUTCOMES",
    "SIDES",
    "TOOK_SQL",
    "AgendaPage",
    "Concerned",
    "MinePage",
    "NewPage",
    "OutcomesPage",
    "OwnLevelPage",
    "TalkPage",
    "TeamLevelsPage",
    "TermsPage",
    "Took",
    "Waiting",
    "WaitingHere",
    "accounts_of",
    "agenda_page",
    "beside_findings",
    "check_weights",
    "concerned",
    "default_check",
    "evidence_of",
    "find",
    "mine_page",
    "new_page",
    "outcomes_page",
    "own_level_page",
    "talk_page",
    "team_levels_page",
    "terms_on",
    "terms_page",
    "took_place",
    "waiting_here",
    "waiting_tally",
]
