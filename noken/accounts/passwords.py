"""Passwords that the programme makes: for one use, or for the sample."""

import secrets
from typing import NamedTuple

from django.contrib.auth.hashers import make_password

PARTS, BYTES = 3, 3


def random_password() -> str:
    """72 random bits in small letters and digits that no print confuses."""
    return "-".join(secrets.token_hex(BYTES) for _ in range(PARTS))


class Ready(NamedTuple):
    """A password with its hash."""

    password: str
    hashed: str


def ready_passwords(count: int) -> tuple[Ready, ...]:
    """So many, hashed. Ask for them before a transaction begins: a hash takes a twentieth of a
    second, on a busy server a whole one, and nothing should be locked meanwhile."""
    made = (random_password() for _ in range(count))
    return tuple(Ready(password, make_password(password)) for password in made)
