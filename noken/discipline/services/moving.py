"""What outages and new days off do: days they touch are no days to answer or to appeal in. Days of
leave and duty of the person are none to answer in. What closes the whole instansi gives who rules
on an objection their time, too."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from noken.calendars.queries import Touched
from noken.core import clock, events
from noken.core.actor import Actor
from noken.discipline.events import CaseDeadlineMoved, RulingMoved
from noken.discipline.models import Appeal, Case, CaseStep
from noken.discipline.queries.grounds import answered
from noken.discipline.queries.nexts import appeal_of
from noken.discipline.queries.seats import seats_of
from noken.discipline.queries.terms import terms_on
from noken.discipline.rules import flow, sanctions
from noken.discipline.services._checks import decision_of
from noken.discipline.services._records import about, add_step, days_from, move
from noken.findings import queries as findings
from noken.findings.queries.deadlines import Deadlines, posted_below


@transaction.atomic
def move_deadlines(days: Touched, *, by: Actor, at: datetime) -> int:
    """Count anew what these days touch: the days of the person, and those to rule on an objection
    where they are of the whole instansi; how many cases got more time.

    None comes earlier than it was said.

    Emits: CaseDeadlineMoved, RulingMoved.
    """
    first = days.first
    to_answer = Q(status__in=flow.UNDECIDED, asked_at__isnull=False, reply_by__gte=first)
    to_appeal = Q(status__in=[flow.DELIVERED, flow.IN_FORCE], delivery__appeal_by__gte=first)
    rows = Case.objects.filter(to_answer | to_appeal)
    if days.path:
        rows = rows.filter(posted_below(days.path, first, days.last, "employee_id"))
    if days.people is not None:
        rows = rows.filter(employee_id__in=days.people)
    rows = rows.select_for_update(of=("self",)).order_by("pk")
    moved = len(list(_moved(rows, days.why, by=by, at=at)))
    return moved + (0 if days.path else _move_rulings(days, by=by, at=at))


def _moved(rows: Iterable[Case], why: str, *, by: Actor, at: datetime) -> Iterable[Case]:
    for row in rows:
        until = _answer(row) if row.status in flow.UNDECIDED else _appeal(row)
        if until is None:
            continue
        add_step(row, CaseStep.Kind.MOVED, by=by, at=at, note=why.capitalize())
        if row.status not in flow.UNDECIDED:
            _hold(row, by=by, at=at)
        said = about(row, seats_of(row, clock.day_of(at)))
        events.emit(CaseDeadlineMoved(by=by, at=at, until=until, why=why, **said))
        yield row


def _move_rulings(days: Touched, *, by: Actor, at: datetime) -> int:
    """Silence grants an objection only after the workdays that there were to rule on it."""
    if days.people is not None:
        return 0
    due = Case.objects.filter(
        status=flow.APPEALED,
        appeal__kind=Appeal.Kind.OBJECTION,
        appeal__outcome="",
        appeal__filed_on__lte=days.last,
        appeal__decide_by__gte=days.first,
    )
    moved = 0
    for row in due.select_for_update(of=("self",)).order_by("pk"):
        filed = row.appeal
        workdays = terms_on(filed.filed_on).objection_decide
        until = Deadlines(filed.filed_on, workdays).last_day("", filed.filed_on, workdays)
        if until > filed.decide_by:
            filed.decide_by = until
            filed.save(update_fields=["decide_by"])
            said = about(row, seats_of(row, clock.day_of(at)))
            events.emit(RulingMoved(by=by, at=at, until=until, why=days.why, **said))
            moved += 1
    return moved


def _answer(row: Case) -> date | None:
    """The new last day to answer; None: it stays, or the answer is there."""
    if row.told_on is None or row.reply_by is None or answered(row):
        return None
    recorded = row.steps.filter(kind=CaseStep.Kind.TOLD).order_by("at").last()
    start = clock.day_of(recorded.at) if recorded else row.told_on
    until = days_from(row, start, findings.terms_on(start).reply_workdays)
    if until <= row.reply_by:
        return None
    row.reply_by = until
    row.save(update_fields=["reply_by"])
    return until


def _appeal(row: Case) -> date | None:
    """The new last day to appeal, and the day of force with it while it has not come."""
    filed = appeal_of(row)
    if filed is not None and (filed.outcome or not filed.is_late):
        return None
    made, done = decision_of(row), row.delivery
    terms = terms_on(clock.day_of(done.at))
    kind = sanctions.appeal_kind(made.sanction, made.authority)
    since = clock.day_of(done.at)
    until = days_from(row, since, terms.appeal_days(kind)[0], own=False)
    if until <= done.appeal_by:
        return None
    done.appeal_by = until
    done.save(update_fields=["appeal_by"])
    if row.status == flow.DELIVERED and made.in_force_on is not None:
        force = days_from(row, since, terms.in_force_workday, own=False)
        made.in_force_on = max(made.in_force_on, force)
        made.save(update_fields=["in_force_on"])
    return until


def _hold(row: Case, *, by: Actor, at: datetime) -> None:
    """An appeal that was late is in time by the days given back: it holds the decision."""
    filed = appeal_of(row)
    if filed is None or filed.filed_on > row.delivery.appeal_by:
        return
    filed.is_late = False
    filed.save(update_fields=["is_late"])
    note = filed.get_kind_display()
    move(row, flow.APPEAL, CaseStep.Kind.APPEALED, by=by, at=at, note=note)
