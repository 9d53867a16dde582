"""From what was sent to what it shows: which screen, which place, which phone, which grade."""

import hmac
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q

from noken.attendance import queries as attendance
from noken.checkin.models import Claim, OfficePlace, Phone, Screen, ScreenKey, WrongTry
from noken.checkin.queries.photos import photo_is_asked
from noken.checkin.rules import codes, devices, grading, places
from noken.checkin.services._refusals import too_many_tries, wrong_code
from noken.core import clock
from noken.core.errors import Refused
from noken.documents import services as documents

MOST_TRIES = 10
TRIES_WITHIN = timedelta(minutes=15)
LIVE = timedelta(minutes=5)
"""Without a code, a phone's clock is believed no longer than this."""
NOTE_LETTERS = 300
_POINT = Decimal("0.000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDraft:
    """A claim as sent. `key` is the client-made submission id (UUIDv7).

    `code` is what the QR says or the digits typed, "" without. `raw_point` and `raw_claimed` are
    the texts the phone signed; `sent_at` is its clock when it sent them, `signer` the fingerprint
    of its key.
    """

    key: UUID
    code: str = ""
    point: places.Point | None = None
    raw_point: tuple[str, str, str] = ("", "", "")
    claimed_at: datetime | None = None
    raw_claimed: str = ""
    sent_at: datetime | None = None
    signature: bytes = b""
    signer: str = ""
    note: str = ""
    photo: Any = None

    def signed_text(self) -> bytes:
        return devices.signed_text(str(self.key), self.code, *self.raw_point, self.raw_claimed)


@dataclass(slots=True)
class Prepared:
    """A claim that may be kept."""

    draft: ClaimDraft
    row: Claim
    hashes: list[str] = field(default_factory=list)

    def submission(self) -> documents.Submission:
        draft = self.draft
        content = {
            "employee": self.row.employee_id,
            "code": draft.code,
            "point": list(draft.raw_point),
            "claimed_at": draft.raw_claimed,
            "note": draft.note,
            "files": self.hashes,
        }
        return documents.Submission(draft.key, "PRESENCE", content)


@dataclass(slots=True)
class Ground:
    """What claims of one person are judged by, asked once however many there are."""

    person_id: int
    at: datetime
    keys: Mapping[int, Sequence[ScreenKey]]
    offices: Sequence[OfficePlace]
    home: attendance.SiteCard | None
    phones: Sequence[Phone]
    wrong: int
    """How many wrong codes the person sent lately."""
    missed: int = 0
    """How many of this batch were wrong."""


def ground_for(drafts: Sequence[ClaimDraft], person_id: int, *, at: datetime) -> Ground:
    coded = [draft for draft in drafts if draft.code]
    keys: dict[int, list[ScreenKey]] = {}
    for key in _keys_wanted(coded, at) if coded else ():
        keys.setdefault(key.screen_id, []).append(key)
    tried = WrongTry.objects.filter(employee_id=person_id, at__gt=at - TRIES_WITHIN)
    signed = [draft.signer for draft in drafts if draft.signature]
    return Ground(
        person_id=person_id,
        at=at,
        keys=keys,
        offices=list(OfficePlace.objects.all()) if any(d.point for d in drafts) else (),
        home=attendance.site_of(person_id, clock.day_of(at)),
        phones=_phones(person_id, signed) if signed else (),
        wrong=tried.count() if coded else 0,
    )


def _keys_wanted(coded: Sequence[ClaimDraft], at: datetime) -> Iterable[ScreenKey]:
    """Keys of the screens named; for digits, which name none, all that were in force then."""
    tokens = {draft.key: codes.token_from(draft.code) for draft in coded}
    wanted = Q(screen_id__in={token.screen_id for token in tokens.values() if token})
    typed = [draft for draft in coded if tokens[draft.key] is None]
    if typed:
        first = min((draft.claimed_at or at for draft in typed), default=at)
        since = codes.start_of(codes.step_of(min(first, at)) - 1)
        wanted |= Q(end_at=None) | Q(end_at__gt=since)
    return ScreenKey.objects.filter(wanted).select_related("screen__site")


def _phones(person_id: int, signers: Collection[str]) -> list[Phone]:
    """The person's own phone first, then whose key these claims say they were signed with."""
    known = Phone.objects.filter(
        Q(employee_id=person_id) | Q(fingerprint__in=set(signers)), state=Phone.State.ACTIVE
    )
    return sorted(known, key=lambda phone: phone.employee_id != person_id)


def prepare(draft: ClaimDraft, ground: Ground) -> Prepared | Refused:
    """The row to insert, or why not."""
    if len(draft.note) > NOTE_LETTERS:
        return Refused(f"Persingkat keterangan menjadi {NOTE_LETTERS} huruf.", code="claim.note")
    claimed = _claimed(draft, ground)
    if isinstance(claimed, Refused):
        return claimed
    read = _read_code(draft, claimed, ground) if draft.code else None
    if isinstance(read, Refused):
        return read
    office, row = _place(draft, read, ground), _row(draft, claimed, ground)
    if read is not None:
        row.screen, row.step, row.way = read.screen, read.step, read.way
        row.at, row.site_id = read.seen.moment, read.screen.site_id
    elif office is not None:
        row.way, row.site_id = Claim.Way.PLACE, office.site_id
    elif ground.home is not None:
        row.way, row.site_id = Claim.Way.STATEMENT, ground.home.id
    else:
        return Refused(
            "Unit Anda belum punya kantor di noken. Pindai kode di layar kantor, atau minta admin "
            "OPD mencatat kehadiran Anda.",
            code="claim.no_site",
        )
    return _graded(draft, row, read, office, ground)


def _claimed(draft: ClaimDraft, ground: Ground) -> datetime | Refused | None:
    if draft.claimed_at is None:
        return None
    claimed = codes.corrected(draft.claimed_at, draft.sent_at, ground.at)
    if claimed < ground.at - codes.OLDEST:
        return Refused(
            f"Presensi ini lebih tua dari {codes.OLDEST.days} hari. Ajukan koreksi kehadiran.",
            code="claim.too_old",
        )
    return claimed


@dataclass(frozen=True, slots=True)
class _Read:
    """A code that is true: whose, and what it shows about the time."""

    screen: Screen
    step: int
    way: str
    seen: codes.Seen


def _read_code(draft: ClaimDraft, claimed: datetime | None, ground: Ground) -> _Read | Refused:
    if ground.wrong + ground.missed >= MOST_TRIES:
        return too_many_tries()
    found = _by_token(draft.code, ground) or _by_digits(draft.code, claimed, ground)
    if found is None:
        ground.missed += 1
        return wrong_code()
    screen, step, way = found
    seen = codes.seen(step, claimed, ground.at)
    if seen is None:
        return Refused(
            "Jam layar kantor mendahului jam server. Minta admin OPD memuat ulang layar itu.",
            code="checkin.code_ahead",
        )
    if claimed is None and not seen.in_time:
        return Refused(
            "Kode ini sudah berganti. Pindai atau ketik kode yang tampil sekarang.",
            code="checkin.code_over",
        )
    if seen.not_before < ground.at - codes.OLDEST:
        return Refused(
            f"Kode ini lebih tua dari {codes.OLDEST.days} hari. Ajukan koreksi kehadiran.",
            code="claim.too_old",
        )
    return _Read(screen, step, way, seen)


def _by_token(text: str, ground: Ground) -> tuple[Screen, int, str] | None:
    token = codes.token_from(text)
    if token is None:
        return None
    for key in _in_force(ground.keys.get(token.screen_id, ()), token.step):
        true = codes.code_of(bytes(key.key), key.screen.site_id, key.screen_id, token.step)
        if hmac.compare_digest(true, token.code):
            return key.screen, token.step, Claim.Way.QR
    return None


def _by_digits(
    text: str, claimed: datetime | None, ground: Ground
) -> tuple[Screen, int, str] | None:
    """Digits name no screen and no step: they are tried for the steps of the moment claimed."""
    digits = codes.digits_from(text)
    if not digits:
        return None
    steps = {*codes.steps_now(ground.at), *codes.steps_now(claimed or ground.at)}
    for keys in ground.keys.values():
        for step in sorted(steps, reverse=True):
            for key in _in_force(keys, step):
                true = codes.typed_of(bytes(key.key), key.screen.site_id, key.screen_id, step)
                if hmac.compare_digest(true, digits):
                    return key.screen, step, Claim.Way.TYPED
    return None


def _in_force(keys: Sequence[ScreenKey], step: int) -> list[ScreenKey]:
    """The keys that could show this step: until they ended, and not before they began."""
    begin = codes.start_of(step)
    return [
        key
        for key in keys
        if key.start_at < begin + codes.STEP and (key.end_at is None or key.end_at > begin)
    ]


@dataclass(frozen=True, slots=True)
class _Office:
    site_id: int
    distance: float
    inside: bool | None
    photo_per_mille: int


def _place(draft: ClaimDraft, read: _Read | None, ground: Ground) -> _Office | None:
    """The office a point is measured from: the code's, else the nearest."""
    if draft.point is None:
        return None
    measured = []
    for office in ground.offices:
        if read is not None and office.site_id != read.screen.site_id:
            continue
        centre = places.Point(float(office.latitude), float(office.longitude))
        distance = places.distance_m(draft.point, centre)
        inside = places.is_inside(distance, draft.point.accuracy_m, office.radius_m)
        measured.append(_Office(office.site_id, distance, inside, office.photo_per_mille))
    order = {True: 0, None: 1, False: 2}
    near = min(measured, key=lambda office: (order[office.inside], office.distance), default=None)
    if read is None and near is not None and near.inside is False and ground.home is not None:
        own = [office for office in measured if office.site_id == ground.home.id]
        return own[0] if own else near
    return near


def _row(draft: ClaimDraft, claimed: datetime | None, ground: Ground) -> Claim:
    row = Claim(
        id=draft.key,
        employee_id=ground.person_id,
        at=claimed or ground.at,
        claimed_at=draft.claimed_at,
        received_at=ground.at,
        note=draft.note.strip(),
    )
    if draft.point is not None:
        row.latitude = Decimal(str(draft.point.latitude)).quantize(_POINT)
        row.longitude = Decimal(str(draft.point.longitude)).quantize(_POINT)
        row.accuracy_m = round(draft.point.accuracy_m)
    return row


def _graded(
    draft: ClaimDraft, row: Claim, read: _Read | None, office: _Office | None, ground: Ground
) -> Prepared | Refused:
    late = read is None and ground.at - row.at > LIVE
    phone = _phone(draft, ground)
    row.phone = phone
    if office is not None:
        row.inside, row.distance_m = office.inside, min(round(office.distance), 40_000_000)
    asked = read is None and office is not None
    row.photo_asked = asked and photo_is_asked(
        ground.person_id, clock.day_of(row.at), office.photo_per_mille if office else 0
    )
    evidence = grading.Evidence(
        code=read is not None and read.seen.in_time,
        inside=None if late else row.inside,
        phone=phone is not None and phone.employee_id == ground.person_id,
        photo_asked=row.photo_asked,
        photo_given=draft.photo is not None,
    )
    row.grade = int(grading.grade_of(evidence))
    try:
        hashes = [documents.sha256_of(draft.photo)] if draft.photo is not None else []
    except Refused as refusal:
        return refusal
    return Prepared(draft, row, hashes)


def _phone(draft: ClaimDraft, ground: Ground) -> Phone | None:
    """The registered phone whose key signed this: the person's own, or else somebody's."""
    if not draft.signature:
        return None
    text = draft.signed_text()
    for phone in ground.phones:
        if devices.is_signed(text, draft.signature, bytes(phone.public_key)):
            return phone
    return None
