"""Accounts are made and ended by services of the areas above; nobody signs up."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.crypto import get_random_string

from noken.accounts.events import AccountEnded, PasswordSet
from noken.accounts.models import User
from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused

_OPEN = """
    insert into accounts_user (login, password, is_active)
    select login, %(password)s, true from unnest(%(logins)s::text[]) as login
    on conflict (login) do nothing
"""


@transaction.atomic
def open_accounts(logins: Iterable[str], *, by: Actor, at: datetime) -> dict[str, int]:  # noqa: ARG001 (a service says who and when; the opener's event names the persons)
    """Accounts that cannot log in until a password is set; login name to account id.

    A login that exists keeps its account.
    """
    wanted = list(dict.fromkeys(logins))
    unusable = UNUSABLE_PASSWORD_PREFIX + get_random_string(40)
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, {"logins": wanted, "password": unusable})
        cursor.execute("select login, id from accounts_user where login = any(%s)", [wanted])
        return dict(cursor.fetchall())


@transaction.atomic
def set_password(login: str, password: str, *, by: Actor, at: datetime) -> None:
    """Give an account a password; every session of it ends.

    Raises:
        Refused: `account.unknown`, `account.weak_password`.
    Emits: PasswordSet.
    """
    user = User.objects.select_for_update().filter(login=login).first()
    if user is None:
        raise Refused("Akun ini tidak ditemukan. Periksa NIP-nya.", code="account.unknown")
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), code="account.weak_password") from error
    user.set_password(password)
    user.save(update_fields=["password"])
    events.emit(PasswordSet(by=by, at=at, user_id=user.pk))


@transaction.atomic
def end_account(user_id: int, *, by: Actor, at: datetime) -> None:
    """Close an account: its sessions are nobody from the next request on.

    Emits: AccountEnded.
    """
    changed = User.objects.filter(pk=user_id, is_active=True).update(is_active=False)
    if changed:
        events.emit(AccountEnded(by=by, at=at, user_id=user_id))
