"""What the inspectorate may do at its desk."""

from noken.oversight.services.draws import (
    NewDraw,
    announce,
    draw_lots,
    freeze,
    open_names,
    open_seed,
)
from noken.oversight.services.heads import hand_over, sign_head, waiting_witnesses
from noken.oversight.services.journal import check_journal
from noken.oversight.services.reminding import remind
from noken.oversight.services.trail import open_trail

__all__ = [
    "NewDraw",
    "announce",
    "check_journal",
    "draw_lots",
    "freeze",
    "hand_over",
    "open_names",
    "open_seed",
    "open_trail",
    "remind",
    "sign_head",
    "waiting_witnesses",
]
