"""Read receipts, keys and files. Who may see a file, the area above decides before it asks."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlencode
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.http import Http404
from django.urls import reverse

from noken.documents.models import Receipt, SigningKey, StoredFile
from noken.documents.rules import files
from noken.documents.rules import receipts as rules

# What the forms of other areas may say and check beforehand.
MAX_FILES, MAX_BYTES = files.MAX_FILES, files.MAX_BYTES


FILES_SQL = "select id, sha256_sent, look from documents_storedfile"
"""What tells that files are the same, inside a larger statement: content, and looks of photos."""


@dataclass(frozen=True, slots=True)
class ReceiptCard:
    """A receipt for people and for JSON. `text` is exactly what `signature` (hexadecimal) signs."""

    key: UUID
    number: str
    kind: str
    kind_label: str
    sha256: str
    received_at: datetime
    key_id: str
    text: str
    signature: str
    check_path: str


class Verdict(StrEnum):
    """What the check page may say. Unknown number and wrong fingerprint are one answer."""

    GENUINE = "GENUINE"
    NO_MATCH = "NO_MATCH"
    TAMPERED = "TAMPERED"


@dataclass(frozen=True, slots=True)
class Check:
    """`receipt` is None unless number and fingerprint were both right."""

    verdict: Verdict
    receipt: ReceiptCard | None = None


def card_of(receipt: Receipt) -> ReceiptCard:
    """The receipt as its holder sees it."""
    number = rules.number_text(_number_of(receipt))
    sha256 = bytes(receipt.content_sha256)
    labels = dict(Receipt.Kind.choices)
    pair = urlencode({"nomor": number, "sidik": sha256.hex()})
    return ReceiptCard(
        key=receipt.key,
        number=number,
        kind=receipt.kind,
        kind_label=labels.get(receipt.kind, "Dokumen"),
        sha256=sha256.hex(),
        received_at=receipt.received_at,
        key_id=receipt.key_id,
        text=_text_of(receipt).decode(),
        signature=bytes(receipt.signature).hex(),
        check_path=f"{reverse('documents:check')}?{pair}",
    )


def receipts_for(keys: Iterable[UUID]) -> dict[UUID, ReceiptCard]:
    """The receipts of these submissions, in one query; unknown keys are left out."""
    return {key: card_of(row) for key, row in Receipt.objects.in_bulk(list(keys)).items()}


def check(number: rules.ReceiptNumber, sha256: bytes) -> Check:
    """Whether a receipt of this number, spelled in its form, covers this content and is signed.

    Asks for both at once, so neither time nor answer tells that a number exists.
    """
    asked = Receipt.objects.filter(number=number.raw, form=number.form, content_sha256=sha256)
    receipt = asked.first()
    if receipt is None:
        return Check(Verdict.NO_MATCH)
    key = SigningKey.objects.filter(key_id=receipt.key_id).first()
    genuine = key is not None and rules.is_signed(
        _text_of(receipt), bytes(receipt.signature), bytes(key.public_key)
    )
    return Check(Verdict.GENUINE, card_of(receipt)) if genuine else Check(Verdict.TAMPERED)


def keys_text() -> str:
    """All keys that ever signed receipts of this instansi, the oldest first, as PEM with notes."""
    blocks = ["# noken: kunci publik tanda terima (Ed25519)\n"]
    for row in SigningKey.objects.order_by("first_used_at", "key_id"):
        until = rules.instant_text(row.retired_at) if row.retired_at else "sekarang"
        pem = Ed25519PublicKey.from_public_bytes(bytes(row.public_key)).public_bytes(
            Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
        )
        since = rules.instant_text(row.first_used_at)
        blocks.append(f"# kunci {row.key_id}, dipakai {since} sampai {until}\n{pem.decode()}")
    return "\n".join(blocks)


def is_signed(text: str, signature: str, key_id: str) -> bool:
    """Whether a published key of this name signed exactly this text."""
    key = SigningKey.objects.filter(key_id=key_id).first()
    return key is not None and rules.is_signed(
        text.encode(), bytes.fromhex(signature), bytes(key.public_key)
    )


def open_file(file_id: UUID) -> StoredFile:
    """A stored file.

    Raises:
        Http404: there is none.
    """
    stored = StoredFile.objects.filter(pk=file_id).first()
    if stored is None:
        raise Http404
    return stored


def files_for(file_ids: Collection[UUID]) -> dict[UUID, StoredFile]:
    """These files by id, in one query; unknown ids are left out."""
    return StoredFile.objects.in_bulk(list(file_ids))


def _text_of(receipt: Receipt) -> bytes:
    return rules.signed_text(
        key=receipt.key,
        number=_number_of(receipt),
        kind=receipt.kind,
        sha256=bytes(receipt.content_sha256),
        received_at=receipt.received_at,
        key_id=receipt.key_id,
    )


def _number_of(receipt: Receipt) -> rules.ReceiptNumber:
    return rules.ReceiptNumber(bytes(receipt.number), receipt.form)
