"""Statements of realisasi for those who make and answer them: the page, and what waits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.http import Http404

from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.evaluation.access import answers_statements
from noken.evaluation.models import Statement
from noken.evaluation.queries.evidence import Asked, Shown, gather
from noken.evaluation.queries.evidence_view import IndicatorRow, indicator_rows
from noken.evaluation.queries.stated import target_of
from noken.evaluation.rules.evidence import Evidence
from noken.evaluation.rules.periods import Which, label_of, span_of
from noken.evaluation.rules.statements import (
    StatementTerms,
    due_by,
    span_asked,
    spans_open,
)
from noken.organization import queries as organization
from noken.organization.queries import Person
from noken.planning import queries as planning
from noken.ui import formats
from noken.work import queries as work

Status = Statement.Status
QUOTES = 3
# Of the span asked for: main results of the plan in force of which nothing was stated.
_LACKING = """
    from planning_plan p
    join planning_revision v on v.plan_id = p.id and v.status = 'APPROVED'
    join planning_plannedresult r on r.revision_id = v.id and r.kind <> 'ADDITIONAL'
    where p.owner_id = %(me)s::bigint and p.year = %(year)s::int and not exists (
        select from evaluation_statement s where s.employee_id = p.owner_id
        and s.result_key = r.key and s.replaced_at is null
        and s.start_on = %(start)s::date and s.end_on = %(end)s::date)
"""
_ASKED = """
    from evaluation_statement where employee_id = %(me)s::bigint
    and status = 'ASKED' and replaced_at is null
"""
_TO_ANSWER = """
    from organization_reportingline l
    join evaluation_statement s on s.employee_id = l.employee_id and s.status = 'STATED'
        and s.replaced_at is null
    where l.superior_id = %(me)s::bigint and l.start_on <= %(on)s::date
        and (l.end_on is null or l.end_on > %(on)s::date)
"""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One indicator with what was stated of it; `statement` None: nothing yet. `line` is the
    evidence as every page shows it; `target` what the whole span asks."""

    line: IndicatorRow
    unit: str
    target: str
    statement: Statement | None

    @property
    def value_text(self) -> str:
        """The value as it stands in the field, "" without one."""
        value = self.statement.value if self.statement else None
        return "" if value is None else f"{value.normalize():f}".replace(".", ",")

    @property
    def amount(self) -> str:
        value = self.statement.value if self.statement else None
        return "" if value is None else f"{formats.number(value)} {self.unit}".strip()

    @property
    def waits(self) -> bool:
        return self.statement is not None and self.statement.status == Status.STATED

    @property
    def is_asked(self) -> bool:
        return self.statement is not None and self.statement.status == Status.ASKED


@dataclass(frozen=True, slots=True)
class StatementsPage:
    """One person's statements of a span; `states`: the reader can state, `answers`: can answer,
    within `limit` workdays.

    `other` is the label and address of the span before, while it is open.
    """

    person: Person
    label: str
    start_on: date
    last_on: date
    due_on: date | None
    rows: Sequence[StatementRow]
    evidence: Evidence
    shown: Shown
    states: bool
    answers: bool
    is_own: bool
    limit: int
    other: tuple[str, str] | None
    role: Role
    about: frozenset[int]

    @property
    def url(self) -> str:
        own = url_of("evaluation:statements")
        return own if self.is_own else url_of("evaluation:statements_of", self.person.id)

    @property
    def here(self) -> str:
        return f"{self.url}?mulai={self.start_on.isoformat()}"

    @property
    def waiting(self) -> list[int]:
        return [row.statement.pk for row in self.rows if row.statement and row.waits]

    @property
    def questions(self) -> int:
        return sum(row.is_asked for row in self.rows)


@dataclass(frozen=True, slots=True)
class OwnStatements:
    """What is due from oneself: `asked` lines the superior asked about, else `lacking` results
    still to be stated until `due_on`."""

    label: str
    lacking: int
    asked: int
    due_on: date | None

    @property
    def title(self) -> str:
        return f"Realisasi {self.label}"

    @property
    def detail(self) -> str:
        if self.asked:
            return f"Atasan menanyakan {self.asked} baris. Jawab dengan menyatakannya lagi."
        return f"{self.lacking} hasil kerja belum dinyatakan: nilai atau satu kalimat."

    @property
    def url(self) -> str:
        return url_of("evaluation:statements")


@dataclass(frozen=True, slots=True)
class WaitingStatements:
    """Somebody's lines that wait for the superior's answer."""

    employee_id: int
    name: str
    count: int
    since: datetime

    @property
    def title(self) -> str:
        return f"Realisasi {self.name}"

    @property
    def detail(self) -> str:
        return f"{self.count} baris untuk disepakati atau ditanyakan"

    @property
    def url(self) -> str:
        return url_of("evaluation:statements_of", self.employee_id)


def asks_statements(person_id: int, on: date) -> bool:
    """Whether results are stated rather than reported: the duty of the day asks no report."""
    return person_id in work.unreported([person_id], on)


def statements_page(
    actor: Actor, employee_id: int | None = None, start_on: date | None = None
) -> StatementsPage:
    """The own statements, or of somebody below; of the span that runs unless another open one is
    asked for.

    Raises:
        Http404: not somebody the actor leads, or no such span.
    """
    me = actor.employee_id
    who = employee_id or me
    role = Role.SELF if who == me else _led(actor, who)
    if who is None or role is None:
        raise Http404
    terms = organization.setting_on(StatementTerms, actor.on)
    open_now = spans_open(actor.on, terms)
    which = _chosen(open_now, start_on)
    start, end = _span(which)
    asked = Asked(who, start, end)
    shown = gather(actor, [asked], actor.on, quotes=QUOTES)[0]
    rows = list(_rows(shown.evidence, who, start, end))
    due_on: date | None = end - timedelta(1)
    if which == open_now[0]:
        due_on = due_by(actor.on, terms) if _is_awaited(shown.evidence, rows) else None
    other = next((each for each in open_now if each != which), None)
    base = url_of("evaluation:statements") if who == me else url_of("evaluation:statements_of", who)
    return StatementsPage(
        person=organization.people([who], actor.on)[who],
        label=_label(which),
        start_on=start,
        last_on=end - timedelta(1),
        due_on=due_on,
        rows=rows,
        evidence=shown.evidence,
        shown=shown,
        states=who == me and asks_statements(who, actor.on),
        answers=who != me and answers_statements(actor, who),
        is_own=who == me,
        limit=work.review_terms(actor.on).count_workdays,
        other=(_label(other), f"{base}?mulai={_span(other)[0].isoformat()}") if other else None,
        role=role,
        about=frozenset({who}),
    )


def own_statements(actor: Actor) -> OwnStatements | None:
    """What is due from the actor; None while nothing is."""
    terms = organization.setting_on(StatementTerms, actor.on)
    with connection.cursor() as cursor:
        cursor.execute(*_own_counts(actor, terms))
        asked, lacking = cursor.fetchone()
    if not asked + lacking:
        return None
    due_on = due_by(actor.on, terms) if lacking else None
    return OwnStatements(_label(span_asked(actor.on, terms)), lacking, asked, due_on)


def statements_awaiting(actor: Actor) -> list[WaitingStatements]:
    """Whose statements wait for the actor's answer, the oldest first."""
    sql = f"""
        select e.id, e.name, w.n, w.since
        from (select s.employee_id, count(*) as n, min(s.stated_at) as since {_TO_ANSWER}
              group by 1) w
        join organization_employee e on e.id = w.employee_id order by w.since, e.id
    """  # noqa: S608 (constants only)
    with connection.cursor() as cursor:
        cursor.execute(sql, {"me": actor.employee_id, "on": actor.on})
        return [WaitingStatements(*row) for row in cursor.fetchall()]


def statements_counted(actor: Actor) -> tuple[str, dict[str, Any]]:
    """SQL and values of the counts for `own_statements` (one thing while something is due) and
    `statements` (people whose lines wait for the actor)."""
    terms = organization.setting_on(StatementTerms, actor.on)
    own, values = _own_counts(actor, terms)
    sql = f"""
        select 'own_statements', (o.asked + o.lacking > 0)::int from ({own}) o
        union all select 'statements', count(distinct s.employee_id) {_TO_ANSWER}
    """  # noqa: S608 (constants only)
    return sql, values


def _own_counts(actor: Actor, terms: StatementTerms) -> tuple[str, dict[str, Any]]:
    """Lines asked about; and while the span asks for it, results of which nothing was stated."""
    which = span_asked(actor.on, terms)
    start, end = _span(which)
    lacking = "0::bigint"
    if due_by(actor.on, terms):
        asks = work.asks_reports_sql("%(me)s::bigint")
        lacking = f"case when {asks} then 0 else (select count(*) {_LACKING}) end"
    sql = f"select (select count(*) {_ASKED}) as asked, {lacking} as lacking"
    values = {
        "me": actor.employee_id,
        "on": actor.on,
        "year": which.year,
        "start": start,
        "end": end,
    }
    return sql, values


def _rows(evidence: Evidence, who: int, start: date, end: date) -> Iterator[StatementRow]:
    found = Statement.objects.filter(
        employee=who, start_on=start, end_on=end, replaced_at=None
    ).select_related("answered_by")
    stated = {str(row.indicator_key): row for row in found}
    indicators = [i for result in evidence.results for i in result.indicators]
    targets = _targets(who, start, end)
    for line, one in zip(indicator_rows(evidence.results), indicators, strict=True):
        target = targets.get(one.key, line.target)
        yield StatementRow(line, one.unit, target, stated.get(one.key))


def _is_awaited(evidence: Evidence, rows: Sequence[StatementRow]) -> bool:
    """Whether a main result was not stated yet, or the superior asked about a line."""
    left = iter(rows)
    lines = [(result, [next(left) for _ in result.indicators]) for result in evidence.results]
    return any(
        any(row.is_asked for row in own)
        or (result.kind != "ADDITIONAL" and not any(row.statement for row in own))
        for result, own in lines
    )


def _targets(who: int, start: date, end: date) -> dict[str, str]:
    """What the whole span asks of each indicator of the plan in force."""
    results = planning.results_in_force([who], start.year).get(who, ())
    found = {}
    for indicator in (i for result in results for i in result.indicators if not i.is_worded):
        limit = "\N{LESS-THAN OR EQUAL TO} " if indicator.lower_is_better else ""
        whole = target_of(indicator, start, end - timedelta(1))
        found[str(indicator.key)] = f"{limit}{formats.number(whole)} {indicator.unit}"
    return found


def _led(actor: Actor, who: int | None) -> Role | None:
    return organization.relation_of(actor, who, Role.SUPERIOR) if who else None


def _chosen(spans: Sequence[Which], start_on: date | None) -> Which:
    if start_on is None:
        return spans[0]
    found = next((each for each in spans if _span(each)[0] == start_on), None)
    if found is None:
        raise Http404
    return found


def _span(which: Which) -> tuple[date, date]:
    return span_of(which.kind, which.year, which.number)


def _label(which: Which) -> str:
    return label_of(which.kind, which.year, which.number)
