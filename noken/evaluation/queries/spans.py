"""The same days for both legal groups: units are rated, and their grades seen, over all of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from noken.evaluation.models import Period

SAME_SPAN = """(
    select q.id from evaluation_period p join evaluation_period q
        on (q.kind, q.year, q.number) = (p.kind, p.year, p.number)
    where p.id = %(period)s)"""
"""Periods over the days of one: its own and that of the other legal group, where there is one."""
Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """Days to look at: `id` is the period over them that was opened first, `ids` are all; `group`
    is "" where they are of both legal groups."""

    id: int
    label: str
    group: str
    is_open: bool
    ids: tuple[int, ...]


def key_of(period: Period) -> Key:
    """What periods over the same days have in common."""
    return period.kind, period.year, period.number


def same_span(period: Period) -> QuerySet[Period]:
    """The periods over the days of one, that opened first before the other.

    What is said of a unit hangs on the first; who reads asks for all.
    """
    kind, year, number = key_of(period)
    return Period.objects.filter(kind=kind, year=year, number=number).order_by("pk")


def periods_with_sheets() -> list[Choice]:
    """The newest last day first."""
    found: defaultdict[Key, list[Period]] = defaultdict(list)
    for row in Period.objects.order_by("-end_on", "group", "-number"):
        found[key_of(row)].append(row)
    return [_choice(sorted(rows, key=lambda row: row.pk)) for rows in found.values()]


def chosen_period(periods: Sequence[Choice], period_id: int | None) -> Choice | None:
    """The one asked for, else the newest; None when there is none at all.

    Raises:
        Http404: the one asked for does not exist.
    """
    if period_id is None:
        return periods[0] if periods else None
    found = next((choice for choice in periods if period_id in choice.ids), None)
    if found is None:
        raise Http404
    return found


def _choice(rows: Sequence[Period]) -> Choice:
    return Choice(
        id=rows[0].pk,
        label=str(rows[0]),
        group=rows[0].get_group_display() if len(rows) == 1 else "",
        is_open=any(row.closed_at is None for row in rows),
        ids=tuple(row.pk for row in rows),
    )
