"""Take files in and hand them out. Who may open one, the area decides that owns the record."""

import hashlib
import logging
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.http import Http404, HttpResponse

from noken.core.errors import Refused
from noken.core.tenancy import current_tenant
from noken.documents.gateways import disk, pictures
from noken.documents.models import StoredFile
from noken.documents.rules import files as rules
from noken.documents.rules import pdf

log = logging.getLogger(__name__)


class Upload(Protocol):
    """What is needed of a file that arrives; Django's `UploadedFile` fits."""

    name: str | None

    def read(self, size: int = -1, /) -> bytes: ...

    def seek(self, offset: int, /) -> int: ...


def sha256_of(upload: Upload) -> str:
    """The hexadecimal SHA-256 of the file as sent, for the content that a receipt covers.

    Raises:
        Refused: `file.too_large`, `file.empty`.
    """
    return hashlib.sha256(_read(upload)).hexdigest()


def take_files(uploads: Sequence[Upload], *, already: int = 0, at: datetime) -> list[StoredFile]:
    """Take several files of one record that has `already` so many.

    Raises:
        Refused: `file.too_many`, and all of `take_file`.
    """
    if reason := rules.why_not_so_many(already + len(uploads)):
        raise Refused(reason, code="file.too_many")
    return [take_file(upload, at=at) for upload in uploads]


def take_file(upload: Upload, *, at: datetime) -> StoredFile:
    """Keep a photo (encoded anew, with a small one beside it) or a PDF without active content.

    The file is on disk before the row commits. If the transaction rolls back, a file without
    a row stays, which nobody can open.

    Raises:
        Refused: `file.empty`, `file.too_large`, `file.type`, `file.damaged`, `file.pdf`,
            `file.too_many_pixels`, `file.no_room` (status 503).
    """
    sent = _read(upload)
    kind = rules.kind_of(sent)
    if reason := rules.why_not_this_type(sent):
        raise Refused(reason, code="file.type")
    if reason := rules.why_not_this_size(kind, len(sent)):
        raise Refused(reason, code="file.too_large")
    picture = _picture(sent) if kind == rules.PHOTO else None
    kept = picture.data if picture else _document(sent)
    name = secrets.token_hex(16)
    _write(name, kept, picture.thumbnail if picture else b"")
    return StoredFile.objects.create(
        kind=kind,
        sha256_sent=hashlib.sha256(sent).digest(),
        sha256_stored=hashlib.sha256(kept).digest(),
        bytes=len(kept),
        width=picture.width if picture else None,
        height=picture.height if picture else None,
        look=picture.look if picture else None,
        stored_name=name,
        display_name=rules.clean_name(upload.name or "", kind),
        created_at=at,
    )


def file_response(stored: StoredFile, *, thumbnail: bool = False) -> HttpResponse:
    """The file as an answer: photos shown in place, all else downloaded; never cached, sandboxed.

    Call it only after asking whether the actor may see the record. PDFs have no small picture.

    Raises:
        Http404: the file is not on disk (logged), or has no small picture.
    """
    is_photo = stored.kind == rules.PHOTO
    if thumbnail and not is_photo:
        raise Http404
    path = disk.path_of(current_tenant(), stored.stored_name, thumbnail=thumbnail)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        log.exception("file %s has a row but is not on disk", stored.pk)
        raise Http404 from None
    answer = HttpResponse(content, content_type=rules.CONTENT_TYPES[stored.kind])
    answer["Content-Disposition"] = rules.disposition(stored.display_name, inline=is_photo)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _read(upload: Upload) -> bytes:
    upload.seek(0)
    sent = upload.read(rules.MAX_BYTES + 1)
    upload.seek(0)
    if reason := rules.why_not_this_size("", len(sent)):
        raise Refused(reason, code="file.too_large" if sent else "file.empty")
    return sent


def _picture(sent: bytes) -> pictures.Picture:
    try:
        return pictures.reencoded(sent)
    except pictures.TooManyPixels:
        megapixels = rules.MAX_PIXELS // 1_000_000
        raise Refused(
            f"Foto ini lebih besar dari {megapixels} megapiksel. "
            "Ambil dengan ukuran lebih kecil, lalu lampirkan lagi.",
            code="file.too_many_pixels",
        ) from None
    except pictures.Unreadable:
        raise Refused(
            "Foto ini rusak atau belum terkirim utuh. Pilih lagi fotonya, atau ambil yang baru.",
            code="file.damaged",
        ) from None


def _document(sent: bytes) -> bytes:
    if reason := pdf.why_not_this_pdf(sent):
        raise Refused(reason, code="file.pdf")
    return pdf.without_metadata(sent)


def _write(name: str, kept: bytes, thumbnail: bytes) -> None:
    tenant = current_tenant()
    try:
        disk.write(disk.path_of(tenant, name), kept)
        if thumbnail:
            disk.write(disk.path_of(tenant, name, thumbnail=True), thumbnail)
    except disk.NoRoom:
        raise Refused(
            "Lampiran belum bisa diterima karena ruang penyimpanan server penuh. "
            "Kirim teksnya dulu; lampiran dapat menyusul.",
            code="file.no_room",
            status=503,
        ) from None
