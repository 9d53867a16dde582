"""Whose changes a person may follow as they happen."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from noken.core.periods import in_force
from noken.organization.models import Activation, Employee, ReportingLine, StandingPeriod
from noken.organization.queries.actors import OUT_OF_SERVICE


def heard_by(user_ids: Iterable[int], on: date) -> dict[int, frozenset[int]]:
    """By account: the person's own id and those who answer to them on a day, in two queries.

    Who is not confirmed to use their account hears of themselves alone. An account without a
    person, or whose person has left the service, is left out.
    """
    left = StandingPeriod.objects.filter(in_force(on), standing__in=OUT_OF_SERVICE)
    people = Employee.objects.filter(
        ~Q(pk__in=left.values("employee")), account_id__in=set(user_ids)
    )
    own: dict[int, int] = dict(people.values_list("account_id", "pk"))
    teams: dict[int, set[int]] = {pk: {pk} for pk in own.values()}
    unconfirmed = Activation.objects.filter(confirmed_at=None).values("employee")
    lines = ReportingLine.objects.filter(
        ~Q(superior__in=unconfirmed), in_force(on), superior_id__in=teams
    )
    for superior_id, employee_id in lines.values_list("superior_id", "employee_id"):
        teams[superior_id].add(employee_id)
    return {user_id: frozenset(teams[pk]) for user_id, pk in own.items()}
