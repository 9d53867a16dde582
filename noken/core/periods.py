"""Database guarantees for dated rows: `[start_on, end_on)`, no end before the start, no overlap."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.expressions import Combinable


class Period(Func):
    """daterange(start_on, end_on, '[)')."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self) -> None:
        super().__init__("start_on", "end_on", RangeBoundary())


def no_overlap(
    name: str, *fields: str | Combinable, condition: Q | None = None
) -> ExclusionConstraint:
    """Rows that agree in all `fields` never share a day."""
    same = [(field, RangeOperators.EQUAL) for field in fields]
    return ExclusionConstraint(
        name=name,
        expressions=[*same, (Period(), RangeOperators.OVERLAPS)],
        condition=condition,
    )


def ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name, condition=Q(end_on__isnull=True) | Q(end_on__gt=F("start_on"))
    )


def in_force(day: object, prefix: str = "") -> Q:
    """The rows whose period holds `day`; `prefix` is a lookup path ending in `__`."""
    return Q(**{f"{prefix}start_on__lte": day}) & (
        Q(**{f"{prefix}end_on__isnull": True}) | Q(**{f"{prefix}end_on__gt": day})
    )
