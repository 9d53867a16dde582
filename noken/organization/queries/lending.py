"""Whether a superior is of another agency, and who there has a word in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.organization.models import Posting, RoleGrant, SuperiorOverride, Unit


@dataclass(frozen=True, slots=True)
class Crossing:
    """`unit_id` is the person's unit, `agency` the superior's; `speakers` are its admins who
    neither ask nor are asked for, by id."""

    unit_id: int
    agency: str
    speakers: tuple[int, ...]


def crossings(chosen: Mapping[int, int], by: Actor, on: date) -> dict[int, Crossing]:
    """Of superiors by employee those whom another agency has to lend, by employee.

    The agency is the unit below the top of the instansi. Whoever stands at the top is of all of
    them; an admin of the other agency asks nobody; the command line neither.
    """
    if by.has(Role.SYSTEM):
        return {}
    units = _units({*chosen, *chosen.values()}, on)
    found = {}
    for employee, superior in chosen.items():
        own, other = units.get(employee), units.get(superior)
        if own and other and _is_other(own, other) and other.pk not in by.unit_ids:
            found[employee] = (own.pk, other, superior)
    grants = _admins(on) if found else []
    names = dict(
        Unit.objects.filter(pk__in={_agency(u) for _, u, _ in found.values()}).values_list(
            "pk", "name"
        )
    )
    return {
        who: Crossing(
            unit,
            names[_agency(other) or 0],
            tuple(
                sorted(
                    {pk for pk, path in grants if other.path.startswith(path)}
                    - {who, superior, by.employee_id or 0}
                )
            ),
        )
        for who, (unit, other, superior) in found.items()
    }


def left_behind(moved: Mapping[int, tuple[int, int]], by: Actor, on: date) -> dict[int, int]:
    """Choices in force that name somebody who goes to another agency, and by that would cross to
    it unasked: superior by employee.

    Args:
        moved: by person the units left and taken up; the postings are written already.
    """
    units = Unit.objects.in_bulk({unit for pair in moved.values() for unit in pair})
    gone = [who for who, (old, new) in moved.items() if _is_other(units[old], units[new])]
    if not gone:
        return {}
    named = SuperiorOverride.objects.filter(in_force(on), superior__in=gone)
    chosen = dict(named.values_list("employee", "superior"))
    crossed = crossings(chosen, by, on)
    return {who: chosen[who] for who in crossed}


def _is_other(own: Unit, other: Unit) -> bool:
    here, there = _agency(own), _agency(other)
    return here is not None and there is not None and here != there


def _agency(unit: Unit) -> int | None:
    """The unit below the top on the way down; None at the top."""
    way = unit.path.strip("/").split("/")
    return int(way[1]) if len(way) > 1 else None


def _units(people: set[int], on: date) -> dict[int, Unit]:
    rows = Posting.objects.filter(
        in_force(on), employee__in=people, kind=Posting.Kind.DEFINITIVE
    ).select_related("unit")
    return {row.employee_id: row.unit for row in rows}


def _admins(on: date) -> list[tuple[int, str]]:
    rows = RoleGrant.objects.filter(in_force(on), role=RoleGrant.Role.ADMIN_OPD)
    return [(who, path or "/") for who, path in rows.values_list("employee_id", "unit__path")]
