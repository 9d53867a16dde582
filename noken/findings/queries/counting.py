"""Findings as areas above weigh them: what counts against whom, and whose a finding is.

Unscoped: who asks has settled what the reader may see.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count

from noken.core.http import url_of
from noken.findings.models import Row
from noken.findings.queries.regional import counting_rows, ruled_rows

_WHOSE = """
    select f.id, f.employee_id, min(r.day)
    from findings_finding f join findings_row r on r.finding_id = f.id
    where f.id = any(%s::bigint[]) group by f.id
"""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One finding of a person: rows that were put to the person, and those of them that count."""

    number: str
    code: str
    asked: int
    counting: int
    last_on: date
    url: str


@dataclass(frozen=True, slots=True)
class Whose:
    """The person a finding is about, and the first day it saw."""

    employee_id: int
    first_on: date


def counting_since(since: date, employee_ids: Collection[int] | None = None) -> dict[int, int]:
    """How many rows of days since then count towards something, by person: only of days for which
    rules are loaded. Those without any are left out."""
    rows = Row.objects.filter(ruled_rows(), state__in=Row.COUNTING, rests=False, day__gte=since)
    if employee_ids is not None:
        rows = rows.filter(finding__employee__in=employee_ids)
    found = rows.values_list("finding__employee").annotate(n=Count("pk")).order_by()
    return dict(found)


def weighed_of(employee_id: int, since: date) -> list[Weighed]:
    """Findings of a person with something put to the person of days since then, newest first."""
    rows = (
        Row.objects.filter(finding__employee=employee_id, day__gte=since, rests=False)
        .exclude(state__in=[Row.State.HINT, Row.State.CLEARED])
        .select_related("finding")
        .order_by("-day", "pk")
    )
    counting = set(rows.filter(counting_rows()).values_list("pk", flat=True))
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.finding_id, []).append(row)
    return [
        Weighed(
            number=own[0].finding.number,
            code=own[0].finding.code,
            asked=len(own),
            counting=sum(row.pk in counting for row in own),
            last_on=own[0].day,
            url=url_of("findings:finding", own[0].finding.number),
        )
        for own in found.values()
    ]


def whose(finding_ids: Collection[int]) -> dict[int, Whose]:
    """By finding; one without any row is left out."""
    with connection.cursor() as cursor:
        cursor.execute(_WHOSE, [list(finding_ids)])
        return {pk: Whose(person, first_on) for pk, person, first_on in cursor.fetchall()}
