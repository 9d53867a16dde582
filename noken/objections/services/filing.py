"""What the person does who objects to the own grade: file, add, take back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.evaluation import services as evaluation
from noken.objections.events import ObjectionAdded, ObjectionFiled, ObjectionWithdrawn
from noken.objections.models import Objection, Statement, Step
from noken.objections.rules import flow
from noken.objections.services._new import Filed, ObjectionDraft, new_row, objectable
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
