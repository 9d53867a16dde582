"""The bench's own PostgreSQL server and its databases, one for each size."""

import hashlib
import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
from psycopg import sql

from bench.place import ROOT, SCRATCH, VAR, environment, name_of, python, server_place
from noken.config import env
from noken.core.database import ADMIN, OWNER, ensure_database, stop_database

DATED_UP_TO = 50_000
"""Larger ones serve the search only, which asks for no day: they are not made anew each day."""
LOG_PREFIX = "%m [%p] %a "
"""Lets the counting of statements tell the pages' connections from the others."""


@dataclass(frozen=True, slots=True)
class Base:
    """A database that is ready; `cast` is what the generator tells of the people in it."""

    size: int
    name: str
    cast: dict[str, Any]


@contextmanager
def server() -> Iterator[None]:
    """The server of the bench, stopped afterwards if it was started here."""
    VAR.mkdir(parents=True, exist_ok=True)
    started = ensure_database(server_place(), binaries=env.folder("POSTGRES_BIN"))
    try:
        with admin("postgres") as connection:
            connection.execute(
                sql.SQL("alter system set log_line_prefix = {}").format(sql.Literal(LOG_PREFIX))
            )
            connection.execute("select pg_reload_conf()")
        yield
    finally:
        if started:
            stop_database(server_place(), binaries=env.folder("POSTGRES_BIN"))


def admin(name: str) -> psycopg.Connection:
    """The administrator's connection, each statement for itself."""
    return psycopg.connect(server_place().url(ADMIN, name), autocommit=True)


def base(size: int) -> Base:
    """The database of this size, made when it is absent or older than generator or migrations."""
    name, facts = name_of(size), VAR / f"b{size}.json"
    wanted = _fingerprint(size)
    kept = json.loads(facts.read_text()) if facts.is_file() else {}
    if kept.get("fingerprint") != wanted or not _exists(name):
        facts.unlink(missing_ok=True)
        began = time.monotonic()
        print(f"  making the data of {size:,} people …", flush=True)
        kept = {"fingerprint": wanted, **_build(size, name)}
        facts.write_text(json.dumps(kept))
        print(f"  made in {time.monotonic() - began:.0f} s", flush=True)
    return Base(size, name, kept)


@contextmanager
def scratch(of: Base) -> Iterator[Base]:
    """A copy of a database for one group; it is dropped afterwards."""
    with admin("postgres") as connection:
        _end_connections(connection, of.name)
        _drop(connection, SCRATCH)
        connection.execute(
            sql.SQL("create database {} owner {} template {} strategy file_copy").format(
                *map(sql.Identifier, (SCRATCH, OWNER, of.name))
            )
        )
        connection.execute("checkpoint")
    try:
        yield Base(of.size, SCRATCH, of.cast)
    finally:
        with admin("postgres") as connection:
            _drop(connection, SCRATCH)


@contextmanager
def empty() -> Iterator[Base]:
    """A fresh instansi without people, for the import; it is dropped afterwards."""
    try:
        facts = _build(0, SCRATCH)
        yield Base(0, SCRATCH, facts)
    finally:
        with admin("postgres") as connection:
            _drop(connection, SCRATCH)


def _build(size: int, name: str) -> dict[str, Any]:
    with admin("postgres") as connection:
        _drop(connection, name)
    with psycopg.connect(server_place().url(OWNER, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    there = environment(name, process="owner")
    subprocess.run(python("-m", "noken", "migrate"), cwd=ROOT, env=there, check=True)
    out = VAR / f"{name}.part"
    url = server_place().url(ADMIN, name)
    build = python("-m", "bench.data", str(size), url, str(out))
    subprocess.run(build, cwd=ROOT, env=there, check=True)
    with admin(name) as connection:
        connection.execute("vacuum (analyze)")
        connection.execute("checkpoint")
    facts: dict[str, Any] = json.loads(out.read_text())
    out.unlink()
    return facts


def _fingerprint(size: int) -> str:
    """Of migrations and generator; of the day as well, for pages show today."""
    seen = hashlib.sha256()
    code = sorted([*ROOT.glob("noken/*/migrations/*.py"), *(ROOT / "bench" / "data").glob("*.py")])
    for file in [*code, ROOT / "noken" / "config" / "demo" / "names.toml"]:
        seen.update(file.read_bytes())
    if size <= DATED_UP_TO:
        seen.update(str(datetime.now(ZoneInfo("Asia/Jayapura")).date()).encode())
    return seen.hexdigest()


def _exists(name: str) -> bool:
    with admin("postgres") as connection:
        found = connection.execute("select from pg_database where datname = %s", [name])
        return bool(found.rowcount)


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(
        sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
    )


def _end_connections(connection: psycopg.Connection, name: str) -> None:
    connection.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [name]
    )
