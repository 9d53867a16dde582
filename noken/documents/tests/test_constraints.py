"""What the database itself refuses."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from noken.core.uuid7 import uuid7
from noken.documents import privacy
from noken.documents.models import Receipt, SigningKey, StoredFile

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def a_receipt(**other: Any) -> Receipt:
    return Receipt(
        **{
            "key": uuid7(NOON),
            "number": uuid4().bytes,
            "kind": "REPORT",
            "content_sha256": bytes(32),
            "received_at": NOON,
            "key_id": "0" * 16,
            "signature": bytes(64),
            **other,
        }
    )


def a_key(**other: Any) -> SigningKey:
    public = bytes(32)
    return SigningKey(
        **{
            "key_id": sha256(public).hexdigest()[:16],
            "public_key": public,
            "first_used_at": NOON,
            **other,
        }
    )


def a_file(**other: Any) -> StoredFile:
    return StoredFile(
        **{
            "kind": "PHOTO",
            "sha256_sent": bytes(32),
            "sha256_stored": bytes(32),
            "bytes": 10,
            "width": 4,
            "height": 3,
            "stored_name": uuid4().hex,
            "display_name": "foto.jpg",
            "created_at": NOON,
            **other,
        }
    )


@pytest.mark.django_db
@pytest.mark.parametrize("row", [a_receipt(), a_key(), a_key(retired_at=NOON), a_file()])
def test_a_whole_row_is_stored(row: Any) -> None:
    row.save(force_insert=True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "constraint"),
    [
        (a_receipt(key=uuid4()), "documents_receipt_key_is_uuid7"),
        (a_receipt(number=bytes(15)), "documents_receipt_number_128_bits"),
        (a_receipt(form=3), "documents_receipt_form_is_known"),
        (a_receipt(content_sha256=bytes(31)), "documents_receipt_sha256"),
        (a_receipt(signature=b""), "documents_receipt_ed25519"),
        (a_receipt(kind="report"), "documents_receipt_kind_is_code"),
        (a_key(public_key=bytes(33)), "documents_key"),
        (a_key(key_id="f" * 16), "documents_key_id_is_its_hash"),
        (a_key(retired_at=NOON - timedelta(1)), "documents_key_retires_after_use"),
        (a_file(sha256_sent=b""), "documents_file_sha256"),
        (a_file(sha256_stored=b""), "documents_file_sha256"),
        (a_file(width=None), "documents_file_photo_has_a_size"),
        (a_file(kind="PDF"), "documents_file_photo_has_a_size"),
        (a_file(stored_name="../../etc/passwd"), "documents_file_name_is_random"),
        (a_file(bytes=0), "documents_file_not_empty"),
    ],
)
def test_half_a_row_is_refused(row: Any, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["key", "number"])
def test_a_key_and_a_number_are_given_once(field: str) -> None:
    first = a_receipt()
    first.save(force_insert=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_receipt(**{field: getattr(first, field)}).save(force_insert=True)


def test_no_receipt_file_or_paper_points_to_a_person() -> None:
    """What points anywhere points to a row of this area."""
    own = set(apps.get_app_config("documents").get_models())
    for model in own:
        for field in model._meta.get_fields():
            assert not field.is_relation or field.related_model in own, field


def test_every_column_says_what_it_holds() -> None:
    columns = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("documents").get_models()
        for field in model._meta.get_fields()
        if field.concrete
    }

    assert set(privacy.ENTRIES) | privacy.NOT_PERSONAL == columns
    assert not set(privacy.ENTRIES) & privacy.NOT_PERSONAL
