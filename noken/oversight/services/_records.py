"""Who may act, and the draw they act on."""

from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.oversight import access
from noken.oversight.models import Draw


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
