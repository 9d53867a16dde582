"""Who owes a report and until when, from the dated setting and the calendar."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from noken.calendars import queries as calendars
from noken.core.values import Span
from noken.organization import queries as organization
from noken.work.models import Duty
from noken.work.queries.graces import graces_of
from noken.work.rules.duties import Deadlines, DutyTerm, duty_for

DUTY_FIELDS = (
    *("family", "employee_kind", "rhythm", "grace_workdays", "source", "mark"),
    *("start_on", "end_on"),
)


def duty_terms() -> list[DutyTerm]:
    """Every duty that was ever set, in one query: a handful."""
    return terms_from(Duty.objects.values_list(*DUTY_FIELDS))


def terms_from(rows: Iterable[Sequence[Any]]) -> list[DutyTerm]:
    """Duties from the values of DUTY_FIELDS."""
    return [
        DutyTerm(
            family,
            kind,
            owed=rhythm == Duty.Rhythm.WORKDAY,
            grace_workdays=grace,
            source=source,
            mark=mark,
            span=Span(start_on, end_on),
        )
        for family, kind, rhythm, grace, source, mark, start_on, end_on in rows
    ]


def deadlines_of(person_id: int, since: date, on: date) -> Deadlines | None:
    """What decides whether reports of `[since, on]` come in time; None if none is owed."""
    person = organization.find_person(person_id, on)
    duty = duty_for(duty_terms(), person.family, person.kind, on) if person else None
    if duty is None or not duty.owed:
        return None
    until = on + timedelta(1)
    return Deadlines(
        calendar=calendars.calendar(since, until),
        disrupted=calendars.disrupted_days(since, until),
        grace_workdays=duty.grace_workdays,
        personal=graces_of([person_id], since, until).get(person_id, ()),
    )
