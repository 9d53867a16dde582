"""The summons, how it provably reaches the person, and who did not come."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from noken.calendars import queries as calendars
from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.discipline.access import Seats
from noken.discipline.events import (
    ExcuseDeclined,
    ExcuseStated,
    Summoned,
    SummonsDelivered,
    SummonsMissed,
)
from noken.discipline.models import Case, CaseStep, Letter, Summons
from noken.discipline.queries.away import is_away
from noken.discipline.queries.nexts import came_late, excuse_waits, newest_summons
from noken.discipline.queries.seats import seats_of
from noken.discipline.rules import flow
from noken.discipline.services._checks import check_handed, check_missable, check_team_there
from noken.discipline.services._records import (
    REPLY_KIND,
    Handing,
    Proof,
    about,
    add_letter,
    add_step,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSummons:
    number: str
    hear_at: datetime
    place: str
    copies: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcuseDraft:
    """Why the person cannot come. `key` is the client-made id (UUIDv7)."""

    key: UUID
    text: str


@transaction.atomic
def summon(case_id: int, new: NewSummons, *, by: Actor, at: datetime) -> Summons:
    """Summon the person in writing; the second time only when the first was missed.

    Raises:
        Refused: those of `_records.lock_to` and `_checks.check_missable`, `discipline.no_terms`,
            `discipline.not_received`, `discipline.not_missed`, `discipline.bad_hour`,
            `discipline.empty`, `discipline.too_long`.
    Emits: Summoned.
    """
    row, seats = lock_to(flow.SUMMON, case_id, by=by, at=at)
    first = row.summonses.filter(ordinal=1, is_void=False).first()
    if first is not None:
        _check_missed(row, first, at)
        first.came = False
        first.save(update_fields=["came"])
    since = clock.day_of(first.hear_at if first else at)
    return _issue(row, seats, _Issued(flow.SUMMON, 2 if first else 1, since), new, by=by, at=at)


@transaction.atomic
def renew_summons(case_id: int, new: NewSummons, *, by: Actor, at: datetime) -> Summons:
    """Issue the newest summons anew by which nobody can be missed: it came too late, the person was
    away by right, or what they say why they could not come is accepted.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.no_terms`, `discipline.reached`,
            `discipline.bad_hour`, `discipline.empty`, `discipline.too_long`.
    Emits: Summoned.
    """
    row, seats = lock_to(flow.RENEW, case_id, by=by, at=at)
    old = newest_summons(row)
    untold = old is not None and old.told_on is None and old.hear_at <= at
    if old is None or not (untold or came_late(old) or excuse_waits(old) or is_away(row, old)):
        raise Refused(
            "Panggilan ini diterima pegawai tepat waktu atau harinya belum lewat, jadi tidak "
            "dibuat lagi.",
            code="discipline.reached",
        )
    old.is_void, old.came = True, None
    old.save(update_fields=["is_void", "came"])
    issued = _Issued(flow.RENEW, old.ordinal, clock.day_of(at))
    return _issue(row, seats, issued, new, by=by, at=at)


@dataclass(frozen=True, slots=True)
class _Issued:
    """Which summons by which act; `since` is the day from which the days to the hearing count."""

    act: str
    ordinal: int
    since: date


def _issue(
    row: Case, seats: Seats, issued: _Issued, new: NewSummons, *, by: Actor, at: datetime
) -> Summons:
    """Raises Refused: `discipline.no_terms`, `.bad_hour`, `.empty`, `.too_long`."""
    today, second = clock.day_of(at), issued.ordinal > 1
    terms = signed_terms(today)
    days = terms.second_workdays if second else terms.summons_workdays
    hear_by = calendars.add_workdays(issued.since, days)
    held_on = clock.day_of(new.hear_at)
    if not (new.hear_at > at and held_on <= max(hear_by, today) and calendars.is_workday(held_on)):
        raise Refused(
            f"Pilih hari kerja sesudah sekarang, paling lambat {days} hari kerja "
            f"{'sejak surat ini' if issued.since == today else 'sejak hari yang terlewat'}.",
            code="discipline.bad_hour",
            basis="PP 94/2021 Pasal 26",
        )
    summons = Summons.objects.create(
        case=row,
        ordinal=issued.ordinal,
        number=need(new.number, "Tuliskan nomor suratnya.", 80),
        on=today,
        hear_at=new.hear_at,
        hear_by=hear_by,
        place=need(new.place, "Tuliskan tempat pemeriksaan.", 200),
        before_id=person_of(by),
        signer_id=person_of(by),
        copies=new.copies.strip()[:300],
        at=at,
    )
    move(row, issued.act, CaseStep.Kind.SUMMONED, by=by, at=at, note=summons.number)
    kind = Letter.Kind.SUMMONS_2 if second else Letter.Kind.SUMMONS_1
    add_letter(row, kind, summons.pk, number=summons.number, by=by, at=at)
    said = about(row, seats)
    events.emit(Summoned(by=by, at=at, ordinal=summons.ordinal, hear_at=new.hear_at, **said))
    return summons


def _check_missed(row: Case, summons: Summons, at: datetime) -> None:
    """Raises Refused: `discipline.not_received`, `.not_missed`, `.away`, `.excuse_waits`."""
    if summons.told_on is None:
        raise Refused(
            "Panggilan ini belum terbukti diterima pegawai. Serahkan dulu di kertas dengan saksi.",
            code="discipline.not_received",
        )
    if came_late(summons):
        raise Refused(
            "Panggilan ini baru diterima sesudah jamnya, jadi tidak terlewat. Buat panggilan yang "
            "sama lagi.",
            code="discipline.not_missed",
        )
    if at < summons.hear_at:
        raise Refused(
            "Waktu pemeriksaan pada panggilan ini belum lewat.", code="discipline.not_missed"
        )
    check_missable(row, summons)


@transaction.atomic
def note_summons_opened(case_id: int, *, by: Actor, at: datetime) -> int:
    """The person opened the summons; how many it was the first time for.

    Raises:
        Refused: `discipline.unknown`.
    Emits: SummonsDelivered.
    """
    row = lock(case_id)
    if row.employee_id != person_of(by):
        raise unknown()
    untold = row.summonses.filter(told_on=None, is_void=False)
    fresh = list(untold) if row.status in flow.BEFORE_HEARING else []
    for summons in fresh:
        _receive(row, summons, Proof(Case.Way.OPENED, clock.day_of(at), at=at), by=by, at=at)
    return len(fresh)


@transaction.atomic
def hand_summons(case_id: int, handing: Handing, *, by: Actor, at: datetime) -> Summons:
    """The newest summons was handed over on paper, with a witness; without an hour it was too late
    for a hearing on the same day.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.told_already`, `discipline.bad_day`,
            `discipline.empty`, `discipline.too_long`.
    Emits: SummonsDelivered.
    """
    row, _seats = lock_to(flow.RECEIVE, case_id, by=by, at=at)
    summons = newest_summons(row)
    if summons is None or summons.told_on is not None:
        raise Refused("Panggilannya sudah diterima.", code="discipline.told_already")
    check_handed(handing, summons.on, at)
    witness = need(handing.witness, "Tuliskan siapa yang menyaksikan penyerahannya.", 120)
    proof = Proof(Case.Way.PAPER, handing.on, witness, handing.moment)
    _receive(row, summons, proof, by=by, at=at)
    return summons


def _receive(row: Case, summons: Summons, proof: Proof, *, by: Actor, at: datetime) -> None:
    summons.told_on, summons.told_way, summons.witness = proof.on, proof.way, proof.witness
    summons.told_at = proof.at
    summons.save(update_fields=["told_on", "told_at", "told_way", "witness"])
    add_step(row, CaseStep.Kind.SERVED_ON, by=by, at=at, note=Case.Way(proof.way).label)
    said = about(row, seats_of(row, clock.day_of(at)))
    events.emit(SummonsDelivered(by=by, at=at, on=proof.on, ordinal=summons.ordinal, **said))


@transaction.atomic
def state_excuse(case_id: int, draft: ExcuseDraft, *, by: Actor, at: datetime) -> Summons:
    """The person says why they cannot come, or could not; who examines answers before anything
    goes on without them. The same key again changes nothing.

    Raises:
        Refused: `discipline.unknown`, `discipline.not_now`, `discipline.excused`,
            `discipline.empty`, `discipline.too_long`, `receipt.…`.
    Emits: ExcuseStated.
    """
    row = lock(case_id)
    if row.employee_id != person_of(by):
        raise unknown()
    fresh = is_new(draft.key, REPLY_KIND, {"case": row.pk, "excuse": draft.text}, at)
    if why := flow.why_not_now(row.status, flow.EXCUSE):
        refuse(why)
    summons = newest_summons(row)
    if summons is None:
        raise unknown()
    if not fresh:
        return summons
    if summons.excuse:
        raise Refused(
            "Alasan Anda untuk panggilan ini sudah disampaikan.", code="discipline.excused"
        )
    summons.excuse = need(draft.text, "Tuliskan mengapa Anda tidak dapat hadir.", 2000)
    summons.save(update_fields=["excuse"])
    move(row, flow.EXCUSE, CaseStep.Kind.EXCUSED, by=by, at=at)
    said = about(row, seats_of(row, clock.day_of(at)))
    events.emit(ExcuseStated(by=by, at=at, ordinal=summons.ordinal, **said))
    return summons


@transaction.atomic
def decline_excuse(case_id: int, answer: str, *, by: Actor, at: datetime) -> Summons:
    """Say why it is no reason not to come; to accept it, issue the summons anew.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.no_excuse`, `discipline.empty`,
            `discipline.too_long`.
    Emits: ExcuseDeclined.
    """
    row, seats = lock_to(flow.WEIGH, case_id, by=by, at=at)
    summons = newest_summons(row)
    if summons is None or not excuse_waits(summons):
        raise Refused("Tidak ada alasan yang menunggu jawaban.", code="discipline.no_excuse")
    summons.excuse_answer = need(answer, "Tuliskan mengapa alasannya tidak diterima.", 500)
    summons.save(update_fields=["excuse_answer"])
    move(row, flow.WEIGH, CaseStep.Kind.WEIGHED, by=by, at=at)
    events.emit(ExcuseDeclined(by=by, at=at, ordinal=summons.ordinal, **about(row, seats)))
    return summons


@transaction.atomic
def note_missed(case_id: int, *, by: Actor, at: datetime) -> Case:
    """Nobody came after the second summons either: it goes on with what is held.

    Raises:
        Refused: those of `_records.lock_to` and `_checks.check_missable`,
            `discipline.not_received`, `discipline.not_missed`, `discipline.no_team`.
    Emits: SummonsMissed.
    """
    row, seats = lock_to(flow.MISS, case_id, by=by, at=at)
    check_team_there(row, seats)
    summons = row.summonses.get(ordinal=2, is_void=False)
    _check_missed(row, summons, at)
    summons.came = False
    summons.save(update_fields=["came"])
    move(row, flow.MISS, CaseStep.Kind.NO_SHOW, by=by, at=at)
    events.emit(SummonsMissed(by=by, at=at, **about(row, seats)))
    return row
