"""The decision: drafted by one, confirmed by the official, delivered closed; or it is stopped."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.calendars import queries as calendars
from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.discipline.access import Seats
from noken.discipline.events import (
    CaseDecided,
    CaseDropped,
    CaseGuided,
    DecisionCalled,
    DecisionDelivered,
    DecisionDrafted,
    DraftReturned,
)
from noken.discipline.models import Case, CaseStep, Decision, DecisionCall, Delivery, Letter
from noken.discipline.queries.seats import authority_of, parts_of, seats_of
from noken.discipline.rules import authority, flow, sanctions
from noken.discipline.rules.sanctions import Weighed
from noken.discipline.services._checks import check_sanction, decision_of, need_official
from noken.discipline.services._records import (
    about,
    add_letter,
    days_from,
    lock_to,
    move,
    need,
    person_of,
    seat,
    signed_terms,
)
from noken.organization import queries as organization
from noken.regulations.discipline import sanctions as sanction_table
from noken.ui.formats import day_long


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDecision:
    """One act, one sanction, with what was weighed."""

    sanction: str
    number: str
    considering: str
    article: str
    impact: str
    aggravating: str = ""
    mitigating: str = ""
    copies: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCall:
    """When and where the person is to receive the decision."""

    number: str
    come_at: datetime
    place: str
    copies: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDelivery:
    """How the decision reached the person; `way` HANDED before a `witness`, or SENT with the
    `receipt` of the post."""

    way: str
    on: date
    place: str
    receiver: str
    witness: str = ""
    receipt: str = ""


@transaction.atomic
def draft(case_id: int, new: NewDecision, *, by: Actor, at: datetime) -> Decision:
    """Write the decision for the competent official, who must be somebody else.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.no_terms`, `discipline.no_matrix`,
            `discipline.no_official`, `discipline.two_people`, `discipline.drafted`,
            `discipline.not_proven`, `discipline.no_sanction`, `discipline.no_team`,
            `discipline.medium_unsigned`, `discipline.too_heavy`, `discipline.no_mitigating`,
            `discipline.empty`, `discipline.too_long`.
    Emits: DecisionDrafted.
    """
    row, seats = lock_to(flow.DRAFT, case_id, by=by, at=at)
    today = clock.day_of(at)
    signed_terms(today)
    if not row.report.is_proven:
        raise Refused(
            "Laporan menyatakan pelanggarannya tidak terbukti. Pejabat yang berwenang menghentikan "
            "perkaranya.",
            code="discipline.not_proven",
        )
    if row.decisions.filter(returned="", decided_at=None).exists():
        raise Refused("Konsep keputusannya sudah ada.", code="discipline.drafted")
    weighed = Weighed("", row.report.impact, seats.has_team, new.mitigating)
    check_sanction(row, new.sanction, weighed, today)
    level = sanction_table()[new.sanction].level
    official_id = _official(row, level, today, drafter_id=person_of(by))
    made = Decision.objects.create(
        case=row,
        sanction=new.sanction,
        number=need(new.number, "Tuliskan nomor keputusannya.", 80),
        considering=need(new.considering, "Tuliskan pertimbangannya."),
        article=need(new.article, "Tuliskan pasal yang dilanggar.", 200),
        impact=need(new.impact, "Tuliskan dampak yang ditimbang."),
        aggravating=new.aggravating.strip()[:8000],
        mitigating=new.mitigating.strip()[:8000],
        authority=authority_of(row, level, today),
        official_id=official_id,
        joined=authority.joined(official_id, parts_of(row, seats.chain)),
        copies=new.copies.strip()[:300],
        drafted_by_id=person_of(by),
        drafted_at=at,
    )
    move(row, flow.DRAFT, CaseStep.Kind.DRAFTED, by=by, at=at, official_id=official_id)
    events.emit(DecisionDrafted(by=by, at=at, **about(row, seats_of(row, today))))
    return made


@transaction.atomic
def return_draft(case_id: int, reason: str, *, by: Actor, at: datetime) -> Decision:
    """The official sends the draft back with a reason; somebody writes another.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.no_draft`, `discipline.empty`,
            `discipline.too_long`.
    Emits: DraftReturned.
    """
    row, seats = lock_to(flow.RETURN, case_id, by=by, at=at)
    waiting = _draft_of(row)
    waiting.returned = need(reason, "Tuliskan apa yang perlu diubah.", 500)
    waiting.save(update_fields=["returned"])
    move(row, flow.RETURN, CaseStep.Kind.RETURNED, by=by, at=at)
    seat(row, seats_of(row, clock.day_of(at)))
    drafter_id = waiting.drafted_by_id
    events.emit(DraftReturned(by=by, at=at, drafter_id=drafter_id, **about(row, seats)))
    return waiting


@transaction.atomic
def confirm(case_id: int, place: str, *, by: Actor, at: datetime) -> Decision:
    """Decide as drafted: the competent official of today, who did not draft it.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.no_terms`, `discipline.no_matrix`,
            `discipline.no_draft`, `discipline.other_official`, `discipline.two_people`,
            `discipline.no_sanction`, `discipline.no_team`, `discipline.medium_unsigned`,
            `discipline.too_heavy`, `discipline.no_mitigating`, `discipline.empty`,
            `discipline.too_long`.
    Emits: CaseDecided.
    """
    row, seats = lock_to(flow.CONFIRM, case_id, by=by, at=at)
    today = clock.day_of(at)
    terms = signed_terms(today)
    made = _draft_of(row)
    level = sanction_table()[made.sanction].level
    official_id = _official(row, level, today, drafter_id=made.drafted_by_id)
    if official_id != made.official_id:
        raise Refused(
            "Sejak konsep ini disusun pejabat yang berwenang berganti. Kembalikan konsepnya, agar "
            "disusun lagi atas nama pejabat sekarang.",
            code="discipline.other_official",
        )
    weighed = Weighed("", row.report.impact, seats.has_team, made.mitigating)
    check_sanction(row, made.sanction, weighed, today)
    made.decided_at, made.decided_on = at, today
    made.place = need(place, "Tuliskan tempat penetapannya.", 120)
    made.deliver_by = calendars.add_workdays(today, terms.deliver_workdays)
    made.save(update_fields=["decided_at", "decided_on", "place", "deliver_by"])
    _end_release(row, today)
    move(row, flow.CONFIRM, CaseStep.Kind.DECIDED, by=by, at=at, note=made.number)
    add_letter(row, Letter.Kind.DECISION, made.pk, number=made.number, by=by, at=at)
    events.emit(CaseDecided(by=by, at=at, **about(row, seats)))
    return made


@transaction.atomic
def call(case_id: int, new: NewCall, *, by: Actor, at: datetime) -> DecisionCall:
    """Call the person in writing to receive the decision, within the days of its delivery.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.called`, `discipline.bad_hour`,
            `discipline.empty`, `discipline.too_long`.
    Emits: DecisionCalled.
    """
    row, seats = lock_to(flow.CALL, case_id, by=by, at=at)
    if hasattr(row, "call"):
        raise Refused("Pegawai sudah dipanggil menerima keputusan.", code="discipline.called")
    last = max(decision_of(row).deliver_by or date.min, calendars.add_workdays(clock.day_of(at), 1))
    come_on = clock.day_of(new.come_at)
    if not (new.come_at > at and come_on <= last and calendars.is_workday(come_on)):
        raise Refused(
            f"Pilih hari kerja sesudah sekarang, paling lambat {day_long(last)}.",
            code="discipline.bad_hour",
            basis="Peraturan BKN 6/2022",
        )
    made = DecisionCall.objects.create(
        case=row,
        number=need(new.number, "Tuliskan nomor suratnya.", 80),
        come_at=new.come_at,
        place=need(new.place, "Tuliskan di mana keputusan diserahkan.", 200),
        copies=new.copies.strip()[:300],
        by_id=person_of(by),
        at=at,
    )
    move(row, flow.CALL, CaseStep.Kind.CALLED, by=by, at=at, note=made.number)
    add_letter(row, Letter.Kind.CALL, made.pk, number=made.number, by=by, at=at)
    events.emit(DecisionCalled(by=by, at=at, come_at=new.come_at, **about(row, seats)))
    return made


@transaction.atomic
def deliver(case_id: int, new: NewDelivery, *, by: Actor, at: datetime) -> Delivery:
    """Record that the decision reached the person; it takes force on the counted workday after.

    The days of the person begin with the record: one that comes late takes none of them away.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.no_terms`, `discipline.no_way`,
            `discipline.bad_day`, `discipline.no_witness`, `discipline.no_receipt`,
            `discipline.empty`, `discipline.too_long`.
    Emits: DecisionDelivered.
    """
    row, seats = lock_to(flow.DELIVER, case_id, by=by, at=at)
    today = clock.day_of(at)
    terms = signed_terms(today)
    made = decision_of(row)
    if new.way not in Delivery.Way.values:
        raise Refused("Pilih bagaimana keputusan disampaikan.", code="discipline.no_way")
    if made.decided_on is None or not made.decided_on <= new.on <= today:
        raise Refused(
            "Pilih hari penyampaian sejak keputusan ditetapkan sampai hari ini.",
            code="discipline.bad_day",
        )
    _check_proof(new, by)
    kind = sanctions.appeal_kind(made.sanction, made.authority)
    file_days, _answer, _decide = terms.appeal_days(kind)
    done = Delivery.objects.create(
        case=row,
        way=new.way,
        on=new.on,
        place=need(new.place, "Tuliskan di mana keputusan disampaikan.", 200),
        receiver=need(new.receiver, "Tuliskan siapa yang menerimanya.", 120),
        witness=new.witness.strip()[:120] if new.way == Delivery.Way.HANDED else "",
        receipt=new.receipt.strip()[:80] if new.way == Delivery.Way.SENT else "",
        appeal_by=days_from(row, today, file_days, own=False),
        by_id=person_of(by),
        at=at,
    )
    made.in_force_on = days_from(row, today, terms.in_force_workday, own=False)
    made.save(update_fields=["in_force_on"])
    move(row, flow.DELIVER, CaseStep.Kind.DELIVERED, by=by, at=at, note=done.get_way_display())
    add_letter(row, Letter.Kind.RECEIPT, done.pk, by=by, at=at)
    said = about(row, seats)
    events.emit(DecisionDelivered(by=by, at=at, appeal_by=done.appeal_by, **said))
    return done


def _check_proof(new: NewDelivery, by: Actor) -> None:
    """Raises Refused: `discipline.no_witness`, `discipline.no_receipt`."""
    if new.way == Delivery.Way.SENT and not new.receipt.strip():
        raise Refused(
            "Tuliskan nomor resi atau bukti terima dari pengiriman.", code="discipline.no_receipt"
        )
    saw = new.witness.strip().casefold()
    apart = saw not in {"", new.receiver.strip().casefold(), by.name.strip().casefold()}
    if new.way == Delivery.Way.HANDED and not apart:
        raise Refused(
            "Tuliskan siapa yang menyaksikan penyerahannya: bukan penerima dan bukan Anda.",
            code="discipline.no_witness",
        )


@transaction.atomic
def drop(case_id: int, reason: str, *, by: Actor, at: datetime) -> Case:
    """Stop the case: what was alleged is not so, or does not count any more.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.empty`, `discipline.too_long`.
    Emits: CaseDropped.
    """
    row, seats = _stop(flow.DROP, CaseStep.Kind.DROPPED, case_id, reason, by=by, at=at)
    events.emit(CaseDropped(by=by, at=at, why=row.reason[:300], **about(row, seats)))
    return row


@transaction.atomic
def guide(case_id: int, reason: str, *, by: Actor, at: datetime) -> Case:
    """No sanction: the superior and the person talk and agree on a change instead.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.empty`, `discipline.too_long`.
    Emits: CaseGuided.
    """
    row, seats = _stop(flow.GUIDE, CaseStep.Kind.GUIDANCE, case_id, reason, by=by, at=at)
    events.emit(CaseGuided(by=by, at=at, why=row.reason[:300], **about(row, seats)))
    return row


def _stop(
    act: str, kind: str, case_id: int, reason: str, *, by: Actor, at: datetime
) -> tuple[Case, Seats]:
    row, seats = lock_to(act, case_id, by=by, at=at)
    why = need(reason, "Tuliskan alasannya; pegawai membacanya.", 2000)
    for waiting in row.decisions.filter(returned="", decided_at=None):
        waiting.returned = "Perkara dihentikan"
        waiting.save(update_fields=["returned"])
    _end_release(row, clock.day_of(at))
    move(row, act, kind, by=by, at=at, reason=why, closed_at=at)
    return row, seats


def _end_release(row: Case, today: date) -> None:
    if hasattr(row, "release") and row.release.end_on is None:
        row.release.end_on = today
        row.release.save(update_fields=["end_on"])


def _draft_of(row: Case) -> Decision:
    """Raises Refused: `discipline.no_draft`."""
    waiting = row.decisions.filter(returned="", decided_at=None).first()
    if waiting is None:
        raise Refused("Belum ada konsep keputusan.", code="discipline.no_draft")
    return waiting


def _official(row: Case, level: str, today: date, *, drafter_id: int) -> int:
    """Raises Refused: `discipline.no_matrix`, `.no_official`, `.two_people`."""
    official_id = need_official(row, level, today)
    if official_id == drafter_id:
        name = organization.people([official_id])[official_id].name
        raise Refused(
            f"Keputusan ditetapkan {name}, jadi konsepnya disusun orang lain.",
            code="discipline.two_people",
        )
    return official_id
