"""The secret of cookies and forms: made on the first start, kept where only we can read it."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from noken.config import env


def secret_key(var: Path) -> str:
    """From SECRET_KEY_FILE; else from `keys/secret-key` below `var`, made once with mode 0400."""
    given = env.secret_file("SECRET_KEY_FILE")
    if given is not None:
        return given
    folder = var / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = folder / "secret-key"
    if not place.is_file():
        _write_once(place, secrets.token_urlsafe(64))
    return place.read_text().strip()


def _write_once(place: Path, content: str) -> None:
    """Of several processes that start at once, one wins and all read its key."""
    own = place.with_name(f"{place.name}.{os.getpid()}")
    with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w") as file:
        file.write(content)
    with suppress(FileExistsError):
        place.hardlink_to(own)
    own.unlink()
