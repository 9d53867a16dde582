"""allauth's pages as we let people use them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account import views
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.accounts import services
from noken.accounts.adapter import remember_session
from noken.accounts.forms import PasswordForm
from noken.accounts.queries import sessions_page
from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell
from noken.core.limits import is_too_often

View = Callable[..., Any]


def _usual(view: View) -> View:
    """allauth takes PUT for POST, answers OPTIONS, and lets some of its pages be kept."""
    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(view))


def _clearing(view: View) -> View:
    """Who leaves a shared phone leaves nothing on it: pages, photos and drafts go."""

    @wraps(view)
    def cleared(request: HttpRequest) -> HttpResponse:
        answer: HttpResponse = view(request)
        if request.method == "POST":
            answer["Clear-Site-Data"] = '"cache", "storage"'
        return answer

    return cleared


FIELD_OF = {"account.wrong_password": "old"}
TRIES, TRIES_WITHIN_S = 5, 900


def _password(request: HttpRequest) -> HttpResponse:
    """An own new password; the only page that a one-time password opens."""
    asked = cast("Request", request)
    user: Any = asked.user
    form = PasswordForm(asked.POST if asked.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            _change(asked, user, form.cleaned_data)
        except Refused as refusal:
            form.add_error(FIELD_OF.get(refusal.code, "new"), refusal.message)
        else:
            tell(asked, Toast("Kata sandi baru tersimpan."))
            return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)
    context = {"form": form, "is_one_time": user.one_time_until is not None}
    return show(asked, "account/password.html", context, status=422 if form.is_bound else 200)


def _change(request: Request, user: Any, typed: dict[str, str]) -> None:
    if is_too_often(f"sandi:{user.pk}", TRIES, TRIES_WITHIN_S):
        raise Refused(
            "Terlalu banyak percobaan. Demi keamanan akun ini, coba lagi beberapa menit lagi.",
            code="account.too_many",
        )
    changed = services.change_password(
        user.pk, typed["old"], typed["new"], by=request.actor, at=clock.now()
    )
    update_session_auth_hash(request, changed)
    remember_session(request, changed, request.actor)


@require_safe
@for_role(Role.SELF)
def sessions(request: Request) -> HttpResponse:
    """Where the own account is open."""
    page = sessions_page(request.actor.user_id or 0, request.session.session_key, clock.now())
    return show(request, "account/sessions.html", {"page": page})


@require_POST
@for_role(Role.SELF)
def end_session(request: Request, login_id: int) -> HttpResponse:
    return _end(request, login_id)


@require_POST
@for_role(Role.SELF)
def end_sessions(request: Request) -> HttpResponse:
    return _end(request, None)


def _end(request: Request, login_id: int | None) -> HttpResponse:
    key = request.session.session_key
    count = services.end_sessions(
        request.actor.user_id or 0, login_id, key, by=request.actor, at=clock.now()
    )
    tell(request, Toast(f"{count} perangkat dikeluarkan."))
    return HttpResponseRedirect(reverse("account_sessions"))


login = _usual(views.login)
logout = _usual(_clearing(views.logout))
reauthenticate = _usual(views.reauthenticate)
password = _usual(_password)
