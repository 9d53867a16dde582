"""A file of a machine or another system: received, checked, taken in whole or not at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath
from uuid import UUID

from django.db import connection, transaction

from noken.attendance.services import NewPunch
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.tables import inbox
from noken.core.tables.unreadable import UnreadableFile
from noken.core.tenancy import current_tenant
from noken.devices import access
from noken.devices.events import ColumnsChosen, FileDropped, FileReceived, FileTaken
from noken.devices.gateways.table_file import Mapped, TableFile
from noken.devices.models import Delivery, DeviceEvent, DeviceUser, SourceMapping, Upload
from noken.devices.queries.sources import MACHINE, OUTSIDE, Source, source
from noken.devices.rules.columns import why_not_usable
from noken.devices.rules.push_lines import Bad, pin_key
from noken.devices.services.files.opening import lines_of
from noken.devices.services.files.preview import Preview, preview_of
from noken.devices.services.files.sorting import Sorter, Unsent, Verdict
from noken.devices.services.receiving import Shipment, deliver

_UNSAFE = re.compile(r"[^\w .()\-]+")
_OPEN = {Upload.State.MAPPING, Upload.State.CHECKED}
SOURCES = {Upload.Kind.ATTLOG: Delivery.Source.FILE, Upload.Kind.TABLE: Delivery.Source.TABLE}


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file on disk. `key` is made by the sender and names this one sending."""

    key: UUID
    name: str
    kind: str
    received: inbox.Received


@transaction.atomic
def receive_file(new: NewFile, recorder_id: int, *, by: Actor, at: datetime) -> Upload:
    """Take a file in to be looked at; nothing of it is stored as punches.

    A table whose source is known is checked at once, another one waits for its columns. The same
    key again is the same upload.

    Raises:
        Refused: `file.unknown_source`, `file.key_used`, `file.unreadable`.
    Emits: FileReceived.
    """
    origin = _source(recorder_id, new.kind, by)
    values = {
        "recorder_id": origin.id,
        "kind": new.kind,
        "state": Upload.State.MAPPING,
        "file_name": clean_name(new.name),
        "sha256": new.received.sha256,
        "size_bytes": new.received.size,
        "stored_name": new.received.name,
        "uploaded_at": at,
        "uploaded_by_id": by.employee_id,
        "state_at": at,
    }
    upload, is_new = Upload.objects.get_or_create(key=new.key, defaults=values)
    if not is_new:
        if upload.sha256 != new.received.sha256 or upload.uploaded_by_id != by.employee_id:
            raise Refused(
                "Kiriman ini sudah dipakai berkas lain. Muat ulang halaman, lalu unggah lagi.",
                code="file.key_used",
            )
        return upload
    _look_at(upload, origin, at)
    events.emit(FileReceived(by=by, at=at, upload_id=upload.pk))
    return upload


@transaction.atomic
def choose_columns(upload_id: int, mapped: Mapped, *, by: Actor, at: datetime) -> Upload:
    """Say what the columns of a table mean. Kept for its source, so that next month it is known.

    Raises:
        Refused: `file.unknown`, `file.not_open`, `file.columns`, `file.unreadable`.
    Emits: ColumnsChosen.
    """
    upload = _open_one(upload_id, by)
    if problem := why_not_usable(mapped.meanings):
        raise Refused(problem, code="file.columns")
    upload.reading = mapped.as_kept()
    SourceMapping.objects.update_or_create(
        recorder_id=upload.recorder_id,
        defaults={"reading": upload.reading, "set_at": at, "set_by_id": by.employee_id},
    )
    _check(upload, _source(upload.recorder_id, upload.kind, by), at)
    events.emit(ColumnsChosen(by=by, at=at, recorder_id=upload.recorder_id))
    return upload


@transaction.atomic
def take_file(upload_id: int, *, sure: bool = False, by: Actor, at: datetime) -> Delivery:
    """Store a checked file: every line of it, or none. Taking it twice is taking it once.

    Args:
        sure: somebody said again that it is of this machine, though signs speak against it.
    Raises:
        Refused: `file.unknown`, `file.not_open`, `file.not_checked`, `file.unsure`,
            `file.nothing_new`, `file.unreadable`.
    Emits: FileTaken.
    """
    upload = _find(upload_id, by)
    if upload.delivery is not None:
        return upload.delivery
    _check_open(upload)
    if upload.state != Upload.State.CHECKED:
        raise Refused("Cocokkan dulu kolom berkas ini.", code="file.not_checked")
    path = _stored(upload)
    if upload.preview.get("signs") and not sure:
        raise Refused(
            "Tandai dulu bahwa mesin dan tanggalnya benar, lalu muat lagi.", code="file.unsure"
        )
    origin = _source(upload.recorder_id, upload.kind, by)
    delivery = _store(upload, origin, path, by, at)
    upload.delivery = delivery
    _close(upload, Upload.State.TAKEN, at)
    return delivery


@transaction.atomic
def take_from_disk(
    path: Path, new: NewFile, recorder_id: int, *, by: Actor, at: datetime
) -> Delivery | None:
    """The same without a screen: the file stays where it is. None when nothing in it is new.

    Raises:
        Refused: `file.unknown_source`, `file.unreadable`.
    Emits: FileTaken.
    """
    origin = _source(recorder_id, new.kind, by)
    upload = Upload(
        recorder_id=origin.id,
        kind=new.kind,
        file_name=clean_name(new.name),
        sha256=new.received.sha256,
        size_bytes=new.received.size,
    )
    try:
        return _store(upload, origin, path, by, at)
    except Refused as refusal:
        if refusal.code == "file.nothing_new":
            return None
        raise


@transaction.atomic
def drop_file(upload_id: int, *, by: Actor, at: datetime) -> Upload:
    """Put a file away that was not taken in; nothing of it stays.

    Raises:
        Refused: `file.unknown`, `file.not_open`.
    Emits: FileDropped.
    """
    upload = _find(upload_id, by)
    if upload.state != Upload.State.DROPPED:
        _check_open(upload)
        _close(upload, Upload.State.DROPPED, at)
        events.emit(FileDropped(by=by, at=at, upload_id=upload.pk))
    return upload


def preview_on_disk(path: Path, kind: Upload.Kind, origin: Source, at: datetime) -> Preview:
    """What the file would change; nothing is kept of having asked.

    Raises:
        Refused: `file.unreadable`.
    """
    return _preview(path, Upload(recorder_id=origin.id, kind=kind), origin, at)


def clean_name(name: str) -> str:
    """A file name that is safe to show and to store: no folders, no signs of other use."""
    base = PurePath(name.replace("\\", "/")).name
    return " ".join(_UNSAFE.sub(" ", base).split())[-120:] or "berkas"


def _store(upload: Upload, origin: Source, path: Path, by: Actor, at: datetime) -> Delivery:
    held: list[Bad] = []
    _one_at_a_time(origin)
    try:
        with lines_of(path, upload.kind, upload.reading) as lines:
            sorter, unsent = Sorter(origin.id, origin.wall(at)), Unsent(origin)

            def punches() -> Iterator[NewPunch]:
                for each in sorter.sort(lines):
                    unsent.add(each)
                    if each.line:
                        yield NewPunch(*each.line[1:])
                    elif each.unread and each.verdict is Verdict.HELD:
                        held.append(each.unread)

            shipment = Shipment(
                recorder_id=origin.id,
                source=SOURCES[Upload.Kind(upload.kind)],
                zone=origin.zone,
                sha256=upload.sha256,
                size_bytes=upload.size_bytes,
                name=upload.file_name,
            )
            delivery = deliver(shipment, punches(), held, by=by, at=at)
    except UnreadableFile as unreadable:
        raise Refused(unreadable.message, code="file.unreadable") from unreadable
    if not delivery.rows_new and not delivery.rows_bad:
        raise Refused(
            "Semua baris berkas ini sudah ada. Tidak ada yang perlu dimuat.",
            code="file.nothing_new",
        )
    if upload.kind == Upload.Kind.TABLE:
        _keep_names(upload, origin, path, at)
    _say_unsent(origin, unsent.count, delivery, at)
    events.emit(FileTaken(by=by, at=at, delivery_id=delivery.pk, rows=delivery.rows_new))
    return delivery


def _say_unsent(origin: Source, count: int, delivery: Delivery, at: datetime) -> None:
    if count and origin.device:
        DeviceEvent.objects.create(
            device=origin.device,
            kind=DeviceEvent.Kind.UNSENT,
            at=at,
            code=count,
            text=f"{count} catatan dari berkas tidak pernah dikirim mesin",
            alarm=True,
            delivery=delivery,
        )


def _look_at(upload: Upload, origin: Source, at: datetime) -> None:
    """Check an attlog, or a table of a known source; for another one propose its columns."""
    if upload.kind == Upload.Kind.ATTLOG:
        _check(upload, origin, at)
        return
    kept = SourceMapping.objects.filter(recorder_id=upload.recorder_id).first()
    try:
        with TableFile(inbox.stored(current_tenant(), upload.stored_name)) as table:
            fitting = table.fitting(Mapped.of(kept.reading)) if kept else None
            upload.reading = (fitting or table.guessed()).as_kept()
    except UnreadableFile as unreadable:
        raise Refused(unreadable.message, code="file.unreadable") from unreadable
    if fitting:
        _check(upload, origin, at)
    else:
        upload.save(update_fields=["reading"])


def _check(upload: Upload, origin: Source, at: datetime) -> None:
    path = _stored(upload)
    upload.preview = _preview(path, upload, origin, at).as_kept()
    upload.state, upload.state_at = Upload.State.CHECKED, at
    upload.save(update_fields=["preview", "reading", "state", "state_at"])


def _stored(upload: Upload) -> Path:
    try:
        return inbox.stored(current_tenant(), upload.stored_name)
    except UnreadableFile as gone:
        raise Refused(gone.message, code="file.unreadable") from gone


def _preview(path: Path, upload: Upload, origin: Source, at: datetime) -> Preview:
    try:
        with lines_of(path, upload.kind, upload.reading) as lines:
            return preview_of(lines, origin, at)
    except UnreadableFile as unreadable:
        raise Refused(unreadable.message, code="file.unreadable") from unreadable


def _keep_names(upload: Upload, origin: Source, path: Path, at: datetime) -> None:
    """What the table calls people: a hint for whoever assigns PINs. A machine's word stays."""
    with TableFile(path) as table:
        names = table.names(Mapped.of(upload.reading))
    DeviceUser.objects.bulk_create(
        [
            DeviceUser(site_id=origin.site_id, pin_key=pin_key(pin)[:24], name=name, told_at=at)
            for pin, name in names.items()
        ],
        ignore_conflicts=True,
        batch_size=1_000,
    )


def _source(recorder_id: int, kind: str, by: Actor) -> Source:
    wanted = MACHINE if kind == Upload.Kind.ATTLOG else OUTSIDE
    found = source(by, wanted, recorder_id)
    if found is None:
        raise Refused("Pilih mesin atau sumber berkas ini dari daftar.", code="file.unknown_source")
    return found


def _one_at_a_time(origin: Source) -> None:
    """Two files of one source at once would each see the same lines as new."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended('devices.file', %s))", [origin.id]
        )


def _open_one(upload_id: int, by: Actor) -> Upload:
    upload = _find(upload_id, by)
    _check_open(upload)
    return upload


def _find(upload_id: int, by: Actor) -> Upload:
    rows = Upload.objects.select_for_update(of=["self"])
    found = rows.filter(access.kept_by(by), pk=upload_id).first()
    if found is None:
        raise Refused("Berkas ini tidak ada di unit Anda.", code="file.unknown", status=404)
    return found


def _check_open(upload: Upload) -> None:
    if upload.state not in _OPEN:
        raise Refused(
            "Berkas ini sudah dimuat atau dibatalkan. Unggah lagi bila masih perlu.",
            code="file.not_open",
        )


def _close(upload: Upload, state: Upload.State, at: datetime) -> None:
    name = upload.stored_name
    tenant = current_tenant()
    upload.state, upload.state_at, upload.preview, upload.stored_name = state, at, {}, ""
    upload.save(update_fields=["state", "state_at", "preview", "stored_name", "delivery"])
    transaction.on_commit(lambda: inbox.forget(tenant, name))
