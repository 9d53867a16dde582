"""Roles for the whole instansi: which hands may give one, and when it is looked at again."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date

from noken.organization.rules.hands import is_one_hand

PERSONNEL, LEADER, INSPECTORATE = "PERSONNEL", "LEADER", "INSPECTORATE"
SECONDS: Mapping[str, frozenset[str]] = {
    PERSONNEL: frozenset({PERSONNEL, LEADER}),
    LEADER: frozenset({LEADER, INSPECTORATE}),
    INSPECTORATE: frozenset({LEADER, INSPECTORATE}),
}
"""By role: who confirms what BKPSDM proposes. ADR 0035."""
TWO_HANDS = frozenset(SECONDS)
REVIEW_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Holders:
    """Who could act today: `roles` of each person with a working account, and who made whose
    password lately (`rules.hands`)."""

    roles: Mapping[int, Set[str]]
    made_by: Mapping[int, Set[int]]


def may_second(role: str, held: Iterable[str]) -> bool:
    """Whether somebody with these roles confirms a proposal for `role`.

    Who is of BKPSDM too makes nobody a leader or an inspector: those watch over BKPSDM.
    Source: pemberian peran oleh dua orang (register: noken-practice).
    """
    own = frozenset(held)
    return bool(own & SECONDS[role]) and (role == PERSONNEL or PERSONNEL not in own)


def seconds(role: str, person: int, proposer: int, holders: Holders) -> frozenset[int]:
    """Who may confirm a proposal: never the person, and never one hand with either of the two.

    Nobody, where the proposer could be acting through the person's account.
    Source: pemberian peran oleh dua orang (register: noken-practice).
    """
    if is_one_hand(proposer, person, holders.made_by):
        return frozenset()
    return frozenset(
        each
        for each, held in holders.roles.items()
        if each != person
        and may_second(role, held)
        and not any(is_one_hand(each, other, holders.made_by) for other in (proposer, person))
    )


def needs_console(role: str, person: int, holders: Holders) -> bool:
    """Whether no two holders could give this role to this person today: then the server's console
    is the second hand.

    Source: pemberian peran oleh dua orang (register: noken-practice).
    """
    proposers = [each for each, held in holders.roles.items() if PERSONNEL in held]
    return not any(
        seconds(role, person, each, holders) for each in proposers if each != person
    )  # fmt: skip


def is_due(start_on: date, reviewed_on: date | None, today: date) -> bool:
    """Whether a role was neither given nor looked at again in the last REVIEW_MONTHS.

    Source: peninjauan peran tiap tahun (register: noken-practice).
    """
    last = max(start_on, reviewed_on or start_on)
    return (today.year - last.year) * 12 + today.month - last.month - (
        today.day < last.day
    ) >= REVIEW_MONTHS
