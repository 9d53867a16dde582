"""The database of the tests as a template: made once for all migrations, then copied.

Migrating takes half a minute, copying a second. The name carries a hash of everything the
tables come from, so a changed migration makes a new template and drops the old one.
"""

import fcntl
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from psycopg import sql

from noken.config import database
from noken.core.postgres import as_owner

ROOT = Path(__file__).parent.parent
SOURCES = (
    *("noken/**/migrations/*.py", "noken/regulations/data/*", "noken/tenants/*.py"),
    *("noken/core/database/roles.py", "noken/findings/services/bringing.py"),
    *("noken/core/sealed.py", "noken/audit/gateways/*.py", "noken/**/models/*.py"),
)
ALONE = ("conftest.py", "requirements/base.txt", "noken/core/postgres/operations.py")


class Template:
    """Held from before the database is made until it is whole: who comes second waits, and copies.

    Usage: `begin` sets where to copy from, `keep` makes a template of what came to be.
    """

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.prefix = f"test_{connection.settings_dict['NAME']}_template_"
        self.name = self.prefix + _hash()
        self._held = ExitStack()
        self._makes = False

    def __enter__(self) -> Self:
        self._lock(self.name, fcntl.LOCK_EX)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: object, trace: TracebackType | None
    ) -> None:
        self._held.close()

    def begin(self) -> None:
        if self.name in self._known():
            self.connection.settings_dict["TEST"]["TEMPLATE"] = self.name
            self._lock(self.name, fcntl.LOCK_SH)  # may be copied by many, not dropped
        else:
            self._makes = True

    def keep(self) -> None:
        """Copy the finished database, unless it came from the template itself."""
        if self._makes:
            made = self.connection.settings_dict["NAME"]
            self.connection.close()
            self._execute("create database {} template {}", self.name, made)
            for old in self._known():
                if old != self.name:
                    self._drop_unless_used(old)
        self._held.close()

    def _drop_unless_used(self, name: str) -> None:
        with suppress(BlockingIOError), ExitStack() as held:
            self._lock(name, fcntl.LOCK_EX | fcntl.LOCK_NB, held)
            self._execute("drop database if exists {}", name)

    def _lock(self, name: str, how: int, held: ExitStack | None = None) -> None:
        held = self._held if held is None else held
        held.close()
        path = database.var_dir() / "test" / f"{name}.lock"
        fcntl.flock(held.enter_context(path.open("w")), how)

    def _execute(self, statement: str, *names: str) -> None:
        with as_owner(self.connection), self.connection._nodb_cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

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
