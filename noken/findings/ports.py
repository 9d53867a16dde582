"""What findings asks upward: what rules see, and what stands beside a finding."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from noken.core.actor import Actor
from noken.core.ports import Port

__all__ = [
    "Asked",
    "Awaited",
    "Beside",
    "DayMark",
    "Hit",
    "Hits",
    "awaited_by",
    "away_of",
    "beside_findings",
    "closed_above",
    "days_of",
    "hits_of",
    "medium_of",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a detector is asked: the card's code and values, and the days `[since, until)`.

    All hits whose `day` lies there must be named, each under the `item` it always has. `early`:
    only those about which it is still too early to ask, where a rule knows such days. `people`:
    nobody else matters, so that a detector need not look at all; empty means everybody.
    """

    code: str
    values: Mapping[str, Any]
    since: date
    until: date
    early: bool = False
    people: tuple[int, ...] = ()


class Hit(NamedTuple):
    """One thing seen. `item` names it for good within (card, person, `period`).

    `amount` 0: it is being explained elsewhere. What was raised stands, nothing new is raised.
    The facts of a day of absence hold `after`: the person's own workday before it as an ISO date
    (by their schedule; days off and leave are no such days, duty is one), None for the first.
    Days are in a row where one is `after` the other. Without it the calendar of the unit is asked.
    """

    employee_id: int
    period: str
    item: str
    day: date
    amount: Decimal
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hits:
    """What a detector sees: a statement with named values that gives the columns of `Hit` in their
    order (`facts` as jsonb), or `rows` where Python had to look.

    `clears`: what is not named any more has gone (a leave came in later), so its row is cleared.
    `put_right`: a condition on such a row `g` of `gone` (finding_id, employee_id, item, day, facts,
    raised_at): the person did afterwards what was asked about, so the rule was not wrong.
    `excused_by`: an expression on the same `g`: who accepted elsewhere what makes it fall, if so.
    """

    sql: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    rows: Iterable[Hit] = ()
    clears: bool = True
    put_right: str = "false"
    excused_by: str = "null::bigint"


class DayMark(NamedTuple):
    """One day of a person's year: `tone` as in `svg.heat` of the style, and its sentence."""

    day: date
    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A line about what goes on beside a finding: a letter, a talk, a case. `url` "": no page of
    its own for this reader."""

    text: str
    url: str = ""
    state: str = ""


class Awaited(NamedTuple):
    """A value of another area that a card goes by and that two people have yet to sign; until
    then the detector of the card sees nothing. `url` is where they sign."""

    text: str
    url: str


hits_of: Port[[Asked], Hits | None] = Port("what the rule of a card sees; None: not this area's")
away_of: Port[[Collection[int], date], Sequence[tuple[int, date, date]]] = Port(
    "leave and duty of these people that ends after a day: person, first day, day after the last"
)
awaited_by: Port[[date], Mapping[str, Awaited]] = Port(
    "by code of a card: what it waits for on a day, besides its own values"
)
medium_of: Port[[date], Beside | None] = Port(
    "the medium sanctions that two people signed for the region on a day; None: none yet"
)
days_of: Port[[Actor, int, date, date], Sequence[DayMark]] = Port(
    "the days of one person, for the calendar beside a finding"
)
no_days_of: Port[[int, date], str] = Port(
    "why rules of presence lack days of a person in the month of a day; '': they lack none"
)
beside_findings: Port[[Actor, Sequence[int]], Mapping[int, Sequence[Beside]]] = Port(
    "letters, talks and cases beside findings, as far as the actor may know of them"
)
closed_above: Port[[Collection[int]], Mapping[int, datetime]] = Port(
    "findings that an official has decided on, and when: rows that counted then are not heard here"
    " any more, those that come to count later are"
)
