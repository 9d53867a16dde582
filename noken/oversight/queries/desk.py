"""The inspectorate's desk, and the list of what is unsettled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.paginator import Page, Paginator

from noken.calendars import queries as calendars
from noken.core import clock
from noken.core.actor import Actor
from noken.core.http import url_of
from noken.discipline.queries.watched import Ended, ended_cases
from noken.findings.queries import watched
from noken.findings.queries.watched import Totals, Unsettled
from noken.oversight.queries.draws import DrawView, newest_draw
from noken.oversight.queries.fairness import Fairness, fairness
from noken.oversight.queries.inaction import UndoneGroup, undone_groups
from noken.oversight.queries.journal import Journal, journal
from noken.oversight.queries.precision import RuleRow, rule_rows
from noken.regulations.cards import rule_cards

SHOWN, SIZE, SILENT_SHOWN = 5, 30, 8
LOOK_BACK = timedelta(days=400)
STATES = {
    "ASKED": "menunggu keterangan pegawai",
    "REPLIED": "keterangan belum diputus atasan",
    "PROOF": "bukti diminta",
    "LAPSED": "tidak ada keterangan sampai tenggat",
}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding without a name. `late` working days past the day that binds, 0: not yet; `until`
    says whose day it is, as its page does, "" where none runs."""

    number: str
    url: str
    words: str
    unit: str
    first_day: date
    late: int
    until: str


@dataclass(frozen=True, slots=True)
class DeskPage:
    """`limit` percent overturned stops a rule; it is worked out from `least` rows on."""

    on: date
    by_unit: bool
    totals: Totals
    findings: Sequence[FindingRow]
    undone: Sequence[UndoneGroup]
    officials: int
    ended: Sequence[Ended]
    ended_more: int
    rules: Sequence[RuleRow]
    limit: int
    least: int
    fairness: Fairness
    draw: DrawView | None
    journal: Journal

    @property
    def shown_rules(self) -> Sequence[RuleRow]:
        """Rules in force, and those by which something was decided."""
        return [rule for rule in self.rules if rule.settled or not rule.is_hint]

    @property
    def hints(self) -> int:
        return len(self.rules) - len(self.shown_rules)

    @property
    def more(self) -> int:
        return self.totals.unsettled - len(self.findings)

    @property
    def settled(self) -> int:
        return sum(rule.settled for rule in self.rules)

    @property
    def overturned(self) -> int:
        return sum(rule.overturned for rule in self.rules)

    @property
    def overturned_pct(self) -> int | None:
        return round(100 * self.overturned / self.settled) if self.settled else None

    @property
    def resting(self) -> Sequence[RuleRow]:
        return [rule for rule in self.rules if rule.rests]

    @property
    def limit_at(self) -> str:
        return f"{min(100, 2 * self.limit)}%"


@dataclass(frozen=True, slots=True)
class FindingsPage:
    page: Page[int]
    rows: Sequence[FindingRow]
    by_unit: bool
    lapsed: bool

    @property
    def keep(self) -> str:
        """What the address says besides the order."""
        return "lihat=tanpa-keterangan&" if self.lapsed else ""

    @property
    def url(self) -> str:
        return f"?{self.keep}urut=unit&" if self.by_unit else f"?{self.keep}"


def desk_page(actor: Actor, at: datetime, *, by_unit: bool) -> DeskPage:
    """All the inspectorate watches, without a name of anybody whom a finding is about."""
    on = clock.day_of(at)
    rules, limit, least = rule_rows(at)
    groups, ended = undone_groups(actor, at), ended_cases(actor, on)
    return DeskPage(
        on=on,
        by_unit=by_unit,
        totals=watched.totals(actor, on),
        findings=_rows(watched.unsettled(actor, by_unit=by_unit, most=SHOWN), on),
        undone=groups[:SILENT_SHOWN],
        officials=sum(group.officials for group in groups),
        ended=ended[:SILENT_SHOWN],
        ended_more=len(ended[SILENT_SHOWN:]),
        rules=rules,
        limit=limit,
        least=least,
        fairness=fairness(actor, at),
        draw=newest_draw(),
        journal=journal(),
    )


def findings_page(
    actor: Actor, at: datetime, *, by_unit: bool, number: str, lapsed: bool = False
) -> FindingsPage:
    """What is unsettled, or what nobody explained; thirty a page."""
    on = clock.day_of(at)
    totals = watched.totals(actor, on)
    count = totals.lapsed if lapsed else totals.unsettled
    page = Paginator(range(count), SIZE).get_page(number)
    skip = (page.number - 1) * SIZE
    rows = (
        watched.unexplained(actor, on, by_unit=by_unit, skip=skip, most=SIZE)
        if lapsed
        else watched.unsettled(actor, by_unit=by_unit, skip=skip, most=SIZE)
    )
    return FindingsPage(page, _rows(rows, on), by_unit, lapsed)


def _rows(found: Sequence[Unsettled], on: date) -> list[FindingRow]:
    days = calendars.workdays(on - LOOK_BACK, on) if found else []
    titles: Mapping[str, str] = {each.code: rule_cards()[each.code].title for each in found}
    return [_row(each, titles[each.code], days, on) for each in found]


def _row(each: Unsettled, title: str, days: Sequence[date], on: date) -> FindingRow:
    state = "pegawai belum terbukti tahu" if each.untold else STATES[each.state]
    many = f", {each.rows} hal" if each.rows > 1 else ""
    due = each.due
    return FindingRow(
        number=each.number,
        url=url_of("findings:finding", each.number),
        words=f"{title}{many}: {state}",
        unit=each.unit,
        first_day=each.first_day,
        late=sum(day > due for day in days) + 1 if due is not None and due < on else 0,
        until=each.awaited.words() if each.awaited else "",
    )
