"""Who sees the health of the server: whoever sits at it, or shows the operator's token.

Its addresses belong to no instansi. They stand before all that asks the database, so that they
answer when the database does not.
"""

import base64
import hmac
import ipaddress
from collections.abc import Callable
from contextlib import suppress
from typing import cast
from urllib.parse import urlsplit

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import Resolver404, resolve

from noken.core.addresses import client_address

URLS = "noken.config.health.urls"
PREFIX = "/kesehatan-sistem/"
_PASSED_ON = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
    "HTTP_VIA",
)
"""What proxies add. noken needs one that says X-Forwarded-Proto: without it nobody can log in."""


class HealthMiddleware:
    """To everybody else these addresses are like any that does not exist."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.own = CSPMiddleware(_serve)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if _sits_here(request) or _has_token(request):
            return cast("HttpResponse", self.own(request))
        if settings.OPERATOR_TOKEN is None:
            return self.get_response(request)
        refused = HttpResponse("Halaman ini untuk operator.", "text/plain", 401)
        refused["WWW-Authenticate"] = 'Basic realm="noken", charset="UTF-8"'
        return refused


def _serve(request: HttpRequest) -> HttpResponse:
    connection.set_schema_to_public()  # type: ignore[attr-defined]  # django-tenants adds it
    try:
        found = resolve(request.path_info, URLS)
    except Resolver404:
        return HttpResponseNotFound("Alamat ini tidak dikenal.", content_type="text/plain")
    answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
    answer["Cache-Control"] = "no-store"
    return answer


def _sits_here(request: HttpRequest) -> bool:
    """Connected from this machine, by no proxy on it, and asked for by its address: a name may be
    one that a page elsewhere made to point here."""
    if any(name in request.META for name in _PASSED_ON):
        return False
    if not _is_address(request.META.get("HTTP_HOST", "")):
        return False
    address = client_address(request.META.get("REMOTE_ADDR", ""), "")
    return address is not None and ipaddress.ip_address(address).is_loopback


def _is_address(host: str) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    with suppress(ValueError):
        return name == "localhost" or bool(ipaddress.ip_address(name))
    return False


def _has_token(request: HttpRequest) -> bool:
    """`Authorization: Bearer …` of a collector, or the password a browser asked for."""
    if settings.OPERATOR_TOKEN is None:
        return False
    kind, _, shown = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if kind.lower() == "basic":
        try:
            shown = base64.b64decode(shown, validate=True).decode().partition(":")[2]
        except ValueError:  # neither base64 nor text
            return False
    elif kind.lower() != "bearer":
        return False
    return hmac.compare_digest(shown.encode(), settings.OPERATOR_TOKEN.encode())
