"""Whether days wait to be derived anew: until then a page says so."""

from collections.abc import Collection
from datetime import date

from noken.attendance.models import DirtySpan
from noken.attendance.rules import months

RECOUNTING = "Sedang dihitung ulang"


def is_recounting(employee_ids: Collection[int], month: date) -> bool:
    """Whether a fact that came in touches days of the month that begins on `month`, of any of
    these people, and they are not derived from it yet."""
    waiting = DirtySpan.objects.filter(
        employee__in=employee_ids, start_on__lt=months.month_after(month), end_on__gt=month
    )
    return waiting.exists()
