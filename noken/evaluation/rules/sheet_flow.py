"""What may happen to a sheet in which state: one table, and why not in words.

OPEN → ASSESSED → PUBLISHED → FINAL; a rater need not wait for a self-assessment whose due day has
passed. EXCUSED stands beside them. An objection is no state of the sheet: while one is open
nothing but its decision changes the result.
"""

from dataclasses import dataclass
from datetime import datetime

OPEN, ASSESSED, PUBLISHED = "OPEN", "ASSESSED", "PUBLISHED"
FINAL, EXCUSED = "FINAL", "EXCUSED"
STATES = (OPEN, ASSESSED, PUBLISHED, FINAL, EXCUSED)

SELF, RATE, PUBLISH, CLOSE_PART = "SELF", "RATE", "PUBLISH", "CLOSE_PART"
RECEIVE, CHANGE, UNDO = "RECEIVE", "CHANGE", "UNDO"
OBJECT, DROP, SETTLE, FINALIZE = "OBJECT", "DROP", "SETTLE", "FINALIZE"
EXCUSE, INCLUDE = "EXCUSE", "INCLUDE"

# act: {state before: state after}
MOVES: dict[str, dict[str, str]] = {
    SELF: {OPEN: ASSESSED},
    RATE: {OPEN: OPEN, ASSESSED: ASSESSED},
    CLOSE_PART: {OPEN: OPEN, ASSESSED: ASSESSED},
    PUBLISH: {OPEN: PUBLISHED, ASSESSED: PUBLISHED},
    UNDO: {PUBLISHED: OPEN},
    RECEIVE: {PUBLISHED: PUBLISHED},
    CHANGE: {PUBLISHED: PUBLISHED},
    OBJECT: {PUBLISHED: PUBLISHED, FINAL: FINAL},
    DROP: {PUBLISHED: PUBLISHED, FINAL: FINAL},
    SETTLE: {PUBLISHED: FINAL, FINAL: FINAL},
    FINALIZE: {PUBLISHED: FINAL},
    EXCUSE: {OPEN: EXCUSED, ASSESSED: EXCUSED},
    INCLUDE: {EXCUSED: OPEN},
}
NEEDS_OBJECTION = frozenset({DROP, SETTLE})
"""Only while an objection is open."""
WITHOUT_OBJECTION = frozenset({UNDO, CHANGE, OBJECT, FINALIZE})
"""Not while an objection is open."""
RATABLE = frozenset({OPEN, ASSESSED})

WITH_DECISION = "diberitahukan dengan putusan keberatan"
"""How a result was received that nobody had opened when its objection was decided."""

_SAID = {
    OPEN: "Evaluasi ini masih menunggu penilaian.",
    ASSESSED: "Penilaian diri sudah dikirim dan menunggu penilai.",
    PUBLISHED: "Hasil evaluasi ini sudah diterbitkan.",
    FINAL: "Hasil evaluasi ini sudah final.",
    EXCUSED: "Pegawai ini tidak dinilai pada periode ini; alasannya tercatat.",
}


@dataclass(frozen=True, slots=True)
class Why:
    """Why an act cannot be done now: words and code."""

    text: str
    code: str


def why_not(act: str, status: str, *, objected: bool) -> Why | None:
    """Why `act` is not lawful now; None: it is.

    Args:
        objected: an objection to the result is open.
    Raises:
        KeyError: no such act or state.
    Source: cara kerja noken, keadaan evaluasi (register: noken-practice).
    """
    if status not in MOVES[act]:
        return Why(_SAID[status], "evaluation.not_now")
    if act in NEEDS_OBJECTION and not objected:
        return Why("Tidak ada keberatan yang terbuka atas hasil ini.", "evaluation.no_objection")
    if act in WITHOUT_OBJECTION and objected:
        return Why(
            "Hasil ini sedang dalam pemeriksaan dan tidak dapat diubah sampai ada putusan.",
            "evaluation.under_review",
        )
    return None


def is_for_keepers(act: str, status: str) -> bool:
    """Whether only who keeps the personnel may do it now, and not the rater: whoever has sent the
    own view waits for a grade, and without one there is nothing to object to.

    Source: cara kerja noken, keadaan evaluasi (register: noken-practice).
    """
    return act == EXCUSE and status == ASSESSED


def after(act: str, status: str, *, assessed: bool = False) -> str:
    """The state after a lawful act.

    Args:
        assessed: the self-assessment was sent; a sheet that goes back waits where it belongs.
    Source: cara kerja noken, keadaan evaluasi (register: noken-practice).
    """
    found = MOVES[act][status]
    return ASSESSED if found == OPEN and assessed else found


def is_loose(pinned_at: datetime, published_at: datetime | None) -> bool:
    """Whether a fact can still be taken off: it was not published with the result in force.

    Source: cara kerja noken, keadaan evaluasi (register: noken-practice).
    """
    return published_at is None or pinned_at > published_at
