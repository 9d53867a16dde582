"""Turns a refusal into an answer that a person can read."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse, JsonResponse

from noken.core.errors import Refused
from noken.core.http import Request, show, spent_key


class RefusalMiddleware:
    """`Refused` becomes a page, a fragment out of band (htmx) or JSON (our own scripts)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse(
                {"refused": error.code, "message": error.message}, status=error.status
            )
        asked = cast("Request", request)
        part = bool(getattr(request, "htmx", False))
        template = "ui/refusal.html#part" if part else "ui/refusal.html"
        context = {"refusal": error, "spent": spent_key(asked, error)}
        answer = show(asked, template, context, status=error.status)
        if part:
            answer["HX-Reswap"] = "none"
        return answer
