"""Until when an outcome waits for the word of the person."""

from collections.abc import Sequence
from datetime import date, timedelta

from noken.coaching.models import Talk
from noken.coaching.rules import flow
from noken.coaching.rules.word import MOST_DAYS, WordTerms
from noken.organization import queries as organization


def closes_on(check_on: date) -> date:
    """The first day on which the superior may record an outcome alone; a later setting moves
    nothing."""
    return flow.closes_alone(check_on, organization.setting_on(WordTerms, check_on).days)


def why_not_closed(talk: Talk, on: date) -> flow.Why | None:
    """Why the superior may not record the outcome of an agreed talk on a day."""
    due = talk.check_on or on
    return flow.why_not_closed(due, on, closes_on=closes_on(due), said=bool(talk.word))


def still_heard(on: date) -> Sequence[date]:
    """The check days whose outcome waits for the word of the person on a day."""
    days = (on - timedelta(each) for each in range(MOST_DAYS))
    return [day for day in days if closes_on(day) > on]
