"""What a receipt says and how it is proved: canonical content, number, signed text.

The format is described byte by byte in docs/areas/documents.md; whoever changes a byte here
breaks every receipt in people's hands, so a new form gets a new first line.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import RFC_4122, UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FIRST_FORM, FORM = 1, 2
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
NUMBER_BYTES = 16
NUMBER_BITS = 8 * NUMBER_BYTES
CHECK_BITS = 10
NUMBER_LETTERS = 28
FORM_BITS = {FIRST_FORM: 0b00, FORM: 0b10}  # the two above the number
GROUP = 4
LARGEST_INTEGER = 2**53 - 1  # what a browser can hold exactly
FURTHEST_AHEAD = timedelta(days=366)  # a phone's clock may be wrong; a made-up id is further off
_AS_TYPED = str.maketrans("ILO", "110", " -\u2013\t\r\n")


def canonical(content: Mapping[str, Any]) -> bytes:
    """The one way to write `content` as bytes, so that every machine hashes the same.

    JSON with sorted keys, no spaces, UTF-8. Texts stay exactly as they were sent.

    Raises:
        TypeError: a value is neither text, whole number, boolean, None, list nor mapping
            (fractions are texts or whole numbers of a smaller unit).
        ValueError: a key is not ASCII, a number exceeds 2^53 - 1, a text is no valid Unicode.
    Source: RFC 8785, narrowed (register: rfc-8785).
    """
    _insist(content)
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def _insist(value: Any) -> None:
    if isinstance(value, Mapping):
        if odd := [key for key in value if not isinstance(key, str) or not key.isascii()]:
            raise ValueError(f"keys are ASCII texts, got {odd[0]!r}")
        _insist(list(value.values()))
    elif isinstance(value, list | tuple):
        for inner in value:
            _insist(inner)
    elif isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise ValueError(f"whole numbers reach to 2^53 - 1, got {value}")
    elif value is not None and not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} has no canonical form")


def content_hash(content: Mapping[str, Any]) -> bytes:
    """SHA-256 of the canonical content; files stand in it by the SHA-256 of their bytes as sent.

    Source: FIPS 180-4 (register: noken-practice).
    """
    return hashlib.sha256(canonical(content)).digest()


class ReceiptNumber(NamedTuple):
    """128 random bits and the form they are spelled and signed in."""

    raw: bytes
    form: int = FORM


def new_number(draw: Callable[[], bytes]) -> ReceiptNumber:
    """The first number from `draw` that no one wrong letter makes a good one of the first form.

    Source: Crockford's base 32 (register: noken-practice).
    """
    number = ReceiptNumber(draw())
    while _reads_as_first(_digits(number)):
        number = ReceiptNumber(draw())
    return number


def number_text(number: ReceiptNumber) -> str:
    """A receipt's number for people: seven groups of four letters, the last two a check.

    Source: Crockford's base 32 (register: noken-practice).
    """
    letters = "".join(ALPHABET[digit] for digit in _digits(number))
    return "-".join(letters[at : at + GROUP] for at in range(0, NUMBER_LETTERS, GROUP))


def number_from(text: str) -> ReceiptNumber | None:
    """The number behind what a person typed; None if a letter is missing or wrong.

    Small letters, spaces, missing dashes and I, L, O read as 1, 1, 0 are forgiven. In the present
    form one wrong letter, and two that changed places, never pass.
    Source: Crockford's base 32 (register: noken-practice).
    """
    letters = text.upper().translate(_AS_TYPED)
    if len(letters) != NUMBER_LETTERS or not set(letters) <= set(ALPHABET):
        return None
    digits = [ALPHABET.index(letter) for letter in letters]
    head = _value(digits) >> CHECK_BITS
    raw = (head & (1 << NUMBER_BITS) - 1).to_bytes(NUMBER_BYTES)
    for form, bits in FORM_BITS.items():
        number = ReceiptNumber(raw, form)
        if head >> NUMBER_BITS == bits and digits == _digits(number):
            return number
    return None


def _digits(number: ReceiptNumber) -> list[int]:
    """The 28 digits of a number: two bits for its form, 128, and ten to check them."""
    head = FORM_BITS[number.form] << NUMBER_BITS | int.from_bytes(number.raw)
    digits = [head >> shift & 31 for shift in range(5 * (NUMBER_LETTERS - 3), -1, -5)]
    if number.form == FIRST_FORM:
        check = _check_bits(number.raw)
        return [*digits, check >> 5, check & 31]
    return [*digits, *_check_digits(digits)]


def _check_bits(number: bytes) -> int:
    return int.from_bytes(hashlib.sha256(number).digest()[:2]) >> 16 - CHECK_BITS


def _check_digits(digits: list[int]) -> tuple[int, int]:
    """Reed and Solomon: the remainder by (x + 1)(x + 2) over GF(32) with x^5 + x^2 + 1.

    Two numbers differ in three letters or more, so any two wrong ones show.
    """
    high = low = 0
    for digit in digits:
        carried = digit ^ high
        twice = carried << 1 ^ (0b100101 if carried & 16 else 0)
        high, low = low ^ twice ^ carried, twice
    return high, low


def _reads_as_first(digits: list[int]) -> bool:
    """Whether another first letter, or the first and another in each other's place, would pass
    the check of the first form, which lets one of 1,024 pass."""
    top = 5 * (NUMBER_LETTERS - 1)
    rest = _value(digits) & (1 << top) - 1
    changed = [rest | first << top for first in range(8)]
    for place, digit in enumerate(digits):
        if digit < 8:
            apart = (digits[0] ^ digit) << 5 * (NUMBER_LETTERS - 1 - place)
            changed.append((rest ^ apart) | digit << top)
    return any(
        _check_bits((value >> CHECK_BITS).to_bytes(NUMBER_BYTES)) == value & (1 << CHECK_BITS) - 1
        for value in changed
    )


def _value(digits: list[int]) -> int:
    value = 0
    for digit in digits:
        value = value << 5 | digit
    return value


def hash_from(text: str) -> bytes | None:
    """The 32 bytes behind a fingerprint of 64 hexadecimal digits, spaces forgiven, else None.

    Source: FIPS 180-4 (register: noken-practice).
    """
    digits = "".join(text.lower().removeprefix("sha256").split())
    if len(digits) != 64 or not set(digits) <= set("0123456789abcdef"):
        return None
    return bytes.fromhex(digits)


def instant_text(moment: datetime) -> str:
    """An instant as a receipt writes it: UTC, always six digits of a second, ending in Z.

    Source: RFC 3339 (register: noken-practice).
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def signed_text(
    *,
    key: UUID,
    number: ReceiptNumber,
    kind: str,
    sha256: bytes,
    received_at: datetime,
    key_id: str,
) -> bytes:
    """The bytes under the signature: seven lines, each ending in a line feed.

    Source: the format in docs/areas/documents.md (register: noken-practice).
    """
    lines = (
        f"noken tanda terima {number.form}",
        f"nomor: {number_text(number)}",
        f"kiriman: {key}",
        f"jenis: {kind}",
        f"sidik: {sha256.hex()}",
        f"diterima: {instant_text(received_at)}",
        f"kunci: {key_id}",
    )
    return "".join(f"{line}\n" for line in lines).encode()


def key_id_of(public_key: bytes) -> str:
    """The name of a signing key: the first 16 hexadecimal digits of its SHA-256.

    Source: the format in docs/areas/documents.md (register: noken-practice).
    """
    return hashlib.sha256(public_key).hexdigest()[:16]


def is_signed(text: bytes, signature: bytes, public_key: bytes) -> bool:
    """Whether the holder of the key signed exactly these bytes.

    Source: RFC 8032 section 5.1 (register: rfc-8032).
    """
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True


def why_not_a_submission_id(key: UUID, at: datetime) -> str:
    """Why `key` cannot name a submission received at `at`, or "".

    Its time is what the phone believed; only a date more than a year ahead is held against it.
    Source: RFC 9562 section 5.7 (register: rfc-9562).
    """
    if key.variant != RFC_4122 or key.version != 7:
        return "Kode kiriman tidak dikenali. Muat ulang halaman, lalu kirim lagi."
    if key.int >> 80 > (at + FURTHEST_AHEAD).timestamp() * 1000:
        return "Jam perangkat Anda terlalu jauh di depan. Betulkan tanggalnya, lalu kirim lagi."
    return ""
