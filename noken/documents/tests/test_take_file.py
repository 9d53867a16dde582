"""Files from arrival to the answer that hands them out."""

import errno
import hashlib
import os
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import Http404
from PIL import Image

from noken.core.errors import Refused
from noken.documents import queries, services
from noken.documents.gateways import disk
from noken.documents.models import StoredFile
from noken.documents.rules import files as rules
from noken.documents.tests.test_pdf import made

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def photo(size: tuple[int, int] = (640, 480)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "olive").save(out, "PNG")
    return out.getvalue()


def upload(data: bytes, name: str = "kegiatan.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def stored_paths(var: Path) -> list[Path]:
    return [path for path in (var / "files").rglob("*") if path.is_file()]


def test_a_photo_is_kept_as_a_clean_jpeg_with_a_small_one_beside_it(var: Path) -> None:
    sent = photo((2560, 1920))

    stored = services.take_file(upload(sent), at=NOON)

    kept = disk.path_of("manokwari", stored.stored_name)
    small = disk.path_of("manokwari", stored.stored_name, thumbnail=True)
    assert sorted(stored_paths(var)) == sorted([kept, small])
    assert kept.parent == var / "files" / "manokwari" / stored.stored_name[:2]
    assert Image.open(BytesIO(kept.read_bytes())).format == "JPEG"
    assert (stored.kind, stored.width, stored.height) == ("PHOTO", 1280, 960)
    assert bytes(stored.sha256_sent).hex() == services.sha256_of(upload(sent))
    assert bytes(stored.sha256_stored) == hashlib.sha256(kept.read_bytes()).digest()
    assert stored.bytes == kept.stat().st_size
    assert stored.display_name == "kegiatan.jpg"
    assert small.stat().st_size <= 20 * 1024
    assert kept.stat().st_mode & 0o077 == 0


def test_a_pdf_is_kept_without_its_author() -> None:
    stored = services.take_file(upload(made(b"<</Author(Budi)>>"), "surat.pdf"), at=NOON)

    kept = disk.path_of("manokwari", stored.stored_name).read_bytes()
    assert b"Budi" not in kept
    assert (stored.kind, stored.width) == ("PDF", None)


def test_what_was_read_once_can_be_taken_afterwards() -> None:
    file = upload(photo())

    digest = services.sha256_of(file)

    assert bytes(services.take_file(file, at=NOON).sha256_sent).hex() == digest


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"\xff\xd8\xff" + bytes(rules.PHOTO_MAX_BYTES), "file.too_large"),
        (b"%PDF-1.7\n" + bytes(rules.PDF_MAX_BYTES), "file.too_large"),
        (b"<svg onload='alert(1)'/>", "file.type"),
        (b"PK\x03\x04", "file.type"),
        (b"\xff\xd8\xff\xe0 not a photo", "file.damaged"),
        (photo()[:200], "file.damaged"),
        (made(b"<</S/JavaScript>>"), "file.pdf"),
    ],
)
def test_a_file_that_is_not_taken_leaves_nothing(var: Path, data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        services.take_file(upload(data), at=NOON)

    assert refusal.value.code == code
    assert stored_paths(var) == []
    assert not StoredFile.objects.exists()


def test_41_megapixels_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("noken.documents.gateways.pictures.MAX_PIXELS", 100)

    with pytest.raises(Refused) as refusal:
        services.take_file(upload(photo()), at=NOON)

    assert refusal.value.code == "file.too_many_pixels"


def test_one_record_carries_six_files() -> None:
    services.take_files([upload(photo())], already=5, at=NOON)

    with pytest.raises(Refused) as refusal:
        services.take_files([upload(photo())], already=6, at=NOON)

    assert refusal.value.code == "file.too_many"
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_and_leaves_nothing(
    var: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def full(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("noken.documents.gateways.disk.os.fsync", full)

    with pytest.raises(Refused) as refusal:
        services.take_file(upload(photo()), at=NOON)

    assert (refusal.value.code, refusal.value.status) == ("file.no_room", 503)
    assert stored_paths(var) == []


def test_another_fault_of_the_disk_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: int) -> None:
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr("noken.documents.gateways.disk.os.fsync", broken)

    with pytest.raises(OSError, match="input/output"):
        services.take_file(upload(photo()), at=NOON)


def test_after_a_rollback_the_file_cannot_be_opened(var: Path) -> None:
    with transaction.atomic():
        file_id = services.take_file(upload(photo()), at=NOON).pk
        transaction.set_rollback(True)

    assert stored_paths(var)
    with pytest.raises(Http404):
        queries.open_file(file_id)


def test_a_photo_is_shown_in_place_and_can_do_nothing() -> None:
    stored = services.take_file(upload(photo()), at=NOON)

    answer = services.file_response(queries.open_file(stored.pk))

    assert hashlib.sha256(answer.content).digest() == bytes(stored.sha256_stored)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith('inline; filename="kegiatan.jpg"')
    assert (
        answer["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_the_small_picture_is_handed_out_too() -> None:
    stored = services.take_file(upload(photo()), at=NOON)

    small = services.file_response(stored, thumbnail=True).content

    assert max(Image.open(BytesIO(small)).size) == 320


def test_a_pdf_is_only_ever_downloaded() -> None:
    stored = services.take_file(upload(made(), 'su"rat\u202e.pdf'), at=NOON)

    answer = services.file_response(stored)

    assert answer.content == made()
    assert answer["Content-Disposition"].startswith('attachment; filename="su_rat.pdf"')
    with pytest.raises(Http404):
        services.file_response(stored, thumbnail=True)


def test_a_file_lost_from_the_disk_is_logged_and_not_found(
    caplog: pytest.LogCaptureFixture,
) -> None:
    stored = services.take_file(upload(photo()), at=NOON)
    disk.path_of("manokwari", stored.stored_name).unlink()

    with pytest.raises(Http404):
        services.file_response(stored)

    assert str(stored.pk) in caplog.text
    assert "kegiatan" not in caplog.text


def test_no_path_can_be_smuggled_in() -> None:
    for name in ("../x", "a/b", "", "A"):
        with pytest.raises(ValueError, match="made by noken"):
            disk.path_of("manokwari", name)


def test_many_files_are_found_in_one_query() -> None:
    stored = services.take_file(upload(photo()), at=NOON)

    assert queries.files_for([stored.pk, uuid4()]) == {stored.pk: stored}
