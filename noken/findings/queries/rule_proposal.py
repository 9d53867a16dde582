"""What BKPSDM fills in to change a card: the values that stand, within which bounds, for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from noken.core.actor import Actor, Role
from noken.findings.queries.cards import version_in_force
from noken.findings.queries.rule_people import kind_words
from noken.findings.rules.proposing import ASKABLE
from noken.organization import queries as organization
from noken.regulations.cards import CardValue, rule_cards


@dataclass(frozen=True, slots=True)
class ProposalPage:
    code: str
    title: str
    settable: Mapping[str, CardValue]
    values: Mapping[str, int]
    groups: Sequence[str]
    group_choices: Sequence[tuple[str, str]]
    unit_id: int | None
    unit_choices: Sequence[tuple[str, str]]
    today: date
    role: Role


def proposal_page(actor: Actor, code: str) -> ProposalPage:
    """Beginning from the version in force; 404 but for BKPSDM."""
    words = rule_cards().get(code)
    card = version_in_force(code, actor.on) if words else None
    if words is None or card is None or not actor.has(Role.PERSONNEL):
        raise Http404
    units = [(str(each.value), each.label) for each in organization.agencies(actor)]
    return ProposalPage(
        code=code,
        title=words.title,
        settable=words.settable,
        values={**words.defaults, **card.values},
        groups=card.groups,
        group_choices=[(kind, kind_words([kind])) for kind in ASKABLE],
        unit_id=card.unit_id,
        unit_choices=[("", "Seluruh instansi"), *units],
        today=actor.on,
        role=actor.role,
    )
