"""A one-time password opens one page: the one on which its owner chooses an own."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

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
