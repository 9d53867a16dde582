"""Versions of units, and what `Unit` shows of the one in force."""

from datetime import date

from django.db import connection
from django.db.models import Q

from noken.core.errors import Refused
from noken.organization.models import Unit, UnitVersion
from noken.organization.services._records import constraints_refuse

_SHOW_VERSION = """
    update organization_unit u set name = v.name, parent_id = v.parent_id
    from organization_unitversion v
    where v.unit_id = u.id and v.start_on <= %(on)s and (v.end_on is null or v.end_on > %(on)s)
      and (u.name, u.parent_id) is distinct from (v.name, v.parent_id)
"""
# A merged unit hangs below its successor, so that whoever administers that one finds its people.
_PATHS = """
    with recursive above as (
        select id, case when end_on <= %(on)s and successor_id is not null
                   then successor_id else parent_id end as top
        from organization_unit
    ), found(id, path) as (
        select id, '/' || id || '/' from above where top is null
        union all
        select above.id, found.path || above.id || '/'
        from found join above on above.top = found.id
    )
    update organization_unit u set path = found.path
    from found where found.id = u.id and u.path <> found.path
"""


def show_versions(on: date) -> None:
    """Bring name, parent and path of all units to the versions in force; writes what differs."""
    with connection.cursor() as cursor:
        cursor.execute(_SHOW_VERSION, {"on": on})
        cursor.execute(_PATHS, {"on": on})


def add_version(
    unit: Unit, on: date, *, name: str | None = None, parent: Unit | None = None
) -> None:
    """From `on` the unit has another name or parent; the version before ends there."""
    latest = latest_version(unit)
    if latest.start_on > on or latest.end_on is not None:
        raise Refused(
            f"{unit.name} sudah punya perubahan setelah tanggal itu. Pilih tanggal sesudahnya.",
            code="unit.later_exists",
        )
    new = UnitVersion(
        unit=unit,
        name=name or latest.name,
        parent_id=parent.pk if parent else latest.parent_id,
        start_on=on,
    )
    with constraints_refuse():
        if latest.start_on == on:
            latest.delete()
        else:
            latest.end_on = on
            latest.save(update_fields=["end_on"])
        new.save()


def end_versions(unit: Unit, on: date, *, successor: Unit | None = None) -> None:
    """Close the unit on `on`."""
    latest = latest_version(unit)
    if latest.start_on >= on:
        raise Refused(
            f"{unit.name} baru berubah pada tanggal itu. Pilih tanggal sesudahnya.",
            code="unit.later_exists",
        )
    latest.end_on = unit.end_on = on
    unit.successor = successor
    latest.save(update_fields=["end_on"])
    unit.save(update_fields=["end_on", "successor"])


def latest_version(unit: Unit) -> UnitVersion:
    return UnitVersion.objects.filter(unit=unit).latest("start_on")


def open_children(unit: Unit, on: date) -> list[Unit]:
    """Units that stand under it on a day or will."""
    return list(
        Unit.objects.filter(
            Q(end_on=None) | Q(end_on__gt=on),
            Q(versions__end_on=None) | Q(versions__end_on__gt=on),
            versions__parent=unit,
        ).distinct()
    )


def is_below(unit: Unit, other: Unit) -> bool:
    """Whether `unit` is `other` or stands under it, by the latest versions."""
    parents = dict(UnitVersion.objects.order_by("start_on").values_list("unit_id", "parent_id"))
    at: int | None = unit.pk
    seen: set[int] = set()
    while at is not None and at not in seen:
        if at == other.pk:
            return True
        seen.add(at)
        at = parents.get(at)
    return False
