"""Issue receipts: one row per submission id, however often and in parallel it arrives."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection

from noken.core.errors import Refused
from noken.core.tenancy import current_tenant
from noken.documents.gateways import keys
from noken.documents.models import Receipt
from noken.documents.queries import ReceiptCard, card_of
from noken.documents.rules import receipts as rules

# The key's public half goes in with its first receipt: an installation restored from the database
# alone can still prove every receipt. Rows go in by order of key, so batches cannot deadlock.
_INSERT = """
    with signer as (
        insert into documents_signingkey (key_id, public_key, first_used_at)
        values (%(key_id)s, %(public_key)s, %(at)s)
        on conflict (key_id) do nothing
    )
    insert into documents_receipt
        (key, number, form, kind, content_sha256, received_at, key_id, signature)
    select key, number, %(form)s, kind, sha256, %(at)s, %(key_id)s, signature
    from unnest(%(keys)s::uuid[], %(numbers)s::bytea[], %(kinds)s::text[], %(sha256s)s::bytea[],
                %(signatures)s::bytea[]) as sent (key, number, kind, sha256, signature)
    on conflict (key) do nothing
    returning key
"""


@dataclass(frozen=True, slots=True)
class Submission:
    """What arrived: its client-made id (UUIDv7), a code of `Receipt.Kind`, and all it says.

    Attached files stand in `content["files"]` as their hexadecimal SHA-256, in order.
    """

    key: UUID
    kind: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Issued:
    """The receipt; `is_new` is False when the same submission had arrived before."""

    receipt: ReceiptCard
    is_new: bool


def issue_receipt(submission: Submission, *, at: datetime) -> Issued:
    """The receipt of one submission.

    Raises:
        Refused: `receipt.bad_key`, `receipt.changed`.
    """
    (outcome,) = issue_receipts([submission], at=at)
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


def issue_receipts(submissions: Sequence[Submission], *, at: datetime) -> list[Issued | Refused]:
    """One outcome per submission, in the same order; a refused one does not hold up the others.

    The same id with the same content gets its earlier receipt again; with other content the
    outcome is `receipt.changed`; an id that is no UUIDv7 is `receipt.bad_key`. Two statements at
    most. An id that another transaction is just writing is waited for, so the caller's isolation
    level must be READ COMMITTED (Django's default).

    Raises:
        ValueError, TypeError: unknown kind, or content without a canonical form.
    """
    hashes = [rules.content_hash(sent.content) for sent in submissions]
    signer = keys.current_signer(current_tenant())
    kept: dict[UUID, Receipt] = {}
    for sent, sha256 in zip(submissions, hashes, strict=True):
        if sent.key not in kept and not rules.why_not_a_submission_id(sent.key, at):
            kept[sent.key] = _signed(sent, sha256, signer, at)
    fresh = _insert([kept[key] for key in sorted(kept)], signer, at) if kept else set()
    if known := kept.keys() - fresh:
        kept.update(Receipt.objects.in_bulk(known))
    outcomes: list[Issued | Refused] = []
    for sent, sha256 in zip(submissions, hashes, strict=True):
        outcomes.append(_outcome(sent, sha256, kept.get(sent.key), is_new=sent.key in fresh, at=at))
        fresh.discard(sent.key)  # a second mention in the same batch is a repetition
    return outcomes


def _signed(sent: Submission, sha256: bytes, signer: keys.Signer, at: datetime) -> Receipt:
    kind = Receipt.Kind(sent.kind).value
    number = rules.new_number(partial(secrets.token_bytes, rules.NUMBER_BYTES))
    text = rules.signed_text(
        key=sent.key,
        number=number,
        kind=kind,
        sha256=sha256,
        received_at=at,
        key_id=signer.key_id,
    )
    return Receipt(
        key=sent.key,
        number=number.raw,
        form=number.form,
        kind=kind,
        content_sha256=sha256,
        received_at=at,
        key_id=signer.key_id,
        signature=signer.sign(text),
    )


def _insert(drafts: Sequence[Receipt], signer: keys.Signer, at: datetime) -> set[UUID]:
    """The keys that were not there before."""
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            {
                "key_id": signer.key_id,
                "public_key": signer.public_key,
                "at": at,
                "form": rules.FORM,
                "keys": [draft.key for draft in drafts],
                "numbers": [draft.number for draft in drafts],
                "kinds": [draft.kind for draft in drafts],
                "sha256s": [draft.content_sha256 for draft in drafts],
                "signatures": [draft.signature for draft in drafts],
            },
        )
        return {key for (key,) in cursor.fetchall()}


def _outcome(
    sent: Submission, sha256: bytes, kept: Receipt | None, *, is_new: bool, at: datetime
) -> Issued | Refused:
    if kept is None:
        return Refused(rules.why_not_a_submission_id(sent.key, at), code="receipt.bad_key")
    if kept.kind != sent.kind or bytes(kept.content_sha256) != sha256:
        return Refused("Isi berubah. Kirim sebagai revisi baru.", code="receipt.changed")
    return Issued(card_of(kept), is_new)
