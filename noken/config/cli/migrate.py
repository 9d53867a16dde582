"""`noken migrate`: rights first, then the tables of all schemas, the journal's months, and what
data files hold."""

from argparse import Namespace

import psycopg
from django.core.management import call_command

from noken.audit import services as audit
from noken.config import data_files, database, prepared
from noken.config.cli.terms import say
from noken.core import clock
from noken.core.database import OWNER
from noken.core.database.roles import prepare
from noken.core.tenancy import in_tenant
from noken.tenants.queries import schemas

MONTHS_AHEAD = 13
"""More than a year: whoever upgrades once a year never writes into the rest partition."""
LOCK = 0x6E6F6B656E
"""Two machines that migrate at once take turns: an advisory lock of this number."""


def migrate(_: Namespace) -> int:
    with psycopg.connect(database.url_of(OWNER), autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(%s)", [LOCK])
        prepared.forget()
        prepare(connection, connection.info.dbname)
        call_command("migrate_schemas", interactive=False, verbosity=0)
        _prepare_journals()
        for schema in schemas():
            data_files.bring(schema)
    say("The database is up to date.")
    return 0


def _prepare_journals() -> None:
    """Write-protected partitions for the months to come, in each instansi."""
    today = clock.today()
    for schema in schemas():
        with in_tenant(schema):
            audit.prepare_months(today.replace(day=1), months=MONTHS_AHEAD)
