"""What may happen to a row of a finding, in which order. Told first, answered first, by law.

A row counts only after a refused answer or a deadline that ran from a proven notice; while the
superior is silent it does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

HINT, ASKED, LAPSED, REPLIED = "HINT", "ASKED", "LAPSED", "REPLIED"
PROOF, ACCEPTED, REFUSED, CLEARED = "PROOF", "ACCEPTED", "REFUSED", "CLEARED"
COUNTING = frozenset({LAPSED, REFUSED})
SETTLED = frozenset({LAPSED, ACCEPTED, REFUSED, CLEARED})
IN_FAVOUR = frozenset({ACCEPTED, CLEARED})

ASK, REPLY, LAPSE, ACCEPT, REFUSE = "ASK", "REPLY", "LAPSE", "ACCEPT", "REFUSE"
ASK_PROOF, CLEAR, RECONSIDER, REOPEN = "ASK_PROOF", "CLEAR", "RECONSIDER", "REOPEN"
SEE_AGAIN, OVERTURN = "SEE_AGAIN", "OVERTURN"

# act → state → state. RECONSIDER is the superior's own, in favour only. REOPEN: an outage that was
# recorded later moves the deadline on. SEE_AGAIN: what cleared it was taken back, and the person
# is asked anew. OVERTURN: the decision in which it counted was revoked on appeal. REPLY to what was
# refused: proof may turn up later.
MOVES: Mapping[str, Mapping[str, str]] = {
    ASK: {HINT: ASKED},
    REPLY: {ASKED: REPLIED, LAPSED: REPLIED, PROOF: REPLIED, REFUSED: REPLIED},
    LAPSE: {ASKED: LAPSED, PROOF: REPLIED},
    ACCEPT: {REPLIED: ACCEPTED},
    REFUSE: {REPLIED: REFUSED},
    ASK_PROOF: {REPLIED: PROOF},
    RECONSIDER: {REFUSED: ACCEPTED},
    REOPEN: {LAPSED: ASKED},
    SEE_AGAIN: {CLEARED: HINT},
    OVERTURN: {LAPSED: ACCEPTED, REFUSED: ACCEPTED},
    CLEAR: {
        HINT: CLEARED,
        ASKED: CLEARED,
        LAPSED: CLEARED,
        REPLIED: CLEARED,
        PROOF: CLEARED,
        REFUSED: CLEARED,
    },
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a row decides what may happen: its state, whether its notice is proven, whether its
    card rests, whether it was heard again after a refusal."""

    state: str
    was_told: bool
    rests: bool = False
    heard_again: bool = False


def after(act: str, row: Standing) -> str | None:
    """The state after an act; None: the act is not possible now.

    What was refused stops counting for an answer once; after a second refusal further ones are
    heard too, and it counts until the superior reconsiders.

    Source: PP 94/2021 Pasal 26, pegawai didengar lebih dulu (register: pp-94-2021).
    """
    if row.rests and act != CLEAR:
        return None
    if act in {LAPSE, REOPEN} and not row.was_told:
        return None
    if act == REPLY and row.state == REFUSED and row.heard_again:
        return REFUSED
    return MOVES[act].get(row.state)


def taken_back(row: Standing, *, has_lapsed: bool) -> str | None:
    """The state after the person took back what nobody has decided on: as if it had not been said.
    None: not possible now. What was heard anew after a refusal stays said.

    Args:
        has_lapsed: the days to answer had passed when it was said.
    Source: PP 94/2021 Pasal 26, pegawai didengar lebih dulu (register: pp-94-2021).
    """
    if row.rests or row.heard_again or row.state not in {REPLIED, PROOF}:
        return None
    return LAPSED if has_lapsed else ASKED


def is_overturned(state: str, *, put_right: bool) -> bool:
    """Whether a row shows that its rule was wrong: not where the person did afterwards what was
    asked about.

    Source: cara kerja noken, angka salah tiap aturan (register: noken-practice).
    """
    return state in IN_FAVOUR and not put_right


def counts(state: str, *, rests: bool) -> bool:
    """Whether a row counts towards a rung: never while its card has stopped itself.

    Source: cara kerja noken, jawaban lebih dulu daripada hitungan (register: noken-practice).
    """
    return state in COUNTING and not rests
