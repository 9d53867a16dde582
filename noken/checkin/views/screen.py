"""The office's own screen: public pages of a device that was paired once, known by its cookie."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.checkin import queries, services
from noken.checkin.forms import KioskForm
from noken.core import clock
from noken.core.actor import visitor
from noken.core.addresses import client_address
from noken.core.errors import Refused
from noken.core.http import url_of
from noken.core.limits import is_too_often
from noken.core.uuid7 import uuid7

COOKIE = "layar"
A_YEAR = 365 * 24 * 3600
MOST_WORDS, WORDS_WITHIN_S = 20, 900
GREETED_SECONDS = 8
"""A name stays on a screen that everybody sees no longer than this."""


@require_safe
@login_not_required
def screen(request: HttpRequest) -> HttpResponse:
    """The rotating code; on a device that is no screen yet, the field for the word of pairing."""
    page = queries.screen_page(request.COOKIES.get(COOKIE, ""), clock.now())
    scan_url = request.build_absolute_uri(url_of("checkin:here"))
    return _answer(request, "checkin/screen.html", {"page": page, "scan_url": scan_url})


@require_POST
@login_not_required
def pair(request: HttpRequest) -> HttpResponse:
    word = request.POST.get("kata", "")[:40]
    told = _closed(request) or services.pair_screen(word, by=visitor(clock.today()), at=clock.now())
    if isinstance(told, Refused):
        return _answer(request, "checkin/screen.html", {"page": None, "refused": told}, told.status)
    answer = HttpResponseRedirect(url_of("checkin:screen"))
    answer.set_cookie(
        COOKIE,
        told,
        max_age=A_YEAR,
        path=url_of("checkin:screen"),
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


@require_safe
@login_not_required
def key(request: HttpRequest) -> HttpResponse:
    """The key in force and the server's clock, asked for now and then while there is a network."""
    page = queries.screen_page(request.COOKIES.get(COOKIE, ""), clock.now())
    if page is None:
        answer = JsonResponse({"revoked": True})
    else:
        answer = JsonResponse({"key": page.key, "now": page.stamp})
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def kiosk(request: HttpRequest) -> HttpResponse:
    """NIP and personal code, for who has no phone."""
    token = request.COOKIES.get(COOKIE, "")
    page = queries.screen_page(token, clock.now())
    if page is None:
        return HttpResponseRedirect(url_of("checkin:screen"))
    if request.method != "POST":
        return _answer(request, "checkin/kiosk.html", {"page": page})
    form = KioskForm(request.POST)
    if not form.is_valid():
        refused = Refused(
            "Kode kiriman tidak dikenali. Muat ulang halaman ini.", code="receipt.bad_key"
        )
        return _answer(request, "checkin/kiosk.html", {"page": page, "refused": refused}, 422)
    values = form.cleaned_data
    told = services.file_on_screen(
        values["key"],
        token,
        values["nip"],
        values["kode"],
        by=visitor(clock.today()),
        at=clock.now(),
    )
    if isinstance(told, Refused):
        context = {"page": page, "refused": told, "nip": values["nip"]}
        return _answer(request, "checkin/kiosk.html", context, told.status)
    answer = _answer(request, "checkin/kiosk.html", {"page": page, "welcome": told})
    answer["Refresh"] = f"{GREETED_SECONDS};url={url_of('checkin:screen')}"
    return answer


def _closed(request: HttpRequest) -> Refused | None:
    """An address has so many words in a quarter of an hour; who guesses closes nobody else's."""
    there = request.META.get("REMOTE_ADDR", "")
    address = client_address(there, request.headers.get("X-Forwarded-For", ""))
    if not is_too_often(f"pasang:{address}", MOST_WORDS, WORDS_WITHIN_S):
        return None
    return Refused(
        "Terlalu banyak kata yang salah. Coba lagi 15 menit lagi.",
        code="screen.too_many_tries",
        status=429,
    )


def _answer(
    request: HttpRequest, template: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    at = clock.now()
    context = {**context, "now": at, "key": uuid7(at)}
    answer = TemplateResponse(request, template, context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer.render()
