"""What the person does who objects to the own grade: file, add, take back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from noken.calendars import queries as calendars
from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.evaluation import services as evaluation
from noken.objections.events import ObjectionAdded, ObjectionFiled, ObjectionWithdrawn
from noken.objections.models import Objection, Statement, Step
from noken.objections.queries.deciders import seat_above
from noken.objections.queries.graded import Graded, find_graded
from noken.objections.queries.terms import terms_on
from noken.objections.queries.windows import windows_of
from noken.objections.rules import flow
from noken.objections.services._records import (
    about,
    add_step,
    check_state,
    hashes_of,
    hold,
    is_new,
    keep_files,
    lock_own,
    lock_person,
    need_text,
    person_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionDraft:
    """An objection as sent. `key` is the client-made id (UUIDv7); `about` a code of the model."""

    key: UUID
    sheet_id: int
    about: str
    text: str
    wants_hearing: bool = True
    uploads: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDraft:
    """What one side adds in writing. `key` is the client-made id (UUIDv7)."""

    key: UUID
    text: str
    uploads: tuple[Any, ...] = ()


@transaction.atomic
def file_objection(draft: ObjectionDraft, *, by: Actor, at: datetime) -> Objection:
    """Object to the own published grade. The same key again gives the same objection.

    One that comes after the last day is taken and recorded as late, never refused.

    Raises:
        Refused: `objection.no_person`, `objection.no_grade`, `objection.already`,
            `objection.final`, `objection.not_received`, `objection.no_part`, `objection.empty`,
            `objection.too_long`, `objection.too_many_files`, `receipt.…`, `file.…`.
    Emits: ObjectionFiled.
    """
    person = lock_person(by)
    content = {
        "employee": person.pk,
        "sheet": draft.sheet_id,
        "about": draft.about,
        "text": draft.text,
        "wants_hearing": draft.wants_hearing,
        "files": hashes_of(draft.uploads),
    }
    if not is_new(draft.key, "OBJECTION", content, at):
        return Objection.objects.get(pk=draft.key, employee=person)
    evaluation.hold_result(draft.sheet_id, by=by, at=at)
    graded, received_on = objectable(draft.sheet_id, person.pk)
    row = new_row(draft, graded, Filed(received_on, clock.day_of(at), at), at)
    keep_files(row, draft.uploads, by=by, at=at)
    add_step(row, Step.Kind.FILED, by=by, at=at)
    events.emit(ObjectionFiled(by=by, at=at, **about(row, at)))
    return row


def objectable(sheet_id: int, employee_id: int) -> tuple[Graded, date]:
    """The grade of a person that can be objected to, and the day they received it.

    Raises:
        Refused: `objection.no_grade`, `objection.final`, `objection.already`,
            `objection.not_received`.
    """
    graded = find_graded(sheet_id)
    if graded is None or graded.employee_id != employee_id:
        raise Refused(
            "Keberatan diajukan atas hasil evaluasi Anda sendiri yang sudah diterbitkan. Buka "
            "Evaluasi saya untuk melihatnya.",
            code="objection.no_grade",
        )
    before = Objection.objects.filter(sheet_id=sheet_id).exclude(status=Objection.Status.WITHDRAWN)
    stands = before.values_list("status", flat=True).first()
    if stands == Objection.Status.DECIDED:
        raise Refused(
            "Keberatan atas hasil ini sudah diputus, dan putusannya final.",
            code="objection.final",
            basis="PP 30/2019 Pasal 59",
        )
    if stands is not None:
        raise Refused(
            "Keberatan atas hasil ini sudah diterima. Keterangan ditambahkan di halamannya.",
            code="objection.already",
        )
    if graded.received_on is None:
        raise Refused(
            "Hasil ini belum diterima. Waktu untuk keberatan mulai saat hasilnya dibuka, atau "
            "diserahkan di kertas.",
            code="objection.not_received",
        )
    return graded, graded.received_on


class Filed(NamedTuple):
    """When: the result was received, the objection came in (day and moment). To whom, and who
    recorded it, where it came on paper."""

    received_on: date
    on: date
    at: datetime
    letter_to: str = ""
    entered_by: int | None = None


def new_row(draft: ObjectionDraft, graded: Graded, filed: Filed, at: datetime) -> Objection:
    """Late or not is judged by the day it came in; the days to take it begin when it is here.

    Raises:
        Refused: `objection.no_part`, `objection.empty`, `objection.too_long`.
    """
    if draft.about not in Objection.About.values:
        raise Refused("Pilih bagian mana yang tidak Anda setujui.", code="objection.no_part")
    text = need_text(draft.text, "Tuliskan alasan keberatan Anda.")
    today = clock.day_of(at)
    window = windows_of([filed.received_on], terms_on(filed.on), today)[filed.received_on]
    seat = seat_above(graded.employee_id, graded.rater_id, graded.published_on)
    return Objection.objects.create(
        id=draft.key,
        sheet_id=graded.sheet_id,
        period=graded.period,
        employee_id=graded.employee_id,
        rater_id=graded.rater_id,
        seat_id=seat.unit_id,
        assigned_to_id=seat.person_id,
        about=draft.about,
        text=text,
        wants_hearing=draft.wants_hearing,
        before_result=graded.result,
        before_behaviour=graded.behaviour,
        before_grade=graded.grade,
        received_on=window.received_on,
        due_on=window.last_on,
        is_late=window.is_late(filed.on),
        filed_at=filed.at,
        letter_to=filed.letter_to,
        entered_by_id=filed.entered_by,
        take_by=calendars.add_workdays(today, terms_on(today).take_workdays),
    )


@transaction.atomic
def add_statement(
    objection_id: UUID, draft: StatementDraft, *, by: Actor, at: datetime
) -> Statement:
    """Add something to the own objection while it is not decided. The same key adds nothing.

    Raises:
        Refused: `objection.unknown`, `objection.not_now`, `objection.empty`,
            `objection.too_long`, `objection.too_many_files`, `receipt.…`, `file.…`.
    Emits: ObjectionAdded.
    """
    row = lock_own(objection_id, by)
    content = {"employee": row.employee_id, "objection": str(row.pk), "text": draft.text}
    content |= {"files": hashes_of(draft.uploads)}
    if not is_new(draft.key, "OBJECTION", content, at):
        return Statement.objects.get(pk=draft.key, by_id=row.employee_id)
    check_state(row, flow.ADD)
    said = Statement.objects.create(
        id=draft.key,
        objection=row,
        kind=Statement.Kind.ADDITION,
        text=need_text(draft.text, "Tuliskan keterangan yang ingin Anda tambahkan."),
        by_id=person_of(by),
        at=at,
    )
    keep_files(row, draft.uploads, statement=said, by=by, at=at)
    add_step(row, Step.Kind.ADDED, by=by, at=at)
    events.emit(ObjectionAdded(by=by, at=at, **about(row, at)))
    return said


@transaction.atomic
def withdraw(objection_id: UUID, *, by: Actor, at: datetime) -> Objection:
    """Take the own objection back before it is decided; the trace stays.

    One that nobody has taken yet never becomes known to the rater.

    Raises:
        Refused: `objection.unknown`, `objection.not_now`.
    Emits: ObjectionWithdrawn.
    """
    hold(objection_id, by=by, at=at)
    row = lock_own(objection_id, by)
    check_state(row, flow.WITHDRAW)
    told = about(row, at)
    row.status = Objection.Status.WITHDRAWN
    row.save(update_fields=["status"])
    add_step(row, Step.Kind.WITHDRAWN, by=by, at=at)
    if row.taken_at is not None:
        evaluation.drop_objection(row.sheet_id, by=by, at=at)
    events.emit(ObjectionWithdrawn(by=by, at=at, **told))
    return row
