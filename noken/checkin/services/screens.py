"""Screens that show the rotating code: registered, paired once, given new keys, revoked."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from noken.attendance import queries as attendance
from noken.checkin import access
from noken.checkin.events import ScreenKeyChanged, ScreenPaired, ScreenRegistered, ScreenRevoked
from noken.checkin.models import Screen, ScreenKey
from noken.checkin.rules.pairing import ALPHABET, PAIRING_LETTERS, hash_of
from noken.checkin.services._refusals import not_your_office
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused

PAIRING_TIME = timedelta(minutes=15)
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Pairing:
    """What the administrator reads out to whoever stands before the screen; shown only once."""

    screen_id: int
    word: str


@transaction.atomic
def register_screen(site_id: int, name: str, *, by: Actor, at: datetime) -> Pairing:
    """A screen of a site, with the word that pairs a device within a quarter of an hour.

    Raises:
        Refused: `checkin.not_your_office`, `checkin.no_name`.
    Emits: ScreenRegistered.
    """
    site = attendance.site(site_id)
    if site is None or not access.can_keep_unit(by, site.unit_id):
        raise not_your_office()
    if not name.strip():
        raise Refused("Beri nama layar ini, misalnya Lobi depan.", code="checkin.no_name")
    word = _word()
    screen = Screen.objects.create(
        site_id=site_id,
        name=name.strip()[:80],
        pairing_hash=hash_of(word),
        pairing_until=at + PAIRING_TIME,
        registered_by_id=by.employee_id,
        registered_at=at,
    )
    events.emit(ScreenRegistered(by=by, at=at, screen_id=screen.pk))
    return Pairing(screen.pk, word)


@transaction.atomic
def pair_anew(screen_id: int, *, by: Actor, at: datetime) -> Pairing:
    """Another word, for another device or one that forgot: the old device and key end with it.

    Raises:
        Refused: `checkin.not_your_office`, `checkin.screen_revoked`.
    Emits: ScreenKeyChanged.
    """
    screen = _kept(screen_id, by)
    word = _word()
    screen.pairing_hash, screen.pairing_until, screen.token_hash = (
        hash_of(word),
        at + PAIRING_TIME,
        "",
    )
    screen.save(update_fields=["pairing_hash", "pairing_until", "token_hash"])
    _end_key(screen, at)
    events.emit(ScreenKeyChanged(by=by, at=at, screen_id=screen.pk))
    return Pairing(screen.pk, word)


@transaction.atomic
def pair_screen(word: str, *, by: Actor, at: datetime) -> str | Refused:
    """Make the device that knows the word the screen; the secret for its cookie.

    Whoever asks counts the tries of an address. A wrong word is answered: `screen.wrong_word`.

    Emits: ScreenPaired.
    """
    screen = (
        Screen.objects.select_for_update()
        .filter(pairing_hash=hash_of(word), pairing_until__gt=at, revoked_at=None)
        .first()
    )
    if screen is None:
        return Refused(
            "Kata pemasangan salah atau sudah lewat 15 menit. Minta yang baru kepada admin OPD.",
            code="screen.wrong_word",
        )
    token = secrets.token_urlsafe(32)
    screen.pairing_hash, screen.pairing_until = "", None
    screen.token_hash, screen.paired_at = hash_of(token), at
    screen.save(update_fields=["pairing_hash", "pairing_until", "token_hash", "paired_at"])
    _end_key(screen, at)
    ScreenKey.objects.create(screen=screen, key=secrets.token_bytes(KEY_BYTES), start_at=at)
    events.emit(ScreenPaired(by=by, at=at, screen_id=screen.pk))
    return token


@transaction.atomic
def change_key(screen_id: int, *, by: Actor, at: datetime) -> None:
    """A new key; the screen fetches it by itself, codes of the old one count up to this instant.

    Raises:
        Refused: `checkin.not_your_office`, `checkin.screen_revoked`, `checkin.not_paired`.
    Emits: ScreenKeyChanged.
    """
    screen = _kept(screen_id, by)
    if not screen.token_hash:
        raise Refused("Layar ini belum dipasang. Pasang dahulu.", code="checkin.not_paired")
    _end_key(screen, at)
    ScreenKey.objects.create(screen=screen, key=secrets.token_bytes(KEY_BYTES), start_at=at)
    events.emit(ScreenKeyChanged(by=by, at=at, screen_id=screen.pk))


@transaction.atomic
def revoke_screen(screen_id: int, *, by: Actor, at: datetime) -> None:
    """The screen is lost or gone: it shows no code any more, and none of it counts from now on.

    Raises:
        Refused: `checkin.not_your_office`, `checkin.screen_revoked`.
    Emits: ScreenRevoked.
    """
    screen = _kept(screen_id, by)
    screen.revoked_at, screen.token_hash, screen.pairing_hash = at, "", ""
    screen.save(update_fields=["revoked_at", "token_hash", "pairing_hash"])
    _end_key(screen, at)
    events.emit(ScreenRevoked(by=by, at=at, screen_id=screen.pk))


def _word() -> str:
    letters = "".join(secrets.choice(ALPHABET) for _ in range(PAIRING_LETTERS))
    return f"{letters[:4]}-{letters[4:]}"


def _kept(screen_id: int, by: Actor) -> Screen:
    screen = (
        Screen.objects.select_for_update(of=("self",))
        .select_related("site")
        .filter(pk=screen_id)
        .first()
    )
    if screen is None or not access.can_keep_unit(by, screen.site.unit_id):
        raise not_your_office()
    if screen.revoked_at is not None:
        raise Refused(
            "Layar ini sudah dicabut. Daftarkan layar baru.", code="checkin.screen_revoked"
        )
    return screen


def _end_key(screen: Screen, at: datetime) -> None:
    ScreenKey.objects.filter(screen=screen, end_at=None).update(end_at=at)
