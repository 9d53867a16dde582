"""Accounts are made and ended by services of the areas above; nobody signs up."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.crypto import get_random_string

from noken.accounts.events import AccountEnded, PasswordSet, SessionsEnded
from noken.accounts.models import Login, User
from noken.accounts.passwords import Ready
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
    _keep(user, password, by, at)


@transaction.atomic
def change_password(user_id: int, old: str, new: str, *, by: Actor, at: datetime) -> User:
    """The owner's own new password; a one-time one is used up by it. Other sessions end.

    Raises:
        Refused: `account.wrong_password`, `account.same_password`, `account.weak_password`.
    Emits: PasswordSet.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    if not user.check_password(old):
        raise Refused(
            "Kata sandi sekarang tidak cocok. Periksa huruf besar.", code="account.wrong_password"
        )
    if new == old:
        raise Refused(
            "Kata sandi baru sama dengan yang lama. Pilih yang lain.", code="account.same_password"
        )
    _keep(user, new, by, at)
    return user


@transaction.atomic
def issue_passwords(
    until: Mapping[int, datetime], ready: Sequence[Ready], *, by: Actor, at: datetime
) -> dict[int, tuple[str, str]]:
    """A new one-time password for each account: its login and the password, known only here.

    Every session of these accounts ends.

    Args:
        until: account id to the time from which the password opens nothing.
        ready: one for each account, from `passwords.ready_passwords`.
    Emits: PasswordSet.
    """
    users = list(User.objects.select_for_update().filter(pk__in=until).order_by("pk"))
    made: dict[int, tuple[str, str]] = {}
    for user, (password, hashed) in zip(users, ready, strict=True):
        user.password = hashed
        user.one_time_until = until[user.pk]
        made[user.pk] = (user.login, password)
    User.objects.bulk_update(users, ["password", "one_time_until"])
    Login.objects.filter(user__in=users).delete()
    events.emit(*(PasswordSet(by=by, at=at, user_id=user.pk) for user in users))
    return made


@transaction.atomic
def note_login(user_id: int, session_key: str, device: str, *, by: Actor, at: datetime) -> None:  # noqa: ARG001 (a service says who; the login's event tells)
    """Keep when and on what a session began, for its owner to see."""
    Login.objects.update_or_create(
        session_key=session_key, defaults={"user_id": user_id, "device": device, "at": at}
    )


@transaction.atomic
def end_sessions(
    user_id: int, login_id: int | None, kept: str | None, *, by: Actor, at: datetime
) -> int:
    """End one session of an account, or all; how many.

    Args:
        login_id: None: all of them.
        kept: the key of the session in which this is asked; it goes on.
    Raises:
        Refused: `account.no_session`.
    Emits: SessionsEnded.
    """
    rows = Login.objects.filter(user=user_id).exclude(session_key=kept or "")
    if login_id is not None:
        rows = rows.filter(pk=login_id)
    keys = list(rows.values_list("session_key", flat=True))
    ended, _ = Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    if not ended:
        raise Refused("Perangkat itu sudah keluar. Muat ulang halaman.", code="account.no_session")
    events.emit(SessionsEnded(by=by, at=at, user_id=user_id, count=ended))
    return ended


@transaction.atomic
def forget_sessions(*, by: Actor, at: datetime) -> int:  # noqa: ARG001 (a service says who)
    """Delete sessions that are over; how many. Nobody can use them any more."""
    gone, _ = Session.objects.filter(expire_date__lt=at).delete()
    Login.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return gone


@transaction.atomic
def end_account(user_id: int, *, by: Actor, at: datetime) -> None:
    """Close an account: its sessions are nobody from the next request on.

    Emits: AccountEnded.
    """
    changed = User.objects.filter(pk=user_id, is_active=True).update(is_active=False)
    if changed:
        events.emit(AccountEnded(by=by, at=at, user_id=user_id))


def _keep(user: User, password: str, by: Actor, at: datetime) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), code="account.weak_password") from error
    user.set_password(password)
    user.one_time_until = None
    user.save(update_fields=["password", "one_time_until"])
    user.logins.all().delete()
    events.emit(PasswordSet(by=by, at=at, user_id=user.pk))
