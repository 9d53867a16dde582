"""The database: server, roles, write protection of the journal, migrations, clock, instansi."""

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

import psycopg
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from noken.config import database
from noken.config.health.verdicts import NOTHING, Figure, Said, Verdict, same, setup
from noken.core import clock
from noken.core.database import APP, OWNER
from noken.core.database.binaries import OLDEST_MAJOR
from noken.core.database.roles import EXTENSIONS
from noken.core.tenancy import in_tenant

CONNECT_SECONDS = 5
CLOCKS_APART = timedelta(seconds=5)
"""From here on two clocks disagree, and what is written bears a doubtful time."""


class Instansi(NamedTuple):
    schema: str
    name: str


def server() -> Iterator[Verdict]:
    with psycopg.connect(database.url_of(APP), connect_timeout=CONNECT_SECONDS) as app:
        major, user = app.info.server_version // 10000, app.info.user
        found = {row[0] for row in app.execute("select extname from pg_extension")}
    embedded = database.is_embedded()
    yield Verdict(
        Said("database", "Basis data"),
        Said(
            f"{'embedded' if embedded else 'outside'}, PostgreSQL {major}, as {user}",
            f"{'bawaan' if embedded else 'server sendiri'}, PostgreSQL {major}, sebagai {user}",
        ),
        Said(
            f"Take PostgreSQL {OLDEST_MAJOR} or newer.",
            f"Pakai PostgreSQL {OLDEST_MAJOR} atau lebih baru.",
        )
        if major < OLDEST_MAJOR
        else NOTHING,
    )
    absent = ", ".join(sorted(set(EXTENSIONS) - found))
    yield Verdict(
        Said("extensions", "Ekstensi"),
        Said(f"absent: {absent}", f"belum ada: {absent}")
        if absent
        else same(", ".join(EXTENSIONS)),
        Said(
            "As administrator of the database: create extension …; then noken migrate.",
            "Sebagai administrator basis data: create extension …; lalu noken migrate.",
        )
        if absent
        else NOTHING,
    )


_STRONG = """
    select rolsuper or rolcreaterole or pg_has_role(current_user, %s, 'member')
        or has_schema_privilege('public', 'create')
    from pg_roles where rolname = current_user
"""


def roles() -> Iterator[Verdict]:
    with (
        psycopg.connect(database.url_of(APP), connect_timeout=CONNECT_SECONDS) as app,
        psycopg.connect(database.url_of(OWNER), connect_timeout=CONNECT_SECONDS) as owner,
    ):
        serves, owns = app.info.user, owner.info.user
        strong = app.execute(_STRONG, [owns]).fetchone()
    about = Said("roles", "Peran basis data")
    if serves == owns:
        yield Verdict(
            about,
            Said(
                f"one role for all, {serves}: the journal is NOT write-protected",
                f"satu peran untuk semua, {serves}: jurnal TIDAK terlindung dari perubahan",
            ),
            Said(
                "Make noken_owner and noken_app (docs/operations/postgresql.md).",
                "Buat noken_owner dan noken_app (docs/operations/postgresql.md).",
            ),
        )
        return
    yield Verdict(
        about,
        Said(f"{serves} serves, {owns} owns", f"{serves} melayani, {owns} memiliki"),
        Said(
            f"Take from {serves} what a superuser or owner may: see postgresql.md.",
            f"Cabut dari {serves} hak superuser atau pemilik: lihat postgresql.md.",
        )
        if strong and strong[0]
        else NOTHING,
    )


WRITABLE_JOURNAL = """
    with journal as (
        select t.relid from pg_class k, pg_partition_tree(k.oid) t
        where k.relname in ('audit_entry', 'audit_reading') and k.relkind = 'p'
          and not k.relispartition
    )
    select coalesce(string_agg(distinct relid::regclass::text, ', '), ''),
           (select count(*) from journal)
    from journal, unnest(array['UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'])
         as privilege
    where has_table_privilege(current_user, relid, privilege)
"""


def journal() -> Iterator[Verdict]:
    """Asked of the catalogue, of each partition in each schema: they have rights of their own."""
    with psycopg.connect(database.url_of(APP), connect_timeout=CONNECT_SECONDS) as app:
        writable, tables = app.execute(WRITABLE_JOURNAL).fetchone() or ("", 0)
    about = Said("journal", "Jurnal")
    if not tables:
        yield Verdict(
            about,
            Said("has no tables yet", "belum ada tabelnya"),
            Said(
                "Run: noken migrate, then noken instansi create.",
                "Jalankan: noken migrate, lalu noken instansi create.",
            ),
        )
        return
    yield Verdict(
        about,
        Said(
            f"can be changed by the application: {writable}",
            f"dapat diubah aplikasi: {writable}",
        )
        if writable
        else Said(f"{tables} tables, safe", f"{tables} tabel, terlindung"),
        Said(
            "As owner: revoke all on … from noken_app; grant select, insert.",
            "Sebagai pemilik: revoke all on … from noken_app; grant select, insert.",
        )
        if writable
        else NOTHING,
    )


def instansi() -> list[Instansi]:
    """Asked without models: a page of the server belongs to none of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select schema_name, name from public.tenants_instansi"
            " where schema_name <> 'public' order by id"
        )
        return [Instansi(*row) for row in cursor.fetchall()]


@lru_cache(maxsize=1)
def _newest() -> frozenset[tuple[str, str]]:
    """The last migrations of all apps of this version. Reading them takes a second, once."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def migrations() -> Iterator[Verdict]:
    setup()
    behind = []
    for schema in ["public", *(each.schema for each in instansi())]:
        with in_tenant(schema):
            if _newest() - set(MigrationRecorder(connection).applied_migrations()):
                behind.append(schema)
    names = ", ".join(behind)
    yield Verdict(
        Said("migrations", "Migrasi"),
        Said(f"behind: {names}", f"tertinggal: {names}")
        if behind
        else Said("none waits", "tidak ada yang menunggu"),
        Said("Run: noken migrate", "Jalankan: noken migrate") if behind else NOTHING,
        figures=(Figure("noken_schemas_behind", len(behind)),),
    )


def clocks() -> Iterator[Verdict]:
    """How far the database's clock is from the one of this process."""
    setup()
    with connection.cursor() as cursor:
        before = clock.now()
        cursor.execute("select clock_timestamp()")
        (there,) = cursor.fetchone()
        after = clock.now()
    apart = there - (before + (after - before) / 2)
    seconds = apart.total_seconds()
    yield Verdict(
        Said("clock", "Jam"),
        Said(
            f"the database's is {seconds:+.3f} s from ours",
            f"jam basis data berbeda {abs(seconds):.3f} detik dari server ini".replace(".", ","),
        ),
        Said(
            "Set both machines by a time server (timedatectl set-ntp true).",
            "Setel kedua mesin dari server waktu (timedatectl set-ntp true).",
        )
        if abs(apart) > CLOCKS_APART
        else NOTHING,
        figures=(Figure("noken_clock_offset_seconds", seconds),),
    )
