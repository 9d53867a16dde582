"""Makers of statements of realisasi. They write rows directly."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from noken.core import clock
from noken.evaluation.models import Statement
from noken.organization.models import Employee
from noken.planning.models import Indicator
from tests.world import NOON, TODAY

YEAR_START, YEAR_END = date(TODAY.year, 1, 1), date(TODAY.year + 1, 1, 1)


def make_statement(
    person: Employee,
    indicator: Indicator,
    value: int | None = 18,
    *,
    text: str = "",
    status: str = Statement.Status.STATED,
    by: Employee | None = None,
    at: datetime = NOON - timedelta(hours=2),
    start_on: date = YEAR_START,
    end_on: date = YEAR_END,
    replaced_at: datetime | None = None,
) -> Statement:
    """A statement about the year, until its day; answered an hour later unless it waits."""
    waits = status == Statement.Status.STATED
    asked = status == Statement.Status.ASKED
    return Statement.objects.create(
        employee=person,
        start_on=start_on,
        end_on=end_on,
        until_on=min(clock.day_of(at), end_on - timedelta(1)),
        result_key=indicator.result.key,
        indicator_key=indicator.key,
        value=None if value is None else Decimal(value),
        text=text,
        status=status,
        stated_at=at,
        question="Dari mana angkanya?" if asked else "",
        answered_by=None if waits else by,
        answered_at=None if waits else at + timedelta(hours=1),
        replaced_at=replaced_at,
    )
