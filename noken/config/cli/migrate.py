"""`noken migrate`: rights first, then the tables of all schemas."""

from argparse import Namespace

import psycopg
from django.core.management import call_command

from noken.config import database
from noken.config.cli.terms import say
from noken.core.database import OWNER
from noken.core.database.roles import prepare

LOCK = 0x6E6F6B656E
"""Two machines that migrate at once take turns: an advisory lock of this number."""


def migrate(_: Namespace) -> int:
    with psycopg.connect(database.url_of(OWNER), autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(%s)", [LOCK])
        prepare(connection, connection.info.dbname)
        call_command("migrate_schemas", interactive=False, verbosity=0)
    say("The database is up to date.")
    return 0
