"""Bringing a backup back where nothing is yet, and comparing what came back with what was."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from noken.config import env
from noken.config.backups import sums
from noken.config.backups.contents import Contents, contents_of
from noken.config.backups.making import FOLDERS, MEGABYTE
from noken.config.backups.shelf import KEYS, Backup
from noken.config.backups.tools import tools_for
from noken.config.cli.terms import Mistake, say
from noken.core.database import DATABASE, OWNER, Place, ensure_database, locate, stop_database

RESTORING = f"{DATABASE}_restoring"
ENVIRONMENT = "env"
"""Among the keys: what .env said. It is for people to compare, and not put in place."""
_HAS_INSTANSI = "select to_regclass('public.tenants_instansi') is not null"


@dataclass(frozen=True, slots=True)
class Target:
    """A run directory; its own server, or a database elsewhere by its owner's URL."""

    var: Path
    url: str = ""
    apart: bool = False
    """Beside the installation: what .env says of a database and a secret does not hold there."""


@dataclass(frozen=True, slots=True)
class Restored:
    contents: Contents
    files: int
    seconds: float


def restore(backup: Backup, target: Target, keys: Path | None) -> Restored:
    """Bring it back, and prove that all came: hashes, counts, the sealed chain.

    Args:
        keys: their folder; None where they are lost, and the chain's stamps stay unproved.

    Raises:
        Mistake: the backup is damaged, the target is not empty, or what came back is not the same.
        DatabaseError: PostgreSQL refused.
    """
    begun = time.monotonic()
    backup.refuse_damaged()
    about = backup.manifest()
    if keys is not None:
        _refuse_wrong_keys(keys, about["keys"])
    _refuse_used(target.var)
    _refuse_full(target.var, about)
    with _server(target) as place:
        drafts = _files_brought(backup, target.var, keys, about)
        contents = _database_brought(backup, target, place, about)
        for draft in drafts:
            _put_in_place(draft)
        _noken(target, "migrate")
        if keys is not None:
            _noken(target, "audit", "verify")
    files = sum(name.partition("/")[0] in FOLDERS for name in sums.read(backup.place))
    return Restored(contents, files, time.monotonic() - begun)


def keys_of(backup: Backup, chosen: Path | None) -> Path:
    """The folder of its keys: beside it, at `chosen`, or in there by its name.

    Raises:
        Mistake: they are not there.
    """
    named = f"{backup.place.name}{KEYS}"
    places = [backup.keys] if chosen is None else [chosen / named, chosen]
    for place in places:
        if place.is_dir():
            return place
    raise Mistake(
        f"THE KEYS ARE ABSENT: {places[0]} is not there. Without them nobody can prove the seals "
        "of the journal, and receipts go on with a new key. Name their folder with --keys."
    )


def _refuse_wrong_keys(keys: Path, wanted: dict[str, str]) -> None:
    wrong = [
        name
        for name, digest in wanted.items()
        if not (keys / name).is_file() or sums.of(keys / name) != digest
    ]
    if wrong:
        raise Mistake(f"{keys} holds other keys than those of the backup: {', '.join(wrong)}.")


def _refuse_used(var: Path) -> None:
    """A secret of cookies that a first look made does not count."""
    for name in (*FOLDERS, "keys"):
        found = [path for path in sums.files_in(var / name) if path != "secret-key"]
        if found:
            raise Mistake(
                f"{var / name} is not empty. Restore into an empty place: noken db restore … "
                "--into FOLDER, then set NOKEN_VAR to that folder."
            )


def _refuse_full(var: Path, about: dict[str, Any]) -> None:
    var.mkdir(mode=0o755, parents=True, exist_ok=True)
    need = (int(about["database_bytes"]) * 2 + int(about["bytes"])) // MEGABYTE
    free = shutil.disk_usage(var).free // MEGABYTE
    if free < need:
        raise Mistake(f"{var} has {free} MB free; this backup needs {need} MB. Make room.")


@contextmanager
def _server(target: Target) -> Iterator[Place | None]:
    """The embedded server runs inside, and afterwards only if it did before."""
    if target.url:
        yield None
        return
    place, programs = locate(target.var), env.folder("POSTGRES_BIN")
    started = ensure_database(place, binaries=programs)
    try:
        yield place
    finally:
        if started:
            stop_database(place, binaries=programs)


def _files_brought(
    backup: Backup, var: Path, keys: Path | None, about: dict[str, Any]
) -> list[Path]:
    """Beside where they belong, until the database is whole too."""
    drafts = []
    for name in FOLDERS:
        listed = {
            path.partition("/")[2]: digest
            for path, digest in sums.read(backup.place).items()
            if path.startswith(f"{name}/")
        }
        drafts.append(_brought(backup.place / name, var / name, listed))
    if keys is not None:
        wanted = {name: value for name, value in about["keys"].items() if name != ENVIRONMENT}
        drafts.append(_brought(keys, var / "keys", wanted))
    return drafts


def _brought(source: Path, target: Path, listed: dict[str, str]) -> Path:
    draft = target.with_name(f"{target.name}.restoring")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    for name, digest in listed.items():
        if sums.copied(source / name, draft / name) != digest:
            raise Mistake(f"{source / name} was changed while it was copied. Try again.")
    return draft


def _put_in_place(draft: Path) -> None:
    place = draft.with_name(draft.name.removesuffix(".restoring"))
    shutil.rmtree(place, ignore_errors=True)
    draft.rename(place)


def _database_brought(
    backup: Backup, target: Target, place: Place | None, about: dict[str, Any]
) -> Contents:
    """Into a database of another name first where the server is ours: there is no half of one."""
    if place is None:
        _refuse_tables(target.url)
        return _brought_into(backup, target.url, about)
    _refuse_instansi(place)
    with psycopg.connect(place.url(OWNER, "postgres"), autocommit=True) as owner:
        _name(owner, "drop database if exists {}", RESTORING)
        _name(owner, "create database {}", RESTORING)
        contents = _brought_into(backup, place.url(OWNER, RESTORING), about)
        try:
            _name(owner, "drop database {}", DATABASE)
        except psycopg.errors.ObjectInUse as error:
            raise Mistake("noken still uses this database. Stop it, then try again.") from error
        _name(owner, "alter database {} rename to {}", RESTORING, DATABASE)
    return contents


def _brought_into(backup: Backup, url: str, about: dict[str, Any]) -> Contents:
    tools_for(url).bring(backup.place / "database")
    with psycopg.connect(url) as connection:
        now = contents_of(connection)
    then = Contents(about["tables"], about["steps"], about["heads"])
    if faults := then.differences(now):
        raise Mistake(f"What came back is NOT what was backed up: {'; '.join(faults[:5])}.")
    return now


def _refuse_instansi(place: Place) -> None:
    with psycopg.connect(place.url(OWNER)) as owner:
        made = (owner.execute(_HAS_INSTANSI).fetchone() or [False])[0]
        if made and owner.execute("select from public.tenants_instansi").rowcount:
            raise Mistake(
                f"The database in {place.base} holds an instansi. Restore into an empty place: "
                "noken db restore … --into FOLDER, then set NOKEN_VAR to that folder."
            )


def _refuse_tables(url: str) -> None:
    with psycopg.connect(url) as owner:
        if contents_of(owner).tables:
            raise Mistake(
                "The database of DATABASE_OWNER_URL has tables. Restore into an empty one; one "
                "that an earlier try left unfinished is dropped and made anew first."
            )


def _name(connection: psycopg.Connection, statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _noken(target: Target, *command: str) -> None:
    """A command of noken in the restored place, by the settings that hold there."""
    unset = ("DATABASE_URL", "DATABASE_OWNER_URL", "SECRET_KEY_FILE") if target.apart else ()
    done = subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, "-m", "noken", *command],
        cwd=env.ROOT,
        env={**os.environ, "NOKEN_VAR": str(target.var), **dict.fromkeys(unset, "")},
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout.strip()
    if done.returncode:
        raise Mistake(f"noken {' '.join(command)} failed there: {said}\n{done.stderr.strip()}")
    say(said)
