"""The rows of a finding as the page shows them: what was seen, what it adds, where it stands."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.findings.queries import due
from noken.findings.queries.closed import closed_since, counted_then
from noken.findings.queries.due import Due, due_of, earliest
from noken.findings.queries.page_found import Found
from noken.findings.queries.page_words import (
    Pair,
    facts_in,
    pair_in,
    passages_in,
    seen_in,
    title_of,
)
from noken.findings.queries.regional import is_ruled
from noken.findings.queries.standing import ABSENCE, LADDER, Before
from noken.findings.rules import flow
from noken.findings.rules.numbers import number_of
from noken.ui.formats import day_short

SHORT = 60

# The last words said to a row stand beside it.
_ROWS = f"""
    select r.id, r.item, r.day, r.amount, r.facts::json, r.state, r.raised_at, r.asked_at,
        r.told_at, r.reply_by, {due.ON}, coalesce(e.name, ''), r.decided_at,
        v.version,
        r.reason, r.rests, r.put_right, r.heard_again, coalesce((
            select p.text from findings_reply_rows l join findings_reply p on p.id = l.reply_id
            where l.row_id = r.id and p.withdrawn_at is null order by p.at desc limit 1), '')
    from findings_row r join findings_cardversion v on v.id = r.version_id
    left join organization_employee e on e.id = r.decided_by_id
    where r.finding_id = %s order by r.day, r.item
"""  # noqa: S608 (constants only)
_OF_OTHERS = """
    select f.code, f.year, f.serial, r.rests, r.item, r.day, r.amount, r.facts::json
    from findings_row r join findings_finding f on f.id = r.finding_id
    where f.employee_id = %(person)s::bigint and f.code = any(%(codes)s::text[])
      and f.period = %(period)s::text and r.state = any(%(states)s::text[])
    order by r.day, r.item
"""


class _Row(NamedTuple):
    """A row as stored; `due` as `due.ON` says; `said` is the last thing the person said to it."""

    pk: int
    item: str
    day: date
    amount: Decimal
    facts: Mapping[str, Any]
    state: str
    raised_at: datetime
    asked_at: datetime | None
    told_at: datetime | None
    reply_by: date | None
    due: date | None
    decided_by: str
    decided_at: datetime | None
    version: int
    reason: str
    rests: bool
    put_right: bool
    heard_again: bool
    said: str


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row. `place` is its place in the count, "" where it does not count; `amount` is what it
    adds (0 where it does not count); `asked` is what it would add. `version` of the card saw it.
    `closed`: it counted in what an official decided; known on the person's own page alone.
    `after`: of a day of absence the own workday before it, as an ISO date; "" the first of the
    year, None where nobody counts runs. `pair` None: no evidence stands beside it; `pair_url`
    shows both."""

    id: int
    item: str
    place: str
    day: date
    title: str
    seen: str
    facts: Sequence[str]
    passages: Sequence[tuple[str, str]]
    pair: Pair | None
    pair_url: str
    said: str
    state: str
    word: str
    tone: str
    due: Due | None
    asked: Decimal
    counts: bool
    reason: str
    decided_by: str
    decided_on: date | None
    was_told: bool
    rests: bool
    heard_again: bool
    closed: bool
    version: int
    after: str | None

    @property
    def amount(self) -> Decimal:
        return self.asked if self.counts else Decimal(0)

    @property
    def short(self) -> str:
        """The day with the first words said, for the decision: "17 Nov, jalan tertutup"."""
        said = self.said if len(self.said) <= SHORT else f"{self.said[:SHORT].rstrip()}…"
        return f"{self.title}: {said}" if said else self.title

    @property
    def by_whom(self) -> str:
        if not self.decided_on:
            return ""
        return f"{self.decided_by or 'sistem'}, {day_short(self.decided_on)}"


@dataclass(frozen=True, slots=True)
class SumLine:
    """A row of the other rule that is added up with this one; not while it `rests` with its card.
    `url` is its own finding."""

    code: str
    day: date
    title: str
    amount: Decimal
    number: str
    url: str
    rests: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """`lines` as the reader may see them, oldest first. `hints` were never asked about, and would
    count `hinted`; `gone` are
    not shown any more: settled in favour long ago. `hidden` are the ids of rows without a line,
    whose days, answers and steps are not shown either. `was_asked`: the person was asked about any
    row. `unopened` are asked about and the person has not opened them, which shows them to the
    person. `beside` are rows of the other rule."""

    lines: Sequence[RowLine]
    hidden: frozenset[int]
    hints: int
    hinted: Decimal
    gone: int
    was_asked: bool
    unopened: int
    beside: Sequence[SumLine]

    @property
    def own_total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def counted(self) -> Decimal:
        return self.own_total + sum((line.amount for line in self.beside), Decimal(0))

    @property
    def summed(self) -> list["RowLine | SumLine"]:
        """What is in the sum, or may come into it."""
        return [*self.lines, *self.beside]

    @property
    def rest(self) -> bool:
        """Whether the card has stopped itself: what is not settled in favour rests with it."""
        return any(line.rests for line in self.lines)

    @property
    def answerable(self) -> list[RowLine]:
        """What the person may speak to now."""
        lines = self.in_state(flow.ASKED, flow.LAPSED, flow.PROOF, flow.REFUSED)
        return [line for line in lines if not line.rests and not line.closed]

    def in_state(self, *states: str) -> list[RowLine]:
        return [line for line in self.lines if line.state in states]

    @property
    def is_empty(self) -> bool:
        return not self.lines


def rows_of(actor: Actor, role: Role, finding: Found, shown_months: int) -> Rows:
    """What the reader sees of the rows. Hints are for the person alone; what was settled in favour
    leaves the superior's page after a time."""
    rows = _stored(finding.pk)
    hints = [row for row in rows if row.asked_at is None]
    old = _settled_before(_months_before(actor.on, shown_months))
    gone = [row for row in rows if role is Role.SUPERIOR and old(row)]
    unopened = [row for row in rows if row.state == flow.ASKED and row.told_at is None]
    kept = unopened if role is Role.SELF else hints
    hidden = frozenset(row.pk for row in (*kept, *gone))
    places = iter(range(1, len(rows) + 1))
    closed_at = _closed_at(finding.pk, rows) if role is Role.SELF else None
    before = _days_before(finding, rows) if role is Role.SUPERIOR else None
    idle = _unanswered(finding.kind, rows, actor.on)
    return Rows(
        lines=[
            _line(row, finding, places, closed_at, before, idle=row.pk in idle)
            for row in rows
            if row.pk not in hidden
        ],
        hidden=hidden,
        hints=len(hints),
        hinted=sum((row.amount for row in hints if row.state == flow.HINT), Decimal(0)),
        gone=len(gone),
        was_asked=len(rows) > len(hints),
        unopened=len(unopened),
        beside=_beside(finding),
    )


def next_day(lines: Iterable[RowLine]) -> date | None:
    """The earliest day on which any of them is due."""
    found = earliest(line.due for line in lines)
    return found.day if found else None


def _stored(finding_id: int) -> list[_Row]:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [finding_id])
        return [_Row(*row) for row in cursor.fetchall()]


def _closed_at(finding_id: int, rows: Sequence[_Row]) -> datetime | None:
    """When an official decided on it; asked only where rows count."""
    if not any(row.state in flow.COUNTING for row in rows):
        return None
    return closed_since([finding_id]).get(finding_id)


def _settled_before(day: date) -> Callable[[_Row], bool]:
    def old(row: _Row) -> bool:
        at = row.decided_at or row.raised_at
        return row.state in flow.IN_FAVOUR and clock.day_of(at) < day

    return old


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28))


def _days_before(finding: Found, rows: Sequence[_Row]) -> Callable[[_Row], str] | None:
    """For who decides: what runs would become is counted before a decision is saved."""
    if finding.code != ABSENCE or not any(row.state == flow.REPLIED for row in rows):
        return None
    needed = any(not row.facts.get("after") for row in rows)
    before = Before(int(finding.period[:4]), is_needed=needed)

    def of(row: _Row) -> str:
        return str(before.of(finding.unit_id, row.day, row.facts.get("after")) or "")

    return of


def _line(
    row: _Row,
    finding: Found,
    places: Iterator[int],
    closed_at: datetime | None,
    before: Callable[[_Row], str] | None,
    *,
    idle: bool,
) -> RowLine:
    code, counts = finding.code, flow.counts(row.state, rests=row.rests)
    word, tone = _IDLE if idle else _standing(row)
    untold = row.state == flow.ASKED and row.told_at is None
    pair = pair_in(row.day, row.facts)
    return RowLine(
        id=row.pk,
        item=row.item,
        place=str(next(places)) if counts else "",
        day=row.day,
        title=title_of(code, row.item, row.day, row.facts),
        seen=seen_in(code, row.facts),
        facts=facts_in(row.facts),
        passages=passages_in(row.facts),
        pair=pair,
        pair_url=url_of("findings:evidence", finding.number, row.pk) if pair else "",
        said=" ".join(row.said.split()),
        state=row.state,
        word=word,
        tone=tone,
        due=None if row.rests or idle else due_of(row.state, row.due, untold=untold),
        asked=row.amount,
        counts=counts,
        reason=row.reason,
        decided_by=row.decided_by,
        decided_on=clock.day_of(row.decided_at) if row.decided_at else None,
        was_told=row.told_at is not None,
        rests=row.rests,
        heard_again=row.heard_again,
        closed=counted_then(row.state, row.reply_by, row.decided_at, closed_at),
        version=row.version,
        after=before(row) if before else None,
    )


_WORDS: Mapping[str, tuple[str, str]] = {
    flow.HINT: ("Petunjuk, tidak ditanyakan", ""),
    flow.ASKED: ("Menunggu keterangan", "thr"),
    flow.PROOF: ("Menunggu bukti", "thr"),
    flow.LAPSED: ("Dihitung, tanpa keterangan", "bad"),
    flow.REPLIED: ("Perlu ditimbang", "thr"),
    flow.ACCEPTED: ("Diterima, tidak dihitung", "ok"),
    flow.REFUSED: ("Dihitung", "bad"),
    flow.CLEARED: ("Gugur, tidak dihitung", "ok"),
}


_STILL = "Dibekukan, tenggat tidak berjalan"
_FROZEN: Mapping[str, str] = {
    **dict.fromkeys((flow.ASKED, flow.REPLIED, flow.PROOF), _STILL),
    flow.REFUSED: "Dibekukan, tidak dihitung",
}


_IDLE = ("Belum dijawab, tidak dihitung", "")


def _unanswered(kind: str, rows: Sequence[_Row], on: date) -> set[int]:
    """Rows whose time to answer passed and that do not count for it: no rules are loaded."""
    late = [row for row in rows if row.state == flow.ASKED and row.reply_by and row.reply_by < on]
    return {row.pk for row in late if not row.rests and not is_ruled(kind, row.day)}


def _standing(row: _Row) -> tuple[str, str]:
    """Word and tone."""
    if row.rests and row.state in _FROZEN:
        return _FROZEN[row.state], ""
    if row.state == flow.ASKED and row.told_at is None:
        return "Belum dibuka pegawai", ""
    if row.put_right:
        return "Dipenuhi sesudahnya, tidak dihitung", "ok"
    return _WORDS[row.state]


def _beside(finding: Found) -> list[SumLine]:
    """Rows of the other rule that the law adds to this one, of the same year, with those that
    would count if their card had not stopped itself."""
    if finding.code not in LADDER:
        return []
    values: dict[str, Any] = {
        "person": finding.employee_id,
        "codes": [code for code in LADDER if code != finding.code],
        "period": finding.period,
        "states": sorted(flow.COUNTING),
    }
    with connection.cursor() as cursor:
        cursor.execute(_OF_OTHERS, values)
        return [_sum_line(*row) for row in cursor.fetchall()]


def _sum_line(code: str, year: int, serial: int, *seen: Any) -> SumLine:
    rests, item, day, amount, facts = seen
    number = number_of(year, serial)
    url = url_of("findings:finding", number)
    adds = Decimal(0) if rests else amount
    return SumLine(code, day, title_of(code, item, day, facts), adds, number, url, rests)
