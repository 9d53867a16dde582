"""What outages, new days off, leave and duty do: days they touch are no days to answer in."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max, Q

from noken.calendars.queries import Touched
from noken.core import clock, events
from noken.core.actor import Actor
from noken.findings.events import DeadlineMoved
from noken.findings.models import Finding, Row, RowStep
from noken.findings.queries.closed import closed_since
from noken.findings.queries.deadlines import Deadlines, posted_below
from noken.findings.queries.terms import terms_on
from noken.findings.rules import flow
from noken.findings.rules.deadlines import moved
from noken.findings.rules.terms import Terms
from noken.findings.services._records import (
    about,
    add_steps,
    by_finding,
    is_closed,
)

DUE: Mapping[str, str] = {
    flow.ASKED: "reply_by",
    flow.LAPSED: "reply_by",
    flow.REPLIED: "decide_by",
    flow.PROOF: "proof_by",
}
"""The deadline that runs in each state."""
WORKDAYS: Mapping[str, str] = {
    "reply_by": "reply_workdays",
    "decide_by": "decide_workdays",
    "proof_by": "proof_workdays",
}
FOR_THE_PERSON = (flow.ASKED, flow.PROOF)
BEGINNINGS = (
    *(RowStep.Kind.REPLIED, RowStep.Kind.LAPSED, RowStep.Kind.PROOF),
    *(RowStep.Kind.RESUMED, RowStep.Kind.RESTED),
)
_WRITE = """
    update findings_row r
    set state = new.state, reply_by = new.reply_by, decide_by = new.decide_by,
        proof_by = new.proof_by
    from unnest(%(ids)s::bigint[], %(states)s::text[], %(reply)s::date[], %(decide)s::date[],
                %(proof)s::date[]) as new (id, state, reply_by, decide_by, proof_by)
    where r.id = new.id
"""


@transaction.atomic
def move_deadlines(days: Touched, *, by: Actor, at: datetime) -> int:
    """Count the deadlines anew that these days touch; how many rows got more time.

    None comes earlier than it was said. What had lapsed only for such days is open again, unless
    an official has decided since.

    Emits: DeadlineMoved.
    """
    touched = Q(pk__in=[])
    for state, due in DUE.items():
        touched |= Q(state=state, **{f"{due}__gte": days.first})
    rows = Row.objects.filter(touched, rests=False, told_at__isnull=False)
    if days.path:
        below = posted_below(days.path, days.first, days.last, "finding__employee_id")
        rows = rows.filter(below)
    if days.people is not None:
        rows = rows.filter(finding__employee_id__in=days.people)
    locked = Finding.objects.filter(pk__in=rows.values("finding_id")).order_by("pk")
    findings = {finding.pk: finding for finding in locked.select_for_update()}
    rows = rows.filter(finding__in=findings).order_by("finding_id", "day")
    changed = _count_anew(list(rows), findings, clock.day_of(at))
    _write(changed)
    add_steps(changed, RowStep.Kind.MOVED, by=by, at=at, note=days.why.capitalize())
    events.emit(
        *(
            DeadlineMoved(by=by, at=at, why=days.why, **about(finding, of_it))
            for finding, of_it in by_finding(row for row in changed if row.state in FOR_THE_PERSON)
        )
    )
    return len(changed)


def _count_anew(rows: Collection[Row], findings: Mapping[int, Finding], today: date) -> list[Row]:
    starts = _starts(rows)
    if not starts:
        return []
    terms = {start: terms_on(start) for start in set(starts.values())}
    most = max(_most(each) for each in terms.values())
    people = {finding.employee_id for finding in findings.values()}
    deadlines = Deadlines(min(terms), most, max(terms), people)
    closed = closed_since(list(findings))
    changed = []
    for row in rows:
        due, start = DUE[row.state], starts[row.pk]
        person, own = findings[row.finding_id].employee_id, due != "decide_by"
        workdays = getattr(terms[start], WORKDAYS[due])
        anew = deadlines.last_day_of(person, start, workdays, own=own)
        until = moved(getattr(row, due), anew)
        if until == getattr(row, due):
            continue
        setattr(row, due, until)
        if row.state == flow.LAPSED and until >= today and not is_closed(row, closed):
            row.state = flow.MOVES[flow.REOPEN][row.state]
        changed.append(row)
    return changed


def _starts(rows: Collection[Row]) -> dict[int, date]:
    """The day from which the deadline of each row runs."""
    begun = (
        RowStep.objects.filter(row__in=rows, kind__in=BEGINNINGS)
        .exclude(row__state__in=[flow.ASKED, flow.LAPSED], kind=RowStep.Kind.LAPSED)
        .values_list("row_id")
        .annotate(Max("at"))
    )
    newest = dict(begun.order_by())
    found = {}
    for row in rows:
        moments = [row.told_at, newest.get(row.pk)]
        found[row.pk] = max(clock.day_of(moment) for moment in moments if moment)
    return found


def _most(terms: Terms) -> int:
    return max(terms.reply_workdays, terms.decide_workdays, terms.proof_workdays)


def _write(rows: Collection[Row]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _WRITE,
            {
                "ids": [row.pk for row in rows],
                "states": [row.state for row in rows],
                "reply": [row.reply_by for row in rows],
                "decide": [row.decide_by for row in rows],
                "proof": [row.proof_by for row in rows],
            },
        )
