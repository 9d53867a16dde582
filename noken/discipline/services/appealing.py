"""What the person does against a decision, its answer, force, and the end of a sanction."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from noken.calendars import queries as calendars
from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.discipline.events import (
    AppealAnswered,
    AppealFiled,
    DecisionTookForce,
    SanctionServed,
)
from noken.discipline.models import Appeal, Case, CaseStep
from noken.discipline.queries.seats import seats_of
from noken.discipline.rules import flow, sanctions
from noken.discipline.services._checks import check_day, decision_of, open_appeal, set_end
from noken.discipline.services._records import (
    about,
    is_new,
    lock,
    lock_to,
    move,
    need,
    person_of,
    refuse,
    seat,
    signed_terms,
    unknown,
)

APPEAL_KIND = "CASE_APPEAL"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealDraft:
    """Why the person does not agree. `key` is the client-made id (UUIDv7)."""

    key: UUID
    text: str


@transaction.atomic
def appeal(case_id: int, draft: AppealDraft, *, by: Actor, at: datetime) -> Appeal:
    """Object to the delivered decision, or appeal to BPASN against a dismissal by the PPK.

    One in time holds the decision, also where it took force before an outage gave days back. One
    that comes after its days is taken and recorded as late, and holds nothing.
    The same key again gives the same appeal.

    Raises:
        Refused: `discipline.unknown`, `discipline.not_now`, `discipline.appealed`,
            `discipline.no_terms`, `discipline.empty`, `discipline.too_long`, `receipt.…`.
    Emits: AppealFiled.
    """
    row = lock(case_id)
    if row.employee_id != person_of(by):
        raise unknown()
    content = {"case": row.pk, "text": draft.text}
    if not is_new(draft.key, APPEAL_KIND, content, at):
        return Appeal.objects.get(pk=draft.key, case=row)
    if why := flow.why_not_now(row.status, flow.APPEAL):
        refuse(why)
    if hasattr(row, "appeal"):
        raise Refused("Upaya administratif Anda sudah diterima.", code="discipline.appealed")
    today = clock.day_of(at)
    made = decision_of(row)
    kind = sanctions.appeal_kind(made.sanction, made.authority)
    _file, answer_days, decide_days = signed_terms(today).appeal_days(kind)
    filed = Appeal.objects.create(
        id=draft.key,
        case=row,
        kind=kind,
        text=need(draft.text, "Tuliskan alasan Anda."),
        filed_on=today,
        is_late=today > row.delivery.appeal_by,
        answer_by=calendars.add_workdays(today, answer_days),
        decide_by=calendars.add_workdays(today, decide_days),
        at=at,
    )
    note = filed.get_kind_display()
    act = flow.LATE if filed.is_late else flow.APPEAL
    move(row, act, CaseStep.Kind.APPEALED, by=by, at=at, note=note)
    seats = seats_of(row, today)
    seat(row, seats)
    said, holds = about(row, seats), not filed.is_late
    events.emit(AppealFiled(by=by, at=at, decide_by=filed.decide_by, holds=holds, **said))
    return filed


@transaction.atomic
def answer_appeal(
    case_id: int, answer: str, answered_on: date, *, by: Actor, at: datetime
) -> Appeal:
    """Record what the official answered to it.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.no_appeal`, `discipline.bad_day`,
            `discipline.empty`, `discipline.too_long`.
    Emits: AppealAnswered.
    """
    row, seats = lock_to(flow.ANSWER, case_id, by=by, at=at)
    filed = open_appeal(row)
    check_day(filed, answered_on, clock.day_of(at))
    filed.answer = need(answer, "Tuliskan pokok tanggapannya.")
    filed.answered_on = answered_on
    filed.save(update_fields=["answer", "answered_on"])
    move(row, flow.ANSWER, CaseStep.Kind.ANSWERED, by=by, at=at)
    events.emit(AppealAnswered(by=by, at=at, **about(row, seats)))
    return filed


@transaction.atomic
def enter_into_force(*, by: Actor, at: datetime) -> int:
    """Every night: delivered decisions whose counted workday has come take force; how many.

    One that is appealed against waits. Running twice does nothing more.

    Emits: DecisionTookForce.
    """
    today = clock.day_of(at)
    due = Case.objects.filter(
        status=flow.DELIVERED,
        decisions__in_force_on__lte=today,
        decisions__decided_at__isnull=False,
    )
    rows = list(due.select_for_update(of=("self",)).order_by("pk"))
    for row in rows:
        move(row, flow.ENTER, CaseStep.Kind.IN_FORCE, by=by, at=at)
        set_end(row, decision_of(row).in_force_on)
        events.emit(DecisionTookForce(by=by, at=at, **about(row, seats_of(row, today))))
    return len(rows)


@transaction.atomic
def serve(case_id: int, *, by: Actor, at: datetime) -> Case:
    """The sanction is over, on or after its last day.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.not_over`, `discipline.appeal_runs`.
    Emits: SanctionServed.
    """
    row, seats = lock_to(flow.SERVE, case_id, by=by, at=at)
    made, today = decision_of(row), clock.day_of(at)
    if made.end_on is not None and today < made.end_on:
        raise Refused("Jangka waktu hukumannya belum selesai.", code="discipline.not_over")
    if hasattr(row, "appeal") and not row.appeal.outcome:
        raise Refused("Upaya administratifnya belum diputus.", code="discipline.appeal_runs")
    move(row, flow.SERVE, CaseStep.Kind.SERVED, by=by, at=at, closed_at=at)
    events.emit(SanctionServed(by=by, at=at, **about(row, seats)))
    return row
