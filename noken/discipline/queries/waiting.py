"""What waits for a person in discipline: for the menu, for Menunggu saya, for the own page."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.tally import Tally
from noken.discipline.models import Case
from noken.discipline.queries.nexts import next_of, ruler_word
from noken.discipline.queries.ruling import SOON

_ASKED = """
    (select %s::bigint as me, %s::date as today, %s::timestamptz as late, %s::boolean as keeps) q
"""
_TO_DO = f"""
    from {_ASKED} cross join discipline_case c
    left join lateral (
        select s.told_on, s.hear_at, s.excuse <> '' and s.excuse_answer = '' as excused
        from discipline_summons s
        where s.case_id = c.id and not s.is_void order by s.ordinal desc limit 1
    ) s on true
    where c.employee_id <> q.me and (
        (c.examiner_id = q.me or exists (select from discipline_examiner x
                                         where x.case_id = c.id and x.employee_id = q.me))
        and (c.status in ('EXAMINED', 'NO_SHOW')
             or c.status = 'SUSPECTED' and (c.asked_at is null or c.told_on is null
                or c.reply_by < q.today
                or exists (select from discipline_reply r
                           where r.case_id = c.id and r.at >= c.asked_at))
             or c.status in ('SUMMONED_1', 'SUMMONED_2')
                and (s.told_on is null or s.hear_at < q.late or s.excused))
        or c.status = 'REPORTED' and c.official_id = q.me
           and (exists (select from discipline_decision d where d.case_id = c.id
                        and d.returned = '' and d.decided_at is null)
                or exists (select from discipline_report r
                           where r.case_id = c.id and not r.is_proven))
        or c.status in ('DELIVERED', 'APPEALED', 'IN_FORCE')
           and exists (select from discipline_appeal a where a.case_id = c.id
                       and a.ruler_id = q.me and a.outcome = '')
        or q.keeps and (
            c.status = 'DECIDED'
            or c.status = 'REPORTED'
               and exists (select from discipline_report r
                           where r.case_id = c.id and r.is_proven)
               and not exists (select from discipline_decision d where d.case_id = c.id
                               and d.returned = '' and d.decided_at is null)
            or c.status in ('DELIVERED', 'APPEALED', 'IN_FORCE')
               and exists (select from discipline_appeal a where a.case_id = c.id
                           and a.outcome = '' and (a.decide_by < q.today + {SOON.days}
                               or a.kind = 'OBJECTION' and not a.is_late and a.ruler_id is null))
            or c.status = 'IN_FORCE'
               and not exists (select from discipline_appeal a where a.case_id = c.id
                               and a.outcome = '')
               and exists (select from discipline_decision d where d.case_id = c.id
                           and d.decided_at is not null
                           and (d.end_on is null or d.end_on <= q.today)))
    )
"""  # noqa: S608 (constants only)
_MINE = f"""
    from {_ASKED} cross join discipline_case c
    where c.employee_id = q.me and (
        c.status = 'SUSPECTED' and c.asked_at is not null
        and (c.told_on is null or c.reply_by >= q.today)
        and not exists (select from discipline_reply r
                        where r.case_id = c.id and r.at >= c.asked_at)
        or c.status in ('SUMMONED_1', 'SUMMONED_2')
        and exists (select from discipline_summons s
                    where s.case_id = c.id and s.told_on is null and not s.is_void)
        or c.status = 'DECIDED'
        and exists (select from discipline_decisioncall d where d.case_id = c.id)
        or c.status = 'DELIVERED'
        and not exists (select from discipline_appeal a where a.case_id = c.id)
    )
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """One line of Menunggu saya; it names the number and no person."""

    title: str
    detail: str
    day: date
    label: str
    url: str
    is_own: bool


def waiting_tally(actor: Actor) -> Tally:
    """`cases`: in which the actor acts next. `my_case`: what waits in the own one."""
    return Tally(
        f"select 'cases', count(*) {_TO_DO} union all select 'my_case', count(*) {_MINE}",
        [*_values(actor), *_values(actor)],
    )


def waiting_here(actor: Actor, at: datetime) -> list[WaitingCase]:
    """What the menu counts, one by one, oldest first; the own ones first."""
    me = actor.employee_id
    return [
        *(_line(row, at, me, is_own=True) for row in _cases(_MINE, actor)),
        *(_line(row, at, me, is_own=False) for row in _cases(_TO_DO, actor)),
    ]


def _line(row: Case, at: datetime, me: int | None, *, is_own: bool) -> WaitingCase:
    return WaitingCase(
        f"Perkara disiplin {row.number}",
        next_of(row, at, ruler=ruler_word(row, me)),
        clock.day_of(row.moved_at),
        "Buka",
        row.get_absolute_url(),
        is_own,
    )


def _cases(source: str, actor: Actor) -> list[Case]:
    with connection.cursor() as cursor:
        cursor.execute(f"select c.id {source}", _values(actor))
        ids = [pk for (pk,) in cursor.fetchall()]
    rows = Case.objects.filter(pk__in=ids).select_related("report", "call", "delivery", "appeal")
    return list(rows.prefetch_related("summonses", "decisions").order_by("moved_at", "pk"))


def _values(actor: Actor) -> list[Any]:
    late = clock.start_of(actor.on + timedelta(1))
    return [actor.employee_id, actor.on, late, actor.has(Role.PERSONNEL)]
