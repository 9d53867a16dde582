"""The rule behind a finding, as far as its page repeats it; all of it stands on the card's page."""

from collections.abc import Sequence
from dataclasses import dataclass

from noken.findings.queries.page_found import Found
from noken.regulations.cards import of_another, rule_cards


@dataclass(frozen=True, slots=True)
class RulePart:
    """`basis` are its articles in one line; `clears` what makes a row fall."""

    title: str
    summary: str
    basis: str
    clears: Sequence[str]
    version: int


def rule_of(finding: Found, *, own: bool) -> RulePart:
    """`own`: the person reads it, whom the card addresses; others read about the person."""
    card, said = rule_cards()[finding.code], str if own else of_another
    return RulePart(
        title=card.title,
        summary=said(card.short),
        basis="; ".join(each.place for each in card.articles),
        clears=[said(words) for _kind, words in card.clears],
        version=finding.version,
    )
