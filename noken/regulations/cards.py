"""Rule cards as values: what a rule asks about, how it counts, on what it rests."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from noken.regulations.loader import read_table

UNCONFIRMED = "C"
_PERSON = re.compile(r"\bAnda\b")


@dataclass(frozen=True, slots=True)
class Article:
    """What a text of law says, in our words. `source` is a key of the register."""

    source: str
    place: str
    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class CardValue:
    """A number or a reading the card rests on, and who settles it.

    `least` and `most` bound a number that may be changed; without them it is fixed, and `text`
    says it.
    """

    name: str
    label: str
    unit: str
    owner: str
    source: str
    mark: str
    value: int | None = None
    least: int | None = None
    most: int | None = None
    text: str = ""

    @property
    def bounds(self) -> tuple[int, int] | None:
        """Between which numbers it may be set; None: it is fixed."""
        return None if self.least is None or self.most is None else (self.least, self.most)

    @property
    def is_open(self) -> bool:
        """No law settles it: two people must sign before anybody is asked."""
        return self.mark == UNCONFIRMED


@dataclass(frozen=True, slots=True)
class RuleCard:
    """The words of a card and the values of its first version.

    `groups` are kinds of employment that are asked; the others are counted only. `span` is what
    one finding gathers, `amount` what a row counts. `how` is in pairs: what is done, and with
    what; `clears` too: the kind of fact, and its words. `recall` and `false_alarm` are percent on
    the labelled sample, None: not measured.
    """

    code: str
    title: str
    short: str
    person: str
    groups: tuple[str, ...]
    span: str
    amount: str
    owner: str
    reads: tuple[str, ...]
    how: tuple[tuple[str, str], ...]
    clears: tuple[tuple[str, str], ...]
    articles: tuple[Article, ...]
    values: tuple[CardValue, ...]
    recall: Decimal | None
    false_alarm: Decimal | None
    measured: str

    @property
    def settable(self) -> dict[str, CardValue]:
        """The values that a version may set, by name."""
        return {each.name: each for each in self.values if each.bounds is not None}

    @property
    def defaults(self) -> dict[str, int]:
        """The settable values by name, as the first version has them."""
        return {each.name: each.value for each in self.values if each.value is not None}

    @property
    def rests_on(self) -> tuple[str, ...]:
        """Names of the values that no law settles."""
        return tuple(each.name for each in self.values if each.is_open)


def of_another(words: str) -> str:
    """Words of a card that address the person, as somebody else reads them about the person."""
    return _PERSON.sub(lambda found: f"{'Pegawai' if _begins(found) else 'pegawai'} ini", words)


def _begins(found: re.Match[str]) -> bool:
    before = found.string[: found.start()].rstrip()
    return not before or before.endswith((".", "?"))


@cache
def rule_cards() -> Mapping[str, RuleCard]:
    """All cards by code, in the order they are shown."""
    return {code: _card(code, row) for code, row in read_table("rule_cards").items()}


def _card(code: str, row: dict[str, Any]) -> RuleCard:
    return RuleCard(
        code=code,
        title=row["title"],
        short=row["short"],
        person=row["person"],
        groups=tuple(row["groups"]),
        span=row["span"],
        amount=row["amount"],
        owner=row["owner"],
        reads=tuple(row["reads"]),
        how=tuple((first, rest) for first, rest in row["how"]),
        clears=tuple((kind, text) for kind, text in row["clears"]),
        articles=tuple(Article(**each) for each in row["articles"]),
        values=tuple(CardValue(**each) for each in row["values"]),
        recall=_percent(row.get("recall")),
        false_alarm=_percent(row.get("false_alarm")),
        measured=row.get("measured", ""),
    )


def _percent(given: float | None) -> Decimal | None:
    return None if given is None else Decimal(str(given))
