"""How an objection or an appeal ends: ruled on here, on paper, or granted by silence."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.discipline import access
from noken.discipline.access import Seats
from noken.discipline.events import AppealSettled, RulingNear
from noken.discipline.models import Appeal, Case, CaseStep
from noken.discipline.queries.nexts import appeal_of
from noken.discipline.queries.ruling import SOON
from noken.discipline.queries.seats import seats_of
from noken.discipline.rules import flow
from noken.discipline.rules.sanctions import Weighed
from noken.discipline.services._checks import (
    check_day,
    check_sanction,
    decision_of,
    open_appeal,
    set_end,
)
from noken.discipline.services._records import about, lock, lock_to, move, need, person_of
from noken.findings import services as findings
from noken.organization import queries as organization
from noken.regulations.discipline import sanctions as sanction_table
from noken.ui.formats import day_long

OVERTURNED = "Upaya administratif membatalkan keputusan yang memakai hitungan ini."
LEAST_LETTERS = 20
RULED = (
    *("ruler", "outcome", "outcome_number", "outcome_by", "outcome_reason"),
    *("sanction", "decided_on", "recorded_by"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What who rules on an objection decides, and why; `sanction` only where it becomes lighter."""

    outcome: str
    number: str
    reason: str
    sanction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """How it ended: `outcome` of the model; `sanction` only where it was made lighter."""

    outcome: str
    number: str
    decided_by: str
    decided_on: date
    sanction: str = ""


@transaction.atomic
def rule_on_appeal(case_id: int, ruling: Ruling, *, by: Actor, at: datetime) -> Appeal:
    """Rule on an objection: whoever leads today the nearest unit above the office that decided.

    Never heavier than what was decided, and once only.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.ruled`, `discipline.no_appeal`,
            `discipline.no_outcome`, `discipline.ruled_late`, `discipline.no_sanction`,
            `discipline.too_heavy`, `discipline.no_team`, `discipline.medium_unsigned`,
            `discipline.short_reason`, `discipline.empty`, `discipline.too_long`.
    Emits: AppealSettled; FindingSettled where the decision is revoked.
    """
    row, seats = _lock_open(flow.RULE, case_id, by=by, at=at)
    filed, today, me = open_appeal(row), clock.day_of(at), person_of(by)
    if ruling.outcome == Appeal.Outcome.SILENT:
        raise Refused("Pilih bagaimana putusannya.", code="discipline.no_outcome")
    who = organization.officials([me], today)[me]
    end = Settlement(
        outcome=ruling.outcome,
        number=ruling.number,
        decided_by=f"{who.name}, {who.post}"[:120],
        decided_on=today,
        sanction=ruling.sanction,
    )
    _check_outcome(row, filed, end, today)
    reason = need(ruling.reason, "Tuliskan alasan putusannya; pegawai membacanya.")
    if len(reason) < LEAST_LETTERS:
        raise Refused(
            f"Tuliskan alasan sedikitnya {LEAST_LETTERS} huruf; pegawai membacanya.",
            code="discipline.short_reason",
        )
    if ruling.outcome == Appeal.Outcome.LIGHTER:
        weighed = Weighed("", row.report.impact, seats.has_team, reason)
        check_sanction(row, ruling.sanction, weighed, today)
    filed.outcome_reason = reason
    return _end(row, seats, filed, end, by=by, at=at)


@transaction.atomic
def settle_appeal(case_id: int, end: Settlement, *, by: Actor, at: datetime) -> Appeal:
    """Record how it ended on paper; who rules here does not. Silence past its days grants an
    objection that came in time.

    What counted in a decision that is revoked counts nowhere any more: no second case rests on it.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.ruled`, `discipline.rule_here`,
            `discipline.no_appeal`, `discipline.bad_day`, `discipline.no_outcome`,
            `discipline.not_silent`, `discipline.ruled_late`, `discipline.no_sanction`,
            `discipline.too_heavy`, `discipline.empty`, `discipline.too_long`.
    Emits: AppealSettled; FindingSettled where the decision is revoked.
    """
    row, seats = _lock_open(flow.SETTLE, case_id, by=by, at=at)
    if seats.ruler_id == person_of(by):
        raise Refused(
            "Anda yang memutus keberatan ini. Putuskan dengan formulirnya, beserta alasannya.",
            code="discipline.rule_here",
        )
    filed, today = open_appeal(row), clock.day_of(at)
    check_day(filed, end.decided_on, today)
    _check_outcome(row, filed, end, today)
    return _end(row, seats, filed, end, by=by, at=at)


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
        filed = open_appeal(row)
        filed.outcome, filed.decided_on = silent, filed.decide_by + timedelta(1)
        filed.save(update_fields=["outcome", "decided_on"])
        _grant(row, filed, by=by, at=at)
        _tell(row, seats_of(row, today), filed, by=by, at=at)
    return len(rows)


@transaction.atomic
def remind_rulers(*, by: Actor, at: datetime) -> int:
    """Every night: who rules on an objection is reminded a week before its last day; how many.

    Emits: RulingNear.
    """
    until = clock.day_of(at) + SOON
    near = Case.objects.filter(
        status__in=flow.OPEN,
        appeal__outcome="",
        appeal__decide_by=until,
        appeal__ruler__isnull=False,
    )
    rows = list(near.select_related("appeal").order_by("pk"))
    for row in rows:
        said = about(row, seats_of(row, clock.day_of(at)))
        holds = not row.appeal.is_late
        events.emit(RulingNear(by=by, at=at, until=until, holds=holds, **said))
    return len(rows)


def _lock_open(act: str, case_id: int, *, by: Actor, at: datetime) -> tuple[Case, Seats]:
    """Raises Refused: those of `_records.lock_to`, `discipline.ruled`."""
    row = lock(case_id)
    filed = appeal_of(row)
    ended = filed is not None and filed.outcome
    if filed and ended and access.standing_of(by, row, seats_of(row, clock.day_of(at))):
        raise Refused(_ended(filed), code="discipline.ruled")
    return lock_to(act, case_id, by=by, at=at)


def _ended(filed: Appeal) -> str:
    day = day_long(filed.decided_on)
    if filed.outcome == Appeal.Outcome.SILENT:
        return (
            f"Keberatan ini sudah dikabulkan {day} karena tidak diputus sampai batas waktu, jadi "
            "tidak dapat diputus lagi."
        )
    how = filed.get_outcome_display().lower()
    return f"Sudah diputus {day}: {how}. Muat ulang halaman untuk membaca putusannya."


def _end(
    row: Case, seats: Seats, filed: Appeal, end: Settlement, *, by: Actor, at: datetime
) -> Appeal:
    act = flow.RULE if filed.outcome_reason else flow.SETTLE
    filed.ruler_id = seats.ruler_id
    filed.outcome, filed.sanction = end.outcome, end.sanction
    filed.decided_on, filed.recorded_by_id = end.decided_on, person_of(by)
    is_silent = end.outcome == Appeal.Outcome.SILENT
    filed.outcome_number = "" if is_silent else need(end.number, "Tuliskan nomor putusannya.", 80)
    filed.outcome_by = "" if is_silent else need(end.decided_by, "Tuliskan siapa memutus.", 120)
    filed.save(update_fields=RULED)
    if end.outcome in Appeal.GRANTED:
        _grant(row, filed, by=by, at=at)
    else:
        was_held = row.status == flow.APPEALED
        ran = row.steps.filter(kind=CaseStep.Kind.IN_FORCE).exists()
        note = filed.get_outcome_display()
        move(row, act, CaseStep.Kind.SETTLED, by=by, at=at, note=note)
        if was_held and ran:
            set_end(row, None, held=end.decided_on - filed.filed_on)
        else:
            set_end(row, end.decided_on if was_held else None)
    _tell(row, seats, filed, by=by, at=at)
    return filed


def _tell(row: Case, seats: Seats, filed: Appeal, *, by: Actor, at: datetime) -> None:
    """All who had a part hear of it, the official who decided wherever they are now."""
    events.emit(
        AppealSettled(
            by=by,
            at=at,
            outcome=filed.outcome,
            decider_id=seats.decider_id,
            why=filed.outcome_reason[:300],
            **about(row, seats),
        )
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
