"""The person takes back what they said of a day, while nobody has decided on it."""

from datetime import date, datetime
from itertools import count

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.findings.events import ReplyTakenBack
from noken.findings.models import Finding, Reply, Row, RowStep
from noken.findings.queries.deadlines import Deadlines
from noken.findings.queries.terms import terms_on
from noken.findings.rules import flow
from noken.findings.services._records import about, add_steps, lock, person_of

BEFORE = (RowStep.Kind.ASKED, RowStep.Kind.LAPSED, RowStep.Kind.MOVED)


@transaction.atomic
def take_back(day: date, *, by: Actor, at: datetime) -> int:
    """What the actor said of an own day in another place is as if it had not been said; how many
    rows. The words stay, marked. Days to answer that were left when it was said are left now.

    Raises:
        Refused: `finding.no_person`.
    Emits: ReplyTakenBack.
    """
    mine = Row.objects.filter(finding__employee_id=person_of(by), day=day)
    taken = 0
    for finding_id in sorted(set(mine.values_list("finding_id", flat=True))):
        taken += _take_back(lock(finding_id), day, by=by, at=at)
    return taken


def _take_back(finding: Finding, day: date, *, by: Actor, at: datetime) -> int:
    rows, replies = [], set()
    for row in finding.rows.filter(day=day):
        said = row.replies.filter(withdrawn_at=None).order_by("-at", "-pk").first()
        state = _state_before(row, said) if said is not None and said.elsewhere else None
        if said is None or state is None:
            continue
        row.state, row.decide_by, row.proof_by = state, None, None
        row.reply_by = _days_left(finding, row, clock.day_of(said.at), clock.day_of(at))
        rows.append(row)
        replies.add(said.pk)
    if rows:
        Row.objects.bulk_update(rows, ["state", "decide_by", "proof_by", "reply_by"])
        Reply.objects.filter(pk__in=replies).update(withdrawn_at=at)
        add_steps(rows, RowStep.Kind.TAKEN, by=by, at=at)
        events.emit(ReplyTakenBack(by=by, at=at, **about(finding, rows)))
    return len(rows)


def _state_before(row: Row, said: Reply) -> str | None:
    standing = flow.Standing(row.state, row.told_at is not None, row.rests, row.heard_again)
    steps = row.steps.filter(at__lte=said.at, kind__in=BEFORE).order_by("-at", "-pk")
    last = steps.values_list("kind", flat=True).first()
    return flow.taken_back(standing, has_lapsed=last == RowStep.Kind.LAPSED)


def _days_left(finding: Finding, row: Row, said_on: date, today: date) -> date | None:
    """Of a row that is asked again; a day that had passed stays."""
    until, person = row.reply_by, finding.employee_id
    if until is None or row.state != flow.ASKED or until < said_on:
        return until
    days = Deadlines(said_on, terms_on(today).reply_workdays, max(until, today), [person])
    left = next(n for n in count() if days.last_day_of(person, said_on, n) >= until)
    return max(until, days.last_day_of(person, today, left))
