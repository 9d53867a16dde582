"""Who may act, and the draw they act on."""

from noken.core import clock
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.oversight import access
from noken.oversight.models import Draw
from noken.oversight.rules.draw import Stage


def check_overseer(by: Actor) -> int:
    """Raises Refused: `oversight.not_yours`."""
    if not access.can_oversee(by) or by.employee_id is None:
        raise Refused("Ini tugas Inspektorat.", code="oversight.not_yours")
    return by.employee_id


def lock_draw(draw_id: int) -> Draw:
    """Raises Refused: `draw.unknown`."""
    draw = Draw.objects.select_for_update(of=("self",)).filter(pk=draw_id).first()
    if draw is None:
        raise Refused("Undian ini tidak ada. Muat ulang halaman.", code="draw.unknown")
    return draw


def stage_of(draw: Draw) -> Stage:
    return Stage(
        announced_on=clock.day_of(draw.announced_at),
        draw_on=draw.draw_on,
        frozen_on=clock.day_of(draw.frozen_at) if draw.frozen_at else None,
        drawn_on=clock.day_of(draw.drawn_at) if draw.drawn_at else None,
        is_opened=draw.opened_at is not None,
    )
