"""What waits for the inspectorate in its menu: the next step of a sample."""

from noken.core.actor import Actor
from noken.core.tally import Tally
from noken.oversight import access

DAYS_BEFORE = 3
"""So long before the day of the draw the list should be frozen."""

_TALLY = """
select 'draws', count(*) from oversight_draw d
where %s::boolean and d.opened_at is null
  and (d.drawn_at is not null
       or d.frozen_at is not null and d.draw_on <= %s::date
       or d.frozen_at is null and d.draw_on - %s::int <= %s::date
          and d.announced_at < %s::date)
"""


def waiting_tally(actor: Actor) -> Tally:
    """Samples whose list can be frozen, which can be drawn, or whose seed can be published."""
    on = actor.on
    return Tally(_TALLY, [access.can_oversee(actor), on, DAYS_BEFORE, on, on])
