"""A drill: a backup is restored beside the installation, compared, timed, and removed again."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from noken.config import env
from noken.config.backups import shelf
from noken.config.backups.restoring import Target, keys_of, restore
from noken.config.backups.shelf import Backup
from noken.config.cli.terms import Mistake
from noken.core.database import DatabaseError, locate, stop_database


def drill(backup: Backup, keys: Path | None, into: Path, *, at: datetime) -> dict[str, Any]:
    """Its outcome, which is kept beside the backups whether good or bad.

    Args:
        keys: the folder of keys, where it is not beside the backup.
        into: an empty folder, or what a drill left that was killed; removed afterwards.
    """
    outcome: dict[str, Any] = {"at": at.isoformat(), "backup": backup.place.name}
    try:
        with _playground(into):
            done = restore(backup, Target(into, apart=True), keys_of(backup, keys))
        outcome |= {
            "good": True,
            "seconds": round(done.seconds),
            "rows": done.contents.rows,
            "files": done.files,
        }
    except (Mistake, DatabaseError, OSError) as error:
        outcome |= {"good": False, "why": str(error)}
    shelf.note_drill(backup.place.parent, outcome)
    return outcome


@contextmanager
def _playground(into: Path) -> Iterator[None]:
    """Only a folder that is empty, or was begun by a drill, is used and removed."""
    mark = into / ".drill"
    if into.is_dir() and any(into.iterdir()) and not mark.is_file():
        raise Mistake(f"{into} is not empty. Name an empty folder with --into.")
    _remove(into)
    into.mkdir(mode=0o755, parents=True)
    mark.touch()
    try:
        yield
    finally:
        _remove(into)


def _remove(into: Path) -> None:
    """With the server of a killed drill, wherever its data lie."""
    if not into.is_dir():
        return
    place = locate(into)
    stop_database(place, binaries=env.folder("POSTGRES_BIN"))
    shutil.rmtree(place.base, ignore_errors=True)
    shutil.rmtree(into, ignore_errors=True)
