"""How a case begins: from findings that count, or from a breach that a superior writes down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.discipline import access
from noken.discipline.events import BreachAnswered, BreachDelivered, CaseOpened
from noken.discipline.models import Case, CaseFinding, CaseStep, Reply
from noken.discipline.queries import grounds
from noken.discipline.queries.chain import chain_of
from noken.discipline.queries.seats import seats_of
from noken.discipline.rules import authority, flow, sanctions
from noken.discipline.services._checks import check_handed, companion_on
from noken.discipline.services._grounds import (
    basis_of,
    check_days,
    check_impact,
    counting_of,
    impact_of,
    named,
    reply_days,
)
from noken.discipline.services._records import (
    REPLY_KIND,
    Handing,
    Proof,
    about,
    add_step,
    days_from,
    is_new,
    lock,
    lock_to,
    need,
    person_of,
    refuse,
    seat,
    unknown,
)
from noken.organization import queries as organization
from noken.organization.models import Employee
from noken.regulations.discipline import sanctions as sanction_table

_NUMBERS = "select pg_advisory_xact_lock(hashtextextended(current_schema() || '/cases', 0))"


@dataclass(frozen=True, slots=True, kw_only=True)
class FromFindings:
    """A case from findings of one person. `impact` (UNIT, AGENCY, STATE) matters only where no
    ladder rules them."""

    finding_ids: Sequence[int]
    breach: str
    article: str
    place: str
    impact: str = "UNIT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """What is alleged beside findings, with where it is known from."""

    breach: str
    article: str
    source: str
    place: str
    first_on: date
    last_on: date
    impact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FromBreach(Breach):
    """A case from a breach written down."""

    employee_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyDraft:
    """What the person says. `key` is the client-made id (UUIDv7)."""

    key: UUID
    text: str
    companion: str = ""


@transaction.atomic
def open_from_findings(new: FromFindings, *, by: Actor, at: datetime) -> Case:
    """Open a case on findings of which rows count today, after a reply or its lapsed days.

    It rests on all whose days make one sum with theirs, whichever of them was named.

    Raises:
        Refused: `discipline.no_person`, `discipline.no_finding`, `discipline.guidance`,
            `discipline.not_ruled`, `discipline.own`, `discipline.unknown`, `discipline.already`,
            `discipline.judged`, `discipline.no_impact`, `discipline.empty`, `discipline.too_long`.
    Emits: CaseOpened.
    """
    found, whole = named(new.finding_ids)
    _check_person(employee_id := found[0].employee_id, by, at)
    counting = counting_of(found, whole)
    rung = grounds.heaviest_rung(counting)
    row = _create(
        employee_id,
        by=by,
        at=at,
        origin=Case.Origin.FINDING,
        level=sanctions.level_of(rung, impact_of(counting, new.impact), sanction_table()),
        breach=need(new.breach, "Tuliskan dugaan pelanggarannya."),
        article=need(new.article, "Tuliskan pasal yang diduga dilanggar.", 200),
        source=", ".join(f"Temuan {each.number}" for each in counting),
        place=new.place.strip()[:200],
        first_on=min(each.first_day for each in counting if each.first_day),
        last_on=max(each.last_day for each in counting if each.last_day),
    )
    CaseFinding.objects.bulk_create(
        CaseFinding(case=row, finding_id=each.id, **basis_of(each)) for each in counting
    )
    return _opened(row, asks=False, by=by, at=at)


@transaction.atomic
def open_from_breach(new: FromBreach, *, by: Actor, at: datetime) -> Case:
    """Write a breach down with its source; the person is asked about it before anything follows.

    Raises:
        Refused: `discipline.no_person`, `discipline.not_ruled`, `discipline.own`,
            `discipline.unknown`, `discipline.already`, `discipline.no_reply_terms`,
            `discipline.no_impact`, `discipline.bad_days`, `discipline.empty`,
            `discipline.too_long`.
    Emits: CaseOpened.
    """
    _check_person(new.employee_id, by, at)
    reply_days(clock.day_of(at))
    check_days(new.first_on, new.last_on, clock.day_of(at))
    row = _create(
        new.employee_id,
        by=by,
        at=at,
        origin=Case.Origin.BREACH,
        level=sanctions.level_of("", check_impact(new.impact), sanction_table()),
        breach=need(new.breach, "Tuliskan apa yang terjadi."),
        article=need(new.article, "Tuliskan pasal yang diduga dilanggar.", 200),
        source=need(new.source, "Tuliskan dari mana Anda mengetahuinya.", 300),
        place=new.place.strip()[:200],
        first_on=new.first_on,
        last_on=new.last_on,
        asked_at=at,
    )
    return _opened(row, asks=True, by=by, at=at)


@transaction.atomic
def note_opened(case_id: int, *, by: Actor, at: datetime) -> Case:
    """The person opened the own case: the notice of a written-down breach is proven by it.

    Opening again changes nothing.

    Raises:
        Refused: `discipline.unknown`, `discipline.no_reply_terms`.
    Emits: BreachDelivered, the first time.
    """
    row = lock(case_id)
    if row.employee_id != person_of(by):
        raise unknown()
    if row.asked_at and row.told_on is None and row.status == flow.SUSPECTED:
        _tell(row, Proof(Case.Way.OPENED, clock.day_of(at)), by=by, at=at)
    return row


@transaction.atomic
def hand_over(case_id: int, handing: Handing, *, by: Actor, at: datetime) -> Case:
    """The notice was handed over on paper, with a witness.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.told_already`, `discipline.bad_day`,
            `discipline.no_reply_terms`, `discipline.empty`, `discipline.too_long`.
    Emits: BreachDelivered.
    """
    row, _seats = lock_to(flow.TELL, case_id, by=by, at=at)
    if row.asked_at is None or row.told_on is not None:
        raise Refused("Pemberitahuannya sudah diterima.", code="discipline.told_already")
    check_handed(handing, clock.day_of(row.asked_at), at)
    witness = need(handing.witness, "Tuliskan siapa yang menyaksikan penyerahannya.", 120)
    _tell(row, Proof(Case.Way.PAPER, handing.on, witness), by=by, at=at)
    return row


@transaction.atomic
def reply(case_id: int, draft: ReplyDraft, *, by: Actor, at: datetime) -> Reply:
    """What the person says to a written-down breach; also late, as long as nothing is decided.

    The same key again gives the same reply.

    Raises:
        Refused: `discipline.unknown`, `discipline.not_now`, `discipline.said_at_finding`,
            `discipline.no_reply_terms`, `discipline.no_companion`, `discipline.empty`,
            `discipline.too_long`, `receipt.…`.
    Emits: BreachAnswered.
    """
    row = lock(case_id)
    if row.employee_id != person_of(by):
        raise unknown()
    content = {"case": row.pk, "text": draft.text, "companion": draft.companion}
    if not is_new(draft.key, REPLY_KIND, content, at):
        return Reply.objects.get(pk=draft.key, case=row)
    if why := flow.why_not_now(row.status, flow.REPLY):
        refuse(why)
    if row.asked_at is None:
        raise Refused(
            "Keterangan Anda disampaikan pada halaman temuannya, dan tetap didengar sampai ada "
            "keputusan.",
            code="discipline.said_at_finding",
        )
    if row.told_on is None:
        _tell(row, Proof(Case.Way.OPENED, clock.day_of(at)), by=by, at=at)
    said = Reply.objects.create(
        id=draft.key,
        case=row,
        text=need(draft.text, "Tuliskan keterangan Anda."),
        companion=companion_on(draft.companion, clock.day_of(at)),
        is_late=clock.day_of(at) > (row.reply_by or date.max),
        at=at,
    )
    add_step(row, CaseStep.Kind.REPLIED, by=by, at=at)
    said_of = about(row, seats_of(row, clock.day_of(at)))
    reported = row.status == flow.REPORTED
    events.emit(BreachAnswered(by=by, at=at, reported=reported, **said_of))
    return said


def _tell(row: Case, proof: Proof, *, by: Actor, at: datetime) -> None:
    """The days to answer run from the day this was recorded, whatever day the paper bears."""
    today = clock.day_of(at)
    row.told_on, row.told_way, row.witness = proof.on, proof.way, proof.witness
    row.reply_by = days_from(row, today, reply_days(today))
    row.save(update_fields=["told_on", "told_way", "witness", "reply_by"])
    add_step(row, CaseStep.Kind.TOLD, by=by, at=at, note=Case.Way(proof.way).label)
    said = about(row, seats_of(row, today))
    events.emit(BreachDelivered(by=by, at=at, on=proof.on, reply_by=row.reply_by, **said))


def _check_person(employee_id: int, by: Actor, at: datetime) -> None:
    """The person's row is held, so that two cases of one person begin one by one."""
    person = Employee.objects.select_for_update(no_key=True).filter(pk=employee_id).first()
    if person is None:
        raise unknown()
    if employee_id == person_of(by):
        raise Refused(
            "Tidak seorang pun memproses perkaranya sendiri. Atasan Anda yang melakukannya.",
            code="discipline.own",
        )
    if not access.may_open(by, chain_of(employee_id, clock.day_of(at))):
        raise unknown()
    if not authority.is_ruled(person.kind):
        raise Refused(
            f"noken tidak membuka perkara untuk {person.get_kind_display()}. Tawarkan percakapan "
            "pembinaan, dan sampaikan kepada BKPSDM.",
            code="discipline.not_ruled",
            basis="PP 49/2018",
        )
    if Case.objects.filter(employee=person, status__in=flow.UNDECIDED).exists():
        raise Refused(
            "Masih ada perkara pegawai ini yang belum diputus. Beberapa perbuatan diperiksa "
            "bersama dan dijatuhi satu hukuman yang terberat: tambahkan ini pada halaman perkara "
            "itu, sebelum pemeriksaannya.",
            code="discipline.already",
        )


def _create(employee_id: int, *, by: Actor, at: datetime, **fields: Any) -> Case:
    """Numbers follow one another, whoever opens cases at the same time."""
    today = clock.day_of(at)
    person = organization.find_person(employee_id, today)
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS)
    last = Case.objects.filter(year=today.year).aggregate(last=Max("serial"))["last"] or 0
    return Case.objects.create(
        year=today.year,
        serial=last + 1,
        employee_id=employee_id,
        unit_id=person.unit_id if person else None,
        opened_by_id=person_of(by),
        opened_at=at,
        moved_at=at,
        **fields,
    )


def _opened(row: Case, *, asks: bool, by: Actor, at: datetime) -> Case:
    add_step(row, CaseStep.Kind.OPENED, by=by, at=at, note=row.source)
    seats = seats_of(row, clock.day_of(at))
    seat(row, seats)
    events.emit(CaseOpened(by=by, at=at, asks=asks, **about(row, seats)))
    return row
