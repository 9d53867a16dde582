"""A file on its way in: received, decided on, confirmed or discarded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath
from uuid import UUID

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.tables import inbox
from noken.organization.access import imports_visible_to, may_import
from noken.organization.events import ImportConfirmed, ImportDiscarded, ImportReceived
from noken.organization.models import ImportRow, ImportRun
from noken.organization.queries.import_pages import STALLED_AFTER
from noken.organization.rules import imports as rules
from noken.organization.services.imports import _staging
from noken.organization.services.imports._structure import LEFT_OPEN

EXPIRES = timedelta(days=30)
"""What a file says of people is kept no longer for somebody who never came back to it."""
_UNSAFE = re.compile(r"[^\w .()\-]+")


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that was received; `key` is made by the sender and names this one sending."""

    key: UUID
    file_name: str
    received: inbox.Received


@transaction.atomic
def receive_file(new: NewFile, *, by: Actor, at: datetime) -> ImportRun:
    """Take a file in. The same key and the same content again is the same run.

    Raises:
        Refused: `import.not_yours`, `import.key_used`.
    Emits: ImportReceived.
    """
    if not may_import(by):
        raise Refused(
            "Berkas pegawai diimpor oleh BKPSDM atau admin kepegawaian OPD.",
            code="import.not_yours",
        )
    run, is_new = ImportRun.objects.get_or_create(
        key=new.key,
        defaults={
            "file_name": clean_name(new.file_name),
            "sha256": new.received.sha256,
            "size_bytes": new.received.size,
            "stored_name": new.received.name,
            "uploaded_by_id": by.employee_id,
            "role": str(by.role),
            "uploaded_at": at,
            "status_at": at,
        },
    )
    if is_new:
        events.emit(ImportReceived(by=by, at=at, run_id=run.pk))
    elif run.sha256 != new.received.sha256:
        raise Refused(
            "Kiriman ini sudah dipakai berkas lain. Muat ulang halaman, lalu unggah lagi.",
            code="import.key_used",
        )
    return run


def clean_name(name: str) -> str:
    """A file name that is safe to show and to store: no folders, no signs of other use."""
    base = PurePath(name.replace("\\", "/")).name
    return " ".join(_UNSAFE.sub(" ", base).split())[-120:] or "berkas"


@transaction.atomic
def answer_doubts(
    run_id: int,
    answers: Mapping[str, str],
    *,
    by: Actor,
    at: datetime,  # noqa: ARG001 (a service says when)
) -> ImportRun:
    """Keep what a person decided about units and heads; the empty answer leaves a doubt open.

    Raises:
        Refused: `import.unknown`, `import.not_open`.
    """
    run = _find(run_id, by)
    _check_open(run)
    known = {doubt["id"]: len(doubt["options"]) for doubt in run.structure["doubts"]}
    for doubt, answer in answers.items():
        if answer == "":
            run.decisions.pop(doubt, None)
        elif answer == LEFT_OPEN or (answer.isdecimal() and int(answer) < known.get(doubt, 0)):
            run.decisions[doubt] = answer
    run.save(update_fields=["decisions"])
    return run


@transaction.atomic
def decide_rows(
    run_id: int,
    row_id: int | None,
    decision: str,
    *,
    by: Actor,
    at: datetime,  # noqa: ARG001 (a service says when)
) -> ImportRun:
    """For a row that waits (None: for all without a decision) say whether file or register counts.

    Raises:
        Refused: `import.unknown`, `import.not_open`.
    """
    run = _find(run_id, by)
    _check_open(run)
    rows = ImportRow.objects.filter(run=run, verdict=rules.WAITING)
    rows = rows.filter(decision="") if row_id is None else rows.filter(pk=row_id)
    if decision in {"", *ImportRow.Decision.values}:
        rows.update(decision=decision)
    return run


@transaction.atomic
def confirm_run(run_id: int, basis: str, *, by: Actor, at: datetime) -> ImportRun:
    """Have a checked file applied. Confirming twice applies it once.

    Raises:
        Refused: `import.unknown`, `import.not_open`.
    Emits: ImportConfirmed.
    """
    run = _find(run_id, by)
    stalled = run.status == ImportRun.Status.APPLYING and at - run.status_at > STALLED_AFTER
    if run.status in {ImportRun.Status.APPLYING, ImportRun.Status.APPLIED} and not stalled:
        return run
    if not stalled:
        _check_open(run)
    run.status, run.status_at, run.failure = ImportRun.Status.APPLYING, at, ""
    run.basis = " ".join(basis.split())[:200] or run.basis
    run.save(update_fields=["status", "status_at", "failure", "basis"])
    events.emit(ImportConfirmed(by=by, at=at, run_id=run.pk, why=run.basis))
    return run


@transaction.atomic
def discard_run(run_id: int, *, by: Actor, at: datetime) -> ImportRun:
    """Drop a file that is not applied; what was read of it is deleted.

    Raises:
        Refused: `import.unknown`, `import.not_open`.
    Emits: ImportDiscarded.
    """
    run = _find(run_id, by)
    if run.status == ImportRun.Status.DISCARDED:
        return run
    if run.status in {ImportRun.Status.APPLIED, ImportRun.Status.APPLYING}:
        _check_open(run)
    _staging.clear(run)
    run.structure, run.missing = {}, []
    run.status, run.status_at = ImportRun.Status.DISCARDED, at
    _staging.forget_file(run)
    run.save()
    events.emit(ImportDiscarded(by=by, at=at, run_id=run.pk))
    return run


@transaction.atomic
def expire_runs(*, by: Actor, at: datetime) -> int:
    """Discard files that nobody applied or discarded for EXPIRES; how many.

    Emits: ImportDiscarded, for each.
    """
    left = ImportRun.objects.filter(
        status__in=(
            ImportRun.Status.UPLOADED,
            ImportRun.Status.READING,
            ImportRun.Status.PREVIEWED,
        ),
        status_at__lte=at - EXPIRES,
    )
    runs = [discard_run(pk, by=by, at=at) for pk in left.values_list("pk", flat=True)]
    return len(runs)


def _find(run_id: int, by: Actor) -> ImportRun:
    visible = ImportRun.objects.select_for_update(of=("self",)).filter(imports_visible_to(by))
    run = visible.filter(pk=run_id).first()
    if run is None:
        raise Refused("Impor itu tidak ditemukan. Pilih dari daftar impor.", code="import.unknown")
    return run


def _check_open(run: ImportRun) -> None:
    if run.status != ImportRun.Status.PREVIEWED:
        state = run.get_status_display().lower()
        raise Refused(
            f"Impor ini {state}, jadi tidak bisa diubah lagi. Muat ulang halaman.",
            code="import.not_open",
        )
