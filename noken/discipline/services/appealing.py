"""What the person does against a decision, how that ends, force, and the end of a sanction."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from noken.calendars import queries as calendars
from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.discipline.events import (
    AppealAnswered,
    AppealFiled,
    AppealSettled,
    DecisionTookForce,
    SanctionServed,
)
from noken.discipline.models import Appeal, Case, CaseStep
from noken.discipline.queries.nexts import appeal_of, sanction_in_force
from noken.discipline.queries.seats import seats_of
from noken.discipline.rules import flow, sanctions
from noken.discipline.services._checks import decision_of
from noken.discipline.services._records import (
    about,
    is_new,
    lock,
    lock_to,
    move,
    need,
    person_of,
    refuse,
    signed_terms,
    unknown,
)
from noken.findings import services as findings
from noken.regulations.discipline import sanctions as sanction_table

APPEAL_KIND = "CASE_APPEAL"
OVERTURNED = "Upaya administratif membatalkan keputusan yang memakai hitungan ini."


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealDraft:
    """Why the person does not agree. `key` is the client-made id (UUIDv7)."""

    key: UUID
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """How it ended: `outcome` of the model; `sanction` only where it was made lighter."""

    outcome: str
    number: str
    decided_by: str
    decided_on: date
    sanction: str = ""


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
    events.emit(AppealFiled(by=by, at=at, **about(row, seats_of(row, today))))
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
    filed = _open_appeal(row)
    _check_day(filed, answered_on, clock.day_of(at))
    filed.answer = need(answer, "Tuliskan pokok tanggapannya.")
    filed.answered_on = answered_on
    filed.save(update_fields=["answer", "answered_on"])
    move(row, flow.ANSWER, CaseStep.Kind.ANSWERED, by=by, at=at)
    events.emit(AppealAnswered(by=by, at=at, **about(row, seats)))
    return filed


@transaction.atomic
def settle_appeal(case_id: int, end: Settlement, *, by: Actor, at: datetime) -> Appeal:
    """Record how it ended. Silence past its days grants an objection that came in time.

    What counted in a decision that is revoked counts nowhere any more: no second case rests on it.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.no_appeal`, `discipline.bad_day`,
            `discipline.no_outcome`, `discipline.not_silent`, `discipline.ruled_late`,
            `discipline.no_sanction`, `discipline.too_heavy`, `discipline.empty`,
            `discipline.too_long`.
    Emits: AppealSettled; FindingSettled where the decision is revoked.
    """
    row, seats = lock_to(flow.SETTLE, case_id, by=by, at=at)
    filed, today = _open_appeal(row), clock.day_of(at)
    _check_day(filed, end.decided_on, today)
    _check_outcome(row, filed, end, today)
    filed.outcome, filed.sanction = end.outcome, end.sanction
    filed.decided_on, filed.recorded_by_id = end.decided_on, person_of(by)
    is_silent = end.outcome == Appeal.Outcome.SILENT
    filed.outcome_number = "" if is_silent else need(end.number, "Tuliskan nomor putusannya.", 80)
    filed.outcome_by = "" if is_silent else need(end.decided_by, "Tuliskan siapa memutus.", 120)
    filed.save()
    if end.outcome in Appeal.GRANTED:
        _grant(row, filed, by=by, at=at)
    else:
        was_held = row.status == flow.APPEALED
        ran = row.steps.filter(kind=CaseStep.Kind.IN_FORCE).exists()
        note = filed.get_outcome_display()
        move(row, flow.SETTLE, CaseStep.Kind.SETTLED, by=by, at=at, note=note)
        if was_held and ran:
            _set_end(row, None, held=end.decided_on - filed.filed_on)
        else:
            _set_end(row, end.decided_on if was_held else None)
    events.emit(AppealSettled(by=by, at=at, outcome=end.outcome, **about(row, seats)))
    return filed


@transaction.atomic
def grant_silence(*, by: Actor, at: datetime) -> int:
    """Every night: objections in time that nobody ruled on by their last day are granted; how many.

    Running twice does nothing more.

    Emits: AppealSettled, FindingSettled.
    """
    today, silent = clock.day_of(at), Appeal.Outcome.SILENT
    due = Case.objects.filter(
        status=flow.APPEALED,
        appeal__kind=Appeal.Kind.OBJECTION,
        appeal__is_late=False,
        appeal__outcome="",
        appeal__decide_by__lt=today,
    )
    rows = list(due.select_for_update(of=("self",)).order_by("pk"))
    for row in rows:
        filed = _open_appeal(row)
        filed.outcome, filed.decided_on = silent, filed.decide_by + timedelta(1)
        filed.save(update_fields=["outcome", "decided_on"])
        _grant(row, filed, by=by, at=at)
        said = about(row, seats_of(row, today))
        events.emit(AppealSettled(by=by, at=at, outcome=silent, **said))
    return len(rows)


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
        _set_end(row, decision_of(row).in_force_on)
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


def _open_appeal(row: Case) -> Appeal:
    """Raises Refused: `discipline.no_appeal`."""
    filed = Appeal.objects.filter(case=row, outcome="").first()
    if filed is None:
        raise Refused("Tidak ada upaya administratif yang menunggu.", code="discipline.no_appeal")
    return filed


def _check_day(filed: Appeal, day: date, today: date) -> None:
    """Raises Refused: `discipline.bad_day`."""
    if not filed.filed_on <= day <= today:
        raise Refused(
            "Pilih hari sejak upaya administratif diajukan sampai hari ini.",
            code="discipline.bad_day",
        )


def _check_outcome(row: Case, filed: Appeal, end: Settlement, today: date) -> None:
    if end.outcome not in Appeal.Outcome.values:
        raise Refused("Pilih bagaimana putusannya.", code="discipline.no_outcome")
    if end.outcome == Appeal.Outcome.SILENT and (
        filed.kind != Appeal.Kind.OBJECTION or filed.is_late or today <= filed.decide_by
    ):
        raise Refused(
            "Diam baru berarti dikabulkan pada keberatan yang diajukan tepat waktu dan yang waktu "
            "memutusnya sudah lewat.",
            code="discipline.not_silent",
            basis="PP 79/2021",
        )
    in_time = filed.kind == Appeal.Kind.OBJECTION and not filed.is_late
    if in_time and end.outcome not in Appeal.GRANTED and end.decided_on > filed.decide_by:
        raise Refused(
            "Waktu memutus keberatan ini sudah lewat, jadi keberatannya dikabulkan.",
            code="discipline.ruled_late",
            basis="PP 79/2021",
        )
    if end.outcome == Appeal.Outcome.LIGHTER:
        codes = list(sanction_table())
        if end.sanction not in codes:
            raise Refused("Pilih hukuman yang berlaku sekarang.", code="discipline.no_sanction")
        if codes.index(end.sanction) >= codes.index(decision_of(row).sanction):
            raise Refused(
                "Putusan yang meringankan memilih hukuman yang lebih ringan.",
                code="discipline.too_heavy",
            )


def _grant(row: Case, filed: Appeal, *, by: Actor, at: datetime) -> None:
    """The decision is revoked, and the case with it."""
    note = filed.get_outcome_display()
    kept = {"reason": note, "closed_at": at}
    move(row, flow.REVOKE, CaseStep.Kind.SETTLED, by=by, at=at, note=note, **kept)
    _overturn(row, by=by, at=at)


def _overturn(row: Case, *, by: Actor, at: datetime) -> None:
    ids = list(row.findings.values_list("finding_id", flat=True))
    decided_at = decision_of(row).decided_at
    if decided_at is not None:
        findings.overturn(ids, decided_at, OVERTURNED, by=by, at=at)


def _set_end(row: Case, start: date | None, held: timedelta = timedelta(0)) -> None:
    """The last days of a sanction that takes force on `start`; None: it has its day already.
    `held`: an appeal held it so long after it began."""
    made = decision_of(row)
    begins = start or made.in_force_on
    if begins is None:
        return
    kind = sanction_table()[sanction_in_force(made, appeal_of(row))]
    end = sanctions.end_of(begins, kind)
    made.in_force_on, made.end_on = begins, end + held if end else None
    made.save(update_fields=["in_force_on", "end_on"])
