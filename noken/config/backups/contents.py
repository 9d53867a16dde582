"""What a database held at one moment, small enough to be compared with another."""

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

PUBLIC = "public"
_TABLES = """
select n.nspname, k.relname
from pg_class k join pg_namespace n on n.oid = k.relnamespace
where k.relkind in ('r', 'p') and not k.relispartition and k.relpersistence = 'p'
  and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
order by 1, 2
"""
_HEAD = "select number, hash from {}.audit_seal order by number desc limit 1"
_STEPS = "select app, max(name) from {}.django_migrations group by app order by app"
_FILES = """
select stored_name, encode(sha256_stored, 'hex') from {0}.documents_storedfile
union all select stored_name, encode(sha256, 'hex') from {0}.documents_paper
union all select stored_name, '' from {0}.documents_printjob where stored_name <> ''
"""


@dataclass(frozen=True, slots=True)
class Contents:
    """Of each schema: rows per table, the newest migration of each app, the journal's last seal."""

    tables: dict[str, dict[str, int]]
    steps: dict[str, dict[str, str]]
    heads: dict[str, list[Any]]

    @property
    def rows(self) -> int:
        return sum(sum(tables.values()) for tables in self.tables.values())

    def differences(self, now: "Contents") -> list[str]:
        """What `now` has not as it was; one line each."""
        faults = [
            f"{schema}.{name}: {was.get(name, 'no table')} rows then, "
            f"{found.get(name, 'no table')} now"
            for schema in sorted({*self.tables, *now.tables})
            for was, found in [(self.tables.get(schema, {}), now.tables.get(schema, {}))]
            for name in sorted({*was, *found})
            if was.get(name) != found.get(name)
        ]
        if self.steps != now.steps:
            faults.append("the migrations are not those of the backup")
        for schema, head in self.heads.items():
            if now.heads.get(schema) != head:
                faults.append(f"{schema}: the journal does not end with the seal of the backup")
        return faults


def contents_of(connection: psycopg.Connection) -> Contents:
    """Counted in the transaction that is open, so of one moment if that repeats its reads."""
    tables: dict[str, dict[str, int]] = {}
    for schema, name in connection.execute(_TABLES).fetchall():
        query = sql.SQL("select count(*) from {}").format(sql.Identifier(schema, name))
        tables.setdefault(schema, {})[name] = int(connection.execute(query).fetchone()[0])  # type: ignore[index]  # a count has a row
    steps, heads = {}, {}
    for schema, names in tables.items():
        if "django_migrations" in names:
            steps[schema] = dict(_rows(connection, _STEPS, schema))
        if "audit_seal" in names:
            heads[schema] = list(next(iter(_rows(connection, _HEAD, schema)), []))
    return Contents(tables, steps, heads)


def named_files(connection: psycopg.Connection, schemas: list[str]) -> dict[str, str]:
    """The path below `files` of each file that a row names, and its SHA-256 ("": not known)."""
    found = {}
    for schema in schemas:
        for name, digest in _rows(connection, _FILES, schema):
            found[f"{schema}/{name[:2]}/{name}"] = digest
    return found


def _rows(connection: psycopg.Connection, query: str, schema: str) -> list[Any]:
    return connection.execute(sql.SQL(query).format(sql.Identifier(schema))).fetchall()
