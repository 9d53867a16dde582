"""Both sides are heard before anything is decided."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from noken.objections.rules.flow import Why

EMPLOYEE, RATER = "EMPLOYEE", "RATER"
MEETING, CALL, LETTER, NONE = "MEETING", "CALL", "LETTER", "NONE"
SPOKEN = frozenset({MEETING, CALL, LETTER})
BASIS = "PP 30/2019 Pasal 59"
SAYS = {
    EMPLOYEE: "pegawai yang mengajukan keberatan",
    RATER: "pejabat penilai",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """What stands on record. `hearings` are pairs of side and mode; NONE: could not be heard.

    `wants_hearing`: the person asked to be heard in person and not only in writing.
    """

    wants_hearing: bool
    has_answer: bool
    hearings: Collection[tuple[str, str]] = ()

    def of(self, side: str) -> bool:
        """Whether this side had its say, or the record says why it could not."""
        if any(heard == side for heard, _mode in self.hearings):
            return True
        return self.has_answer if side == RATER else not self.wants_hearing


def unheard(heard: Heard) -> tuple[str, ...]:
    """The sides that still have to be heard, the person first.

    Source: PP 30/2019 Pasal 59, atasan mendengar kedua pihak (register: pp-30-2019-objection).
    """
    return tuple(side for side in (EMPLOYEE, RATER) if not heard.of(side))


def why_not_decidable(heard: Heard) -> Why | None:
    """Why there is no decision yet: somebody has not been heard.

    Source: PP 30/2019 Pasal 59 (register: pp-30-2019-objection).
    """
    sides = unheard(heard)
    if not sides:
        return None
    whom = " dan ".join(SAYS[side] for side in sides)
    return Why(
        f"Dengarkan dulu {whom}, lalu catat pertemuannya. Setelah itu putusan dapat ditetapkan.",
        "objection.not_heard",
        BASIS,
    )


def why_heard_already(side: str, mode: str, noted: Collection[tuple[str, str]]) -> Why | None:
    """Why nothing more is written down of a side: the same decider noted it already.

    Who could not be heard and comes after all is heard; nobody is both heard and not to be heard.

    Args:
        noted: pairs of side and mode that this decider wrote down before.

    Source: cara kerja noken (register: noken-practice).
    """
    modes = {each for whose, each in noted if whose == side}
    if not modes or (modes == {NONE} and mode in SPOKEN):
        return None
    return Why(
        f"Anda sudah mencatat keterangan {SAYS[side]}. Dengarkan pihak yang lain, atau tetapkan "
        "putusan bila kedua pihak sudah didengar.",
        "objection.heard_already",
    )


def why_not_given_up(mode: str, today: date, *, answer_by: date) -> Why | None:
    """Why "could not be heard" may not be written down yet: each side gets its days.

    Args:
        answer_by: the last day of the time that both sides have.

    Source: cara kerja noken (register: noken-practice).
    """
    if mode in SPOKEN or today > answer_by:
        return None
    return Why(
        "Kedua pihak masih mempunyai waktu untuk didengar. Catatan bahwa seseorang tidak dapat "
        "didengar baru dapat dibuat setelah waktunya lewat.",
        "objection.too_soon",
    )
