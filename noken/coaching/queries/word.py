"""Until when an outcome waits for the word of the person."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar

from noken.coaching.models import Talk
from noken.coaching.rules import flow
from noken.coaching.rules.word import WordTerms
from noken.findings.queries.deadlines import Deadlines
from noken.organization import queries as organization

Key = TypeVar("Key")
DAY = timedelta(1)


def alone_on(checks: Mapping[Key, tuple[int, date]]) -> dict[Key, date]:
    """The first workday on which the superior may record an outcome alone, for each person and
    check day: the workdays for the person's word are over, without those on which they were away,
    their unit was closed or noken could not be reached. The check day is the first of them.
    """
    if not checks:
        return {}
    days = {day: organization.setting_on(WordTerms, day).days for _, day in checks.values()}
    people = {person for person, _ in checks.values()}
    clock = Deadlines(min(days) - DAY, max(days.values()) + 1, max(days), people)
    found = {}
    for key, (person, day) in checks.items():
        last = clock.last_day_of(person, day - DAY, days[day])
        found[key] = clock.last_day_of(person, last, 1, own=False)
    return found


def why_not_closed(talk: Talk, on: date) -> flow.Why | None:
    """Why the superior may not record the outcome of an agreed talk on a day."""
    due = talk.check_on or on
    return flow.why_not_closed(due, on, closes_on=talk.alone_on or due, said=bool(talk.word))
