"""Who is lawfully away: the one answer for days, recaps, boards and calendars."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from noken.leave import models
from noken.leave.rules.kinds import label_of


@dataclass(frozen=True, slots=True)
class Absence:
    """One person's absence in `[start_on, end_on)`.

    `portion` is FULL, MORNING or AFTERNOON of each of its days; `family` LEAVE, DUTY, TRAINING or
    FLEXIBLE; `kind` a code; `label` its words for everybody who may see the day (a sick leave is
    "sakit", never more); `reference` the number of the letter or grant, "" without one; `place`
    where a duty is done.
    """

    employee_id: int
    start_on: date
    end_on: date
    portion: str
    family: str
    kind: str
    label: str
    reference: str
    place: str


AWAY_SQL = """
    select employee_id, start_on, end_on from leave_absence
    where cancelled_at is null and portion = 'FULL' and family <> 'FLEXIBLE'
"""
"""Whole days on which somebody is elsewhere by right, inside a larger statement."""
_FIELDS = (
    *("employee_id", "start_on", "end_on", "portion", "family", "kind"),
    *("reference", "place"),
)


def absences(start: date, end: date, employee_ids: Collection[int] | None = None) -> list[Absence]:
    """The approved absences that touch `[start, end)`, by person and day; one statement.

    Args:
        employee_ids: whose; None means everybody's.
    """
    rows = models.Absence.objects.filter(
        cancelled_at__isnull=True, start_on__lt=end, end_on__gt=start
    )
    if employee_ids is not None:
        rows = rows.filter(employee_id__in=set(employee_ids))
    return [
        Absence(person, start_on, end_on, portion, family, kind, label_of(kind), reference, place)
        for person, start_on, end_on, portion, family, kind, reference, place in rows.order_by(
            "employee_id", "start_on", "portion"
        ).values_list(*_FIELDS)
    ]


def away_spans(people: Collection[int], since: date) -> list[tuple[int, date, date]]:
    """When these people are elsewhere by right, even for half of a day, on days from `since` on:
    person, first day, day after the last."""
    rows = models.Absence.objects.filter(
        cancelled_at__isnull=True, end_on__gt=since, employee_id__in=people
    ).exclude(family="FLEXIBLE")
    return list(rows.values_list("employee_id", "start_on", "end_on"))
