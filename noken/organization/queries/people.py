"""Name, post and unit of people: what everybody may know of everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class Person:
    """A person as anybody may see one.

    `post` and `unit` are "" and `unit_id` None without a posting. `kind` (PNS, PPPK, …) and
    `family` (TEACHER, …) are database codes.
    """

    id: int
    name: str
    post: str
    unit_id: int | None
    unit: str
    kind: str
    family: str


_PEOPLE = """
    select e.id, e.name, p.title, g.unit_id, u.name, e.kind, p.family
    from organization_employee e
    left join lateral (
        select position_id, unit_id from organization_posting
        where employee_id = e.id and kind = 'DEFINITIVE' and (%(on)s::date is null
            or (start_on <= %(on)s and (end_on is null or end_on > %(on)s)))
        order by start_on desc limit 1
    ) g on true
    left join organization_position p on p.id = g.position_id
    left join organization_unit u on u.id = g.unit_id
    where e.id = any (%(ids)s)
"""


def people(ids: Iterable[int], on: date | None = None) -> dict[int, Person]:
    """Person by id, in one written statement; unknown ids are left out.

    Args:
        ids: employees.
        on: the day whose posting is meant; None means the latest one known.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, {"ids": list(set(ids)), "on": on})
        return {row[0]: _person(*row) for row in cursor.fetchall()}


def find_person(employee_id: int, on: date | None = None) -> Person | None:
    return people([employee_id], on).get(employee_id)


def _person(pk: int, name: str, *at_work: Any) -> Person:
    post, unit_id, unit, kind, family = at_work
    return Person(pk, name, post or "", unit_id, unit or "", kind, family or "")
