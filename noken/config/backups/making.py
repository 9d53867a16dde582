"""Making a backup: one moment of the database, the files that belong to it, the keys apart.

Files are whole before their row commits and never change after. So they are copied once before
the moment and once more after it: what came between is there, and so is what was erased.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg

from noken.config import env
from noken.config.backups import shelf, sums
from noken.config.backups.contents import PUBLIC, Contents, contents_of, named_files
from noken.config.backups.shelf import Backup
from noken.config.backups.tools import Tools, tools_for
from noken.config.cli.terms import Mistake

FOLDERS = ("files", "emblems")
"""Below var: what people gave and noken issued. The data of the server and the keys have their own
ways; all else is made anew."""
SPARE_MB, MEGABYTE = 64, 2**20


@dataclass(frozen=True, slots=True)
class Source:
    """What is backed up: the database by its owner's URL, and the run directory."""

    url: str
    var: Path
    secret: Path | None = None
    """The file of SECRET_KEY_FILE, where it lies elsewhere."""


@dataclass(slots=True)
class Made:
    """A backup that was written and read back."""

    backup: Backup
    keys: Path
    contents: Contents
    files: int
    bytes: int
    absent: list[str] = field(default_factory=list)
    """Files that a row names and that are not on disk, or not as they were taken in."""


def make(source: Source, folder: Path, keys: Path) -> Made:
    """Write one into `folder`, and its keys into `keys`; whole, or not there at all.

    Raises:
        Mistake: no room, or it cannot be read back.
        DatabaseError: PostgreSQL refused.
    """
    _refuse_inside(source.var, folder)
    tools = tools_for(source.url)
    with shelf.held(folder, keys), _unfinished(folder) as part, _unfinished(keys) as locked:
        copies = _Copies(source.var, part, shelf.whole_ones(folder))
        _refuse_full(source, copies, folder)
        copies.take()
        moment, contents, named = _dumped(tools, part / "database")
        copies.take()
        known_keys = _keys_copied(source, locked)
        absent = [name for name, digest in named.items() if not copies.has(name, digest)]
        size = sum((part / name).stat().st_size for name in sums.files_in(part))
        about = _about(moment, contents, known_keys, size)
        (part / shelf.MANIFEST).write_text(json.dumps({**about, "absent": absent}, indent=1))
        sums.write(part, copies.hashes)
        _make_private(part)
        os.sync()
        _read_back(tools, part)
        place = _free_name(folder, moment["at"])
        at_keys = keys / f"{place.name}{shelf.KEYS}"
        locked.rename(at_keys)
        part.rename(place)
        os.sync()
    return Made(Backup(place), at_keys, contents, len(copies.hashes), size, absent)


class _Copies:
    """Files of the run directory in a backup. What an earlier backup has is shared with it."""

    def __init__(self, var: Path, part: Path, before: list[Backup]) -> None:
        self.var, self.part = var, part
        self.before = before[-1].place if before else None
        self.earlier = sums.read(self.before) if self.before else {}
        self.seen: dict[str, tuple[int, int]] = {}
        self.hashes: dict[str, str] = {}

    def there(self) -> Iterator[tuple[str, os.stat_result]]:
        for folder in FOLDERS:
            for name in sums.files_in(self.var / folder):
                path = f"{folder}/{name}"
                try:
                    yield path, (self.var / path).stat()
                except FileNotFoundError:
                    continue  # erased meanwhile

    def take(self) -> None:
        """Copy what is not there yet, or was not yet whole the first time."""
        for path, facts in self.there():
            mark = facts.st_size, facts.st_mtime_ns
            if self.seen.get(path) == mark:
                continue
            try:
                self.hashes[path] = self._shared(path, mark) or self._copied(path)
                self.seen[path] = mark
            except FileNotFoundError:
                continue

    def bytes_to_copy(self) -> int:
        return sum(facts.st_size for path, facts in self.there() if path not in self.earlier)

    def has(self, name: str, digest: str) -> bool:
        found = self.hashes.get(f"files/{name}")
        return found is not None and digest in {"", found}

    def _copied(self, path: str) -> str:
        (self.part / path).unlink(missing_ok=True)
        return sums.copied(self.var / path, self.part / path)

    def _shared(self, path: str, mark: tuple[int, int]) -> str:
        """A second name for the same content of the backup before, if that is still as it was."""
        if self.before is None or path not in self.earlier or path in self.seen:
            return ""
        old, new = self.before / path, self.part / path
        facts = old.stat() if old.is_file() else None
        if facts is None or (facts.st_size, facts.st_mtime_ns) != mark:
            return ""
        if sums.of(old) != self.earlier[path]:
            return ""
        new.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            new.hardlink_to(old)
        except OSError:
            return ""  # a disk without second names
        return self.earlier[path]


def _dumped(tools: Tools, into: Path) -> tuple[dict[str, Any], Contents, dict[str, str]]:
    """Counts, names and dump of one moment: what everybody sees who joins this transaction."""
    with psycopg.connect(tools.url, connect_timeout=10) as connection:
        connection.execute("set transaction isolation level repeatable read read only")
        row = connection.execute(
            "select pg_export_snapshot(), now(), pg_database_size(current_database()),"
            " current_setting('server_version')"
        ).fetchone()
        snapshot, at, size, version = row or ("", datetime.now(UTC), 0, "")
        contents = contents_of(connection)
        named = named_files(connection, [name for name in contents.heads if name != PUBLIC])
        tools.dump(into, snapshot=snapshot)
    return (
        {"at": at.astimezone(UTC), "database_bytes": size, "postgresql": version},
        contents,
        named,
    )


def _about(
    moment: dict[str, Any], contents: Contents, keys: dict[str, str], size: int
) -> dict[str, Any]:
    return {
        "format": shelf.FORMAT,
        **moment,
        "at": moment["at"].isoformat(),
        "commit": commit(),
        "bytes": size,
        "keys": keys,
        **asdict(contents),
    }


def commit() -> str:
    """The commit of this checkout; "" where git does not say."""
    git = shutil.which("git")
    if git is None:
        return ""
    said = subprocess.run(  # noqa: S603  # a fixed command, no shell
        [git, "-C", str(env.ROOT), "rev-parse", "HEAD"], capture_output=True, text=True, check=False
    )
    return said.stdout.strip()


def _keys_copied(source: Source, into: Path) -> dict[str, str]:
    """All of var/keys, the secret of cookies wherever it lies, and what .env says."""
    taken = {
        name: sums.copied(source.var / "keys" / name, into / name)
        for name in sums.files_in(source.var / "keys")
        if not Path(name).name.startswith(".")
    }
    for place, name in ((source.secret, "secret-key"), (env.ROOT / ".env", "env")):
        if place is not None and place.is_file():
            taken[name] = sums.copied(place, into / name)
    _make_private(into)
    return taken


def _read_back(tools: Tools, part: Path) -> None:
    if faults := sums.wrong(part):
        raise Mistake(f"The backup cannot be read back: {faults[0]}. Is the disk broken?")
    tools.read(part / "database")


def _refuse_inside(var: Path, folder: Path) -> None:
    for name in (*FOLDERS, "keys", "postgres"):
        if folder.resolve().is_relative_to((var / name).resolve()):
            raise Mistake(f"{folder} lies in what is backed up. Choose a folder on another disk.")


def _refuse_full(source: Source, copies: _Copies, folder: Path) -> None:
    """A dump is packed and without indexes: half of the database's size is plenty."""
    with psycopg.connect(source.url, connect_timeout=10) as connection:
        row = connection.execute("select pg_database_size(current_database())").fetchone()
    need = (copies.bytes_to_copy() + (int(row[0]) if row else 0) // 2) // MEGABYTE + SPARE_MB
    free = shutil.disk_usage(folder).free // MEGABYTE
    if free < need:
        raise Mistake(
            f"{folder} has {free} MB free; this backup may need {need} MB. Make room, or choose "
            "another folder."
        )


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """A folder under a name that nothing takes for a backup; gone afterwards unless renamed."""
    part = folder / f".noken-{os.getpid()}-{len(list(folder.glob('.noken-*')))}"
    part.mkdir(mode=0o700)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _free_name(folder: Path, at: datetime) -> Path:
    while (place := folder / at.strftime(shelf.STAMP)).exists():
        at += timedelta(seconds=1)
    return place


def _make_private(tree: Path) -> None:
    for place, _, names in os.walk(tree):
        Path(place).chmod(0o700)
        for name in names:
            (Path(place) / name).chmod(0o600)
