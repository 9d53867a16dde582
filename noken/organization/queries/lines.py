"""Who is whose superior on a day: look-ups in the lines that are kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from noken.core.periods import in_force
from noken.organization.models import ReportingLine
from noken.organization.queries.people import Person, find_person

_SUPERIORS = """
    select employee_id, superior_id from organization_reportingline
    where employee_id = any(%(ids)s::bigint[])
      and start_on <= %(on)s::date and (end_on is null or end_on > %(on)s::date)
"""


@dataclass(frozen=True, slots=True)
class Superior:
    """The superior on a day and why.

    `person` is None at the top and for a gap; `basis` is the code of the reason (ReportingLine),
    "" when nothing is known of the person that day; `via` is the unit whose head answers.
    """

    person: Person | None
    basis: str
    via: str
    since: date | None = None
    until: date | None = None

    @property
    def last_on(self) -> date | None:
        """The last day on which it holds; None: until further notice."""
        return self.until - timedelta(1) if self.until else None

    @property
    def why(self) -> str:
        """The reason in words, "" when nothing is known."""
        return dict(ReportingLine.Basis.choices).get(self.basis, "")


def superior_of(employee_id: int, on: date) -> Superior:
    """The superior of one person on a day."""
    line = (
        ReportingLine.objects.filter(in_force(on), employee_id=employee_id)
        .select_related("via")
        .first()
    )
    if line is None:
        return Superior(None, "", "")
    person = find_person(line.superior_id, on) if line.superior_id else None
    via = line.via.name if line.via else ""
    return Superior(person, line.basis, via, line.start_on, line.end_on)


def superiors(ids: Iterable[int], on: date) -> dict[int, int | None]:
    """Superior's id by employee's id on a day, in one statement; None at the top and for gaps.

    People without a posting that day are left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SUPERIORS, {"ids": list(set(ids)), "on": on})
        return dict(cursor.fetchall())


def direct_reports(superior_id: int, on: date) -> QuerySet[ReportingLine, Any]:
    """Ids of those who answer to a person on a day, for use as `…__in`."""
    return ReportingLine.objects.filter(in_force(on), superior_id=superior_id).values("employee_id")
