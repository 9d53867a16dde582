"""`noken migrate`, `noken demo`, `noken prepare`: what is done as the owner of the database."""

from argparse import Namespace

import psycopg
from django.core.management import call_command

from noken.config import database
from noken.config.cli.terms import Mistake, say
from noken.config.demo import load
from noken.core.database import OWNER
from noken.core.database.roles import prepare as prepare_database
from noken.core.tenancy import in_tenant
from noken.organization.models import Employee
from noken.tenants.queries import schemas

MIGRATION_LOCK = 0x6E6F6B656E
"""Two machines that migrate at once take turns: an advisory lock of this number."""


def migrate(_: Namespace) -> int:
    with psycopg.connect(database.url_of(OWNER), autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(%s)", [MIGRATION_LOCK])
        prepare_database(connection, connection.info.dbname)
        call_command("migrate_schemas", interactive=False, verbosity=0)
    say("The database is up to date.")
    return 0


def demo(args: Namespace) -> int:
    if not is_empty():
        raise Mistake(
            "The database already holds people; the sample is loaded into an empty one only. "
            "Start over with another NOKEN_VAR, or with an empty DATABASE_URL."
        )
    load(args.size)
    return 0


def prepare(args: Namespace) -> int:
    migrate(args)
    if is_empty():
        say("Loading the sample regency, once: about a minute.")
        load("full")
    call_command("collectstatic", interactive=False, verbosity=0)
    return 0


def is_empty() -> bool:
    """Whether no instansi holds a person: a load that was broken off counts as empty."""
    return not any(_has_people(schema) for schema in schemas())


def _has_people(schema: str) -> bool:
    with in_tenant(schema):
        return Employee.objects.exists()
