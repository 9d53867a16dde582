"""How often each rule was wrong, and who said so."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.findings import queries as findings
from noken.findings.queries import watched
from noken.findings.queries.watched import Decided
from noken.organization import queries as organization
from noken.oversight.rules.deciders import leaning
from noken.regulations.cards import rule_cards

MOST_SHOWN = 50
"""Percent at the right end of the drawn interval."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule: rows settled and overturned in percent with the 95 % interval, None while too few
    are settled to say. `x`, `width`, `point`: the drawing, in percent of its width."""

    code: str
    title: str
    url: str
    settled: int
    overturned: int
    percent: int | None
    low: int
    high: int
    rests: bool
    is_hint: bool

    @property
    def x(self) -> str:
        return f"{_place(self.low)}%"

    @property
    def width(self) -> str:
        return f"{max(1.0, _place(self.high) - _place(self.low)):.1f}%"

    @property
    def point(self) -> str:
        return f"{_place(self.percent or 0)}%"


@dataclass(frozen=True, slots=True)
class DeciderRow:
    """What one official decided; `share` is theirs of all overturned rows of the rule, percent."""

    name: str
    post: str
    unit: str
    settled: int
    overturned: int
    share: int


@dataclass(frozen=True, slots=True)
class RuleDeciders:
    """Who settled a rule's rows. `hint` "": no one hand and no one unit is behind most."""

    rule: RuleRow
    rows: Sequence[DeciderRow]
    hint: str


@dataclass(frozen=True, slots=True)
class RulesPage:
    """`rules` by which an official decided something; `others` are those without."""

    rules: Sequence[RuleDeciders]
    others: int
    limit: int
    least: int
    role: Role
    about: frozenset[int]


def rule_rows(at: datetime) -> tuple[list[RuleRow], int, int]:
    """Rules in force by code, the limit of the overturned share, and from how many rows on it is
    worked out."""
    on = clock.day_of(at)
    terms, rates = findings.terms_on(on), findings.error_rates(on)
    rows = []
    for card in findings.cards_on(on):
        rate = rates.get(card.code)
        enough = rate is not None and rate.settled >= terms.settled_least
        rows.append(
            RuleRow(
                code=card.code,
                title=rule_cards()[card.code].title,
                url=url_of("findings:card", card.code),
                settled=rate.settled if rate else 0,
                overturned=rate.overturned if rate else 0,
                percent=round(rate.percent) if rate and enough else None,
                low=round(rate.low) if rate else 0,
                high=round(rate.high) if rate else 0,
                rests=card.rests,
                is_hint=card.is_hint,
            )
        )
    return sorted(rows, key=lambda row: row.code), terms.overturned_percent, terms.settled_least


def rules_page(actor: Actor, at: datetime) -> RulesPage:
    """Each rule with the officials who settled its rows, most overturned first."""
    rules, limit, least = rule_rows(at)
    decided = watched.decided_by_official(actor, clock.day_of(at))
    people = organization.people({each.official_id for each in decided}, actor.on)
    by_rule: dict[str, list[Decided]] = defaultdict(list)
    for each in decided:
        by_rule[each.code].append(each)
    found = []
    for rule in (each for each in rules if each.code in by_rule):
        rows = sorted(by_rule[rule.code], key=lambda each: (-each.overturned, -each.settled))
        total = sum(each.overturned for each in rows) or 1
        shown = [
            DeciderRow(
                name=people[each.official_id].name,
                post=people[each.official_id].post,
                unit=people[each.official_id].unit,
                settled=each.settled,
                overturned=each.overturned,
                share=round(100 * each.overturned / total),
            )
            for each in rows
        ]
        found.append(RuleDeciders(rule, shown, _hint(rows, people)))
    others = len(rules) - len(found)
    return RulesPage(found, others, limit, least, Role.INSPECTORATE, frozenset(people))


def _hint(rows: Sequence[Decided], people: dict[int, organization.Person]) -> str:
    """Whether one official, or one unit, is behind more than half of what was overturned."""
    who = leaning({each.official_id: each.overturned for each in rows})
    if who is not None:
        return (
            f"Lebih dari separuh pembatalan berasal dari {people[who].name}. Periksa apakah "
            "alasannya masing-masing berdiri sendiri."
        )
    units: dict[int, int] = defaultdict(int)
    names = {}
    for each in rows:
        if each.unit_id is not None:
            units[each.unit_id] += each.overturned
            names[each.unit_id] = people[each.official_id].unit
    unit = leaning(units) if len(units) > 1 else None
    if unit is None:
        return ""
    return f"Lebih dari separuh pembatalan berasal dari pejabat di {names[unit]}."


def _place(percent: float) -> float:
    return round(min(100.0, 100 * percent / MOST_SHOWN), 1)
