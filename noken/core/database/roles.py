"""Three roles and what each may do. Roles separate mistakes, not a taken-over process."""

from collections.abc import Iterator

import psycopg
from psycopg import sql

from noken.core.database.names import ADMIN, APP, DATABASE, OWNER, ROLES, SEALER
from noken.core.database.place import Place

EXTENSIONS = ("pg_trgm", "btree_gist")
CACHE_TABLE = """
    create unlogged table if not exists public.cache (
        cache_key varchar(255) primary key,
        value     text         not null,
        expires   timestamptz  not null
    )
"""
"""As Django's command makes it. One for all instansi, whose names are part of the key; unlogged,
for it holds nothing that must outlive a crash."""
SETUP_VERSION = 1
"""Raised when `set_up` changes: a server set up by an older one is then set up again."""


def set_up(place: Place) -> None:
    """Roles, extensions and the database, as administrator. Running it again changes nothing."""
    with psycopg.connect(place.url(ADMIN, "postgres"), autocommit=True) as admin:
        for role in ROLES:
            _add_role(admin, role)
        if not admin.execute("select from pg_database where datname = %s", [DATABASE]).rowcount:
            # Extensions first: each database made later, those of the tests too, begins with them.
            with psycopg.connect(place.url(ADMIN, "template1"), autocommit=True) as template:
                _add_extensions(template)
            admin.execute(
                sql.SQL("create database {} owner {}").format(
                    sql.Identifier(DATABASE), sql.Identifier(OWNER)
                )
            )
    with psycopg.connect(place.url(OWNER)) as owner:
        prepare(owner, DATABASE)


def prepare(owner: psycopg.Connection, database: str) -> None:
    """Extensions, default privileges and the cache in one database, before any migration.

    Default privileges cover tables, sequences, functions and schemas made later by migrations
    and by cloning. Run as the owner. A role that the server does not have is left out, and
    `doctor` tells of it.
    """
    _add_extensions(owner)
    present = {row[0] for row in owner.execute("select rolname from pg_roles")}
    for statement in _statements(database, present):
        owner.execute(statement)
    owner.execute(CACHE_TABLE)
    owner.execute("create index if not exists cache_expires on public.cache (expires)")


def _statements(database: str, present: set[str]) -> Iterator[sql.Composed]:
    name = sql.Identifier(database)
    yield sql.SQL("revoke all on database {} from public").format(name)
    yield sql.SQL("alter default privileges revoke execute on functions from public").format()
    for role in (APP, SEALER):
        if role not in present:
            continue
        who = sql.Identifier(role)
        yield sql.SQL("grant connect, temporary on database {} to {}").format(name, who)
        yield sql.SQL("grant usage on schema public to {}").format(who)
    if APP in present:
        app = sql.Identifier(APP)
        for rights in (
            "select, insert, update, delete on tables",
            "usage, select on sequences",
            "usage on schemas",
            "execute on functions",
        ):
            yield sql.SQL("alter default privileges grant {} to {}").format(sql.SQL(rights), app)


def _add_extensions(connection: psycopg.Connection) -> None:
    for name in EXTENSIONS:
        connection.execute(
            sql.SQL("create extension if not exists {} schema public").format(sql.Identifier(name))
        )


def _add_role(admin: psycopg.Connection, role: str) -> None:
    if admin.execute("select from pg_roles where rolname = %s", [role]).rowcount:
        return
    # The owner makes databases so that the tests need no administrator.
    right = sql.SQL("createdb" if role == OWNER else "nocreatedb")
    admin.execute(
        sql.SQL("create role {} login nosuperuser nocreaterole {}").format(
            sql.Identifier(role), right
        )
    )
