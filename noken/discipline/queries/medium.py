"""Which medium kinds hold on a day, and the page that says who settled that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.discipline.models import MediumProposal
from noken.discipline.rules import sanctions
from noken.discipline.rules.sanctions import Medium, ProposedMedium
from noken.findings.queries import Beside
from noken.organization.queries import ProposalRow, proposals_of, row_of, signed_of, signers_of
from noken.regulations.discipline import sanctions as table
from noken.ui.formats import day_long


@dataclass(frozen=True, slots=True)
class MediumPage:
    """`rows`: the name of each medium kind and whether it holds; `asked` the names of those that
    a waiting proposal would let hold."""

    medium: Medium
    rows: Sequence[tuple[str, bool]]
    waiting: ProposalRow | None
    asked: Sequence[str]
    signed: Sequence[ProposalRow]
    is_keeper: bool
    on: date
    role: Role


def medium_on(day: date) -> Medium:
    """The kinds in force; none where nobody has signed any."""
    return sanctions.medium_on(day, _proposed(signed_of(MediumProposal)))


def medium_in_force(day: date) -> Beside | None:
    """The same in words, for the ladder of days; None while nobody has signed any."""
    found = medium_on(day)
    if found.since is None:
        return None
    left = [name.lower() for code, name in kinds() if code not in found.codes]
    but = f", kecuali {', '.join(left)}" if left else ""
    text = f"berlaku sejak {day_long(found.since)}{but} ({found.source})."
    return Beside(text, url_of("discipline:medium"))


def medium_page(actor: Actor) -> MediumPage:
    """Everybody may read which kinds hold and on what they rest."""
    stored = proposals_of(MediumProposal)
    medium = sanctions.medium_on(actor.on, _proposed(stored))
    rows = [row_of(each, _medium(each), actor) for each in stored]
    waiting = next((row for row in rows if row.left), None)
    return MediumPage(
        medium=medium,
        rows=[(name, code in medium.codes) for code, name in kinds()],
        waiting=waiting,
        asked=[name for code, name in kinds() if waiting and code in waiting.value.codes],
        signed=[row for row in rows if not row.left],
        is_keeper=actor.has(Role.PERSONNEL),
        on=actor.on,
        role=actor.role,
    )


def kinds() -> list[tuple[str, str]]:
    """The medium kinds with their names, lightest first."""
    return [(code, each.name) for code, each in table().items() if each.level == sanctions.MEDIUM]


def _medium(row: MediumProposal) -> Medium:
    return Medium(frozenset(row.codes), row.source, row.start_on)


def _proposed(rows: Sequence[MediumProposal]) -> list[ProposedMedium]:
    return [ProposedMedium(_medium(row), row.start_on, signers_of(row)) for row in rows]
