"""A one-time password opens one page, on which its owner chooses an own; a keeper who does nothing
is logged out."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone

from noken.accounts.sessions import IDLE, KEEPS
from noken.core.actor import Role

KEEPERS = frozenset({Role.PERSONNEL, Role.ADMIN_OPD, Role.INSPECTORATE})
SAID_AGAIN = timedelta(minutes=1)
"""So often an act is written down in the session."""
OPEN = frozenset({"account_password", "account_logout"})
_FIRST = "Buat dulu kata sandi Anda sendiri, lalu lanjutkan."


class OneTimeMiddleware:
    """Stands after the one that requires a login."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: Any,  # noqa: ARG002 (Django's signature)
        kwargs: Any,  # noqa: ARG002 (as above)
    ) -> HttpResponse | None:
        if not getattr(view, "login_required", True):
            return None
        if getattr(request.user, "one_time_until", None) is None:
            return None
        if request.resolver_match is not None and request.resolver_match.view_name in OPEN:
            return None
        url = reverse("account_password")
        if getattr(request, "htmx", False):
            return HttpResponse(headers={"HX-Redirect": url})
        if request.headers.get("Accept", "").startswith("application/json"):
            said = {"refused": "account.one_time", "message": _FIRST}
            return JsonResponse(said, status=403)
        return HttpResponseRedirect(url)


class IdleMiddleware:
    """Stands after the one that says who acts. What a page fetches by itself is no act."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor: Any = getattr(request, "actor", None)
        keeps = actor is not None and bool(actor.roles & KEEPERS)
        if keeps != (KEEPS in request.session):
            _mark(request.session, keeps)
        elif keeps and "X-Langsung" not in request.headers:
            _go_on(request.session)
        return self.get_response(request)


def _mark(session: SessionBase, keeps: bool) -> None:  # noqa: FBT001 (what is marked)
    if keeps:
        session[KEEPS] = True
    else:
        del session[KEEPS]


def _go_on(session: SessionBase) -> None:
    ends_at = getattr(session, "ends_at", None)
    if ends_at is not None and ends_at - timezone.now() < IDLE - SAID_AGAIN:  # noqa: TID251 (as the session was ended)
        session.modified = True
