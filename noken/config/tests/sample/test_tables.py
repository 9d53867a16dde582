"""What the load of the sample leaves out while it writes is there afterwards."""

from django.db import connection
from django_tenants.utils import schema_context

from noken.config.demo.loading import SCHEMA as INSTANSI
from noken.config.tests.sample import SAMPLE, SCHEMA

pytestmark = SAMPLE


def test_all_keys_and_indexes_of_an_instansi_are_there() -> None:
    query = """
        select c.relname, k.conname, replace(pg_get_constraintdef(k.oid), n.nspname || '.', '')
        from pg_constraint k join pg_class c on c.oid = k.conrelid
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = %(schema)s and c.relname not like 'audit%%'
        union all
        select c.relname, i.relname, replace(pg_get_indexdef(i.oid), n.nspname || '.', '')
        from pg_index x join pg_class i on i.oid = x.indexrelid
        join pg_class c on c.oid = x.indrelid
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = %(schema)s and x.indisvalid and c.relname not like 'audit%%'
    """
    found = {}
    for schema in (SCHEMA, INSTANSI):
        with schema_context(schema), connection.cursor() as cursor:
            cursor.execute(query, {"schema": schema})
            found[schema] = set(cursor.fetchall())

    assert len(found[SCHEMA]) > 500
    assert found[SCHEMA] == found[INSTANSI]
