"""Makers of offices, screens, phones, claims and entries by hand. They write rows directly."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.contrib.auth.hashers import make_password

from noken.attendance.models import Site
from noken.checkin.models import (
    Claim,
    ManualEntry,
    OfficePlace,
    PersonalCode,
    Phone,
    PresenceCheck,
    Screen,
    ScreenKey,
)
from noken.checkin.rules import codes, devices
from noken.checkin.rules.pairing import hash_of
from noken.core.uuid7 import uuid7
from noken.organization.models import Employee
from tests.world import NOON

OFFICE = (Decimal("-0.861000"), Decimal("134.062000"))
KEY = b"k" * 32
TOKEN = "rahasia-layar-untuk-uji"


def make_office(site: Site, *, radius_m: int = 150, photo_per_mille: int = 0) -> OfficePlace:
    return OfficePlace.objects.create(
        site=site,
        latitude=OFFICE[0],
        longitude=OFFICE[1],
        radius_m=radius_m,
        photo_per_mille=photo_per_mille,
        set_at=NOON,
    )


def make_screen(site: Site, name: str = "Lobi", *, key: bytes = KEY, token: str = TOKEN) -> Screen:
    """A screen that shows codes since a day before NOON."""
    since = NOON.replace(day=NOON.day - 1)
    screen = Screen.objects.create(
        site=site, name=name, token_hash=hash_of(token), registered_at=since, paired_at=since
    )
    ScreenKey.objects.create(screen=screen, key=key, start_at=since)
    return screen


def token_of(screen: Screen, at: datetime = NOON, *, key: bytes = KEY) -> str:
    """What the screen's QR says at an instant."""
    step = codes.step_of(at)
    return f"{screen.pk}.{step}.{codes.code_of(key, screen.site_id, screen.pk, step)}"


def digits_of(screen: Screen, at: datetime = NOON, *, key: bytes = KEY) -> str:
    """What a person reads off the screen at an instant."""
    return codes.typed_of(key, screen.site_id, screen.pk, codes.step_of(at))


@dataclass(frozen=True)
class Handset:
    """A registered phone and what it can sign with."""

    phone: Phone
    secret: ec.EllipticCurvePrivateKey

    def sign(self, text: bytes) -> bytes:
        r, s = decode_dss_signature(self.secret.sign(text, ec.ECDSA(SHA256())))
        return r.to_bytes(32) + s.to_bytes(32)


def new_key() -> tuple[ec.EllipticCurvePrivateKey, bytes]:
    """A key as a phone makes it, and its public half as it is sent."""
    secret = ec.generate_private_key(ec.SECP256R1())
    public = secret.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return secret, public


def make_phone(employee: Employee, *, state: str = Phone.State.ACTIVE) -> Handset:
    secret, public = new_key()
    phone = Phone.objects.create(
        employee=employee,
        public_key=public,
        fingerprint=devices.fingerprint_of(public),
        name="Android, Chrome",
        state=state,
        asked_at=NOON,
    )
    return Handset(phone, secret)


def make_personal_code(employee: Employee, code: str = "482913") -> PersonalCode:
    return PersonalCode.objects.create(
        employee=employee, code_hash=make_password(code), set_at=NOON
    )


def make_claim(
    employee: Employee,
    site: Site,
    at: datetime = NOON,
    *,
    way: str = Claim.Way.PLACE,
    grade: int = 3,
    point: tuple[Decimal, Decimal] | None = OFFICE,
    accuracy_m: int = 12,
    phone: Phone | None = None,
    photo_id: UUID | None = None,
) -> Claim:
    return Claim.objects.create(
        id=uuid7(at),
        employee=employee,
        site=site,
        way=way,
        at=at,
        received_at=at,
        grade=grade,
        inside=True if point else None,
        distance_m=0 if point else None,
        accuracy_m=accuracy_m if point else None,
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        phone=phone,
        photo_id=photo_id,
    )


def make_entry(
    employee: Employee, site: Site, entered_by: Employee, at: datetime = NOON
) -> ManualEntry:
    return ManualEntry.objects.create(
        employee=employee,
        site=site,
        at=at,
        cause="MACHINE",
        reason="Mesin mati sejak pagi",
        entered_by=entered_by,
        entered_at=NOON,
    )


def make_check(claim: Claim) -> PresenceCheck:
    return PresenceCheck.objects.create(
        claim=claim, employee_id=claim.employee_id, asked_at=claim.received_at
    )
