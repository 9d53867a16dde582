"""What every request passes next to its view: what comes in, and what is refused."""

from collections.abc import Callable
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from noken.core import inputs
from noken.core.errors import Refused
from noken.core.http import Request, show, spent_key


class InputMiddleware:
    """Views meet only what `inputs` lets pass; an address that can name nothing is 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, parts: dict[str, Any]
    ) -> HttpResponse | None:
        if not inputs.is_place(parts):
            raise Http404
        if request.GET:
            request.GET = inputs.asked(request.GET)  # type: ignore[assignment]  # as Django reads it
        if request.method == "POST" and request.POST:
            try:
                request.POST = inputs.sent(request.POST)  # type: ignore[assignment]  # likewise
            except Refused as refusal:
                return refused(request, refusal)
        return None


class RefusalMiddleware:
    """`Refused` becomes a page, a fragment out of band (htmx) or JSON (our own scripts)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return refused(request, error) if isinstance(error, Refused) else None


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """The answer a person can read."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"refused": error.code, "message": error.message}, status=error.status)
    asked = cast("Request", request)
    part = bool(getattr(request, "htmx", False))
    template = "ui/refusal.html#part" if part else "ui/refusal.html"
    context = {"refusal": error, "spent": spent_key(asked, error)}
    answer = show(asked, template, context, status=error.status)
    if part:
        answer["HX-Reswap"] = "none"
    return answer
