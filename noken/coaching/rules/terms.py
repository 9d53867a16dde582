"""Values of coaching and supervision that the region settles: in force once two people signed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from noken.coaching.rules.levels import CLOSE, EASY, USUAL_CHECK_PERCENT, Clean
from noken.core.signing import SIGNATURES

OWN = "Setelan noken, menunggu penetapan BKPSDM"
LIMITS = {
    "words_months": (1, 36),
    "clean_months": (1, 24),
    "in_time_percent": (50, 100),
    "easy_grace_workdays": (1, 10),
    "easy_check_percent": (0, 100),
    "close_check_percent": (100, 500),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """`since` None: nobody has signed; shown as proposals of noken, and nothing follows."""

    words_months: int = 12
    clean_months: int = 6
    in_time_percent: int = 95
    easy_grace_workdays: int = 4
    easy_check_percent: int = 50
    close_check_percent: int = 200
    source: str = OWN
    since: date | None = None

    @property
    def is_signed(self) -> bool:
        return self.since is not None

    @property
    def clean(self) -> Clean:
        return Clean(self.clean_months, self.in_time_percent)

    def check_percent(self, level: str) -> int:
        """Of the usual random checks; the usual share while nobody has signed."""
        if not self.is_signed:
            return USUAL_CHECK_PERCENT
        shares = {EASY: self.easy_check_percent, CLOSE: self.close_check_percent}
        return shares.get(level, USUAL_CHECK_PERCENT)


@dataclass(frozen=True, slots=True)
class Proposed:
    """Terms that were proposed: from which day, and who signed them."""

    terms: Terms
    start_on: date
    signer_ids: frozenset[int]


def terms_on(day: date, proposals: Sequence[Proposed]) -> Terms:
    """The newest terms signed by two people that have begun; else noken's own, unsigned.

    Source: cara kerja noken, dua orang menyetujui (register: noken-practice).
    """
    signed = [
        each for each in proposals if len(each.signer_ids) >= SIGNATURES and each.start_on <= day
    ]
    if not signed:
        return Terms()
    newest = max(signed, key=lambda each: each.start_on)
    return replace(newest.terms, since=newest.start_on)


def out_of_range(terms: Terms) -> str:
    """The first value outside its limits; "": all fit.

    Source: cara kerja noken (register: noken-practice).
    """
    for name, (least, most) in LIMITS.items():
        if not least <= getattr(terms, name) <= most:
            return name
    return ""
