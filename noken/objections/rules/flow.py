"""The way of an objection to a grade: who may do what in which state.

The rater is let in only once the superior has taken it: that is all of the retaliation guard, and
everything else (pages, counts, notices, live news) asks this file.
"""

from collections.abc import Mapping
from dataclasses import dataclass

FILED, TAKEN, DECIDED, WITHDRAWN = "FILED", "TAKEN", "DECIDED", "WITHDRAWN"
OPEN = frozenset({FILED, TAKEN})
CLOSED = frozenset({DECIDED, WITHDRAWN})

OWNER, RATER, DECIDER, KEEPER = "OWNER", "RATER", "DECIDER", "KEEPER"
TAKE, ANSWER, HEAR, ADD = "TAKE", "ANSWER", "HEAR", "ADD"
ASSIGN, DECIDE, WITHDRAW = "ASSIGN", "DECIDE", "WITHDRAW"

ACTS: Mapping[str, str] = {
    TAKE: DECIDER,
    ANSWER: RATER,
    HEAR: DECIDER,
    ADD: OWNER,
    ASSIGN: KEEPER,
    DECIDE: DECIDER,
    WITHDRAW: OWNER,
}
"""Whose act it is."""

WAYS: Mapping[tuple[str, str], str] = {
    (FILED, TAKE): TAKEN,
    (FILED, ADD): FILED,
    (FILED, ASSIGN): FILED,
    (FILED, WITHDRAW): WITHDRAWN,
    (TAKEN, TAKE): TAKEN,
    (TAKEN, ANSWER): TAKEN,
    (TAKEN, HEAR): TAKEN,
    (TAKEN, ADD): TAKEN,
    (TAKEN, ASSIGN): TAKEN,
    (TAKEN, DECIDE): DECIDED,
    (TAKEN, WITHDRAW): WITHDRAWN,
}
"""From a state by an act to the next state; what is not here cannot happen."""

SAYS: Mapping[str, str] = {
    FILED: "belum diambil atasan penilai",
    TAKEN: "sedang diperiksa",
    DECIDED: "sudah diputus dan putusannya final",
    WITHDRAWN: "sudah ditarik oleh pegawai",
}


@dataclass(frozen=True, slots=True)
class Why:
    """Why something cannot be done: a sentence for people, a code, and the basis."""

    text: str
    code: str
    basis: str = ""


def next_state(status: str, act: str) -> str | None:
    """The state after an act; None: the act has no place in this state.

    Source: PP 30/2019 Pasal 59, tertulis, kedua pihak didengar, putusan final
    (register: pp-30-2019-objection).
    """
    return WAYS.get((status, act))


def why_not_now(status: str, act: str) -> Why | None:
    """Why an act does not fit the state an objection is in.

    Source: cara kerja noken (register: noken-practice).
    """
    if next_state(status, act) is not None:
        return None
    if status == FILED:
        return Why(
            "Keberatan ini belum diambil untuk diperiksa. Ambil dulu, lalu lanjutkan.",
            "objection.not_taken",
        )
    return Why(
        f"Keberatan ini {SAYS[status]}. Muat ulang halaman untuk melihat keadaannya.",
        "objection.not_now",
    )


def is_open_to_rater(*, was_taken: bool) -> bool:
    """Whether the rater may know of an objection: only once the superior has taken it.

    Source: cara kerja noken, perlindungan dari pembalasan (register: noken-practice).
    """
    return was_taken
