"""File claims of presence: one request, one or many, each with its own receipt or refusal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from noken.checkin.models import Claim, WrongTry
from noken.checkin.rules import grading
from noken.checkin.services._evidence import ClaimDraft, Ground, Prepared, ground_for, prepare
from noken.checkin.services._refusals import person_of
from noken.checkin.services._storing import store_claims
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.documents import queries as kept
from noken.documents import services as documents
from noken.documents.queries import ReceiptCard

MAX_BATCH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one draft: a receipt and how it counts, or a refusal."""

    key: UUID
    receipt: ReceiptCard | None = None
    refused: Refused | None = None
    grade: int = 0
    site_id: int = 0
    moment: datetime | None = None
    is_new: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is a presence already, before anybody confirmed it."""
        return grading.counts_at_once(grading.Grade(self.grade))


@transaction.atomic
def file_claims(drafts: Sequence[ClaimDraft], *, by: Actor, at: datetime) -> list[Outcome]:
    """File claims of the actor; one outcome per draft, in order. A bad one holds up no other.

    The same key with the same content gets its earlier receipt again and adds nothing. Grade 4
    waits for a second person; the others are punches at once.

    Raises:
        Refused: `checkin.no_person`, `claim.too_many`; each outcome may hold `checkin.wrong_code`,
            `checkin.too_many_tries`, `checkin.code_over`, `checkin.code_ahead`, `claim.too_old`,
            `claim.no_site`, `claim.note`, `receipt.changed`, `receipt.bad_key` and `file.…`.
    Emits: ClaimFiled; EntryMade for grade 4; PresenceAsked where chance picks one.
    """
    person_id = person_of(by)
    if len(drafts) > MAX_BATCH:
        raise Refused(
            f"Satu kiriman memuat paling banyak {MAX_BATCH} presensi. Kirim sisanya menyusul.",
            code="claim.too_many",
        )
    known = kept.receipts_for(draft.key for draft in drafts)
    ground = ground_for(drafts, person_id, at=at)
    judged = [_judge(draft, known, ground) for draft in drafts]
    if ground.missed:
        WrongTry.objects.bulk_create(
            WrongTry(employee_id=person_id, at=at) for _ in range(ground.missed)
        )
    good = [each for each in judged if isinstance(each, Prepared)]
    answers = iter(documents.issue_receipts([p.submission() for p in good], at=at) if good else ())
    outcomes, new = [], []
    for draft, prepared in zip(drafts, judged, strict=True):
        answer = next(answers) if isinstance(prepared, Prepared) else prepared
        outcomes.append(_outcome(draft, prepared, answer))
        if isinstance(prepared, Prepared) and isinstance(answer, documents.Issued):
            new += [prepared.row] if answer.is_new else []
    if new:
        store_claims(new, by=by, at=at)
    return outcomes


def _judge(draft: ClaimDraft, known: Any, ground: Ground) -> Prepared | Refused:
    """Photos are kept only for what has not arrived before; what has, is judged by its receipt."""
    if draft.key in known:
        row = Claim.objects.filter(pk=draft.key, employee_id=ground.person_id).first()
        if row is not None:
            return _again(draft, row)
    prepared = prepare(draft, ground)
    if not isinstance(prepared, Prepared) or draft.photo is None:
        return prepared
    try:
        with transaction.atomic():
            prepared.row.photo_id = documents.take_file(draft.photo, at=ground.at).pk
    except Refused as refusal:
        return refusal
    return prepared


def _again(draft: ClaimDraft, row: Claim) -> Prepared | Refused:
    """A repetition: its code may be over long since, its receipt is not."""
    try:
        hashes = [documents.sha256_of(draft.photo)] if draft.photo is not None else []
    except Refused as refusal:
        return refusal
    return Prepared(draft, row, hashes)


def _outcome(
    draft: ClaimDraft, prepared: Prepared | Refused, answer: documents.Issued | Refused
) -> Outcome:
    if isinstance(answer, Refused) or isinstance(prepared, Refused):
        refused = answer if isinstance(answer, Refused) else prepared
        return Outcome(key=draft.key, refused=refused if isinstance(refused, Refused) else None)
    row = prepared.row
    return Outcome(
        key=draft.key,
        receipt=answer.receipt,
        grade=row.grade,
        site_id=row.site_id,
        moment=row.at,
        is_new=answer.is_new,
    )
