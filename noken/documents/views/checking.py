"""The public check page: is this receipt genuine? It asks for no account and names nobody."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from noken.core import clock
from noken.core.addresses import client_address
from noken.core.errors import Refused
from noken.core.http import Request, show
from noken.core.limits import is_too_often
from noken.documents import queries
from noken.documents.forms import CheckForm

TRIES_PER_MINUTE = 30


@dataclass(frozen=True, slots=True)
class CheckPage:
    """`check` is None until number and fingerprint were given in full."""

    form: CheckForm
    check: queries.Check | None
    checked_at: datetime


@require_safe
@login_not_required
def check(request: Request) -> HttpResponse:
    """`?nomor=…&sidik=…`: the link of a receipt, or the form on the page."""
    form = CheckForm(request.GET or None)
    found = None
    if form.is_bound:
        slow_down(request)
        if form.is_valid():
            found = queries.check(*form.pair())
    page = CheckPage(form, found, clock.now())
    return show(request, "documents/check.html", {"page": page})


@require_safe
@login_not_required
def keys(request: Request) -> HttpResponse:  # noqa: ARG001 (Django hands it to every view)
    """Every public key that signed receipts, as PEM with its name above."""
    return HttpResponse(queries.keys_text(), content_type="text/plain; charset=utf-8")


def slow_down(request: Request) -> None:
    """An address has so many tries a minute: enough for an office, too few to guess.

    Raises:
        Refused: `check.too_many` (status 429).
    """
    there = request.META.get("REMOTE_ADDR", "")
    address = client_address(there, request.headers.get("X-Forwarded-For", ""))
    if is_too_often(f"periksa:{address}", TRIES_PER_MINUTE, 60):
        raise Refused(
            "Terlalu banyak pemeriksaan dari alamat ini. Tunggu satu menit, lalu coba lagi.",
            code="check.too_many",
            status=429,
        )
