"""Who hears of a journal that is not whole."""

from datetime import date

from django.db.models import Q

from noken.organization.models import RoleGrant


def watcher_ids(on: date) -> list[int]:
    """The people of the Inspektorat on a day."""
    holds = Q(end_on=None) | Q(end_on__gt=on)
    rows = RoleGrant.objects.filter(holds, role=RoleGrant.Role.INSPECTORATE, start_on__lte=on)
    return sorted(set(rows.values_list("employee_id", flat=True)))
