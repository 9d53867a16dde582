"""Where private keys lie: `<VAR_DIR>/keys/<tenant>/`, whole files only the server may read."""

import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_TENANT = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_READABLE_BY_OTHERS = 0o077
NOT_YET = (0, 0)


def folder_of(tenant: str) -> Path:
    """The folder of an instansi's keys; ValueError when `tenant` is no name of a schema."""
    if not _TENANT.fullmatch(tenant):
        raise ValueError(f"not the name of a schema: {tenant!r}")
    return Path(settings.VAR_DIR) / "keys" / tenant


def stamp_of(path: Path) -> tuple[int, int]:
    """What changes when the file does; `NOT_YET` while there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return NOT_YET
    return status.st_ino, status.st_mtime_ns


def insist_private(path: Path) -> None:
    """Refuse a key that others than the server may read (ImproperlyConfigured)."""
    if path.stat().st_mode & _READABLE_BY_OTHERS:
        raise ImproperlyConfigured(f"{path} is readable by others: chmod 0400 it")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder / ".lock", os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(handle, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def write(path: Path, data: bytes, mode: int) -> None:
    """All of `data` under its name, or nothing: a crash leaves no half key."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
