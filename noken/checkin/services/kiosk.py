"""Presence on the office's own screen: a person types NIP and personal code, no phone needed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.db import transaction

from noken.checkin.models import Claim, PersonalCode, Screen, WrongTry
from noken.checkin.rules import grading
from noken.checkin.rules.pairing import hash_of
from noken.checkin.services._refusals import too_many_tries
from noken.checkin.services._storing import store_claims
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.documents import services as documents
from noken.documents.queries import ReceiptCard
from noken.organization import queries as organization

MOST_TRIES = 5
MOST_OF_A_SCREEN = 60
TRIES_WITHIN = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the screen says back: whom it was, and when."""

    name: str
    moment: datetime
    receipt: ReceiptCard


@transaction.atomic
def file_on_screen(
    key: UUID, token: str, nip: str, code: str, *, by: Actor, at: datetime
) -> Welcome | Refused:
    """File the presence of who typed the code on a paired screen; `by` is whoever stands there.

    A wrong code is counted, so it is answered, not raised: `checkin.wrong_person`,
    `checkin.too_many_tries`, `screen.unknown`, `receipt.bad_key`, `receipt.changed`.

    Emits: ClaimFiled; PresenceAsked where chance picks it.
    """
    screen = Screen.objects.filter(token_hash=hash_of(token), revoked_at=None).first()
    if not token or screen is None:
        return Refused(
            "Layar ini belum dipasang atau sudah dicabut. Beri tahu admin OPD.",
            code="screen.unknown",
        )
    row = (
        PersonalCode.objects.select_related("employee")
        .filter(employee__nip="".join(nip.split()))
        .first()
    )
    if _tried(screen, row, at):
        return too_many_tries()
    person = _person(row, code, by=by)
    if row is None or person is None:
        WrongTry.objects.create(employee=row.employee if row else None, screen=screen, at=at)
        return Refused(
            "NIP dan kode pribadi tidak cocok. Periksa keduanya, atau buat kode pribadi baru di "
            "halaman Cara presensi saya.",
            code="checkin.wrong_person",
        )
    content = {"employee": row.employee_id, "screen": screen.pk, "code": "", "files": []}
    try:
        issued = documents.issue_receipt(documents.Submission(key, "PRESENCE", content), at=at)
    except Refused as refusal:
        return refusal
    if issued.is_new:
        store_claims([_claim(key, screen, row.employee_id, at)], by=person, at=at)
    return Welcome(row.employee.name, at, issued.receipt)


def _tried(screen: Screen, row: PersonalCode | None, at: datetime) -> bool:
    lately = WrongTry.objects.filter(at__gt=at - TRIES_WITHIN)
    if lately.filter(screen=screen).count() >= MOST_OF_A_SCREEN:
        return True
    return row is not None and lately.filter(employee=row.employee_id).count() >= MOST_TRIES


def _person(row: PersonalCode | None, code: str, *, by: Actor) -> Actor | None:
    """Who typed it, as an actor of their own; None when the code is wrong or the account closed."""
    if row is None or not check_password(code, row.code_hash):
        return None
    account = row.employee.account_id
    person = organization.actor_for(account, by.on) if account else None
    return person if person is not None and person.employee_id == row.employee_id else None


def _claim(key: UUID, screen: Screen, person_id: int, at: datetime) -> Claim:
    grade = grading.grade_of(grading.Evidence(screen=True))
    return Claim(
        id=key,
        employee_id=person_id,
        site_id=screen.site_id,
        screen=screen,
        way=Claim.Way.SCREEN,
        at=at,
        received_at=at,
        grade=int(grade),
    )
