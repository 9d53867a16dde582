"""Whether `noken prepare` has anything left to do: told by a stamp in the database and one in the
run directory. Both hold a fingerprint of all that preparing depends on; asking needs no Django.
"""

import hashlib
import platform
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg import sql

from noken.config import database, env
from noken.core.database import OWNER

SOURCES = ("noken", "requirements")
PASSED_OVER = frozenset({"__pycache__", "tests"})
STAMP = "prepared"
TABLE = "public.django_migrations"


def stamp(*, sample: bool, at: datetime | None = None) -> str:
    """The fingerprint of today: sources, packages, Python, settings, and the month, for the journal
    gets its partitions ahead of it."""
    month = (at or datetime.now(UTC)).strftime("%Y-%m")
    settings = env.text("DJANGO_SETTINGS_MODULE", "")
    told = hashlib.sha256(f"{platform.python_version()} {settings} {month} {sample}".encode())
    for source in SOURCES:
        for file in sorted((env.ROOT / source).rglob("*")):
            if file.is_file() and PASSED_OVER.isdisjoint(file.parts):
                told.update(str(file.relative_to(env.ROOT)).encode())
                told.update(hashlib.sha256(file.read_bytes()).digest())
    return told.hexdigest()


def is_done(wanted: str) -> bool:
    """Whether this database and these static files were prepared just so."""
    kept = _place()
    collected = database.var_dir() / "static" / "staticfiles.json"
    if not (kept.is_file() and kept.read_text() == wanted and collected.is_file()):
        return False
    with psycopg.connect(database.url_of(OWNER), connect_timeout=10) as connection:
        asked = "select obj_description(to_regclass(%s), 'pg_class')"
        row = connection.execute(asked, [TABLE]).fetchone()
    return row is not None and row[0] == wanted


def keep(done: str) -> None:
    """After all of it."""
    _mark(done)
    _place().write_text(done)


def forget() -> None:
    """Before any of it: what breaks off half-way is done again."""
    _place().unlink(missing_ok=True)
    _mark("")


def _mark(words: str) -> None:
    """On the table that says what was migrated; there is none before the first time."""
    with psycopg.connect(database.url_of(OWNER), autocommit=True) as connection:
        if connection.execute("select to_regclass(%s)", [TABLE]).fetchone() != (None,):
            told = sql.SQL("comment on table {} is {}")
            connection.execute(told.format(sql.SQL(TABLE), sql.Literal(words)))


def _place() -> Path:
    return database.var_dir() / STAMP
