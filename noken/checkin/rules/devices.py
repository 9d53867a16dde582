"""What a browser says it is, in words a person recognises; and signatures of its key."""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

KEY_BYTES = 65
SIGNATURE_BYTES = 64
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def device_name(user_agent: str) -> str:
    """ "Android, Chrome": enough to recognise one's own phone, and no more than that.

    Source: ponsel terdaftar (register: noken-practice).
    """
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "Perangkat")
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "peramban")
    return f"{system}, {browser}"


def is_a_key(public_key: bytes) -> bool:
    """Whether these bytes are a point of the curve P-256, as WebCrypto exports it.

    Source: ponsel terdaftar (register: noken-practice).
    """
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public_key)
    except ValueError:
        return False
    return len(public_key) == KEY_BYTES


def fingerprint_of(public_key: bytes) -> str:
    """By which the same key is recognised again.

    Source: ponsel terdaftar (register: noken-practice).
    """
    return hashlib.sha256(public_key).hexdigest()


def signed_text(key: str, *parts: str) -> bytes:
    """What the phone signs: the id of the claim and every field as sent, a line each.

    Source: ponsel terdaftar (register: noken-practice).
    """
    return "\n".join(("noken presensi 1", key, *parts)).encode()


def is_signed(text: bytes, signature: bytes, public_key: bytes) -> bool:
    """Whether the phone's key signed this (ECDSA over SHA-256, r and s of 32 bytes each).

    Source: ponsel terdaftar (register: noken-practice).
    """
    if len(signature) != SIGNATURE_BYTES:
        return False
    half = SIGNATURE_BYTES // 2
    dss = encode_dss_signature(int.from_bytes(signature[:half]), int.from_bytes(signature[half:]))
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public_key)
    try:
        point.verify(dss, text, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True
