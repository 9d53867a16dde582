"""What waits for a superior, what was decided, and what deserves a look first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from noken.calendars import queries as calendars
from noken.core import clock
from noken.core.actor import Actor
from noken.core.tally import Tally
from noken.leave.queries import AWAY_SQL
from noken.organization import queries as organization
from noken.work import access
from noken.work.models import Report, Review
from noken.work.queries.day import shown_since
from noken.work.queries.lateness import Excused, late_among
from noken.work.rules.habits import Seen, comparable_text, evidence_share, habit_of, needs_look

_SEEN = """
    select r.id, r.late_reason <> '', r.author_id, r.work_on, r.received_at,
        r.quantity, r.note, r.corrects_id is not null,
        exists (select from work_evidence v where v.report_id in (r.id, r.corrects_id)),
        (select coalesce(json_agg(json_build_array(quantity::text, note, work_on, has_evidence)
                                  order by work_on desc, received_at desc), '[]')
         from (select e.quantity, e.note, e.work_on, e.received_at,
                      exists (select from work_evidence v where v.report_id = e.id) as has_evidence
               from work_report e
               where e.author_id = r.author_id
                 and e.indicator_key is not distinct from r.indicator_key
                 and (e.work_on, e.received_at) < (r.work_on, r.received_at)
                 and e.status in ('WAITING', 'APPROVED', 'RETURNED')
               order by e.work_on desc, e.received_at desc limit 10) earlier)
    from work_report r where r.id = any(%s)
"""


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest decision on a report."""

    pk: int
    decision: str
    by_id: int
    by_name: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Together:
    """Reports of one person approved in one act; `first_id` is its first decision.

    `left` are the reports that it still stands for, the others were reopened since.
    """

    person_id: int
    by_name: str
    at: datetime
    first_id: int
    total: int
    left: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class WaitingReport:
    """A report that waits for the actor. `look` says in words what to see before approving.

    `left_by` is the name of the direct superior who left it too long, so that it came up to the
    actor; `escalated`: the actor left it so long that it went up.
    """

    id: UUID
    person: organization.Person
    title: str
    quantity: Decimal | None
    unit: str
    note: str
    work_on: date
    received_at: datetime
    evidence_count: int
    is_correction: bool
    waited_workdays: int
    look: tuple[str, ...]
    left_by: str = ""
    escalated: bool = False


def newest_reviews(ids: Collection[UUID]) -> dict[UUID, Newest]:
    """The newest decision by report, in one query; undecided reports are left out."""
    rows = (
        Review.objects.filter(report__in=ids)
        .order_by("report_id", "-at", "-pk")
        .distinct("report_id")
        .values_list("report_id", "pk", "decision", "by_id", "by__name", "at", "note")
    )
    return {row[0]: Newest(*row[1:]) for row in rows}


def approved_together(review_ids: Collection[int]) -> list[Together]:
    """The acts in which these decisions approved reports, one for each person; one query."""
    same = Review.objects.filter(
        pk__in=review_ids,
        by=OuterRef("by"),
        at=OuterRef("at"),
        report__author=OuterRef("report__author"),
    )
    rows = Review.objects.filter(Exists(same), decision=Review.Decision.APPROVED)
    acts: dict[tuple[int, int, datetime], list[Review]] = {}
    for row in rows.order_by("pk").select_related("report", "by"):
        acts.setdefault((row.report.author_id, row.by_id, row.at), []).append(row)
    return [_together(person_id, act) for (person_id, _by, _at), act in acts.items()]


def _together(person_id: int, act: Sequence[Review]) -> Together:
    first = act[0]
    left = [
        row.report_id
        for row in act
        if row.report.status == Report.Status.APPROVED and row.report.decided_at == row.at
    ]
    return Together(person_id, first.by.name, first.at, first.pk, len(act), left)


def reasons_to_look(ids: Collection[UUID]) -> dict[UUID, tuple[str, ...]]:
    """What to see in each report before approving it; () for a usual one. One query, and those of
    `late_among` where a reason for lateness was given."""
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, [list(ids)])
        rows = cursor.fetchall()
    excused = [
        Excused(pk, author_id, work_on, clock.day_of(received_at))
        for pk, has_reason, author_id, work_on, received_at, *_ in rows
        if has_reason
    ]
    late = late_among(excused)
    return {row[0]: needs_look(_seen(*row[5:], is_late=row[0] in late)) for row in rows}


def _seen(
    quantity: Decimal | None,
    note: str,
    is_correction: bool,  # noqa: FBT001 (as above)
    has_evidence: bool,  # noqa: FBT001 (as above)
    earlier: Sequence[Sequence[Any]],
    *,
    is_late: bool,
) -> Seen:
    text = comparable_text(note)
    same = (day for _, said, day, _ in earlier if text and comparable_text(said) == text)
    same_on = next(same, None)
    return Seen(
        quantity=quantity,
        habit=habit_of([Decimal(value) for value, *_ in earlier if value is not None]),
        has_evidence=has_evidence,
        evidence_share=evidence_share([had for *_, had in earlier]),
        is_late=is_late,
        same_text_on=date.fromisoformat(same_on) if same_on else None,
        is_correction=is_correction,
    )


def waiting_reports(actor: Actor, person_id: int | None = None) -> list[WaitingReport]:
    """What waits for the actor's decision today, oldest first; of one person if asked."""
    rows = (
        _waiting(actor)
        .annotate(
            evidence_count=Count("evidence", distinct=True),
            risen=Count("escalations", filter=Q(escalations__superior=actor.employee_id)),
        )
        .order_by("received_at")
    )
    found = list(rows if person_id is None else rows.filter(author=person_id))
    if not found:
        return []
    people = organization.people({row.author_id for row in found}, actor.on)
    looks = reasons_to_look([row.pk for row in found])
    waited = waited_workdays([row.received_at for row in found], actor.on)
    left_by = _left_by(actor, {row.author_id for row in found})
    return [
        WaitingReport(
            id=row.pk,
            person=people[row.author_id],
            title=row.title,
            quantity=row.quantity,
            unit=row.unit,
            note=row.note,
            work_on=row.work_on,
            received_at=row.received_at,
            evidence_count=row.evidence_count,
            is_correction=row.corrects_id is not None,
            waited_workdays=waited[row.received_at],
            look=looks.get(row.pk, ()),
            left_by=left_by.get(row.author_id, ""),
            escalated=row.risen > 0,
        )
        for row in found
    ]


def _left_by(actor: Actor, authors: Collection[int]) -> dict[int, str]:
    """By author the direct superior of today, where that is somebody else; two queries at most."""
    above = organization.superiors(authors, actor.on)
    others = {pk: one for pk, one in above.items() if one and one != actor.employee_id}
    people = organization.people(set(others.values()), actor.on) if others else {}
    return {pk: people[one].name for pk, one in others.items()}


def waited_workdays(moments: Collection[datetime], on: date) -> dict[datetime, int]:
    """How many workdays have begun after the day of each moment, up to `on`; one query."""
    days = {moment: clock.day_of(moment) for moment in moments}
    since = min(days.values(), default=on)
    workdays = calendars.workdays(since, on + timedelta(1))
    return {moment: sum(day > received for day in workdays) for moment, received in days.items()}


_TALLY = f"""
    select 'team', count(*) from organization_reportingline l
    join work_report r on r.author_id = l.employee_id and r.status = 'WAITING'
    where l.superior_id = %s and l.start_on <= %s and (l.end_on is null or l.end_on > %s)
    union all
    select 'team_escalated', count(*) from organization_reportingline up
    join work_escalation x on x.superior_id = up.employee_id
    join work_report r on r.id = x.report_id and r.status = 'WAITING'
    join organization_reportingline l on l.employee_id = r.author_id
        and l.superior_id = x.superior_id and l.start_on <= %s
        and (l.end_on is null or l.end_on > %s)
    where up.superior_id = %s and up.start_on <= %s and (up.end_on is null or up.end_on > %s)
    union all
    select 'feedback', count(*) from work_feedback where person_id = %s and read_at is null
    union all
    select 'own_returned', count(*) from work_report
    where author_id = %s and status = 'RETURNED' and work_on >= %s
    union all
    select 'own_today', count(*) from (
        select d.rhythm from organization_employee e
        left join organization_posting g on g.employee_id = e.id and g.kind = 'DEFINITIVE'
            and g.start_on <= %s and (g.end_on is null or g.end_on > %s)
        left join organization_position p on p.id = g.position_id
        join work_duty d on d.family in ('', p.family) and d.employee_kind in ('', e.kind)
            and d.start_on <= %s and (d.end_on is null or d.end_on > %s)
        where e.id = %s order by d.family <> '' desc, d.employee_kind <> '' desc limit 1
    ) duty
    where duty.rhythm = 'WORKDAY' and {calendars.WORKDAY_SQL}
      and not exists (select from work_report where author_id = %s and work_on = %s
                      and status not in ('WITHDRAWN', 'CORRECTED'))
      and not exists (
        select from work_personalgrace g
        join work_report r on r.author_id = g.employee_id
            and r.status not in ('WITHDRAWN', 'CORRECTED')
        where g.employee_id = %s and g.start_on <= %s and (g.end_on is null or g.end_on > %s)
          and r.work_on > %s::date - g.grace_workdays and r.work_on <= %s)
      and not exists (
        select from ({AWAY_SQL}) away
        where away.employee_id = %s and away.start_on <= %s and away.end_on > %s)
"""  # noqa: S608 (constants only)


def waiting_tally(actor: Actor) -> Tally:
    """How much waits: for the places `team` and `feedback`, what came up from the next superior
    below (`team_escalated`), and of the actor's own work
    `own_returned` reports and, while it is owed, the report of the day (`own_today`). Tests hold
    these two to what `today` says. Who has an own, longer time is asked once in that many days.
    """
    me, on = actor.employee_id, actor.on
    team, own = [me, on, on, on, on, me, on, on], [me, me, shown_since(on)]
    return Tally(_TALLY, [*team, *own, *[on] * 4, me, on, on, me, on, me, *[on] * 4, me, on, on])


def _waiting(actor: Actor) -> QuerySet[Report]:
    mine = Q(author__in=organization.direct_reports(actor.employee_id or 0, actor.on))
    return Report.objects.filter(mine | access.escalated_to(actor), status=Report.Status.WAITING)


def reviews_of(report_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Review]]:
    """All decisions by report, oldest first, with who decided; one query."""
    found: dict[UUID, list[Review]] = {}
    rows = Review.objects.filter(report__in=report_ids).select_related("by").order_by("at", "pk")
    for review in rows:
        found.setdefault(review.report_id, []).append(review)
    return found
