"""Who owes no report states what was reached; the superior agrees, or asks about it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.evaluation import access
from noken.evaluation.events import RealisationAgreed, RealisationAsked, RealisationStated
from noken.evaluation.models import Statement
from noken.evaluation.queries.statements import asks_statements
from noken.evaluation.rules.periods import span_of
from noken.evaluation.rules.statements import StatementTerms, spans_open
from noken.evaluation.services._records import check_length, need_text, person_of
from noken.organization import queries as organization
from noken.organization.models import Employee
from noken.planning import queries as planning

WORDS = 1000
MOST_VALUE = Decimal("9999999999.99")
Status = Statement.Status


@dataclass(frozen=True, slots=True)
class StatementLine:
    """What is stated of one indicator: a value, a sentence, or both."""

    indicator_key: str
    value: Decimal | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """The lines for the span that begins on `start_on`."""

    start_on: date
    lines: Sequence[StatementLine]


@transaction.atomic
def state_realisation(draft: StatementDraft, *, by: Actor, at: datetime) -> list[Statement]:
    """State what was reached; what says the same as before is left as it stands.

    A line the superior asked about is stated anew with whatever it says.

    Raises:
        Refused: `evaluation.no_person`, `statement.by_reports`, `statement.not_open`,
            `statement.unknown`, `statement.value`, `statement.nothing`, `evaluation.too_long`.
    Emits: RealisationStated.
    """
    me = person_of(by)
    Employee.objects.select_for_update(of=("self",)).get(pk=me)
    if not asks_statements(me, by.on):
        raise Refused(
            "Hasil kerja Anda dibaca dari laporan kerja; tidak ada yang perlu dinyatakan lagi.",
            code="statement.by_reports",
        )
    start, end = _open_span(draft.start_on, by.on)
    known = _indicators(me, start.year)
    standing = _standing(me, start, end)
    rows = [
        _row(me, known, line, (start, end, min(clock.day_of(at), end - timedelta(1))), at)
        for line in draft.lines
        if line.value is not None or line.text.strip()
    ]
    new = [row for row in rows if not _same(row, standing.get(str(row.indicator_key)))]
    if not new:
        raise Refused(
            "Belum ada yang berubah. Isi nilai atau satu kalimat, lalu kirim.",
            code="statement.nothing",
        )
    keys = [row.indicator_key for row in new]
    Statement.objects.filter(
        employee=me, start_on=start, end_on=end, replaced_at=None, indicator_key__in=keys
    ).update(replaced_at=at)
    Statement.objects.bulk_create(new)
    events.emit(
        RealisationStated(
            by=by,
            at=at,
            subject_id=me,
            statement_ids=tuple(row.pk for row in new),
            superior_id=organization.superiors([me], by.on).get(me),
        )
    )
    return new


@transaction.atomic
def agree_realisation(
    employee_id: int, statement_ids: Collection[int], *, by: Actor, at: datetime
) -> list[Statement]:
    """The superior of today agrees with what was stated.

    Raises:
        Refused: `statement.not_superior`, `statement.gone`.
    Emits: RealisationAgreed.
    """
    rows = _answerable(employee_id, statement_ids, by)
    for row in rows:
        row.status, row.answered_by_id, row.answered_at = Status.AGREED, by.employee_id, at
    Statement.objects.bulk_update(rows, ["status", "answered_by", "answered_at"])
    ids = tuple(row.pk for row in rows)
    events.emit(RealisationAgreed(by=by, at=at, subject_id=employee_id, statement_ids=ids))
    return rows


@transaction.atomic
def ask_about_realisation(
    employee_id: int, statement_id: int, *, question: str, by: Actor, at: datetime
) -> Statement:
    """The superior asks about one line; it counts no longer until it is stated anew.

    Raises:
        Refused: `statement.not_superior`, `statement.gone`, `evaluation.reason_missing`,
            `evaluation.too_long`.
    Emits: RealisationAsked.
    """
    (row,) = _answerable(employee_id, [statement_id], by)
    row.question = need_text(question, "Tuliskan apa yang ingin Anda ketahui.", WORDS)
    row.status, row.answered_by_id, row.answered_at = Status.ASKED, by.employee_id, at
    row.save(update_fields=["question", "status", "answered_by", "answered_at"])
    events.emit(
        RealisationAsked(
            by=by,
            at=at,
            subject_id=employee_id,
            statement_ids=(row.pk,),
            question=row.question,
        )
    )
    return row


def _open_span(start_on: date, on: date) -> tuple[date, date]:
    """Raises Refused: `statement.not_open`."""
    terms = organization.setting_on(StatementTerms, on)
    for which in spans_open(on, terms):
        span = span_of(which.kind, which.year, which.number)
        if span[0] == start_on:
            return span
    raise Refused(
        "Masa ini tidak dapat dinyatakan lagi. Muat ulang halaman, lalu isi masa yang berjalan.",
        code="statement.not_open",
    )


def _indicators(me: int, year: int) -> Mapping[str, tuple[str, planning.IndicatorView]]:
    """By key of the indicator: the key of its result, and the indicator; of the plan in force."""
    results = planning.results_in_force([me], year).get(me, ())
    return {str(i.key): (str(result.key), i) for result in results for i in result.indicators}


def _standing(me: int, start: date, end: date) -> dict[str, Statement]:
    rows = Statement.objects.filter(employee=me, start_on=start, end_on=end, replaced_at=None)
    return {str(row.indicator_key): row for row in rows}


def _row(
    me: int,
    known: Mapping[str, tuple[str, planning.IndicatorView]],
    line: StatementLine,
    days: tuple[date, date, date],
    at: datetime,
) -> Statement:
    """Raises Refused: `statement.unknown`, `statement.value`, `evaluation.too_long`."""
    if line.indicator_key not in known:
        raise Refused(
            "Hasil kerja ini tidak ada dalam SKP Anda yang berlaku. Muat ulang halaman.",
            code="statement.unknown",
        )
    result_key, indicator = known[line.indicator_key]
    value = None if indicator.is_worded else line.value
    if value is not None and not 0 <= value <= MOST_VALUE:
        raise Refused("Isi nilai 0 atau lebih.", code="statement.value")
    start, end, until = days
    return Statement(
        employee_id=me,
        start_on=start,
        end_on=end,
        until_on=until,
        result_key=result_key,
        indicator_key=line.indicator_key,
        value=value,
        text=check_length(line.text, WORDS),
        stated_at=at,
    )


def _same(row: Statement, before: Statement | None) -> bool:
    if before is None or before.status == Status.ASKED:
        return False
    return (row.value, row.text) == (before.value, before.text)


def _answerable(employee_id: int, statement_ids: Collection[int], by: Actor) -> list[Statement]:
    """Raises Refused: `statement.not_superior`, `statement.gone`."""
    if not access.answers_statements(by, employee_id):
        raise Refused(
            "Yang menanggapi realisasi adalah atasan langsung hari ini, termasuk Plt dan Plh.",
            code="statement.not_superior",
        )
    rows = list(
        Statement.objects.select_for_update(of=("self",))
        .filter(pk__in=statement_ids, employee=employee_id, replaced_at=None)
        .filter(status=Status.STATED)
        .order_by("pk")
    )
    if not rows or len(rows) != len(set(statement_ids)):
        raise Refused(
            "Pernyataan ini sudah ditanggapi atau dinyatakan ulang. Muat ulang halaman.",
            code="statement.gone",
        )
    return rows
