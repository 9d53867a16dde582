"""People's own times to report, where an area above gave them a longer one than their duty."""

from collections.abc import Collection, Iterable
from datetime import date

from noken.core.values import Span
from noken.work.models import PersonalGrace
from noken.work.rules.duties import GraceTerm


def graces_of(
    person_ids: Collection[int] | None, since: date, until: date
) -> dict[int, list[GraceTerm]]:
    """Own times that touch `[since, until)`, by person; None: of everybody. One statement."""
    rows = PersonalGrace.objects.filter(start_on__lt=until).exclude(end_on__lte=since)
    if person_ids is not None:
        rows = rows.filter(employee_id__in=person_ids)
    return graces_from(rows.values_list("employee_id", "grace_workdays", "start_on", "end_on"))


def graces_from(
    rows: Iterable[tuple[int, int, date, date | None]],
) -> dict[int, list[GraceTerm]]:
    """The same from their values."""
    found: dict[int, list[GraceTerm]] = {}
    for person_id, workdays, start_on, end_on in rows:
        found.setdefault(person_id, []).append(GraceTerm(workdays, Span(start_on, end_on)))
    return found
