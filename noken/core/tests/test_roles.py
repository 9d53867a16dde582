"""What the application's role may not do, asked of the database by trying."""

import time

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from noken.core.database import APP
from noken.core.postgres import as_owner

pytestmark = pytest.mark.django_db

FORBIDDEN = (
    "create table mine (a int)",
    "create table public.mine (a int)",
    "create schema mine",
    "create extension hstore",
    "create role mine",
    "alter table accounts_user add column mine int",
    "drop table accounts_user",
    "truncate accounts_user",
    "truncate audit_entry",
    "update audit_entry set reason = ''",
    "delete from audit_entry",
    "delete from audit_entry_rest",
    "update audit_reading set screen = ''",
    "set role noken_owner",
    "alter default privileges for role noken_owner grant all on tables to noken_app",
)


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_application_may_not(statement: str) -> None:
    with pytest.raises(ProgrammingError) as refusal, transaction.atomic():
        connection.cursor().execute(statement)

    assert isinstance(refusal.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_the_tests_run_as_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == (APP,)


WRITABLE_JOURNAL = """
    select t.relid::regclass::text, p
    from pg_class k, pg_partition_tree(k.oid) t,
         unnest(array['UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']) p
    where k.relname in ('audit_entry', 'audit_reading') and k.relkind = 'p'
      and has_table_privilege('noken_app', t.relid, p)
"""


def test_no_partition_of_the_journal_in_any_schema_can_be_changed() -> None:
    with connection.cursor() as cursor:
        cursor.execute(WRITABLE_JOURNAL)
        assert cursor.fetchall() == []


@pytest.mark.django_db(transaction=True)
def test_a_table_made_later_by_the_owner_is_open_to_the_application() -> None:
    with as_owner(connection), connection.cursor() as cursor:
        cursor.execute("create table later (a int)")
    try:
        with connection.cursor() as cursor:
            cursor.execute("insert into later values (1)")
    finally:
        with as_owner(connection), connection.cursor() as cursor:
            cursor.execute("drop table later")


@pytest.mark.django_db(transaction=True)
def test_a_kept_connection_is_checked_without_a_query_and_a_cut_one_is_noticed() -> None:
    connection.ensure_connection()
    assert connection.is_usable()
    mine = connection.connection.info.backend_pid
    with as_owner(connection):
        pass
    connection.ensure_connection()
    assert connection.connection.info.backend_pid != mine

    raw = connection.connection
    with psycopg.connect(raw.info.dsn) as other:
        other.execute("select pg_terminate_backend(%s, 5000)", [raw.info.backend_pid])

    assert not _stays_usable()
    connection.close()


def _stays_usable() -> bool:
    """Whether the socket says nothing of its end for five seconds."""
    until = time.monotonic() + 5
    while connection.is_usable():
        if time.monotonic() > until:
            return True
        time.sleep(0.01)
    return False
