"""What people state as reached where no report is asked of them: until when, and what counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from noken.core.signed import Signed, choice, signed_setting, whole
from noken.evaluation.rules.periods import (
    QUARTER,
    SEMESTER,
    TEACHERS,
    YEAR,
    Which,
    running_on,
    span_of,
)

AGREED, UNREVIEWED = "AGREED", "UNREVIEWED"
LATEST = timedelta(60)
"""How long after its end a span may still be stated."""


@signed_setting(
    "evaluation.statements",
    title="Pernyataan realisasi",
    basis="Misalnya nomor edaran bersama atau peraturan Bupati.",
    until="Sampai ditetapkan: sekali setahun.",
)
class StatementTerms(Signed):
    """How often who owes no report states what was reached, and when it is asked for. How long a
    superior may leave it unanswered is the term of reports (`work.review_terms`)."""

    rhythm: str = choice(
        "Irama",
        default=YEAR,
        options={YEAR: "Sekali setahun", SEMESTER: "Tiap semester", QUARTER: "Tiap triwulan"},
    )
    ask_days: int = whole(
        "Diminta sebelum masanya berakhir", default=31, unit="hari", least=0, most=90
    )


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement about one indicator in `[start_on, end_on)`, which speaks until `until_on`.

    `number` is its place in time; `counts` AGREED, UNREVIEWED or "" while it does not count;
    `standing` its state, "" once it was stated anew.
    """

    indicator_key: str
    result_key: str
    start_on: date
    end_on: date
    until_on: date
    number: int
    value: Decimal | None
    text: str
    counts: str
    standing: str = ""


def span_asked(on: date, terms: StatementTerms) -> Which:
    """The span of the rhythm in which a day lies.

    Source: guru sekali setahun sejak 2025, semester atau triwulan hanya bila ditetapkan
        (register: perdirjen-gtk-7607-2023).
    """
    return running_on(on, TEACHERS, terms.rhythm)


def spans_open(on: date, terms: StatementTerms) -> tuple[Which, ...]:
    """What can be stated on a day: the span that runs, and the one before while it is fresh.

    Source: cara kerja noken, pernyataan realisasi (register: noken-practice).
    """
    now = span_asked(on, terms)
    start = span_of(now.kind, now.year, now.number)[0]
    if on - start >= LATEST:
        return (now,)
    return now, span_asked(start - timedelta(1), terms)


def due_by(on: date, terms: StatementTerms) -> date | None:
    """The last day of the span that is asked for now; None while nothing is.

    Source: cara kerja noken, pernyataan realisasi (register: noken-practice).
    """
    now = span_asked(on, terms)
    last = span_of(now.kind, now.year, now.number)[1] - timedelta(1)
    return last if last - on < timedelta(terms.ask_days) else None


def that_count(rows: Iterable[Stated], start: date, end: date) -> tuple[Stated, ...]:
    """Of the statements about one indicator those that speak for `[start, end)`.

    Of each span the newest one that counts; a span within another one that counts is left out. A
    longer span speaks for the days asked where it was stated until one of them.

    Source: cara kerja noken, pernyataan realisasi (register: noken-practice).
    """
    newest: dict[tuple[date, date], Stated] = {}
    for row in sorted(rows, key=lambda each: each.number):
        whole_span = start <= row.start_on and row.end_on <= end
        if row.counts and (whole_span or start <= row.until_on < end):
            newest[row.start_on, row.end_on] = row
    return tuple(row for row in newest.values() if not _within_another(row, newest.values()))


def _within_another(row: Stated, others: Iterable[Stated]) -> bool:
    return any(
        other is not row and other.start_on <= row.start_on and row.end_on <= other.end_on
        for other in others
    )


def value_of(rows: Sequence[Stated], *, adds_up: bool) -> Decimal | None:
    """What the statements say together: the sum, or of a level the newest value.

    Source: cara kerja noken, jumlah dan nilai (register: noken-practice).
    """
    values = [row.value for row in sorted(rows, key=lambda r: r.until_on) if row.value is not None]
    if not values:
        return None
    return sum(values, Decimal()) if adds_up else values[-1]
