"""Whose PIN it may be: a hint for whoever decides, never a decision."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

SHORTEST_NUMBER = 4
"""Fewer figures at the end of an NIP say nothing."""
_FULL = 3


class Candidate(NamedTuple):
    """Somebody of the unit who has no PIN at the site yet."""

    id: int
    name: str
    nip: str


class Guess(NamedTuple):
    """The person and why, in Indonesian."""

    person_id: int
    name: str
    why: str


def likely_owner(
    pin: str, told_name: str, people: Sequence[Candidate], *, is_only_pin: bool = True
) -> Guess | None:
    """The one person a PIN speaks for: by the name in the machine, by number, or as the last left.

    Where two people fit alike nobody is named. The last left is named for the only PIN that waits.

    Source: noken's own practice of telling people from PINs (register: noken-practice).
    """
    if told_name and (found := _only([p for p in people if is_like(told_name, p.name)])):
        return Guess(found.id, found.name, f"nama di mesin: {told_name}")
    if len(pin) >= SHORTEST_NUMBER and (found := _only([p for p in people if _ends(p.nip, pin)])):
        whole = len(pin) == len(found.nip)
        return Guess(found.id, found.name, "PIN sama dengan NIP" if whole else "PIN akhir NIP")
    if is_only_pin and not told_name and (found := _only(people)):
        return Guess(found.id, found.name, "satu-satunya di sini yang belum punya PIN")
    return None


def is_like(told: str, name: str) -> bool:
    """Does a name as a machine shows it (short, cut, initials) fit somebody's full name?

    Each word must begin a word of the name, in order, and one of them must be more than an initial.

    Source: noken's own practice of telling people from PINs (register: noken-practice).
    """
    words, rest = _words(told), iter(_words(name))
    if not any(len(word) >= _FULL for word in words):
        return False
    return all(any(full.startswith(word) for full in rest) for word in words)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c if c.isalpha() else " " for c in plain if not unicodedata.combining(c)).split()


def _ends(nip: str, pin: str) -> bool:
    return bool(nip) and nip.endswith(pin)


def _only(people: Sequence[Candidate]) -> Candidate | None:
    return people[0] if len(people) == 1 else None
