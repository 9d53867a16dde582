"""Commitments: one line for each fact of any area, salted, made by the database in the act itself.

The lines are sealed (`stretches`), never the facts: whoever holds a line learns nothing of the fact
without its salt. What is compared here is the facts that stand against the lines that were made.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection
from psycopg import sql

from noken.audit.models import FactForm
from noken.core.database.names import ADOPTS, APP
from noken.core.sealed import Fact

_STATEMENT = """
create or replace function {name}() returns trigger language plpgsql security definer
set search_path from current set timezone = 'UTC' set bytea_output = 'hex' as $$
begin
    insert into audit_commitment (form, key, salt, hash) {lines};
    return null;
end $$
"""
_EACH_STATEMENT = """
create or replace trigger sealed_commit after insert on {table} referencing new table as added
for each statement when ({writes}) execute function {name}()
"""
_EACH_ROW = """
create or replace trigger {trigger} after {act} on {table}
for each row when (({writes}) and new.{once} is not null{begins})
execute function {name}()
"""
_LINES = """
select {form}, a.{key}::text, a.noken_salt,
    sha256(a.noken_salt || convert_to({content}, 'UTF8'))
from (select {of}.*, uuid_send(gen_random_uuid()) as noken_salt from {source}) a
"""
_MISSING = """
insert into audit_commitment (form, key, salt, hash) {lines}
"""
_CHANGED = """
select count(*), min(c.id), (array_agg(c.key order by c.id))[1]
from audit_commitment c left join {table} t on t.{key} = c.key::{type}
where c.form = {form} and c.id > %s and (
    t.{key} is null or {unlike} or sha256(c.salt || convert_to({content}, 'UTF8')) <> c.hash)
"""
_ADDED = """
select count(*), min(t.{key}::text) from {table} t where {is_fact} and not exists (
    select from audit_commitment c
    where c.form = any(%s) and c.key::{type} = t.{key})
"""
_TEXTS = """
select c.id || E'\\t' || encode(c.salt, 'hex') || E'\\t' || {content}
from audit_commitment c join {table} t on t.{key} = c.key::{type}
where c.form = {form} and {is_fact} order by c.id
"""
_UNBOUND = """
select {name} || E'\\t' || t.{key} from {table} t where {is_fact} and not exists (
    select from audit_commitment c
    where c.form = any({forms}) and c.key::{type} = t.{key}) order by t.{key}
"""


class Hit(NamedTuple):
    """Facts that are not as they were committed: the table, how many, the key of the first, and
    the id of the line that was made of it (None: there is none)."""

    table: str
    rows: int
    key: str
    line: int | None


def function_of(form: FactForm) -> str:
    return f"audit_commit_{form.pk}"


def statements(fact: Fact, form: FactForm) -> Iterator[sql.Composed]:
    """What makes a line of each fact that noken writes from now on. What somebody writes by hand
    has none."""
    one = _names(fact, form)
    if not fact.once:
        lines = _lines(fact, form, of=sql.SQL("added"), source=sql.SQL("added"))
        yield sql.SQL(_STATEMENT).format(lines=lines, **one)
        yield sql.SQL(_EACH_STATEMENT).format(**one)
        return
    lines = _lines(fact, form, of=sql.SQL("n"), source=sql.SQL("(select new.*) n"))
    yield sql.SQL(_STATEMENT).format(lines=lines, **one)
    once = sql.Identifier(fact.once)
    begins = sql.SQL(" and old.{} is null").format(once)
    for act, more in (("insert", sql.SQL("")), ("update", begins)):
        yield sql.SQL(_EACH_ROW).format(
            trigger=sql.Identifier(f"sealed_commit_{act}_{fact.once}"),
            act=sql.SQL(act),
            once=once,
            begins=more,
            **one,
        )


def commit_missing(cursor: Any, fact: Fact, form: FactForm, forms: Sequence[int]) -> None:
    """A line for each fact that has none under any of the forms its kind has had."""
    where = sql.SQL(
        "{table} t where {is_fact} and not exists (select from audit_commitment c"
        " where c.form = any({forms}) and c.key = t.{key}::text)"
    ).format(is_fact=_is_fact(fact), forms=sql.Literal(list(forms)), **_names(fact, form))
    cursor.execute("set local timezone to 'UTC'")
    lines = _lines(fact, form, of=sql.SQL("t"), source=where)
    cursor.execute(sql.SQL(_MISSING).format(lines=lines))


def commit_all(facts: Sequence[Fact]) -> None:
    """A line for each fact that has none: for what was loaded with `ADOPTS` off."""
    with connection.cursor() as cursor:
        for fact, forms in by_kind(forms_of(facts)):
            commit_missing(cursor, fact, forms[-1], [form.pk for form in forms])


def first_hit(facts: Sequence[Fact], after_line: int, *, is_all: bool) -> Hit | None:
    """The first kind of fact of which some are not as the lines after one say; None: all are.

    Whether facts stand without a line is asked with `is_all` alone.
    """
    with connection.cursor() as cursor:
        cursor.execute("select set_config('TimeZone', 'UTC', true)")
        forms = forms_of(facts)
        for fact, form, there in forms:
            if there and (hit := _changed(cursor, fact, form, after_line)):
                return hit
        return _added(cursor, forms) if is_all else None


def texts(fact: Fact, form: FactForm) -> sql.Composed:
    """The statement for the facts of a form: id of the line, salt and content, by tabs."""
    return sql.SQL(_TEXTS).format(
        content=content("t", [name for name, _ in form.columns]),
        type=sql.SQL(dict(fact.columns)[fact.key]),
        is_fact=_is_fact(fact),
        **_names(fact, form),
    )


def unbound(fact: Fact, forms: Sequence[FactForm]) -> sql.Composed:
    """The statement for the facts of a kind that have no line: table and key, by a tab."""
    named = {**_names(fact, forms[-1]), "name": sql.Literal(fact.table)}
    return sql.SQL(_UNBOUND).format(
        is_fact=_is_fact(fact),
        type=sql.SQL(dict(fact.columns)[fact.key]),
        forms=sql.Literal([form.pk for form in forms]),
        **named,
    )


def forms_of(facts: Sequence[Fact]) -> list[tuple[Fact, FactForm, bool]]:
    """Each form a kind of fact has had, the oldest first, and whether its columns are there."""
    by_name = {name_of(fact): fact for fact in facts}
    with connection.cursor() as cursor:
        known = _known(cursor)
    return [
        (
            by_name[form.name],
            form,
            {name for name, _ in form.columns} <= known.get(form.table, set()),
        )
        for form in FactForm.objects.order_by("pk")
        if form.name in by_name
    ]


def name_of(fact: Fact) -> str:
    """A fact's name: its table, and the moment from which on it is one."""
    return f"{fact.table}.{fact.once}" if fact.once else fact.table


def _changed(cursor: Any, fact: Fact, form: FactForm, after_line: int) -> Hit | None:
    unlike = sql.SQL("t.{} is null").format(sql.Identifier(fact.once)) if fact.once else None
    cursor.execute(
        sql.SQL(_CHANGED).format(
            unlike=unlike or sql.SQL("false"),
            content=content("t", [name for name, _ in form.columns]),
            type=sql.SQL(dict(fact.columns)[fact.key]),
            **_names(fact, form),
        ),
        [after_line],
    )
    count, line, key = cursor.fetchone()
    return Hit(fact.table, count, key, line) if count else None


def by_kind(
    forms: Iterable[tuple[Fact, FactForm, bool]],
) -> list[tuple[Fact, list[FactForm]]]:
    """Each kind of fact with all forms it has had."""
    found: dict[str, tuple[Fact, list[FactForm]]] = {}
    for fact, form, _ in forms:
        found.setdefault(form.name, (fact, []))[1].append(form)
    return list(found.values())


def _added(cursor: Any, forms: Iterable[tuple[Fact, FactForm, bool]]) -> Hit | None:
    for fact, mine in by_kind(forms):
        cursor.execute(
            sql.SQL(_ADDED).format(
                is_fact=_is_fact(fact),
                type=sql.SQL(dict(fact.columns)[fact.key]),
                **_names(fact, mine[-1]),
            ),
            [[form.pk for form in mine]],
        )
        count, key = cursor.fetchone()
        if count:
            return Hit(fact.table, count, key, None)
    return None


def content(alias: str, columns: Sequence[str]) -> sql.Composed:
    """What is bound of a row: its columns as one JSON array."""
    values = [sql.SQL("{}.{}").format(sql.SQL(alias), sql.Identifier(name)) for name in columns]
    return sql.SQL("jsonb_build_array({})::text").format(sql.SQL(", ").join(values))


def _lines(fact: Fact, form: FactForm, *, of: sql.SQL, source: sql.Composable) -> sql.Composed:
    return sql.SQL(_LINES).format(
        form=sql.Literal(form.pk),
        key=sql.Identifier(fact.key),
        content=content("a", fact.names),
        of=of,
        source=source,
    )


def _names(fact: Fact, form: FactForm) -> Mapping[str, sql.Composable]:
    return {
        "table": sql.Identifier(fact.table),
        "key": sql.Identifier(fact.key),
        "form": sql.Literal(form.pk),
        "name": sql.Identifier(function_of(form)),
        "writes": sql.SQL("session_user = {} or current_setting({}, true) = 'on'").format(
            sql.Literal(APP), sql.Literal(ADOPTS)
        ),
    }


def _is_fact(fact: Fact) -> sql.Composable:
    if not fact.once:
        return sql.SQL("true")
    return sql.SQL("t.{} is not null").format(sql.Identifier(fact.once))


def _known(cursor: Any) -> dict[str, set[str]]:
    cursor.execute(
        "select table_name, array_agg(column_name::text) from information_schema.columns"
        " where table_schema = current_schema() group by table_name"
    )
    return {table: set(names) for table, names in cursor.fetchall()}
