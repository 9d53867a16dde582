"""The folder of backups: which are whole, which go, and what the last drill said.

    noken-20261202T163000Z/        database/, files/, emblems/, manifest.json, SHA256SUMS
    noken-20261202T163000Z.keys/   the keys of that moment: to be kept elsewhere
    drill.json                     the outcome of the last drill

What is still being written has a name that begins with a point: nothing takes it for a backup.
"""

import fcntl
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from noken.config.backups import sums
from noken.config.cli.terms import Mistake, say

STAMP = "noken-%Y%m%dT%H%M%SZ"
NAME = re.compile(r"noken-\d{8}T\d{6}Z")
MANIFEST, KEYS, DRILL = "manifest.json", ".keys", "drill.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Backup:
    """A whole one."""

    place: Path

    @property
    def at(self) -> datetime:
        return datetime.strptime(self.place.name, STAMP).replace(tzinfo=UTC)

    @property
    def keys(self) -> Path:
        return self.place.with_name(self.place.name + KEYS)

    def manifest(self) -> dict[str, Any]:
        """After `refuse_damaged`."""
        return dict(json.loads((self.place / MANIFEST).read_text()))

    def refuse_damaged(self) -> None:
        """Read every byte.

        Raises:
            Mistake: something is not as it was written.
        """
        if faults := sums.wrong(self.place):
            more = f", and {len(faults) - 3} more" if len(faults) > 3 else ""
            raise Mistake(
                f"{self.place} is DAMAGED: {'; '.join(faults[:3])}{more}. Take another backup."
            )
        if self.manifest().get("format") != FORMAT:
            raise Mistake(f"{self.place} was written by a newer noken. Take that version.")


def whole_ones(folder: Path) -> list[Backup]:
    """Oldest first."""
    found = [place for place in folder.glob("noken-*") if NAME.fullmatch(place.name)]
    return [Backup(place) for place in sorted(found) if (place / sums.LIST).is_file()]


def chosen(place: Path) -> Backup:
    """The backup `place`, or the newest in it.

    Raises:
        Mistake: there is none, or it is unfinished.
    """
    if NAME.fullmatch(place.name) and (place / sums.LIST).is_file():
        return Backup(place)
    if found := whole_ones(place):
        return found[-1]
    raise Mistake(f"{place} is no whole backup and holds none. Make one: noken db backup {place}")


@contextmanager
def held(folder: Path, keys: Path) -> Iterator[None]:
    """One writer at a time; the second waits. What a killed one left is removed."""
    for place in (folder, keys):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / ".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"Another backup is being written into {folder}; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        for left in [*folder.glob(".noken-*"), *keys.glob(".noken-*")]:
            shutil.rmtree(left, ignore_errors=True)
        yield


def drop_old(folder: Path, keys: Path, *, daily: int, weekly: int) -> list[Backup]:
    """Remove what the rotation does not keep, with its keys."""
    known = {backup.at: backup for backup in whole_ones(folder)}
    old = [known[at] for at in sorted(set(known) - kept(known, daily=daily, weekly=weekly))]
    for backup in old:
        going = backup.place.with_name(f".{backup.place.name}")
        backup.place.rename(going)
        shutil.rmtree(going)
        shutil.rmtree(keys / backup.keys.name, ignore_errors=True)
    return old


def kept(moments: Iterable[datetime], *, daily: int, weekly: int) -> set[datetime]:
    """The newest of each of the last `daily` days and `weekly` weeks that have one; the newest."""
    newest_first = sorted(moments, reverse=True)
    days: dict[Any, datetime] = {}
    weeks: dict[Any, datetime] = {}
    for at in newest_first:
        days.setdefault(at.date(), at)
        weeks.setdefault(at.isocalendar()[:2], at)
    return {*newest_first[:1], *list(days.values())[:daily], *list(weeks.values())[:weekly]}


def note_drill(folder: Path, outcome: dict[str, Any]) -> None:
    draft = folder / f".{DRILL}"
    draft.write_text(json.dumps(outcome, indent=1))
    draft.replace(folder / DRILL)


def last_drill(folder: Path) -> dict[str, Any] | None:
    place = folder / DRILL
    return dict(json.loads(place.read_text())) if place.is_file() else None
