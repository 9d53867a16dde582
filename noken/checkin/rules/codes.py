"""The rotating code of an office screen: what it is, how it is typed, and how long it counts.

The screen computes the same in the browser (static/checkin/layar.js); a test holds both together.
"""

import hashlib
import hmac
import re
from base64 import b32encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

STEP = timedelta(seconds=30)
CODE_BYTES = 10
TYPED_DIGITS = 8
SEEN_WITHIN = timedelta(seconds=75)
"""Two steps, and what a corrected clock may be off: so long a claim is of the code's moment."""
OLDEST = timedelta(days=14)
_TOKEN = re.compile(r"(\d{1,18})\.(\d{1,12})\.([A-Z2-7]{16})")


@dataclass(frozen=True, slots=True)
class Token:
    """What the QR says: a screen, a step, and the code it showed then."""

    screen_id: int
    step: int
    code: str


@dataclass(frozen=True, slots=True)
class Seen:
    """When a person stood before the screen. `moment` is what counts as the time.

    `not_before` is the beginning of the step. `in_time` is False when the code shows only that the
    claim was not made before it: too much time lies between.
    """

    moment: datetime
    not_before: datetime
    in_time: bool


def step_of(moment: datetime) -> int:
    """The number of the 30 seconds an instant lies in, from the beginning of 1970.

    Source: kode kantor noken (register: noken-practice).
    """
    return int(moment.timestamp() // STEP.total_seconds())


def start_of(step: int) -> datetime:
    """The first instant of a step.

    Source: kode kantor noken (register: noken-practice).
    """
    return datetime.fromtimestamp(step * STEP.total_seconds(), UTC)


def code_of(key: bytes, site_id: int, screen_id: int, step: int) -> str:
    """Sixteen letters: 80 bits of HMAC-SHA-256 over site, screen and step.

    Source: kode kantor noken (register: noken-practice).
    """
    return b32encode(_digest(key, site_id, screen_id, step)[:CODE_BYTES]).decode()


def typed_of(key: bytes, site_id: int, screen_id: int, step: int) -> str:
    """Eight digits for a phone without camera, of other bits than the long code.

    Source: kode kantor noken (register: noken-practice).
    """
    digest = _digest(key, site_id, screen_id, step)
    number = int.from_bytes(digest[CODE_BYTES : CODE_BYTES + 6]) % 10**TYPED_DIGITS
    return f"{number:0{TYPED_DIGITS}}"


def token_from(text: str) -> Token | None:
    """The three parts of what a QR says; None for anything else.

    Source: kode kantor noken (register: noken-practice).
    """
    found = _TOKEN.fullmatch(text.strip().upper())
    return Token(int(found[1]), int(found[2]), found[3]) if found else None


def digits_from(text: str) -> str:
    """The eight digits a person typed, whatever stood between them; "" for anything else.

    Source: kode kantor noken (register: noken-practice).
    """
    kept = re.sub(r"[\s.\-\u2013]", "", text)
    return kept if len(kept) == TYPED_DIGITS and kept.isascii() and kept.isdecimal() else ""


def steps_now(received_at: datetime) -> tuple[int, int]:
    """The steps that count for a claim arriving now: the current one and the one before.

    Source: kode kantor noken (register: noken-practice).
    """
    current = step_of(received_at)
    return current, current - 1


def seen(step: int, claimed_at: datetime | None, received_at: datetime) -> Seen | None:
    """What a true code of this step shows about a claim; None: a step that has not come yet.

    `claimed_at` is the phone's time after its clock was corrected; None for a plain form, which
    says "now". A claim that comes later happened not before the step, whatever its phone says.

    Source: kode kantor noken, langkah membuktikan "tidak sebelum" (register: noken-practice).
    """
    begin = start_of(step)
    if step in steps_now(received_at):
        return Seen(received_at, begin, in_time=True)
    if step > step_of(received_at):
        return None
    moment = min(max(claimed_at or received_at, begin), received_at)
    return Seen(moment, begin, in_time=claimed_at is not None and moment - begin <= SEEN_WITHIN)


def corrected(claimed_at: datetime, sent_at: datetime | None, received_at: datetime) -> datetime:
    """A phone's time put right by what its clock said when it sent, never after the arrival.

    Source: waktu menurut ponsel (register: noken-practice).
    """
    offset = received_at - sent_at if sent_at else timedelta()
    return min(claimed_at + offset, received_at)


def _digest(key: bytes, site_id: int, screen_id: int, step: int) -> bytes:
    message = f"noken-kode-1|{site_id}|{screen_id}|{step}".encode()
    return hmac.new(key, message, hashlib.sha256).digest()
