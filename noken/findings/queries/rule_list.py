"""All rule cards, as everybody may read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.core.signing import SIGNATURES
from noken.findings.models import CardVersion
from noken.findings.ports import Awaited, awaited_by
from noken.findings.queries.cards import Card, cards_on
from noken.findings.queries.rates import rates_of
from noken.findings.queries.rule_people import kind_words
from noken.findings.rules.rates import Rate
from noken.regulations.cards import RuleCard, rule_cards
from noken.ui.formats import day_long, number, percent

GROUPS = (
    ("Kehadiran", ("HDR", "PRS")),
    ("Rencana dan laporan", ("SKP", "LAP")),
    ("Tugas atasan", ("ATS",)),
)


@dataclass(frozen=True, slots=True)
class State:
    """How a card stands, in words, with its badge."""

    label: str
    tone: str
    icon: str


ACTIVE = State("Aktif", "ok", "check")
WAITING = State("Petunjuk, menunggu penetapan", "warn", "hourglass")
RESTING = State("Berhenti sendiri", "bad", "circle-pause")


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card in the list; `left` signatures are missing to a proposal, 0: none waits."""

    code: str
    title: str
    owner: str
    state: State
    version: str
    asked: str
    rate: str
    left: int
    url: str


@dataclass(frozen=True, slots=True)
class CardGroup:
    title: str
    rows: Sequence[CardRow]


@dataclass(frozen=True, slots=True)
class CardsPage:
    """`resting` are cards that stopped themselves, the task of their owners."""

    groups: Sequence[CardGroup]
    resting: Sequence[CardRow]
    is_keeper: bool
    role: Role


def cards_page(actor: Actor) -> CardsPage:
    """Every card with its state."""
    rows = _rows(actor)
    return CardsPage(
        groups=[
            CardGroup(title, [row for row in rows if row.code.startswith(starts)])
            for title, starts in GROUPS
        ],
        resting=[row for row in rows if row.state is RESTING],
        is_keeper=actor.has(Role.PERSONNEL),
        role=actor.role,
    )


def state_of(card: Card, awaited: Mapping[str, Awaited]) -> State:
    if card.rests:
        return RESTING
    return WAITING if card.is_hint or card.code in awaited else ACTIVE


def awaited_on(day: date) -> Mapping[str, Awaited]:
    """By code: what cards wait for in other areas."""
    return {code: each for found in awaited_by.ask(day) for code, each in found.items()}


def signatures_left() -> Mapping[str, int]:
    """By code: how many signatures a proposed version still lacks, where one waits."""
    rows = CardVersion.objects.filter(withdrawn_at=None, proposed_by__isnull=False)
    waiting = rows.annotate(signed=Count("signatures")).filter(signed__lt=SIGNATURES)
    return {code: SIGNATURES - signed for code, signed in waiting.values_list("code", "signed")}


def rate_words(rate: Rate | None) -> str:
    """9% dibatalkan, 19 dari 214; before any is settled it says so."""
    if rate is None or not rate.settled:
        return "belum ada yang selesai"
    return (
        f"{percent(rate.percent)} dibatalkan, {number(rate.overturned)} dari {number(rate.settled)}"
    )


def _rows(actor: Actor) -> list[CardRow]:
    cards = {card.code: card for card in cards_on(actor.on)}
    rates = rates_of([card.id for card in cards.values()])
    left, awaited = signatures_left(), awaited_on(actor.on)
    return [
        _row(
            words,
            cards[code],
            state_of(cards[code], awaited),
            rates.get(cards[code].id),
            left.get(code, 0),
        )
        for code, words in rule_cards().items()
        if code in cards
    ]


def _row(words: RuleCard, card: Card, state: State, rate: Rate | None, left: int) -> CardRow:
    return CardRow(
        code=words.code,
        title=words.title,
        owner=words.owner,
        state=state,
        version=f"Versi {card.number}, sejak {day_long(card.start_on)}",
        asked=kind_words(card.groups),
        rate=rate_words(rate),
        left=left,
        url=url_of("findings:card", words.code),
    )
