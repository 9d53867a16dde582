"""Who belongs to the recap of a unit: those posted in it or below it on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Q

from noken.attendance.models import MonthLine
from noken.core.periods import in_force
from noken.organization.models import Posting

_TOPMOST = """
    select id from organization_unit where id = any(%s::bigint[])
    order by array_length(string_to_array(path, '/'), 1), name limit 1
"""


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit; `path` holds the ids from the top down to it."""

    id: int
    name: str
    path: str


def unit_of(unit_id: int) -> UnitView | None:
    with connection.cursor() as cursor:
        cursor.execute("select id, name, path from organization_unit where id = %s", [unit_id])
        row = cursor.fetchone()
    return UnitView(*row) if row else None


def topmost(unit_ids: Sequence[int]) -> int:
    """The highest of these units, the first by name where there are several; 0 without any."""
    with connection.cursor() as cursor:
        cursor.execute(_TOPMOST, [list(unit_ids)])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def ids_in(path: str, until: date, month: date) -> list[int]:
    """Employees posted in a unit or below it on the day before `until`, sorted; without those
    whose month was kept elsewhere (they moved in after it)."""
    posted = Posting.objects.filter(
        in_force(until - timedelta(1)),
        kind=Posting.Kind.DEFINITIVE,
        unit__path__startswith=path,
    )
    kept = MonthLine.objects.filter(month=month, current=True).values("employee_id")
    found = posted.filter(~Q(employee_id__in=kept)).values_list("employee_id", flat=True)
    return sorted(found)


def heads_of(unit_ids: Sequence[int], on: date) -> dict[int, str]:
    """Who signs for a unit: the name of its head on a day, the acting one where there is one."""
    rows = Posting.objects.filter(in_force(on), is_head=True, unit__in=set(unit_ids))
    # DEFINITIVE comes before PLH and PLT: who acts today is named last and stays.
    return dict(rows.order_by("kind").values_list("unit_id", "employee__name"))
