"""Part-time PPPK work by the hours of their contract, and by no schedule of their unit. Pure."""

from collections.abc import Sequence

BY_CONTRACT = ("PPPK_PART_TIME",)
"""Kinds of employment whose hours only a schedule of the person's own says."""
NAMED = 3
NONE = "Jadwal menurut kontrak belum ditetapkan. Sebelum itu tidak ada hari yang dinilai."
SOME = "Jadwal menurut kontrak tidak mencakup seluruh bulan ini. Hari di luarnya tidak dinilai."

MANY = "Jadwal menurut kontrak belum mencakup seluruh bulan:"


def is_by_contract(kind: str) -> bool:
    """Whether only the person's own schedule says when people of this kind work.

    Source: UU 20/2023, jam PPPK paruh waktu menurut perjanjian kerjanya, belum dipastikan
        (register: uu-20-2023).
    """
    return kind in BY_CONTRACT


def own_words(*, lacks: bool, has_some: bool) -> str:
    """Why days of one person are missing in a month; "" where none are.

    Args:
        lacks: days of the month lie outside every schedule of the contract.
        has_some: others lie within one.
    Source: UU 20/2023 (register: uu-20-2023).
    """
    if not lacks:
        return ""
    return SOME if has_some else NONE


def group_words(names: Sequence[str]) -> str:
    """Whose days are missing in a month of several people; "" where nobody's are.

    Source: UU 20/2023 (register: uu-20-2023).
    """
    if not names:
        return ""
    shown, more = list(names[:NAMED]), len(names) - NAMED
    if more > 0:
        shown.append(f"{more} orang lagi")
    said = " dan ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
    return f"{MANY} {said}. Hari tanpa jadwal tidak dinilai."
