"""`noken demo` and `noken prepare`."""

import time
from argparse import Namespace

from django.core.management import call_command

from noken.config import prepared
from noken.config.cli.migrate import migrate
from noken.config.cli.terms import Mistake, say
from noken.config.demo import load
from noken.core.tenancy import in_tenant
from noken.organization.models import Employee
from noken.tenants.queries import schemas


def demo(args: Namespace) -> int:
    if not is_empty():
        raise Mistake(
            "The database already holds people; the sample is loaded into an empty one only. "
            "Start over with another NOKEN_VAR, or with an empty DATABASE_URL."
        )
    _load(args.size)
    return 0


def prepare(args: Namespace) -> int:
    """`--sample`, as `noken run` asks for it, fills an empty database; people's own stays empty."""
    migrate(args)
    if args.sample and is_empty():
        say("Loading the sample regency, once: about a minute.")
        _load("full")
    call_command("collectstatic", interactive=False, verbosity=0)
    prepared.keep(prepared.stamp(sample=args.sample))
    return 0


def _load(size: str) -> None:
    begun = time.monotonic()
    load(size)
    say(f"The sample was loaded in {time.monotonic() - begun:.0f} s.")


def is_empty() -> bool:
    """Whether no instansi holds a person: a load that was broken off counts as empty."""
    return not any(_has_people(schema) for schema in schemas())


def _has_people(schema: str) -> bool:
    with in_tenant(schema):
        return Employee.objects.exists()
