"""Which reports came after their deadline, as calendar and outages are known now."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from noken.calendars import queries as calendars
from noken.organization import queries as organization
from noken.work.queries.duties import duty_terms
from noken.work.queries.graces import graces_of
from noken.work.rules.duties import Deadlines, duty_for, is_late


class Excused(NamedTuple):
    """A report whose author had to say why it came late."""

    id: UUID
    author_id: int
    work_on: date
    received_on: date


def late_among(reports: Collection[Excused]) -> frozenset[UUID]:
    """Those that are late still: an outage or a longer time recorded since takes lateness away.

    Five statements, however many reports; none where there are none.
    """
    if not reports:
        return frozenset()
    since = min(each.work_on for each in reports)
    on = max(each.received_on for each in reports)
    until = on + timedelta(1)
    authors = {each.author_id for each in reports}
    people, duties = organization.people(authors, on), duty_terms()
    calendar = calendars.calendar(since, until)
    disrupted = calendars.disrupted_days(since, until)
    graces = graces_of(authors, since, until)
    late = set()
    for each in reports:
        person = people.get(each.author_id)
        duty = duty_for(duties, person.family, person.kind, each.received_on) if person else None
        if duty is None or not duty.owed:
            continue
        own = graces.get(each.author_id, ())
        terms = Deadlines(calendar, disrupted, duty.grace_workdays, own)
        if is_late(each.work_on, each.received_on, terms):
            late.add(each.id)
    return frozenset(late)
