"""Who decides: the superior of the rater, as an office and not as a person.

The rater rated as the head of a unit, or acting for it, so the head of the next unit above it
decides: its Plh before its head before its Plt, on the day that counts. Where the rater had a
superior chosen by hand, that person decides. A seat without anybody passes it on to the next one
above; nobody decides on what they rated or on themselves. Where nobody is left BKPSDM names
somebody. One piece of SQL says so for one objection, for lists and for the menu.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.core.tally import Tally
from noken.evaluation.queries import GIVEN_SQL
from noken.organization.models import ReportingLine, Unit


def _in_force(alias: str) -> str:
    return f"{alias}.start_on <= %s::date and ({alias}.end_on is null or {alias}.end_on > %s::date)"


def _did_not_rate(person: str) -> str:
    """Whoever gave the rating in force, or one before it, is no judge of it."""
    return f"not exists ({GIVEN_SQL} and given.sheet_id = o.sheet_id and given.by_id = {person})"


# From rows `o` (seat_id, assigned_to_id, sheet_id, employee_id); takes the day four times.
_HOLDER = f"""
    left join lateral (
        select p.employee_id from organization_posting p
        where p.employee_id = o.assigned_to_id and {_in_force("p")}
          and {_did_not_rate("p.employee_id")}
        limit 1
    ) named on true
    left join lateral (
        select h.employee_id
        from organization_unit s
        join organization_unit a
          on a.id = any (string_to_array(trim(both '/' from s.path), '/')::bigint[])
        join organization_posting h on h.unit_id = a.id and h.is_head and {_in_force("h")}
        where s.id = o.seat_id and o.assigned_to_id is null
          and h.employee_id <> o.employee_id and {_did_not_rate("h.employee_id")}
        order by length(a.path) desc,
                 case h.kind when 'PLH' then 0 when 'DEFINITIVE' then 1 else 2 end
        limit 1
    ) holder on true
"""  # noqa: S608 (constants only)
_DECIDER = "coalesce(named.employee_id, holder.employee_id)"
_DECIDERS = f"""
    select o.id, {_DECIDER} from objections_objection o {_HOLDER} where o.id = any (%s::uuid[])
"""  # noqa: S608 (constants only)
_OPEN = f"""
    from objections_objection o {_HOLDER} where o.status in ('FILED', 'TAKEN')
"""
_TO_ANSWER = """
    from objections_objection o
    where o.status = 'TAKEN' and o.rater_id = %s
      and not exists (select from objections_statement w
                      where w.objection_id = o.id and w.kind = 'ANSWER')
      and not exists (select from objections_hearing w
                      where w.objection_id = o.id and w.side = 'RATER')
"""
_WAITING = f"""
    select 'objections', count(*) from (
        select o.id {_TO_ANSWER} union all select o.id {_OPEN} and {_DECIDER} = %s
    ) waiting
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class Seat:
    """Where an objection goes: the unit whose head decides, or a person; both None: nowhere yet."""

    unit_id: int | None = None
    person_id: int | None = None


def seat_above(employee_id: int, rater_id: int, on: date) -> Seat:
    """Whose it is to decide about what a rater said of a person on a day."""
    lines = {
        line.employee_id: line
        for line in ReportingLine.objects.filter(
            in_force(on), employee_id__in=[employee_id, rater_id]
        )
    }
    rated, above = lines.get(employee_id), lines.get(rater_id)
    as_office = rated is not None and rated.superior_id == rater_id
    acted = as_office and rated is not None and rated.basis == ReportingLine.Basis.ACTING
    if above is not None and above.basis == ReportingLine.Basis.OVERRIDE and not acted:
        return Seat(person_id=above.superior_id)
    if rated is not None and rated.via_id is not None and as_office:
        parent = Unit.objects.filter(pk=rated.via_id).values_list("parent_id", flat=True).first()
        return Seat(unit_id=parent)
    return Seat(unit_id=above.via_id) if above else Seat()


def deciders_of(objection_ids: Collection[UUID], on: date) -> dict[UUID, int | None]:
    """Who decides on a day, None where BKPSDM must name somebody; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_DECIDERS, [*[on] * 4, list(objection_ids)])
        return dict(cursor.fetchall())


def decider_of(objection_id: UUID, on: date) -> int | None:
    return deciders_of([objection_id], on).get(objection_id)


def ids_to_decide(actor: Actor) -> list[UUID]:
    """Open objections that are the actor's to take or to decide today, oldest first."""
    return _ids(f"{_OPEN} and {_DECIDER} = %s", [*[actor.on] * 4, actor.employee_id])


def ids_to_answer(actor: Actor) -> list[UUID]:
    """Taken objections to grades of the actor that have neither an answer nor a hearing yet."""
    return _ids(_TO_ANSWER, [actor.employee_id])


def ids_without_decider(on: date) -> list[UUID]:
    """Open objections for which nobody is found: BKPSDM names somebody."""
    return _ids(f"{_OPEN} and {_DECIDER} is null", [on] * 4)


def tally(actor: Actor) -> Tally:
    """What waits, for the menu and the list alike: `objections` to take, decide or answer,
    `kept_objections` those for which BKPSDM must name somebody."""
    parts = [_WAITING]
    values: list[Any] = [actor.employee_id, *[actor.on] * 4, actor.employee_id]
    if actor.has(Role.PERSONNEL):
        parts.append(
            f"select 'kept_objections', count(*) {_OPEN} and {_DECIDER} is null"
            f" and (o.taken_at is not null or {_did_not_rate('%s')})"
        )
        values += [*[actor.on] * 4, actor.employee_id]
    else:
        parts.append("select 'kept_objections', 0")
    return Tally(" union all ".join(parts), values)


def _ids(source: str, values: list[Any]) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(f"select o.id {source} order by o.filed_at, o.id", values)
        return [pk for (pk,) in cursor.fetchall()]
