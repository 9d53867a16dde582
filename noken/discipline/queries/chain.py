"""Who stands above a person on a day, in which rank, and which row of the matrix the person has."""

from datetime import date

from django.db import connection

from noken.discipline.rules import authority
from noken.discipline.rules.authority import OFFICIALS, PELAKSANA, Rung
from noken.organization import queries as organization

MOST_STEPS = 12
"""A guard against a circle in the lines."""

_CHAIN = """
    with recursive above(id, step) as (
        select l.superior_id, 1 from organization_reportingline l
        where l.employee_id = %(person)s::bigint and l.superior_id is not null
          and l.start_on <= %(on)s::date and (l.end_on is null or l.end_on > %(on)s::date)
        union all
        select l.superior_id, a.step + 1
        from above a join organization_reportingline l on l.employee_id = a.id
        where l.superior_id is not null and a.step < %(most)s
          and l.start_on <= %(on)s::date and (l.end_on is null or l.end_on > %(on)s::date)
    )
    select a.id, a.step, coalesce(u.kind, ''), coalesce(p.echelon, '')
    from above a
    left join organization_posting h on h.employee_id = a.id and h.is_head
         and h.start_on <= %(on)s::date and (h.end_on is null or h.end_on > %(on)s::date)
    left join organization_position p on p.id = h.position_id
    left join organization_unit u on u.id = h.unit_id
    order by a.step
"""


def chain_of(employee_id: int, on: date) -> tuple[Rung, ...]:
    """Those above a person, nearest first, each in the highest rank they act in that day."""
    with connection.cursor() as cursor:
        cursor.execute(_CHAIN, {"person": employee_id, "on": on, "most": MOST_STEPS})
        rows = cursor.fetchall()
    ranks: dict[int, str] = {}
    for pk, _step, led, echelon in rows:
        if pk != employee_id:
            ranks[pk] = _higher(ranks.get(pk, ""), authority.rank_of(led, echelon))
    return tuple(Rung(pk, rank) for pk, rank in ranks.items())


def target_of(employee_id: int, on: date) -> str:
    """The row of the matrix for the post a person holds for good on a day."""
    post = organization.post_of(employee_id, on)
    if post is None:
        return PELAKSANA
    return authority.target_of(post.kind, post.echelon, post.unit_kind if post.is_head else "")


def head_of(chain: tuple[Rung, ...]) -> int | None:
    """The PPK among those above a person."""
    return next((each.employee_id for each in chain if each.rank == authority.PPK), None)


def _higher(one: str, other: str) -> str:
    return max(one, other, key=lambda rank: OFFICIALS.index(rank) if rank else -1)
