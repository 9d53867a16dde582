"""What the direct superior decides, row by row, and what falls with a decision that is revoked."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.findings.events import FindingSettled
from noken.findings.models import Finding, Row, RowStep
from noken.findings.queries.closed import closed_since
from noken.findings.queries.of_days import OF_ONE_DAY
from noken.findings.queries.terms import terms_on
from noken.findings.rules import flow
from noken.findings.services._records import (
    about,
    add_steps,
    check_move,
    check_open_above,
    days_from,
    is_closed,
    lock,
    lock_to_decide,
    need_reason,
    person_of,
    rows_for,
)

VERDICTS = (flow.ACCEPT, flow.REFUSE, flow.ASK_PROOF)
ACCEPTING: Mapping[str, str] = {flow.REPLIED: flow.ACCEPT, flow.REFUSED: flow.RECONSIDER}
"""By the state of a row, the act that takes what was said as an excuse."""


@transaction.atomic
def decide(
    finding_id: int, verdicts: Mapping[int, str], reason: str, *, by: Actor, at: datetime
) -> Finding:
    """Accept, refuse, or ask more proof, for each row named; the person reads the reason.

    Raises:
        Refused: `finding.no_person`, `finding.unknown`, `finding.not_decider`,
            `finding.no_rows`, `finding.no_verdict`, `finding.rests`, `finding.not_now`,
            `finding.no_reason`, `finding.too_long`.
    Emits: FindingSettled, one for each kind of verdict.
    """
    finding = lock_to_decide(finding_id, by)
    acts: dict[str, list[int]] = defaultdict(list)
    for row_id, verdict in verdicts.items():
        if verdict not in VERDICTS:
            raise Refused(
                "Pilih terima, tolak, atau minta bukti untuk setiap baris.",
                code="finding.no_verdict",
            )
        acts[verdict].append(row_id)
    if not acts:
        raise Refused("Pilih keputusan untuk sedikitnya satu baris.", code="finding.no_rows")
    chosen = {act: rows_for(finding, ids, act) for act, ids in acts.items()}
    reason = need_reason(reason)
    for act, rows in chosen.items():
        _write(finding, rows, act, reason, by=by, at=at)
    return finding


@transaction.atomic
def reconsider(row_id: int, reason: str, *, by: Actor, at: datetime) -> Row:
    """Take a refused answer as an excuse after all: in favour only, by who decides today.

    Raises:
        Refused: `finding.no_person`, `finding.unknown`, `finding.not_decider`,
            `finding.closed`, `finding.rests`, `finding.not_now`, `finding.no_reason`,
            `finding.too_long`.
    Emits: FindingSettled.
    """
    finding_id = Row.objects.filter(pk=row_id).values_list("finding_id", flat=True).first() or 0
    finding = lock_to_decide(finding_id, by)
    row = finding.rows.get(pk=row_id)
    check_open_above([row])
    check_move(row, flow.RECONSIDER)
    _write(finding, [row], flow.RECONSIDER, need_reason(reason), by=by, at=at)
    return row


@transaction.atomic
def note_accepted_elsewhere(
    employee_id: int, day: date, reason: str, *, by: Actor, at: datetime
) -> int:
    """What somebody accepted of a day without a record, or without one of two, in another place is
    accepted here too, and they are not asked to decide twice; how many rows.

    Args:
        reason: that place in words; the person reads it.
    Emits: FindingSettled.
    """
    found = Row.objects.filter(
        finding__employee_id=employee_id, finding__code__in=OF_ONE_DAY, day=day, state__in=ACCEPTING
    )
    accepted = 0
    for finding_id in sorted(set(found.values_list("finding_id", flat=True))):
        finding = lock(finding_id)
        closed = closed_since([finding_id])
        for row in finding.rows.filter(day=day, state__in=ACCEPTING, rests=False):
            if not is_closed(row, closed):
                _write(finding, [row], ACCEPTING[row.state], reason, by=by, at=at)
                accepted += 1
    return accepted


@transaction.atomic
def overturn(
    finding_ids: Collection[int], judged_at: datetime, reason: str, *, by: Actor, at: datetime
) -> int:
    """A decision of an official was revoked on appeal, or by silence on it: rows that counted in it
    are settled in favour, so they leave the ladder and weigh in how often their rule was wrong; how
    many. Where silence did it, nobody decided them.

    What counts in another decision that stands, stays.

    Args:
        judged_at: when that decision was made.
        reason: the person reads it.
    Emits: FindingSettled.
    """
    fallen = 0
    for finding_id in sorted(finding_ids):
        finding, revoked = lock(finding_id), {finding_id: judged_at}
        standing = closed_since([finding_id])
        rows = [
            row
            for row in finding.rows.filter(state__in=flow.MOVES[flow.OVERTURN])
            if is_closed(row, revoked) and not is_closed(row, standing)
        ]
        if rows:
            _write(finding, rows, flow.OVERTURN, reason, by=by, at=at)
            fallen += len(rows)
    return fallen


def _write(
    finding: Finding, rows: list[Row], act: str, reason: str, *, by: Actor, at: datetime
) -> None:
    today = clock.day_of(at)
    decider = by.employee_id if act == flow.OVERTURN else person_of(by)
    if act == flow.ASK_PROOF:
        until = days_from(finding, today, terms_on(today).proof_workdays)
        for row in rows:
            row.state, row.proof_by, row.decide_by = flow.PROOF, until, None
        kind = RowStep.Kind.PROOF
    else:
        for row in rows:
            row.state = flow.REFUSED if act == flow.REFUSE else flow.ACCEPTED
            row.decided_by_id, row.decided_at, row.reason = decider, at, reason
            row.decide_by = None
        kind = RowStep.Kind.REFUSED if act == flow.REFUSE else RowStep.Kind.ACCEPTED
    fields = ["state", "proof_by", "decide_by", "decided_by", "decided_at", "reason"]
    Row.objects.bulk_update(rows, fields)
    add_steps(rows, kind, by=by, at=at, note=reason)
    said = "OVERTURNED" if act == flow.OVERTURN else str(kind)
    events.emit(FindingSettled(by=by, at=at, decision=said, why=reason, **about(finding, rows)))
