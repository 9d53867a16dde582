"""Where an uploaded table waits to be read: `<MEDIA_ROOT>/impor/<tenant>/<random>`."""

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from noken.core.tables.unreadable import UnreadableFile

_SAFE = re.compile(r"[a-z0-9_]{1,63}")
_FULL = {errno.ENOSPC, errno.EDQUOT}
_NO_ROOM = (
    "Ruang penyimpanan server penuh, jadi berkas belum bisa diterima. "
    "Hubungi pengelola server, lalu unggah lagi."
)
_GONE = "Berkasnya sudah tidak ada di server. Batalkan, lalu unggah sekali lagi."


class Received(NamedTuple):
    """A file on disk: its random name, SHA-256 (hexadecimal) and size in bytes."""

    name: str
    sha256: str
    size: int


def path_of(tenant: str, name: str) -> Path:
    """The place of a file.

    Raises:
        ValueError: one of the names is not ours.
    """
    if not _SAFE.fullmatch(tenant) or not _SAFE.fullmatch(name):
        raise ValueError("file names are made by noken, never taken from outside")
    return Path(settings.MEDIA_ROOT) / "impor" / tenant / name


def receive(tenant: str, pieces: Iterable[bytes]) -> Received:
    """Put a file on disk, whole and flushed.

    Raises:
        UnreadableFile: the disk is full.
    """
    name = secrets.token_hex(16)
    path = path_of(tenant, name)
    digest, size = hashlib.sha256(), 0
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        if error.errno in _FULL:
            raise UnreadableFile(_NO_ROOM) from error
        raise
    return Received(name, digest.hexdigest(), size)


def stored(tenant: str, name: str) -> Path:
    """The place of a file that is read now.

    Raises:
        UnreadableFile: it is gone, for example after a backup was brought back without it.
    """
    path = path_of(tenant, name)
    if not path.is_file():
        raise UnreadableFile(_GONE)
    return path


def forget(tenant: str, name: str) -> None:
    """Delete a file; one that is gone is no fault."""
    path_of(tenant, name).unlink(missing_ok=True)


def described(path: Path) -> Received:
    """SHA-256 and size of a file that stays where it is; its name is ""."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return Received("", digest.hexdigest(), path.stat().st_size)
