"""What follows from the word `sealed` in the database of one instansi, made by its owner.

A row that is a fact from the beginning is kept by rights: the application may neither delete it nor
change its columns. One that becomes a fact later is kept by triggers from that moment on. Of each
a line is made in the act itself (`commitments`).
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from django.db import connection, transaction
from psycopg import sql

from noken.audit.gateways import commitments
from noken.audit.gateways.commitments import name_of
from noken.audit.models import FactForm
from noken.core.database.names import APP
from noken.core.sealed import Fact

_THERE = """
select to_regclass('audit_commitment') is not null
   and exists (select from pg_roles where rolname = %s)
"""
_COLUMNS = """
select table_name, array_agg(column_name::text) from information_schema.columns
where table_schema = current_schema() group by table_name
"""

_OPEN = """
select relname::text from pg_class
where relnamespace = current_schema()::regnamespace and relkind = 'r'
  and has_table_privilege(%s, oid, 'DELETE')
"""
"""A restored copy may come without the rights that it had."""


@transaction.atomic
def protect(facts: Iterable[Fact]) -> None:
    """Rights and triggers for all of them, where they are not as they should be already."""
    with connection.cursor() as cursor:
        cursor.execute(_THERE, [APP])
        if not cursor.fetchone()[0]:
            return
        cursor.execute(_COLUMNS)
        columns = {table: set(names) for table, names in cursor.fetchall()}
        cursor.execute(_OPEN, [APP])
        opened = {name for (name,) in cursor.fetchall()}
        forms: dict[str, list[FactForm]] = {}
        for form in FactForm.objects.order_by("pk"):
            forms.setdefault(form.name, []).append(form)
        for fact in facts:
            if set(fact.names) <= columns.get(fact.table, set()):
                again = not fact.once and fact.table in opened
                _protect(cursor, fact, forms.get(name_of(fact), []), again=again)


def _protect(cursor: Any, fact: Fact, forms: list[FactForm], *, again: bool) -> None:
    columns = [list(column) for column in fact.columns]
    if not forms or forms[-1].columns != columns:
        named = {"name": name_of(fact), "table": fact.table, "once": fact.once, "key": fact.key}
        forms.append(FactForm.objects.create(columns=columns, **named))
    form = forms[-1]
    texts = [each.as_string(cursor.connection) for each in _statements(fact, form)]
    made = sha256("\n".join(texts).encode()).hexdigest()
    if form.made == made and not again:
        return
    for text in texts:
        cursor.execute(text)
    commitments.commit_missing(cursor, fact, form, [each.pk for each in forms])
    FactForm.objects.filter(pk=form.pk).update(made=made)


def _statements(fact: Fact, form: FactForm) -> Iterator[sql.Composed]:
    if fact.once:
        yield from _triggers(fact)
    else:
        yield from _grants(fact)
    yield from commitments.statements(fact, form)


def _grants(fact: Fact) -> Iterator[sql.Composed]:
    names = {"table": sql.Identifier(fact.table), "app": sql.Identifier(APP)}
    yield sql.SQL("revoke update, delete on {table} from {app}").format(**names)
    if fact.follows:
        follows = sql.SQL(", ").join(map(sql.Identifier, fact.follows))
        yield sql.SQL("grant update ({follows}) on {table} to {app}").format(
            follows=follows, **names
        )


def _triggers(fact: Fact) -> Iterator[sql.Composed]:
    once = sql.Identifier(fact.once)
    changed = sql.SQL(" or ").join(
        sql.SQL("old.{0} is distinct from new.{0}").format(sql.Identifier(name))
        for name in fact.names
    )
    for act, when in (("update", changed), ("delete", sql.SQL("true"))):
        yield sql.SQL(
            "create or replace trigger {name} before {act} on {table} for each row"
            " when (current_user = {app} and old.{once} is not null and ({when}))"
            " execute function audit_refuse()"
        ).format(
            name=sql.Identifier(f"sealed_{act}_{fact.once}"),
            act=sql.SQL(act),
            table=sql.Identifier(fact.table),
            app=sql.Literal(APP),
            once=once,
            when=when,
        )
