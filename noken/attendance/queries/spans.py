"""What the days of people add up to over a longer span, for areas above. Unscoped."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection

from noken.attendance.queries.held import FACTS, JOINED, mark_of
from noken.attendance.rules import months

_SPANS = f"""
    select d.employee_id, {FACTS} from {JOINED}
    where d.employee_id = any(%s) and d.day >= %s and d.day < %s group by d.employee_id
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class SpanDays:
    """Days as they hold. `owed` are those with an answer owed, `present` at work or on duty (late
    days too), `unexplained` those still without an answer, however long."""

    owed: int
    present: int
    late: int
    unexplained: int


def days_in(employee_ids: Collection[int], start: date, end: date) -> dict[int, SpanDays]:
    """The sums of `[start, end)` by person; one statement. Who has no known day is left out."""
    with connection.cursor() as cursor:
        cursor.execute(_SPANS, [date.min, list(employee_ids), start, end])
        return {pk: _summed(facts) for pk, facts in cursor.fetchall()}


def _summed(facts: str) -> SpanDays:
    words = (word.partition("/")[2] for word in facts.split())
    found = months.totals_of("".join(mark_of(word).value for word in words))
    return SpanDays(found.owed, found.present + found.duty, found.late, found.open + found.absent)
