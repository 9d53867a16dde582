"""`noken key rotate`: a new key for receipts, with the consent of two people who are there."""

import getpass
from argparse import Namespace

from noken.accounts.models import User
from noken.config.cli.people import tenant_of
from noken.config.cli.terms import Mistake, say
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.tenancy import in_tenant
from noken.documents import services as documents
from noken.organization.queries import actor_for, tied_to

TRIES = 3


def rotate(args: Namespace) -> int:
    with in_tenant(tenant_of(args)):
        by, second = (_consent(which) for which in ("first", "second"))
        _check_two(by, second)
        row = documents.rotate_key(by=by, second=second, reason=args.reason, at=clock.now())
    say(f"Receipts are signed with key {row.key_id} from now on. Old ones stay valid; the old")
    say("private file is destroyed. Take a new backup of the folder of keys.")
    return 0


def _check_two(by: Actor, second: Actor) -> None:
    """Whoever made the other's password lately could be both."""
    others = {second.employee_id or 0} - {by.employee_id or 0}
    if tied_to(by.employee_id or 0, others, clock.now()):
        raise Mistake(
            "One person made the password of the other, or of both, in the last 30 days: that "
            "counts as one hand. Nothing was changed."
        )


def _consent(which: str) -> Actor:
    """A person of BKPSDM, known by login and password."""
    say(f"The {which} of two people of BKPSDM.")
    for _ in range(TRIES):
        login = input("NIP or login name: ").replace(" ", "")
        actor = _known(login, getpass.getpass("Password: "))
        if actor is not None:
            return actor.acting_as(Role.PERSONNEL)
        say("This is nobody in the role BKPSDM with a password of their own.")
    raise Mistake("Nothing was changed.")


def _known(login: str, password: str) -> Actor | None:
    user = User.objects.filter(login=login, is_active=True, one_time_until=None).first()
    if user is None or not user.check_password(password):
        return None
    actor = actor_for(user.pk, clock.today())
    return actor if actor is not None and actor.has(Role.PERSONNEL) else None
