"""The login name of somebody without NIP."""

from collections.abc import Collection

from noken.organization.rules.search_key import search_key

LONGEST = 40
_ROOM_FOR_NUMBER = 4


def login_name(name: str, taken: Collection[str]) -> str:
    """First and last word of a name in plain small letters, numbered where it is taken.

    Source: pejabat tanpa NIP masuk dengan nama pengguna (register: noken-practice).
    """
    words = [word for word in search_key(name, None).split() if not word.isdigit()] or ["pejabat"]
    first = ".".join(dict.fromkeys([words[0], words[-1]]))[: LONGEST - _ROOM_FOR_NUMBER]
    found, number = first, 1
    while found in taken:
        number += 1
        found = f"{first}.{number}"
    return found
