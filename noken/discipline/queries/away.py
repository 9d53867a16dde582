"""Whether the person was elsewhere by right on the day of a hearing: then nobody is missed."""

from datetime import timedelta

from noken.calendars import queries as calendars
from noken.core import clock
from noken.discipline.models import Case, Summons
from noken.leave import queries as leave


def is_away(row: Case, summons: Summons) -> bool:
    """Whether approved leave, sickness, duty or training covers the day, or an outage touched it
    where the person works."""
    day = clock.day_of(summons.hear_at)
    after = day + timedelta(1)
    if any(each.family != "FLEXIBLE" for each in leave.absences(day, after, [row.employee_id])):
        return True
    path = row.unit.path if row.unit else ""
    spans = calendars.disruption_spans(clock.start_of(day), clock.start_of(after))
    return any(
        not each.only_presence and (each.path is None or path.startswith(each.path))
        for each in spans
    )
