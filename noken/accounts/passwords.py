"""Passwords that the programme makes: for one use, or for the sample."""

import secrets

PARTS, BYTES = 3, 3


def random_password() -> str:
    """72 random bits in small letters and digits that no print confuses."""
    return "-".join(secrets.token_hex(BYTES) for _ in range(PARTS))
