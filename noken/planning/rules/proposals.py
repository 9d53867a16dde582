"""What a superior proposes for one indicator, and a plan in which it is accepted."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from noken.planning.rules.content import AnnexContent, Content, IndicatorContent, Targets
from noken.planning.rules.forms import amount_in_words

SUPPORT = "RESOURCES"
"""The section of the annex that holds what the superior promises."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """New targets, or in the qualitative approach a new sentence; what it was is kept beside it.

    `support` is what the superior promises in return: a line for the annex.
    """

    targets: Targets | None = None
    text: str = ""
    was: str = ""
    support: str = ""

    @property
    def changes_line(self) -> bool:
        return self.targets is not None or bool(self.text)

    @property
    def is_empty(self) -> bool:
        return not (self.changes_line or self.support)


def proposal_for(
    indicator: IndicatorContent, *, targets: Targets | None = None, text: str = ""
) -> Proposal:
    """What differs from an indicator as it stands; empty when nothing does.

    Source: PermenPANRB 6/2022, dialog kinerja (register: permenpanrb-6-2022).
    """
    text = " ".join(text.split())
    if not indicator.unit:
        return Proposal(text=text, was=indicator.text) if text != indicator.text else Proposal()
    if targets is None or targets == indicator.targets:
        return Proposal()
    return Proposal(targets=targets, was=amount_in_words(indicator))


def words_of(proposal: Proposal, indicator: IndicatorContent | None) -> str:
    """The proposal as it is read: "42 sekolah setahun (…)", or the sentence.

    Args:
        indicator: the line it is for, None when it is no longer in the plan.
    Source: PermenPANRB 6/2022, dialog kinerja (register: permenpanrb-6-2022).
    """
    if proposal.targets is None:
        return proposal.text
    base = indicator or IndicatorContent(UUID(int=0), "", "", proposal.targets)
    return amount_in_words(replace(base, targets=proposal.targets))


def accepted(
    content: Content, key: UUID | None, proposal: Proposal, *, support_key: UUID
) -> Content | None:
    """The plan with the proposal in it; None when the indicator is gone or of the other approach.

    Args:
        key: the indicator, None when only support is promised.
        support_key: of the new line in the annex.
    Source: PermenPANRB 6/2022, dialog kinerja (register: permenpanrb-6-2022).
    """
    if proposal.support:
        line = AnnexContent(support_key, SUPPORT, proposal.support)
        content = replace(content, annex=(*content.annex, line))
    return _with_line(content, key, proposal) if proposal.changes_line else content


def proposal_to_json(proposal: Proposal) -> dict[str, Any]:
    """The proposal as JSON-able values, {} for none.

    Source: cara kerja noken, setiap versi SKP disimpan (register: noken-practice).
    """
    if proposal.is_empty:
        return {}
    targets = [f"{target:f}" for target in proposal.targets] if proposal.targets else None
    return {
        "targets": targets,
        "text": proposal.text,
        "was": proposal.was,
        "support": proposal.support,
    }


def proposal_from_json(raw: dict[str, Any]) -> Proposal:
    """What `proposal_to_json` wrote.

    Source: cara kerja noken, setiap versi SKP disimpan (register: noken-practice).
    """
    if not raw:
        return Proposal()
    targets: Targets | None = None
    if raw["targets"]:
        first, second, third, fourth = (Decimal(text) for text in raw["targets"])
        targets = (first, second, third, fourth)
    return Proposal(targets, raw["text"], raw["was"], raw["support"])


def _with_line(content: Content, key: UUID | None, proposal: Proposal) -> Content | None:
    for result in content.results:
        for indicator in result.indicators:
            if indicator.key != key:
                continue
            changed = _changed(indicator, proposal)
            if changed is None:
                return None
            kept = tuple(changed if i.key == key else i for i in result.indicators)
            return content.having(replace(result, indicators=kept))
    return None


def _changed(indicator: IndicatorContent, proposal: Proposal) -> IndicatorContent | None:
    if proposal.targets is None:
        return None if indicator.unit else replace(indicator, text=proposal.text)
    return replace(indicator, targets=proposal.targets) if indicator.unit else None
