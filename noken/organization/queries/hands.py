"""Who made whose password: read from the journal, where nobody takes it back."""

from collections.abc import Iterable, Mapping, Set
from datetime import datetime, timedelta

from noken.audit.queries import who_did
from noken.organization.events import PasswordIssued
from noken.organization.rules.hands import HAND_DAYS, is_one_hand


def made_by(people: Iterable[int], at: datetime) -> Mapping[int, Set[int]]:
    """Who made a password for these people in the days before `at`, and for those who did."""
    since = at - timedelta(HAND_DAYS)
    known: dict[int, Set[int]] = {}
    ahead = set(people)
    while ahead:
        found = who_did(PasswordIssued.kind, ahead, since)
        known |= {person: found.get(person, frozenset()) for person in ahead}
        ahead = set().union(*found.values()) - known.keys()
    return known


def tied_to(person: int, others: Set[int], at: datetime) -> frozenset[int]:
    """Those of `others` who may be one hand with a person."""
    known = made_by({person, *others}, at)
    return frozenset(each for each in others if is_one_hand(person, each, known))
