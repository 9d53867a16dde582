"""The one door to allauth: what it may do, and how it speaks."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from noken.accounts import devices, services
from noken.accounts.devices import device_words
from noken.accounts.events import LoggedIn, LoggedOut
from noken.accounts.models import User
from noken.accounts.sessions import BEGUN
from noken.core import clock, events
from noken.core.actor import Actor, Role
from noken.core.addresses import client_address

MISMATCH = "NIP dan kata sandi tidak cocok. Periksa huruf besar, atau hubungi admin kepegawaian."
LIMITS = "allauth.account"
WAIT = "Terlalu banyak percobaan. Demi keamanan akun ini, coba lagi beberapa menit lagi."


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up, nothing by e-mail, the same answer for a known and an unknown NIP."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": MISMATCH,
        "account_inactive": MISMATCH,
        "invalid_login": MISMATCH,
        "incorrect_password": "Kata sandi tidak cocok. Periksa huruf besar.",
        "too_many_login_attempts": WAIT,
        "rate_limited": WAIT,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (allauth's signature)
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Spaces inside a NIP are taken out: that is how people write it."""
        name = credentials.get("username", "")
        if name.replace(" ", "").isdigit():
            credentials["username"] = name.replace(" ", "")
        return super().authenticate(request, **credentials)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """allauth's limits; looked at before they count, so that a refused try moves none of them.

        A device known for this account waits for its own wrong passwords alone.
        """
        device = devices.number_of(request, credentials.get("username", ""))
        kind: dict[str, Any] = (
            {"action": "device_failed", "key": device}
            if device
            else {"action": "login_failed", "key": self._key_of(request, **credentials)}
        )
        for only_look in (True, False):
            usage = ratelimit.consume(request, app=LIMITS, dry_run=only_look, **kind)
            if not usage:
                raise self.validation_error("too_many_login_attempts")
            self._login_failed_rl_usage = usage

    def _key_of(self, request: HttpRequest, **credentials: Any) -> str:
        return str(self._get_login_attempts_cache_key(request, **credentials))

    def post_login(self, request: HttpRequest, user: Any, **told: Any) -> HttpResponse:
        answer: HttpResponse = super().post_login(request, user, **told)
        devices.remember(answer, user.login)
        return answer

    def login(self, request: HttpRequest, user: Any) -> None:
        with transaction.atomic():
            super().login(request, user)
            remember_session(request, user, _actor(user))
            events.emit(LoggedIn(by=_actor(user), at=clock.now(), user_id=user.pk))

    def logout(self, request: HttpRequest) -> None:
        user = request.user
        with transaction.atomic():
            if isinstance(user, User):
                events.emit(LoggedOut(by=_actor(user), at=clock.now(), user_id=user.pk))
            super().logout(request)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Ours: allauth's own fails where a proxy's header is shorter than it expects."""
        there = request.META.get("REMOTE_ADDR", "")
        return client_address(there, request.headers.get("X-Forwarded-For", "")) or ""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """allauth's flash messages are not used: pages say themselves what happened."""


def remember_session(request: HttpRequest, user: User, by: Actor) -> None:
    """The session's owner sees it, under its key of now."""
    began = datetime.fromtimestamp(request.session.get(BEGUN, clock.now().timestamp()), UTC)
    device = device_words(request.headers.get("User-Agent", ""))
    services.note_login(user.pk, str(request.session.session_key), device, by=by, at=began)


def network_of(request: HttpRequest) -> str:
    """The address for whoever counts; of IPv6 the network, for a home has billions of addresses."""
    return str(ratelimit.get_ip(request))


def _actor(user: User) -> Actor:
    return Actor(user.pk, None, Role.SELF, frozenset({Role.SELF}), clock.today())
