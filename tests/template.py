"""The database of the tests as a template: made once for all migrations, then copied.

Migrating takes half a minute, copying a second. The name carries a hash of everything the
tables come from, so a changed migration makes a new template and drops the old one.
"""

import fcntl
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from psycopg import sql

from noken.config import database
from noken.core.postgres import as_owner

ROOT = Path(__file__).parent.parent
SOURCES = (
    "noken/**/migrations/*.py",
    "noken/**/data/*",
    "noken/tenants/*.py",
    "noken/core/**/*.py",
)
ALONE = ("conftest.py", "requirements/base.txt", "noken/config/settings/base.py")


class Template:
    """Held from before the database is made until it is whole: who comes second waits, and copies.

    Usage: `begin` sets where to copy from, `keep` makes a template of what came to be.
    """

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.prefix = f"test_{connection.settings_dict['NAME']}_template_"
        self.name = self.prefix + _hash()
        self._lock: IO[str] | None = None

    def __enter__(self) -> Self:
        self._lock = (database.var_dir() / "test" / "template.lock").open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: object, trace: TracebackType | None
    ) -> None:
        self.release()

    def release(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def begin(self) -> None:
        if self.name in self._known():
            self.connection.settings_dict["TEST"]["TEMPLATE"] = self.name
            self.release()

    def keep(self) -> None:
        """Copy the finished database, unless it came from the template itself."""
        if self._lock is None:
            return
        made = self.connection.settings_dict["NAME"]
        self.connection.close()
        drop = sql.SQL("drop database if exists {}")
        copy = sql.SQL("create database {} template {}")
        with as_owner(self.connection), self.connection._nodb_cursor() as cursor:
            for name in self._known():
                cursor.execute(drop.format(sql.Identifier(name)))
            cursor.execute(copy.format(sql.Identifier(self.name), sql.Identifier(made)))
        self.release()

    def _known(self) -> list[str]:
        with as_owner(self.connection), self.connection._nodb_cursor() as cursor:
            cursor.execute(
                "select datname from pg_database where starts_with(datname, %s)", [self.prefix]
            )
            return [name for (name,) in cursor.fetchall()]


def _hash() -> str:
    digest = sha256()
    for path in sorted({*_matching(SOURCES), *(ROOT / name for name in ALONE)}):
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _matching(patterns: Iterable[str]) -> set[Path]:
    return {path for each in patterns for path in ROOT.glob(each) if path.is_file()}
