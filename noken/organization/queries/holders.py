"""Who holds the roles for the whole instansi, and who of them could act as a second hand."""

from collections.abc import Mapping, Set
from datetime import date, datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from noken.core.periods import in_force
from noken.organization.models import Activation, RoleGrant
from noken.organization.queries.actors import OUT_OF_SERVICE
from noken.organization.queries.hands import made_by
from noken.organization.rules.holding import SECONDS, Holders


def holder_ids(on: date) -> list[int]:
    """Everybody in one of these roles on a day."""
    rows = RoleGrant.objects.filter(in_force(on), role__in=SECONDS)
    return sorted(set(rows.values_list("employee_id", flat=True)))


def holders_with(people: Set[int], on: date, at: datetime) -> Holders:
    """The holders in service whose account could decide; whose password is whose, for `people`
    too."""
    roles: dict[int, set[str]] = {}
    for person, role in _able(on):
        roles.setdefault(person, set()).add(role)
    known: Mapping[int, Set[int]] = made_by({*people, *roles}, at)
    return Holders(roles, known)


def _able(on: date) -> list[tuple[int, str]]:
    rows = RoleGrant.objects.filter(
        in_force(on), role__in=SECONDS, employee__account__is_active=True
    )
    gone = RoleGrant.objects.filter(
        in_force(on, "employee__standings__"), employee__standings__standing__in=OUT_OF_SERVICE
    )
    rows = rows.exclude(employee__account__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    open_ = Activation.objects.filter(confirmed_at=None)
    rows = rows.exclude(pk__in=gone.values("pk")).exclude(employee__in=open_.values("employee"))
    return list(rows.values_list("employee_id", "role"))
