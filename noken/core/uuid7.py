"""UUID version 7 (RFC 9562 section 5.7): sortable by the time it was made. Python 3.14 has it."""

import secrets
from datetime import datetime
from uuid import UUID


def uuid7(at: datetime) -> UUID:
    """A new id whose first 48 bits are the milliseconds of `at`."""
    milliseconds = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    random = secrets.randbits(74)
    value = (
        milliseconds << 80 | 0x7 << 76 | (random >> 62) << 64 | 0x2 << 62 | random & (1 << 62) - 1
    )
    return UUID(int=value)
