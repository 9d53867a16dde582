"""Where files lie: `<MEDIA_ROOT>/<tenant>/<two digits>/<random name>`, readable by the server.

A file is whole and on disk before its row commits; a file without a row is harmless.
"""

import errno
import os
import re
from pathlib import Path

from django.conf import settings

THUMBNAIL = ".kecil"
_SAFE = re.compile(r"[a-z0-9_]{1,63}")
_FULL = {errno.ENOSPC, errno.EDQUOT}


class NoRoom(OSError):
    """The disk is full or the quota is used up."""


def path_of(tenant: str, stored_name: str, *, thumbnail: bool = False) -> Path:
    """The place of a file or of its small picture.

    Raises:
        ValueError: one of the names is not ours.
    """
    if not _SAFE.fullmatch(tenant) or not _SAFE.fullmatch(stored_name):
        raise ValueError("file names are made by noken, never taken from outside")
    folder = Path(settings.MEDIA_ROOT) / tenant / stored_name[:2]
    return folder / (stored_name + (THUMBNAIL if thumbnail else ""))


def write(path: Path, data: bytes) -> None:
    """Put `data` on disk under `path`, whole and flushed, or not at all.

    Raises:
        NoRoom: nothing was stored.
    """
    draft = path.with_name(path.name + ".draf")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _flush_folder(path.parent)
    except OSError as error:
        draft.unlink(missing_ok=True)
        if error.errno in _FULL:
            raise NoRoom(error.errno, "no room for a file") from error
        raise


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
