"""How much waits for a person in plans, for the menu and the list of what waits."""

from noken.core.actor import Actor
from noken.core.tally import Tally
from noken.planning.queries.asks import cells_to_talk_tally, proposals_tally
from noken.planning.queries.lists import awaiting_tally, own_returned_tally
from noken.planning.queries.talks import unread_tally


def waiting_tally(actor: Actor) -> Tally:
    """Numbers for `team_plans` (plans to decide), `own_plan` (the own one came back with a note),
    `plan_notes` (plans with unread notes), `plan_asks` (proposals to answer) and `matrix` (cells
    somebody wants to talk about).
    """
    parts = (
        awaiting_tally(actor),
        own_returned_tally(actor),
        unread_tally(actor),
        proposals_tally(actor),
        cells_to_talk_tally(actor),
    )
    values = [value for part in parts for value in part.values]
    return Tally(" union all ".join(part.sql for part in parts), values)
