"""What coaching holds about people."""

from noken.core.privacy import Entry

ENTRIES: dict[str, Entry] = {}

NOT_PERSONAL: set[str] = set()
