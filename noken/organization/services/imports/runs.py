"""A file on its way in: received, decided on, confirmed or discarded."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import PurePath
from uuid import UUID

from django.db import OperationalError, transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.tables import inbox
from noken.organization.access import imports_visible_to, may_import
from noken.organization.events import (
    ImportConfirmed,
    ImportDecided,
    ImportDiscarded,
    ImportMapped,
    ImportReceived,
    ImportResumed,
)
from noken.organization.gateways.header_words import FIELD_LABELS, Field
from noken.organization.gateways.headers import REQUIRED
from noken.organization.models import ImportRow, ImportRun
from noken.organization.queries.import_pages import STALLED_AFTER
from noken.organization.rules import imports as rules
from noken.organization.rules.nip import masked_nip, why_not_a_nip
from noken.organization.services.imports import _staging
from noken.organization.services.imports._structure import LEFT_OPEN
from noken.organization.services.imports.applying import foresee_run

EXPIRES = timedelta(days=30)
"""What a file says of people is kept no longer for somebody who never came back to it."""
_READING = frozenset({ImportRun.Status.UPLOADED, ImportRun.Status.READING})
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
def map_columns(run_id: int, chosen: Mapping[str, str], *, by: Actor, at: datetime) -> ImportRun:
    """Have a file read again with its columns as a person chose them.

    What was decided for the reading before is given up with it.

    Args:
        chosen: column key to field code, "" to leave out. Keys that are not in the file count for
            nothing.
    Raises:
        Refused: `import.unknown`, `import.not_open`, `import.file_gone`, `import.column_unknown`,
            `import.column_twice`, `import.column_missing`.
    Emits: ImportMapped.
    """
    run = _find(run_id, by)
    if run.status != ImportRun.Status.FAILED:
        _check_open(run)
    if not run.stored_name:
        raise Refused("Berkasnya sudah tidak ada. Unggah sekali lagi.", code="import.file_gone")
    known = [key for key, _ in run.columns.get("choices", ())]
    wanted = {key: chosen.get(key, "") for key in known}
    _check_columns(wanted)
    _staging.clear(run)
    run.columns = {**run.columns, "chosen": wanted}
    run.counts, run.structure, run.missing, run.decisions = {}, {}, [], {}
    run.status, run.status_at, run.failure = ImportRun.Status.UPLOADED, at, ""
    run.save()
    events.emit(ImportMapped(by=by, at=at, run_id=run.pk))
    return run


@transaction.atomic
def read_again(run_id: int, *, by: Actor, at: datetime) -> ImportRun:
    """Have a file read once more whose reading a fault of the server ended, or does not end.

    One that is being read, or was, stays as it is.

    Raises:
        Refused: `import.unknown`, `import.file_gone`.
    Emits: ImportResumed.
    """
    run = _find(run_id, by)
    if not run.stored_name:
        raise Refused("Berkasnya sudah tidak ada. Unggah sekali lagi.", code="import.file_gone")
    late = run.status in _READING and _is_late(run, at)
    if not late and run.status != ImportRun.Status.FAILED:
        return run
    run.status, run.status_at, run.failure = ImportRun.Status.UPLOADED, at, ""
    run.save(update_fields=["status", "status_at", "failure"])
    events.emit(ImportResumed(by=by, at=at, run_id=run.pk))
    return run


@transaction.atomic
def answer_doubts(run_id: int, answers: Mapping[str, str], *, by: Actor, at: datetime) -> ImportRun:
    """Keep what a person decided about units and heads; the empty answer leaves a doubt open.

    Raises:
        Refused: `import.unknown`, `import.not_open`.
    Emits: ImportDecided, when an answer is another than before.
    """
    run = _find(run_id, by)
    _check_open(run)
    known = {doubt["id"]: len(doubt["options"]) for doubt in run.structure["doubts"]}
    before = dict(run.decisions)
    for doubt, answer in answers.items():
        if answer == "":
            run.decisions.pop(doubt, None)
        elif answer == LEFT_OPEN or (answer.isdecimal() and int(answer) < known.get(doubt, 0)):
            run.decisions[doubt] = answer
    run.save(update_fields=["decisions"])
    what = {
        doubt["id"]: _told(doubt["options"], run.decisions.get(doubt["id"], ""))
        for doubt in run.structure["doubts"]
        if before.get(doubt["id"]) != run.decisions.get(doubt["id"])
    }
    if what:
        events.emit(ImportDecided(by=by, at=at, run_id=run.pk, about="DOUBTS", what=what))
        foresee_run(run, at=at)
    return run


@transaction.atomic
def decide_rows(
    run_id: int, row_id: int | None, decision: str, *, by: Actor, at: datetime
) -> ImportRun:
    """For a row that waits (None: for all without a decision) say whether file or register counts.

    Raises:
        Refused: `import.unknown`, `import.not_open`.
    Emits: ImportDecided for each person whose row is decided in another way than before.
    """
    run = _find(run_id, by)
    _check_open(run)
    rows = ImportRow.objects.filter(run=run, verdict=rules.WAITING)
    rows = rows.filter(decision="") if row_id is None else rows.filter(pk=row_id)
    if decision in {"", *ImportRow.Decision.values}:
        rows = rows.exclude(decision=decision)
        found = list(rows.order_by("pk").values_list("number", "employee"))
        rows.update(decision=decision)
        events.emit(
            *(
                ImportDecided(
                    by=by,
                    at=at,
                    subject_id=employee,
                    run_id=run.pk,
                    about="ROW",
                    what={"row": number, "counts": decision},
                )
                for number, employee in found
            )
        )
        if found:
            foresee_run(run, at=at)
    return run


@transaction.atomic
def decide_start(run_id: int, day: date | None, *, by: Actor, at: datetime) -> ImportRun:
    """From which day the newcomers of a file count; None: what was typed is no date.

    Who has no TMT takes up the post on that day.

    Raises:
        Refused: `import.unknown`, `import.not_open`, `import.start_unclear`, `import.start_ahead`.
    Emits: ImportDecided, when the day is another than before.
    """
    run = _find(run_id, by)
    if run.status in {ImportRun.Status.APPLYING, ImportRun.Status.APPLIED}:
        return run
    _check_open(run)
    if day is None:
        raise Refused("Isi tanggal mulai, misalnya 02/12/2026.", code="import.start_unclear")
    if day > clock.day_of(at):
        raise Refused("Tanggal mulai paling lambat hari ini.", code="import.start_ahead")
    if run.decisions.get(rules.START) != day.isoformat():
        run.decisions[rules.START] = day.isoformat()
        run.save(update_fields=["decisions"])
        what = {"start_on": day.isoformat()}
        events.emit(ImportDecided(by=by, at=at, run_id=run.pk, about="START", what=what))
    return run


@transaction.atomic
def confirm_run(run_id: int, basis: str, *, by: Actor, at: datetime) -> ImportRun:
    """Have a checked file applied. Confirming twice applies it once.

    Raises:
        Refused: `import.unknown`, `import.not_open`.
    Emits: ImportConfirmed.
    """
    run = _find(run_id, by)
    stalled = _is_stalled(run, at)
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
    """Drop a file that is not applied; what was read of it is deleted. Also one whose applying
    was begun and does not end: nothing of it was written, and nothing will be.

    Raises:
        Refused: `import.unknown`, `import.busy`, `import.not_open`.
    Emits: ImportDiscarded.
    """
    run = _find(run_id, by, waits=False)
    if run.status == ImportRun.Status.DISCARDED:
        return run
    over = {ImportRun.Status.APPLIED, ImportRun.Status.APPLYING}
    if run.status in over and not _is_stalled(run, at):
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
    """Discard files that nobody applied or discarded for EXPIRES; how many. Rows that were refused
    lose who they are about after the same time.

    Emits: ImportDiscarded, for each.
    """
    _staging.forget_rows(at - EXPIRES)
    left = ImportRun.objects.filter(
        status__in=(
            ImportRun.Status.UPLOADED,
            ImportRun.Status.READING,
            ImportRun.Status.PREVIEWED,
            ImportRun.Status.APPLYING,
            ImportRun.Status.FAILED,
        ),
        status_at__lte=at - EXPIRES,
    )
    runs = [discard_run(pk, by=by, at=at) for pk in left.values_list("pk", flat=True)]
    return len(runs)


def _is_stalled(run: ImportRun, at: datetime) -> bool:
    return run.status == ImportRun.Status.APPLYING and _is_late(run, at)


def _is_late(run: ImportRun, at: datetime) -> bool:
    return at - run.status_at > STALLED_AFTER


def _find(run_id: int, by: Actor, *, waits: bool = True) -> ImportRun:
    visible = ImportRun.objects.filter(imports_visible_to(by), pk=run_id)
    try:
        with transaction.atomic():
            run = visible.select_for_update(of=("self",), nowait=not waits).first()
    except OperationalError as busy:
        raise Refused(
            "Berkas ini sedang dikerjakan. Tunggu sebentar, lalu muat ulang halaman.",
            code="import.busy",
        ) from busy
    if run is None:
        raise Refused("Impor itu tidak ditemukan. Pilih dari daftar impor.", code="import.unknown")
    return run


def _told(options: Sequence[Sequence[str]], answer: str) -> str:
    """What an answer means once the options are gone; of a head the masked NIP."""
    if not answer.isdecimal():
        return answer
    value = options[int(answer)][0]
    return value if why_not_a_nip(value) else masked_nip(value)


def _check_columns(wanted: Mapping[str, str]) -> None:
    codes = [code for code in wanted.values() if code]
    if unknown := [code for code in codes if code not in Field]:
        raise Refused(
            f"Isian {unknown[0][:40]} tidak dikenal. Muat ulang halaman.",
            code="import.column_unknown",
        )
    if twice := [code for code in Field if codes.count(code) > 1]:
        raise Refused(
            f"{FIELD_LABELS[twice[0]]} dipilih untuk dua kolom. Lewati salah satu.",
            code="import.column_twice",
        )
    if absent := [code for code in REQUIRED if code not in codes]:
        raise Refused(
            f"Pilih kolom yang berisi {FIELD_LABELS[absent[0]]}.", code="import.column_missing"
        )


def _check_open(run: ImportRun) -> None:
    if run.status != ImportRun.Status.PREVIEWED:
        state = run.get_status_display().lower()
        raise Refused(
            f"Impor ini {state}, jadi tidak bisa diubah lagi. Muat ulang halaman.",
            code="import.not_open",
        )
