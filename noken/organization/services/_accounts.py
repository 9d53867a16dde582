"""The account of a person: by NIP, else by a login name."""

from datetime import datetime

from noken.accounts.models import User
from noken.accounts.services import open_accounts
from noken.core.actor import Actor
from noken.organization.rules.logins import login_name


def open_account(name: str, nip: str | None, by: Actor, at: datetime) -> int:
    """Its id. Nobody can log in to it until a password was made."""
    login = nip or login_name(name, set(User.objects.values_list("login", flat=True)))
    return open_accounts([login], by=by, at=at)[login]
