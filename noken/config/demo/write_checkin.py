"""A little of everything about presence without a machine: one office with a screen, a few claims.

All of it around the team that the sample's other stories are about.
"""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from noken.attendance import queries as attendance
from noken.checkin import services
from noken.checkin.models import Claim, Phone, PresenceCheck
from noken.checkin.rules.devices import fingerprint_of
from noken.checkin.rules.entries import Cause
from noken.checkin.services import EntryDraft, PlaceDraft
from noken.checkin.services._storing import store_claims
from noken.config.demo.people import Staffing, Worker
from noken.core.actor import Actor, Role, system
from noken.core.uuid7 import uuid7_from
from noken.organization import queries as organization

LATITUDE, LONGITUDE = Decimal("-0.866420"), Decimal("134.055310")
RADIUS_M = 150
PHOTO_PER_MILLE = 20
STATEMENT = "Mesin antre panjang, langsung apel di halaman kantor."
BROKEN = "Mesin lobi mati sejak pukul 06.50, sudah dilaporkan ke Kominfo."


def write_checkin(staffing: Staffing, workdays: Sequence[date], on: date, at: datetime) -> None:
    """To be called when sites stand. Claims are of the last workdays that are over."""
    people = {worker.identity.name: worker for worker in staffing.workers}
    maria, past = people["Maria Wanggai"], [day for day in workdays if day < on]
    site = attendance.site_of(maria.id, on)
    if site is None or len(past) < 4:
        return
    admin = next(w for w in staffing.workers if w.unit.key == "DISDIK-SUB1" and w.is_head)
    by = system(on)
    place = PlaceDraft(LATITUDE, LONGITUDE, RADIUS_M, PHOTO_PER_MILLE)
    services.set_place(site.id, place, by=by, at=at)
    pairing = services.register_screen(site.id, "Lobi depan", by=by, at=at)
    services.pair_screen(pairing.word, by=by, at=at)
    services.register_screen(site.id, "Ruang rapat lantai 2", by=by, at=at)
    _claims(people, site.id, past, on)
    _phones(people, on, at)
    chosen = [people["Bambang Hidayat"], people["Dewi Lestari Siregar"]]
    drafts = [EntryDraft(worker.id, _at(past[-1], 7, 28)) for worker in chosen]
    writer = organization.actor_for(admin.id, on)
    if writer is not None:
        services.enter_presences(drafts, Cause.MACHINE, BROKEN, by=writer, at=at)


def _claims(people: dict[str, Worker], site_id: int, past: Sequence[date], on: date) -> None:
    """Markus tells the same point every day, Frans uses a colleague's phone, Agus states."""
    markus, novita = people["Markus Ullo"], people["Novita Tandililing"]
    phone = _phone(markus, "Android, Chrome", _at(past[0], 7, 0))
    for number, day in enumerate(past[-4:]):
        moment = _at(day, 7, 21 + number)
        _keep(markus, _claim(markus, site_id, moment, phone=phone, point=True), on)
    checked = _claim(novita, site_id, _at(past[-1], 7, 26))
    _keep(novita, checked, on)
    PresenceCheck.objects.get_or_create(
        claim=checked, employee_id=novita.id, defaults={"asked_at": checked.received_at}
    )
    frans, owner = people["Frans Dowansiba"], people["Elisabet Krey"]
    lent = _phone(owner, "Android, Samsung Internet", _at(past[0], 7, 0))
    _keep(frans, _claim(frans, site_id, _at(past[-1], 7, 33), phone=lent), on)
    agus = people["Agus Rumaropen"]
    statement = _claim(agus, site_id, _at(past[-1], 7, 30))
    statement.way, statement.grade, statement.note = Claim.Way.STATEMENT, 4, STATEMENT
    _keep(agus, statement, on)


def _phones(people: dict[str, Worker], on: date, at: datetime) -> None:
    """Naomi asks for another phone."""
    naomi = people["Naomi Sayori"]
    _phone(naomi, "Android, Chrome", at - timedelta(days=80))
    services.register_phone(_key("baru"), "Android, Firefox", by=_person(naomi, on), at=at)


def _claim(
    worker: Worker, site_id: int, at: datetime, *, phone: Phone | None = None, point: bool = False
) -> Claim:
    chance = int.from_bytes(hashlib.sha256(f"{worker.id}-{at}".encode()).digest()[:9])
    return Claim(
        id=uuid7_from(at, chance),
        employee_id=worker.id,
        site_id=site_id,
        way=Claim.Way.PLACE if point else Claim.Way.TYPED,
        at=at,
        received_at=at,
        grade=3,
        inside=True if point else None,
        distance_m=31 if point else None,
        accuracy_m=14 if point else None,
        latitude=LATITUDE + Decimal("0.000280") if point else None,
        longitude=LONGITUDE if point else None,
        phone=phone,
    )


def _keep(worker: Worker, claim: Claim, on: date) -> None:
    store_claims([claim], by=_person(worker, on), at=claim.received_at)


def _phone(worker: Worker, name: str, at: datetime) -> Phone:
    key = _key(str(worker.id))
    return Phone.objects.create(
        employee_id=worker.id,
        public_key=key,
        fingerprint=fingerprint_of(key),
        name=name,
        state=Phone.State.ACTIVE,
        asked_at=at,
    )


def _key(seed: str) -> bytes:
    """The public half of a key nobody holds any more."""
    secret = int.from_bytes(hashlib.sha256(seed.encode()).digest()) >> 1
    public = ec.derive_private_key(secret, ec.SECP256R1()).public_key()
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), ZoneInfo(settings.TIME_ZONE))


def _person(worker: Worker, on: date) -> Actor:
    name = worker.identity.name
    return Actor(worker.id, worker.id, Role.SELF, frozenset({Role.SELF}), on, name=name)
