"""Until when both sides are heard, and until when it is decided."""

from collections.abc import Collection
from datetime import date, timedelta

from noken.calendars import queries as calendars
from noken.leave import queries as leave
from noken.objections.rules.clock import Terms, step_due

AHEAD = timedelta(400)


def steps_of(
    employee_id: int, taken_on: date, terms: Terms, lost: Collection[date] = ()
) -> tuple[date, date]:
    """The last day of hearing and of deciding for an objection that was taken on a day.

    The days of hearing stand still while the person is on leave or duty, and nobody decides before
    they are over. They do not wait for the rater, for whom the rater's office can speak.

    Args:
        lost: days of an outage; none of the steps counts them.
    """
    spans = leave.away_spans([employee_id], taken_on)
    last = max([taken_on, *(end for _, _, end in spans)])
    calendar = calendars.calendar(taken_on, last + AHEAD)
    away = {
        first + timedelta(n) for _, first, end in spans for n in range((end - first).days)
    } | set(lost)
    heard = step_due(taken_on, terms.answer_workdays, calendar, away)
    return heard, max(heard, step_due(taken_on, terms.decide_workdays, calendar, lost))
