"""Locking, judging and writing what several services of objections need."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NoReturn
from uuid import UUID

from noken.core import clock
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.documents import services as documents
from noken.evaluation import services as evaluation
from noken.objections.models import Attachment, Objection, Statement, Step
from noken.objections.queries.deciders import decider_of
from noken.objections.rules import flow
from noken.objections.rules.flow import Why
from noken.organization.models import Employee

MOST_LETTERS = 8000
MOST_FILES = 5


def refuse(why: Why) -> NoReturn:
    raise Refused(why.text, code=why.code, basis=why.basis)


def person_of(by: Actor) -> int:
    """Raises Refused: `objection.no_person`."""
    if by.employee_id is None:
        raise Refused(
            "Akun ini belum terhubung dengan pegawai. Minta admin OPD menghubungkannya.",
            code="objection.no_person",
        )
    return by.employee_id


def lock_person(by: Actor) -> Employee:
    """The actor's own row, held until the end: two submissions of one person come one by one."""
    return Employee.objects.select_for_update(no_key=True).get(pk=person_of(by))


def hold(objection_id: UUID, *, by: Actor, at: datetime) -> None:
    """The sheet of an objection, before the objection itself: acts on both take them in the order
    in which a change of the result does."""
    rows = Objection.objects.filter(pk=objection_id)
    for sheet_id in rows.values_list("sheet_id", flat=True):
        evaluation.hold_result(sheet_id, by=by, at=at)


def lock(objection_id: UUID) -> Objection:
    """Raises Refused: `objection.unknown`."""
    row = Objection.objects.select_for_update(of=("self",)).filter(pk=objection_id).first()
    if row is None:
        raise _unknown()
    return row


def lock_own(objection_id: UUID, by: Actor) -> Objection:
    """The person's own. Raises Refused: `objection.unknown`."""
    row = lock(objection_id)
    if row.employee_id != person_of(by):
        raise _unknown()
    return row


def lock_rated(objection_id: UUID, by: Actor) -> Objection:
    """One against a grade of the actor. What is not taken yet does not exist for the rater.

    Raises:
        Refused: `objection.unknown`.
    """
    row = lock(objection_id)
    known = flow.is_open_to_rater(was_taken=row.taken_at is not None)
    if row.rater_id != person_of(by) or not known:
        raise _unknown()
    return row


def lock_to_decide(objection_id: UUID, by: Actor, act: str, at: datetime) -> Objection:
    """One that is the actor's to examine today; but for taking it, they must have taken it.

    Raises:
        Refused: `objection.unknown`, `objection.not_decider`, `objection.not_taken`,
            `objection.not_now`.
    """
    row = lock(objection_id)
    me = person_of(by)
    if decider_of(row.pk, clock.day_of(at)) != me:
        if me == row.taken_by_id:
            raise Refused(
                "Hari ini pejabat lain yang memeriksa keberatan ini. Muat ulang halaman untuk "
                "melihat siapa.",
                code="objection.not_decider",
            )
        raise _unknown()
    check_state(row, act)
    if act != flow.TAKE and row.taken_by_id != me:
        raise Refused(
            "Keberatan ini masih dipegang pemeriksa sebelumnya. Ambil alih dulu, lalu lanjutkan.",
            code="objection.not_taken",
        )
    return row


def check_state(row: Objection, act: str) -> None:
    """Raises Refused: `objection.not_taken`, `objection.not_now`."""
    if why := flow.why_not_now(row.status, act):
        refuse(why)


def need_text(text: str, ask: str) -> str:
    """Raises Refused: `objection.empty`, `objection.too_long`."""
    text = text.strip()
    if not text:
        raise Refused(ask, code="objection.empty")
    if len(text) > MOST_LETTERS:
        raise Refused(
            f"Paling banyak {MOST_LETTERS} huruf. Singkatkan, atau lampirkan sebagai PDF.",
            code="objection.too_long",
        )
    return text


def keep_files(
    row: Objection,
    uploads: Sequence[Any],
    *,
    statement: Statement | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Raises Refused: `objection.too_many_files`, `file.…`."""
    mine = row.attachments.filter(by_id=by.employee_id).count() if uploads else 0
    if mine + len(uploads) > MOST_FILES:
        raise Refused(
            f"Setiap pihak melampirkan paling banyak {MOST_FILES} berkas. Gabungkan menjadi satu "
            "PDF bila perlu.",
            code="objection.too_many_files",
        )
    for kept in documents.take_files(uploads, at=at) if uploads else ():
        Attachment.objects.create(
            objection=row,
            statement=statement,
            file_id=kept.pk,
            is_photo=kept.kind == "PHOTO",
            by_id=person_of(by),
            at=at,
        )


def add_step(row: Objection, kind: str, *, by: Actor, at: datetime, note: str = "") -> None:
    Step.objects.create(
        objection=row, kind=kind, by_id=by.employee_id, role=by.role, note=note[:500], at=at
    )


def is_new(key: UUID, kind: str, content: dict[str, Any], at: datetime) -> bool:
    """Whether this submission arrives for the first time; its receipt is written either way.

    Raises:
        Refused: `receipt.changed`, `receipt.bad_key`.
    """
    try:
        return documents.issue_receipt(documents.Submission(key, kind, content), at=at).is_new
    except Refused as refusal:
        if refusal.code != "receipt.changed":
            raise
        raise Refused(
            "Kiriman ini sudah diterima dengan isi lain. Buka Keberatan untuk melihatnya, atau "
            "muat ulang halaman untuk menulis yang baru.",
            code="receipt.changed",
        ) from None


def hashes_of(uploads: Sequence[Any]) -> list[str]:
    return [documents.sha256_of(upload) for upload in uploads]


def about(row: Objection, at: datetime) -> dict[str, Any]:
    """What every event of an objection says of it."""
    return {
        "subject_id": row.employee_id,
        "objection_id": row.pk,
        "rater_id": row.rater_id,
        "decider_id": decider_of(row.pk, clock.day_of(at)),
        "before_taken": row.taken_at is None,
    }


def _unknown() -> Refused:
    return Refused(
        "Keberatan ini tidak ada, atau bukan untuk Anda. Muat ulang halaman.",
        code="objection.unknown",
    )
