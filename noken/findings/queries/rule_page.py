"""One rule card, as everybody may read it: what it asks, how it counts, how often it was wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.http import Http404

from noken.core.actor import Actor, Role
from noken.findings.models import CardRest, CardVersion, Row
from noken.findings.ports import Awaited
from noken.findings.queries.cards import Card, cards_on
from noken.findings.queries.page_ladder import WholeLadder, whole_ladder
from noken.findings.queries.rates import rates_of
from noken.findings.queries.regional import unruled_of
from noken.findings.queries.rule_history import (
    VersionRow,
    history_of,
    stored_versions,
    unit_words,
)
from noken.findings.queries.rule_list import State, awaited_on, rate_words, state_of
from noken.findings.queries.rule_people import kind_words, people_by_kind
from noken.findings.queries.standing import LADDER
from noken.findings.queries.terms import terms_on
from noken.findings.rules.rates import Rate
from noken.findings.rules.terms import Terms
from noken.organization import queries as organization
from noken.organization.models import Employee, Unit
from noken.regulations.cards import UNCONFIRMED, CardValue, RuleCard, rule_cards
from noken.regulations.cards import Article as LawArticle
from noken.regulations.loader import sources
from noken.ui.formats import number, percent

CLEAR_ICONS = {
    "LETTER": "file-text",
    "PLACE": "map-pin",
    "RECORD": "fingerprint-pattern",
    "OUTAGE": "cloud-alert",
    "REPORT": "clipboard-check",
    "SUPERIOR": "user-check",
}
LEAST_SCALE = 30
PERSON = "Pegawai"
COUNTED_ONLY = "hanya dihitung"


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A number or reading; `settled` False: nothing follows from it yet."""

    label: str
    unit: str
    value: str
    owner: str
    source: str
    settled: bool


@dataclass(frozen=True, slots=True)
class RateBar:
    """The share overturned with its interval and the limit, drawn in percent of the width."""

    words: str
    sentence: str
    share: str
    has_any: bool
    left: str = ""
    width: str = ""
    point: str = ""
    limit_at: str = ""
    limit: int = 0
    scale: int = LEAST_SCALE


@dataclass(frozen=True, slots=True)
class Rest:
    """Since when a card has stopped itself, and by what."""

    since: datetime
    settled: int
    overturned: int
    lower: str


@dataclass(frozen=True, slots=True)
class Aimed:
    """Whom the version asks, and how it stands to the reader (`mine` "": no employee). `unruled`
    are asked, and nothing follows from a count about them."""

    people: int
    groups: str
    unit: str
    others: Sequence[str]
    unruled: str
    mine: str
    counted: int


@dataclass(frozen=True, slots=True)
class Article:
    place: str
    text: str
    title: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class CardPage:
    """`shown` is the version the page is about, `waiting` one that is still to be signed;
    `awaited` is what the card waits for besides. `ladder` None: nothing of it counts for a rung."""

    code: str
    words: RuleCard
    state: State
    shown: VersionRow
    is_current: bool
    history: Sequence[VersionRow]
    articles: Sequence[Article]
    clears: Sequence[tuple[str, str]]
    values: Sequence[ValueRow]
    aimed: Aimed
    ladder: WholeLadder | None
    rate: RateBar
    measured: str
    rest: Rest | None
    awaited: Awaited | None
    waiting: VersionRow | None
    may_sign: bool
    signed_by_me: bool
    is_keeper: bool
    role: Role


def card_page(actor: Actor, code: str, version: int | None = None) -> CardPage:
    """The card as it stands, or one of its versions by number."""
    words = rule_cards().get(code)
    cards = cards_on(actor.on) if words else []
    card = next((each for each in cards if each.code == code), None)
    if words is None or card is None:
        raise Http404
    stored = stored_versions(code)
    row = next((each for each in stored if each.version == (version or card.number)), None)
    if row is None:
        raise Http404
    history = history_of(words, stored, now_id=card.id, shown_id=row.pk, on=actor.on)
    shown = next(each for each in history if each.is_shown)
    waiting = next((each for each in history if each.left and not each.is_first), None)
    signers = {each.signer_id for each in _of(stored, waiting).signatures.all()} if waiting else ()
    mine = actor.employee_id in signers
    terms = terms_on(actor.on)
    awaited = awaited_on(actor.on)
    return CardPage(
        code=code,
        words=words,
        state=state_of(card, awaited),
        shown=shown,
        is_current=row.pk == card.id,
        history=history,
        articles=[_article(each) for each in words.articles],
        clears=[(CLEAR_ICONS[kind], text) for kind, text in words.clears],
        values=[
            *(_value(each, row, shown) for each in words.values if _has(each, row)),
            *_terms(terms),
        ],
        aimed=_aimed(actor, row, words),
        ladder=whole_ladder(actor.on, cards) if code in LADDER else None,
        rate=_bar(rates_of([card.id]).get(card.id), terms),
        measured=_measured(words),
        rest=_rest(card),
        awaited=awaited.get(code),
        waiting=waiting,
        may_sign=waiting is not None
        and not (mine or waiting.is_late)
        and organization.can_sign_settings(actor),
        signed_by_me=mine,
        is_keeper=actor.has(Role.PERSONNEL),
        role=actor.role,
    )


def _of(stored: Sequence[CardVersion], shown: VersionRow) -> CardVersion:
    return next(each for each in stored if each.pk == shown.id)


def _article(each: LawArticle) -> Article:
    return Article(each.place, each.text, sources()[each.source].title, each.mark == UNCONFIRMED)


def _has(each: CardValue, row: CardVersion) -> bool:
    """A version knows no value that came to the card after it."""
    return each.bounds is None or each.name in row.parameters


def _value(each: CardValue, row: CardVersion, shown: VersionRow) -> ValueRow:
    signed = each.is_open and shown.is_signed
    stored = row.parameters.get(each.name)
    return ValueRow(
        label=each.label,
        unit=each.unit,
        value=each.text or number(stored),
        owner=each.owner,
        source=row.source if signed else each.source,
        settled=signed or not each.is_open,
    )


def _terms(terms: Terms) -> Iterator[ValueRow]:
    yield ValueRow(
        "Waktu menjawab",
        "sejak Anda membukanya atau menerimanya di kertas",
        f"{terms.reply_workdays} hari kerja",
        "Kepala BKPSDM",
        terms.source,
        terms.is_signed,
    )
    yield ValueRow(
        "Batas kesalahan",
        f"aturan berhenti sendiri, sesudah {terms.settled_least} baris selesai",
        f"{terms.overturned_percent}% dibatalkan",
        "Inspektur",
        terms.source,
        terms.is_signed,
    )


def _aimed(actor: Actor, row: CardVersion, words: RuleCard) -> Aimed:
    path = row.unit.path if row.unit else ""
    people = people_by_kind(actor.on, path)
    counted = [kind for kind in people if kind not in row.groups]
    others = [f"{kind_words([kind])}: {COUNTED_ONLY}" for kind in sorted(counted)]
    unruled = unruled_of(row.groups, actor.on)
    return Aimed(
        people=sum(count for kind, count in people.items() if kind in row.groups),
        groups=kind_words(row.groups),
        unit=unit_words(row) if row.unit else "",
        others=others,
        unruled=kind_words(unruled) if words.person == PERSON else "",
        mine=_mine(actor, row, path),
        counted=_counted(actor, words.code),
    )


def _mine(actor: Actor, row: CardVersion, path: str) -> str:
    if actor.employee_id is None:
        return ""
    kind = Employee.objects.values_list("kind", flat=True).get(pk=actor.employee_id)
    if kind not in row.groups:
        return "Tidak ditanya"
    if row.unit is None:
        return "Berlaku"
    post = organization.post_of(actor.employee_id, actor.on)
    inside = post is not None and _lies_below(post.unit_id, path)
    return "Berlaku" if inside else "Di luar unit aturan ini"


def _lies_below(unit_id: int, path: str) -> bool:
    return Unit.objects.filter(pk=unit_id, path__startswith=path).exists()


def _counted(actor: Actor, code: str) -> int:
    """Rows of the reader's own that count in the year."""
    if actor.employee_id is None:
        return 0
    return Row.objects.filter(
        finding__employee_id=actor.employee_id,
        finding__code=code,
        state__in=Row.COUNTING,
        rests=False,
        day__year=actor.on.year,
    ).count()


def _bar(rate: Rate | None, terms: Terms) -> RateBar:
    if rate is None or not rate.settled:
        return RateBar(rate_words(rate), "", "", has_any=False)
    scale = max(LEAST_SCALE, terms.overturned_percent + 10, int(rate.high) // 10 * 10 + 10)
    beside = "di atas" if rate.low > terms.overturned_percent else "belum melewati"
    return RateBar(
        words=f"dibatalkan, {number(rate.overturned)} dari {number(rate.settled)}",
        sentence=f"{percent(rate.percent)} dibatalkan, selang {percent(rate.low)} sampai "
        f"{percent(rate.high)}; batas bawahnya {beside} batas {terms.overturned_percent}%",
        share=percent(rate.percent),
        has_any=True,
        left=_place(rate.low, scale),
        width=_place(min(rate.high, Decimal(scale)) - rate.low, scale),
        point=_place(rate.percent, scale),
        limit_at=_place(Decimal(terms.overturned_percent), scale),
        limit=terms.overturned_percent,
        scale=scale,
    )


def _place(value: Decimal, scale: int) -> str:
    return f"{value * 100 / scale:.1f}%"


def _rest(card: Card) -> Rest | None:
    row = CardRest.objects.filter(code=card.code, ended_at=None).first() if card.rests else None
    if row is None:
        return None
    return Rest(row.started_at, row.settled, row.overturned, percent(row.lower_percent))


def _measured(words: RuleCard) -> str:
    """What the tests measured on labelled sample data, or that nothing is measured."""
    if words.recall is None or words.false_alarm is None:
        return "Ketepatan pada data contoh: belum diukur."
    return (
        f"Diuji: {percent(words.recall)} dari yang seharusnya ditemukan, dan "
        f"{percent(words.false_alarm)} dari yang wajar ikut tertanyai. "
        f"{words.measured.rstrip('.')}."
    )
