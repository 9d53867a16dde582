"""A day that is explained in a finding is explained here too: said once, weighed at one door."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from noken.attendance.events import DayChanged
from noken.attendance.models import Correction, CorrectionStep
from noken.attendance.queries.month import day_on
from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.uuid7 import uuid7
from noken.findings.queries import SaidOfDay
from noken.organization import queries as organization

Status = Correction.Status
UNDECIDED = (Status.WAITING, Status.ASKED)
REPEATED = ("finding", "status", "decided_by", "decided_at")
# The state of a row, and what it makes of what is said of its day.
_BECOMES = {
    "REPLIED": Status.WAITING,
    "PROOF": Status.WAITING,
    "ACCEPTED": Status.ACCEPTED,
    "REFUSED": Status.REFUSED,
}


@transaction.atomic
def follow_findings(said: Sequence[SaidOfDay], *, by: Actor, at: datetime) -> int:
    """Let days stand as they do in findings; how many stand otherwise now. Twice changes nothing.

    What waits for a superior in a finding is weighed there alone. Who has none keeps what they
    said here, for BKPSDM decides it.

    Emits: DayChanged, one a person.
    """
    found = _standing(said)
    led = organization.superiors({each.person_id for each in said}, clock.day_of(at))
    changed: dict[int, list[date]] = {}
    for each in said:
        row = found.get((each.person_id, each.day))
        if row and led.get(each.person_id) is None and each.state in {"REPLIED", "PROOF"}:
            continue
        if _follow(each, row, by=by, at=at):
            changed.setdefault(each.person_id, []).append(each.day)
    events.emit(
        *(
            DayChanged(by=by, at=at, subject_id=person, first_on=min(days), days=len(days))
            for person, days in sorted(changed.items())
        )
    )
    return sum(map(len, changed.values()))


def _standing(said: Sequence[SaidOfDay]) -> dict[tuple[int, date], Correction]:
    """What is undecided or accepted of these days, locked."""
    rows = Correction.objects.select_for_update().filter(
        employee__in={each.person_id for each in said},
        day__in={each.day for each in said},
        status__in=(*UNDECIDED, Status.ACCEPTED),
    )
    return {(row.employee_id, row.day): row for row in rows.order_by("pk")}


def _follow(each: SaidOfDay, row: Correction | None, *, by: Actor, at: datetime) -> bool:
    status = _BECOMES.get(each.state)
    if status is None:
        return _let_go(each, row, by=by, at=at)
    is_new = row is None
    if row is None:
        if status == Status.REFUSED:
            return False
        row = _stated(each, at)
    elif (
        row.status == Status.ACCEPTED
        or (row.status, row.finding) == (status, each.number)
        or (status == Status.REFUSED and row.finding != each.number)
    ):
        return False
    row.finding, row.status = each.number, status
    if status != Status.WAITING:
        row.decided_by_id, row.decided_at = each.decided_by_id, each.decided_at or at
    row.save(force_insert=is_new, update_fields=None if is_new else REPEATED)
    if status != Status.WAITING:
        _note(row, status, by_id=each.decided_by_id, role=by.role, at=at)
    return True


def _let_go(each: SaidOfDay, row: Correction | None, *, by: Actor, at: datetime) -> bool:
    """The finding does not ask any more: what was said there goes, what was said here stays."""
    if row is None or row.finding != each.number or row.status not in UNDECIDED:
        return False
    if row.choice == Correction.Choice.FINDING:
        row.status = Status.WITHDRAWN
        _note(row, Status.WITHDRAWN, by_id=by.employee_id, role=by.role, at=at)
    else:
        row.finding = ""
    row.save(update_fields=["status", "finding"])
    return True


def _stated(each: SaidOfDay, at: datetime) -> Correction:
    """Not saved yet. The words stay in the finding, for those who may read them there."""
    return Correction(
        id=uuid7(at),
        employee_id=each.person_id,
        day=each.day,
        choice=Correction.Choice.FINDING,
        text=f"Temuan {each.number}",
        seen=day_on(each.person_id, each.day, at)[1][:300],
        filed_at=at,
        decide_by=each.decide_by or clock.day_of(at),
    )


def _note(row: Correction, kind: str, **about: Any) -> None:
    CorrectionStep.objects.create(correction=row, kind=kind, **about)
