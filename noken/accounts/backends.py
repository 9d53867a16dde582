"""Who stands behind a session: asked on every request, so by a written statement."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection

from noken.accounts.models import User
from noken.core import clock

# In the order of the model: Django fills a whole row by position.
_FIELDS = ("id", "password", "last_login", "login", "is_active", "one_time_until")
_USER = f"select {', '.join(_FIELDS)} from accounts_user where id = %s"  # noqa: S608 (constants only)


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """allauth's; reading a known user again is ours, and that a one-time password runs out."""

    def user_can_authenticate(self, user: User | None) -> bool:
        until = getattr(user, "one_time_until", None)
        in_time = until is None or clock.now() < until
        return in_time and bool(super().user_can_authenticate(user))

    @classmethod
    def _stash_user(cls, user: User | None) -> None:
        """allauth remembers whose right password was refused, and leads to a page of its own: that
        would tell a closed account from a wrong password."""

    def get_user(self, user_id: int) -> User | None:
        with connection.cursor() as cursor:
            cursor.execute(_USER, [user_id])
            row = cursor.fetchone()
        if row is None:
            return None
        user = User.from_db("default", _FIELDS, row)
        return user if self.user_can_authenticate(user) else None
