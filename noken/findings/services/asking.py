"""Asking people about what rules saw, and what follows when nobody answers in time."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.findings.events import FindingRaised, ProofLapsed, ReplyLapsed
from noken.findings.models import Finding, Row, RowStep
from noken.findings.queries.cards import cards_on
from noken.findings.queries.deadlines import Deadlines
from noken.findings.queries.regional import ruled_rows
from noken.findings.queries.terms import terms_on
from noken.findings.rules import flow
from noken.findings.services._records import about, add_steps, by_finding

CHUNK = 500
"""Findings of one transaction: the tasks come again until nothing is left."""

# Hints are walked in the order of their findings, and the walk ends when there are enough: as a
# join of everything it would read every hint for each chunk.
_DUE = """
    select f.id from findings_finding f
    where f.id in (
        select distinct found.finding_id from (
            select r.finding_id from findings_row r
            where r.state = 'HINT' and (
                select card.since <= r.day and e.kind = any(v.groups)
                from unnest(%(cards)s::bigint[], %(days)s::date[]) as card (id, since)
                join findings_cardversion v on v.id = card.id
                join findings_finding o on o.id = r.finding_id
                join organization_employee e on e.id = o.employee_id
                where card.id = r.version_id)
            order by r.finding_id limit %(most)s::bigint
        ) found)
    order by f.id for update skip locked
"""
_ROWS = """
    select r.id from findings_row r
    join findings_finding f on f.id = r.finding_id
    join organization_employee e on e.id = f.employee_id
    join findings_cardversion v on v.id = r.version_id and e.kind = any(v.groups)
    join unnest(%(cards)s::bigint[], %(days)s::date[]) as card (id, since)
        on card.id = r.version_id and card.since <= r.day
    where r.finding_id = any(%(ids)s::bigint[]) and r.state = 'HINT'
"""
# What nobody was asked about yet is the finding of the card that asks now.
_ADOPT = """
    update findings_finding f set version_id = r.version_id
    from findings_row r
    where r.id = any(%(rows)s::bigint[]) and r.finding_id = f.id and f.version_id <> r.version_id
      and not exists (select from findings_row o
                      where o.finding_id = f.id and o.asked_at is not null)
"""


@transaction.atomic
def ask_due(*, most: int | None = None, by: Actor, at: datetime) -> int:
    """Ask people about hints of cards in force, at most of `most` findings; how many there were.

    Nobody is asked while the terms wait for signatures or the card does, while the card rests, or
    about days before the card was in force; nor is who belongs to a group the card does not ask.

    A notice that the person has not opened after as many workdays as they have to answer is the
    superior's to hand over on paper (`decide_by`).

    Emits: FindingRaised, one for each finding.
    """
    today = clock.day_of(at)
    terms = terms_on(today)
    if not terms.is_signed:
        return 0
    cards = [card for card in cards_on(today) if not card.is_hint and not card.rests]
    values: dict[str, Any] = {
        "cards": [card.id for card in cards],
        "days": [card.since for card in cards],
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(_DUE, values)
        ids = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(_ROWS, {**values, "ids": ids})
        row_ids = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(_ADOPT, {"rows": row_ids})
    rows = list(
        Row.objects.filter(pk__in=row_ids)
        .select_related("finding")
        .order_by("finding_id", "day", "item")
    )
    people = {row.finding.employee_id for row in rows}
    deadlines = Deadlines(today, terms.reply_workdays, people=people)
    by_day: dict[date, list[int]] = defaultdict(list)
    for row in rows:
        until = deadlines.last_day_of(row.finding.employee_id, today, terms.reply_workdays)
        by_day[until].append(row.pk)
    for until, of_it in by_day.items():
        Row.objects.filter(pk__in=of_it).update(state=flow.ASKED, asked_at=at, decide_by=until)
    add_steps(rows, RowStep.Kind.ASKED, by=by, at=at)
    events.emit(
        *(
            FindingRaised(by=by, at=at, **about(finding, of_it))
            for finding, of_it in by_finding(rows)
        )
    )
    return len(ids)


@transaction.atomic
def lapse_due(*, most: int | None = None, by: Actor, at: datetime) -> int:
    """Let days pass: who was told and said nothing in time is counted, and asked proof that did not
    come leaves the decision to the superior. How many findings, at most `most`.

    A notice that is not proven never lapses, nor does what rests with its card, nor a day of whose
    person no ladder speaks: it stays open to an answer, and does not count.

    Emits: ReplyLapsed, ProofLapsed.
    """
    today = clock.day_of(at)
    late = Row.objects.filter(rests=False, told_at__isnull=False)
    unsaid = late.filter(ruled_rows(), state=flow.ASKED, reply_by__lt=today)
    unproven = late.filter(state=flow.PROOF, proof_by__lt=today)
    due = (unsaid.values("finding_id") | unproven.values("finding_id")).distinct()
    found = Finding.objects.filter(pk__in=due).order_by("pk").select_for_update(skip_locked=True)
    ids = [finding.pk for finding in found[:most]]
    lapsed = list(unsaid.filter(finding__in=ids).order_by("finding_id", "day"))
    Row.objects.filter(pk__in=[row.pk for row in lapsed]).update(state=flow.LAPSED)
    add_steps(lapsed, RowStep.Kind.LAPSED, by=by, at=at)
    waiting = list(unproven.filter(finding__in=ids).order_by("finding_id", "day"))
    _give_back(waiting, by=by, at=at)
    events.emit(
        *(ReplyLapsed(by=by, at=at, **about(*each)) for each in by_finding(lapsed)),
        *(ProofLapsed(by=by, at=at, **about(*each)) for each in by_finding(waiting)),
    )
    return len(ids)


def _give_back(rows: Collection[Row], *, by: Actor, at: datetime) -> None:
    """No proof came in time: the superior decides on what was said."""
    if not rows:
        return
    today = clock.day_of(at)
    workdays = terms_on(today).decide_workdays
    findings = Finding.objects.in_bulk({row.finding_id for row in rows})
    people = {finding.employee_id for finding in findings.values()}
    deadlines = Deadlines(today, workdays, people=people)
    for row in rows:
        person = findings[row.finding_id].employee_id
        row.state, row.proof_by = flow.REPLIED, None
        row.decide_by = deadlines.last_day_of(person, today, workdays, own=False)
    Row.objects.bulk_update(rows, ["state", "proof_by", "decide_by"], batch_size=CHUNK)
    add_steps(rows, RowStep.Kind.LAPSED, by=by, at=at)
