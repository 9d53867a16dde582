"""Days with the corrections that lie over them: what was recorded and what holds.

The facts of a month come as one short text a day and person, and each different text goes
through the rule once: a recap of sixty people is one statement and a few dozen judgements.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection

from noken.attendance.queries.terms import limits_on
from noken.attendance.rules import months
from noken.attendance.rules.holding import Held, Mark, Seen, holds, recorded
from noken.attendance.rules.tolerance import Signed, adding, tolerance_on

# `rules.holding.is_covered` of an open day `d`.
COVERED = """
    (d.status = 'OPEN' and d.reasons <> '[]'::jsonb and exists (
        select from jsonb_array_elements(d.reasons) r
        where r ->> 0 = 'outage' or (r ->> 0 = 'away' and r ->> 3 <> 'FLEX_TIME')))
"""
# day of the month/status/shielded/late/early/stayed/came/overdue/covered/state/choice
FACTS = f"""
    string_agg(concat_ws('/', extract(day from d.day), d.status, d.is_shielded::int,
        d.late_minutes, d.early_minutes,
        case when d.late_minutes > 0 and d.last_at > d.end_at
             then floor(extract(epoch from d.last_at - d.end_at) / 60)::int else 0 end,
        (d.first_at is not null or d.last_at is not null)::int,
        (d.day < %s)::int, {COVERED}::int, coalesce(c.status, '-'), coalesce(c.choice, '-')), ' ')
"""
JOINED = """
    attendance_day d left join attendance_correction c
    on c.employee_id = d.employee_id and c.day = d.day
    and c.status in ('WAITING', 'ASKED', 'ACCEPTED')
"""
_MONTHS = f"""
    select d.employee_id, {FACTS} from {JOINED}
    where d.employee_id = any(%s) and d.day >= %s and d.day < %s group by d.employee_id
"""  # noqa: S608 (constants only)


_TIMES = """
    select employee_id, extract(day from day)::int, to_char(first_at at time zone zone, 'HH24.MI'),
        to_char(last_at at time zone zone, 'HH24.MI')
    from attendance_day
    where employee_id = any(%s) and day >= %s and day < %s
      and (first_at is not null or last_at is not null)
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One person's month: a letter a day, recorded and held, and the minutes of each.

    `adding` is what of `late` adds up under the tolerance of each day: 0 while none is signed.
    """

    recorded: str
    held: str
    recorded_late: int
    late: int
    early: int
    adding: int

    @property
    def differs(self) -> int:
        return months.differences(self.recorded, self.held)


@lru_cache(maxsize=50_000)
def _judged(facts: str) -> tuple[Held, Held, int]:
    seen, state, choice, stayed = _seen(facts)
    return recorded(seen), holds(seen, state, choice), stayed


def _seen(facts: str) -> tuple[Seen, str, str, int]:
    status, shielded, late, early, stayed, came, overdue, *rest = facts.split("/")
    covered, state, choice = rest
    seen = Seen(
        status=status,
        shielded=shielded == "1",
        late_minutes=int(late),
        early_minutes=int(early),
        came=came == "1",
        overdue=overdue == "1",
        covered=covered == "1",
    )
    return seen, state, choice, int(stayed)


def mark_of(facts: str) -> Mark:
    """What a day counts as that FACTS wrote, without the number of the day before it."""
    return _judged(facts)[1].mark


def row_from(facts: str | None, month: date, signed: Sequence[Signed]) -> Row:
    """The month that begins on `month` from the text of its facts; None: no day is known."""
    length = len(months.days_of(month))
    first, second = [months.NO_DAY] * length, [months.NO_DAY] * length
    recorded_late = late = early = counted = 0
    for word in facts.split() if facts else ():
        number, _, rest = word.partition("/")
        was, is_now, stayed = _judged(rest)
        first[int(number) - 1] = was.mark.value
        second[int(number) - 1] = is_now.mark.value
        recorded_late += was.late_minutes
        late += is_now.late_minutes
        early += is_now.early_minutes
        if signed and is_now.late_minutes:
            tolerance = tolerance_on(month.replace(day=int(number)), signed)
            counted += adding(is_now.late_minutes, stayed, tolerance)
    return Row("".join(first), "".join(second), recorded_late, late, early, counted)


def times_of(employee_ids: Sequence[int], month: date) -> dict[int, dict[int, str]]:
    """When people came and went, by person and day of the month: 07.24-16.02; one statement.

    A question mark stands where one of the two is not known.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TIMES, [list(employee_ids), month, months.month_after(month)])
        found: dict[int, dict[int, str]] = {}
        for pk, number, came, went in cursor.fetchall():
            found.setdefault(pk, {})[number] = f"{came or '?'}-{went or '?'}"
    return found


def rows_of(
    employee_ids: Sequence[int], month: date, on: date, signed: Sequence[Signed]
) -> dict[int, Row]:
    """The months of people by id; three statements, two of them for the limits.

    People without any day are left out.
    """
    values: list[Any] = [
        limits_on(on).overdue_before,
        list(employee_ids),
        month,
        months.month_after(month),
    ]
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS, values)
        return {pk: row_from(facts, month, signed) for pk, facts in cursor.fetchall()}
