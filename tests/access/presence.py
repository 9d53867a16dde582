"""Checking in, in the matrix: the owner's records, the arguments and the forms of each address."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from noken.checkin.models import ManualEntry, Phone, PresenceCheck, Screen
from noken.checkin.rules.pairing import hash_of
from noken.checkin.services import verify_entries
from noken.core.uuid7 import uuid7
from noken.documents.services import take_files
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_attendance import make_site
from tests.world_checkin import (
    digits_of,
    make_check,
    make_claim,
    make_entry,
    make_office,
    make_phone,
    make_screen,
    new_key,
)
from tests.world_work import photo

WORD = "K7QM-2XPD"


@dataclass(frozen=True)
class Presence:
    """An office of the owner's agency and what the owner left there."""

    site_id: int
    screen: Screen
    asked_phone: Phone
    entry: ManualEntry
    verified: ManualEntry
    check: PresenceCheck
    photo_id: UUID


def make_presence(cast: Cast, secret: str) -> Presence:
    site = make_site(cast.agency, "Kantor Dinas Pendidikan")
    make_office(site)
    screen = make_screen(site)
    waiting = make_screen(site, "Lantai 2", key=b"w" * 32, token="menunggu")
    waiting.pairing_hash, waiting.pairing_until = hash_of(WORD), NOON + timedelta(minutes=9)
    waiting.save()
    make_phone(cast.owner)
    asked = make_phone(cast.owner, state=Phone.State.WAITING).phone
    (stored,) = take_files([photo()], at=NOON)
    claim = make_claim(cast.owner, site, NOON - timedelta(hours=4), photo_id=stored.pk)
    entry = make_entry(cast.owner, site, cast.owner, NOON - timedelta(hours=1))
    entry.reason = secret
    entry.save()
    verified = make_entry(cast.owner, site, cast.owner, NOON - timedelta(hours=2))
    verify_entries([verified.pk], by=actor(cast.acting_superior), at=NOON)
    check = make_check(claim)
    return Presence(site.pk, screen, asked, entry, verified, check, stored.pk)


def _site(records: Any) -> list[Any]:
    return [records.presence.site_id]


def _screen(records: Any) -> list[Any]:
    return [records.presence.site_id, records.presence.screen.pk]


def _nothing(_: Any) -> dict[str, Any]:
    return {}


def _office(records: Any) -> dict[str, Any]:
    return {"nama": "Gedung B", "unit": records.cast.agency.pk, "zona": "Asia/Jayapura"}


ARGS: Mapping[str, Callable[[Any], list[Any]]] = {
    "checkin:answer": lambda r: [r.presence.check.pk],
    "checkin:office": _site,
    "checkin:office_edit": _site,
    "checkin:phone_decide": lambda r: [r.presence.asked_phone.pk],
    "checkin:photo": lambda r: [r.presence.photo_id],
    "checkin:place": _site,
    "checkin:screen_add": _site,
    "checkin:screen_key": _screen,
    "checkin:screen_pair": _screen,
    "checkin:screen_revoke": _screen,
    "checkin:withdraw": lambda r: [r.presence.verified.pk],
}
DATA: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "checkin:answer": lambda _: {"jawaban": "YES"},
    "checkin:decide": lambda r: {
        "presensi": r.presence.entry.pk,
        "keputusan": "benar",
        "catatan": "",
    },
    "checkin:enter": lambda r: {
        "tanggal": TODAY.isoformat(),
        "sebab": "MACHINE",
        "alasan": "Mesin mati sejak pagi",
        f"masuk-{r.cast.owner.pk}": "07:30",
    },
    "checkin:examine": lambda _: {
        "pola": "SPEED",
        "kunci": "x",
        "penjelasan": "LAWFUL",
        "catatan": "Naik pesawat",
    },
    "checkin:here": lambda r: {
        "key": str(uuid7(NOON)),
        "kode": digits_of(r.presence.screen),
        "lintang": "",
        "bujur": "",
        "ketelitian": "",
        "jam": "",
        "tanda": "",
        "penanda": "",
        "keterangan": "",
    },
    "checkin:kiosk": lambda _: {"key": str(uuid7(NOON)), "nip": "1", "kode": "482913"},
    "checkin:office_add": _office,
    "checkin:office_edit": _office,
    "checkin:pair": lambda _: {"kata": WORD},
    "checkin:personal_code": lambda _: {"kode": "482913"},
    "checkin:phone": lambda _: {"kunci": b64encode(new_key()[1]).decode()},
    "checkin:phone_decide": lambda _: {"keputusan": "pastikan"},
    "checkin:phone_end": _nothing,
    "checkin:place": lambda _: {
        "lintang": "-0,861",
        "bujur": "134,062",
        "jari": "150",
        "foto": "20",
    },
    "checkin:screen_add": lambda _: {"nama": "Ruang rapat"},
    "checkin:screen_key": _nothing,
    "checkin:screen_pair": _nothing,
    "checkin:screen_revoke": _nothing,
    "checkin:withdraw": lambda _: {"alasan": "Ternyata hari itu ia di Ransiki"},
}
