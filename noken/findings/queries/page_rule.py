"""The rule behind a finding, as far as its page repeats it; all of it stands on the card's page."""

from collections.abc import Sequence
from dataclasses import dataclass

from noken.findings.queries.page_found import Found
from noken.regulations.cards import rule_cards


@dataclass(frozen=True, slots=True)
class RulePart:
    """`basis` are its articles in one line; `clears` what makes a row fall."""

    title: str
    summary: str
    basis: str
    clears: Sequence[str]
    version: int


def rule_of(finding: Found) -> RulePart:
    card = rule_cards()[finding.code]
    return RulePart(
        title=card.title,
        summary=card.short,
        basis="; ".join(each.place for each in card.articles),
        clears=[words for _kind, words in card.clears],
        version=finding.version,
    )
