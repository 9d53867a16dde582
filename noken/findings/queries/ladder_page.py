"""The region's table for PPPK: what holds, what waits, and whom it would be about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection

from noken.core.actor import Actor, Role
from noken.findings.models import LadderProposal
from noken.findings.queries.regional import table_of
from noken.findings.queries.rule_people import kind_words, people_by_kind
from noken.findings.queries.standing import LADDER
from noken.findings.rules.regional import LEVELS, REGIONAL, Table
from noken.organization.queries import ProposalRow, proposals_of, row_of
from noken.regulations.cards import rule_cards

LOOKED_BACK = timedelta(90)
_HIT = """
    select f.code, count(distinct f.employee_id) from findings_row r
    join findings_finding f on f.id = r.finding_id
    join organization_employee e on e.id = f.employee_id and e.kind = any(%s::text[])
    where r.day >= %s::date and r.asked_at is not null and r.state not in ('ACCEPTED', 'CLEARED')
    group by f.code
"""


class Line(NamedTuple):
    """A row of the table in words."""

    days: str
    level: str
    name: str
    months: str


class CardHit(NamedTuple):
    """A rule card, and of how many people it asked in the last 90 days something that stands."""

    code: str
    title: str
    counted: str
    people: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A table with its words."""

    table: Table
    lines: Sequence[Line]
    groups: str
    run: str


@dataclass(frozen=True, slots=True)
class Effect:
    """`people` in service by kind, and the cards whose rows would lapse and count from then on."""

    people: Sequence[tuple[str, int]]
    since: date
    cards: Sequence[CardHit]


@dataclass(frozen=True, slots=True)
class LadderPage:
    """`now` None: no table has begun. `effect` is for who proposes and who signs."""

    now: Shown | None
    waiting: ProposalRow | None
    coming: ProposalRow | None
    signed: Sequence[ProposalRow]
    effect: Effect | None
    is_keeper: bool
    today: date
    role: Role


def ladder_page(actor: Actor) -> LadderPage:
    """Everybody may read it."""
    rows = [row_of(row, _shown(table_of(row)), actor) for row in proposals_of(LadderProposal)]
    signed = sorted((row for row in rows if not row.left), key=lambda row: row.start_on)
    begun = [row for row in signed if row.start_on <= actor.on]
    return LadderPage(
        now=begun[-1].value if begun else None,
        waiting=next((row for row in rows if row.left), None),
        coming=next((row for row in signed if row.start_on > actor.on), None),
        signed=signed[::-1],
        effect=_effect(actor.on) if actor.has(Role.PERSONNEL) or actor.has(Role.LEADER) else None,
        is_keeper=actor.has(Role.PERSONNEL),
        today=actor.on,
        role=actor.role,
    )


def _effect(on: date) -> Effect:
    people, since = people_by_kind(on, ""), on - LOOKED_BACK
    with connection.cursor() as cursor:
        cursor.execute(_HIT, [list(REGIONAL), since])
        hit = dict(cursor.fetchall())
    cards = [card for card in rule_cards().values() if card.person == "Pegawai"]
    return Effect(
        people=[(kind_words([kind]), people.get(kind, 0)) for kind in REGIONAL],
        since=since,
        cards=[
            CardHit(
                card.code,
                card.title,
                "jenjang" if card.code in LADDER else "dampak",
                hit.get(card.code, 0),
            )
            for card in cards
        ],
    )


def _shown(table: Table) -> Shown:
    ends: list[Any] = [step.least - 1 for step in table.steps[1:]]
    lines = [
        Line(
            _days(step.least, end),
            LEVELS[step.level],
            step.name,
            f"{step.months} bulan" if step.months else "",
        )
        for step, end in zip(table.steps, [*ends, None], strict=True)
    ]
    run = f"{table.run} hari kerja berturut-turut mencapai baris terakhir." if table.run else ""
    return Shown(table, lines, kind_words(table.groups), run)


def _days(least: int, most: int | None) -> str:
    if most is None:
        return f"{least} atau lebih"
    return str(least) if most == least else f"{least}\N{EN DASH}{most}"
