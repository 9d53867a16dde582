"""File claims of presence: one request, one or many, each with its own receipt or refusal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from noken.attendance import queries as attendance
from noken.attendance import services as punches
from noken.checkin.events import ClaimFiled, EntryMade, PresenceAsked
from noken.checkin.models import Claim, ManualEntry, PresenceCheck, WrongTry
from noken.checkin.rules import grading
from noken.checkin.rules.entries import Cause
from noken.checkin.services._evidence import ClaimDraft, Ground, Prepared, ground_for, prepare
from noken.checkin.services._refusals import person_of
from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.documents import queries as kept
from noken.documents import services as documents
from noken.documents.queries import ReceiptCard
from noken.organization import queries as organization

MAX_BATCH = 50
CHECKED_PER_MILLE = 20
"""Of the claims of grade 2 and 3, so many are asked about."""
KINDS = {2: "CODE", 3: "PLACE", 4: "MANUAL"}
OWN_WORDS = "Pernyataan sendiri"


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
        store(new, by=by, at=at)
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


def store(rows: Sequence[Claim], *, by: Actor, at: datetime) -> None:
    """Keep new claims of one person: rows, punches, entries that wait, checks, and the events."""
    Claim.objects.bulk_create(rows)
    told: list[Any] = [
        ClaimFiled(by=by, at=at, subject_id=row.employee_id, claim_id=row.pk) for row in rows
    ]
    strong = [row for row in rows if grading.counts_at_once(grading.Grade(row.grade))]
    record(
        [(row.site_id, KINDS[row.grade], row.employee_id, row.at) for row in strong], by=by, at=at
    )
    told += _entries([row for row in rows if row not in strong], by=by, at=at)
    told += _checks(strong, by=by, at=at)
    events.emit(*told)


def record(presences: Sequence[tuple[int, str, int, datetime]], *, by: Actor, at: datetime) -> None:
    """Punches of (site, kind of recorder, person, instant), a statement for each recorder."""
    grouped: dict[tuple[int, str], list[tuple[int, datetime]]] = {}
    for site_id, kind, person_id, moment in presences:
        grouped.setdefault((site_id, kind), []).append((person_id, moment))
    for (site_id, kind), people in grouped.items():
        site = attendance.site(site_id)
        zone = ZoneInfo(site.timezone if site else settings.TIME_ZONE)
        recorder_id = punches.make_recorder(site_id, kind, by=by, at=at).pk
        rows = [
            punches.NewPunch(
                pin_raw="",
                local_time=moment.astimezone(zone).replace(tzinfo=None, microsecond=0),
                employee_id=person_id,
            )
            for person_id, moment in people
        ]
        punches.record_punches(rows, recorder_id=recorder_id, delivery_id=uuid7(at), by=by, at=at)


def _entries(rows: Sequence[Claim], *, by: Actor, at: datetime) -> list[EntryMade]:
    made = ManualEntry.objects.bulk_create(
        ManualEntry(
            employee_id=row.employee_id,
            site_id=row.site_id,
            claim=row,
            at=row.at,
            cause=Cause.OTHER,
            reason=row.note or OWN_WORDS,
            entered_by_id=row.employee_id,
            entered_at=at,
        )
        for row in rows
    )
    return [
        EntryMade(by=by, at=at, subject_id=row.employee_id, entry_id=row.pk, why=row.reason)
        for row in made
    ]


def _checks(rows: Sequence[Claim], *, by: Actor, at: datetime) -> list[PresenceAsked]:
    """Chance picks some of today's claims; whoever has no superior is not asked about."""
    secret, today = settings.SECRET_KEY.encode(), clock.day_of(at)
    picked = [
        row
        for row in rows
        if clock.day_of(row.at) == today
        and grading.is_chosen(secret, f"tanya|{row.pk}", CHECKED_PER_MILLE)
    ]
    if not picked:
        return []
    superiors = organization.superiors({row.employee_id for row in picked}, today)
    made = PresenceCheck.objects.bulk_create(
        PresenceCheck(claim=row, employee_id=row.employee_id, asked_at=at)
        for row in picked
        if superiors.get(row.employee_id) is not None
    )
    return [
        PresenceAsked(by=by, at=at, subject_id=row.employee_id, check_id=row.pk) for row in made
    ]
