"""Two signatures are of two people: whoever made a password could be acting through its account."""

from collections.abc import Mapping, Set

HAND_DAYS = 30
"""So long somebody counts as able to act through an account whose password they made."""


def hands_behind(person: int, made_by: Mapping[int, Set[int]]) -> frozenset[int]:
    """Who could be acting through a person's account: the person, who made its password, who made
    theirs.

    Args:
        made_by: by person, who made a password for them in the last HAND_DAYS.
    Source: dua orang menyetujui (register: noken-practice).
    """
    found, ahead = {person}, [person]
    while ahead:
        more = made_by.get(ahead.pop(), frozenset()) - found
        found |= more
        ahead += more
    return frozenset(found)


def is_one_hand(first: int, second: int, made_by: Mapping[int, Set[int]]) -> bool:
    """Whether one person could be acting through both accounts.

    Source: dua orang menyetujui (register: noken-practice).
    """
    return bool(hands_behind(first, made_by) & hands_behind(second, made_by))
