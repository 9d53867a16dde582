"""What may be asked about findings."""

from noken.findings.ports import (
    Asked,
    Awaited,
    Beside,
    DayMark,
    Hit,
    Hits,
)
from noken.findings.queries.cards import (
    Card,
    cards_on,
    codes_of,
    version_in_force,
)
from noken.findings.queries.concerned import (
    Concerned,
    card_keepers,
    concerned,
)
from noken.findings.queries.keepers import (
    Reached,
    counting_of,
    id_of,
    keepers_of,
    reached_since,
    refused_since,
    with_sisters,
)
from noken.findings.queries.ladder_page import ladder_page
from noken.findings.queries.mine import (
    mine_page,
)
from noken.findings.queries.of_days import SaidOfDay, answered_days, said_of_days
from noken.findings.queries.page import (
    door_of,
    finding_page,
    open_file,
)
from noken.findings.queries.page_around import around_finding
from noken.findings.queries.page_evidence import evidence_page, open_evidence
from noken.findings.queries.rates import (
    error_rates,
)
from noken.findings.queries.regional import is_ruled, ladder_on, not_loaded
from noken.findings.queries.rule_list import cards_page
from noken.findings.queries.rule_page import card_page
from noken.findings.queries.rule_preview import Preview, preview
from noken.findings.queries.rule_proposal import proposal_page
from noken.findings.queries.rule_tasks import RuleTask, rule_tasks, rules_tally
from noken.findings.queries.standing import (
    FindingFacts,
    facts_of,
    standing_of,
)
from noken.findings.queries.team import (
    all_page,
    team_page,
)
from noken.findings.queries.terms import (
    terms_on,
)
from noken.findings.queries.terms_page import terms_page
from noken.findings.queries.waiting import (
    Waiting,
    WaitingHere,
    waiting_here,
    waiting_tally,
)

__all__ = [
    "Asked",
    "Awaited",
    "Beside",
    "Card",
    "Concerned",
    "DayMark",
    "FindingFacts",
    "Hit",
    "Hits",
    "Preview",
    "Reached",
    "RuleTask",
    "SaidOfDay",
    "Waiting",
    "WaitingHere",
    "all_page",
    "answered_days",
    "around_finding",
    "card_keepers",
    "card_page",
    "cards_on",
    "cards_page",
    "codes_of",
    "concerned",
    "counting_of",
    "door_of",
    "error_rates",
    "evidence_page",
    "facts_of",
    "finding_page",
    "id_of",
    "is_ruled",
    "keepers_of",
    "ladder_on",
    "ladder_page",
    "mine_page",
    "not_loaded",
    "open_evidence",
    "open_file",
    "preview",
    "proposal_page",
    "reached_since",
    "refused_since",
    "rule_tasks",
    "rules_tally",
    "said_of_days",
    "standing_of",
    "team_page",
    "terms_on",
    "terms_page",
    "version_in_force",
    "waiting_here",
    "waiting_tally",
    "with_sisters",
]
