"""`noken import people` and `noken passwd`."""

import getpass
from argparse import Namespace
from pathlib import Path

from noken.config.cli.terms import Mistake, say
from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.organization.management import imports
from noken.organization.services import set_password_at_console
from noken.tenants.queries import schemas


def import_people(args: Namespace) -> int:
    file = Path(args.file)
    if not file.is_file():
        raise Mistake(f"There is no file {file}.")
    errors = Path(args.errors) if args.errors else None
    with in_tenant(tenant_of(args)):
        return int(imports.run(file, args.preview, errors))


def passwd(args: Namespace) -> int:
    first = getpass.getpass(f"New password for {args.nip}: ")
    if first != getpass.getpass("The same again: "):
        raise Mistake("The two differ; nothing was changed.")
    with in_tenant(tenant_of(args)):
        by, at = system(clock.today()), clock.now()
        waits = set_password_at_console(args.nip, first, by=by, at=at)
    say("Changed. All sessions of this person have ended.")
    if waits:
        say(
            "Who leads people or holds a role decides nothing until somebody has confirmed that "
            "they use the account: page Konfirmasi akun."
        )
    return 0


def tenant_of(args: Namespace) -> str:
    """The schema named with --tenant, or the only one there is."""
    known = schemas()
    if args.tenant in known:
        return str(args.tenant)
    if args.tenant is None and len(known) == 1:
        return known[0]
    if not known:
        raise Mistake(
            "There is no instansi yet. Make one: noken instansi create; or load the fictional "
            "sample: noken demo"
        )
    raise Mistake(f"Name the instansi with --tenant, one of: {', '.join(sorted(known))}.")
