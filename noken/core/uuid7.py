"""UUID version 7 (RFC 9562 section 5.7): sortable by the time it was made. Python 3.14 has it."""

import secrets
from datetime import datetime
from uuid import UUID


def uuid7(at: datetime) -> UUID:
    """A new id whose first 48 bits are the milliseconds of `at`."""
    return uuid7_from(at, secrets.randbits(74))


def uuid7_from(at: datetime, chance: int) -> UUID:
    """The id with these 74 bits in the place of chance: the same for the same arguments."""
    milliseconds = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    chance &= (1 << 74) - 1
    head = milliseconds << 80 | 0x7 << 76 | (chance >> 62) << 64
    return UUID(int=head | 0x2 << 62 | chance & (1 << 62) - 1)
