"""Keeping a seed from everybody until it may be published: it lies in the database only under a
key that is made from the server's secret."""

import base64
import secrets
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

PURPOSE = b"noken benih undian 1"


def new_seed() -> str:
    """256 bits that nobody chose, as 64 hexadecimal digits."""
    return secrets.token_hex(32)


def seal(seed: str) -> str:
    return _box().encrypt(seed.encode("ascii")).decode("ascii")


def unseal(sealed: str) -> str | None:
    """The seed; None: the server's key is another, or the text was changed."""
    try:
        return _box().decrypt(sealed.encode("ascii")).decode("ascii")
    except InvalidToken:
        return None


def _box() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(str(key))) for key in keys])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(sha256(PURPOSE + sha256(secret.encode()).digest()).digest())
