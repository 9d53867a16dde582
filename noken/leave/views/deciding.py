"""Pages of superiors, officials and those who keep the books."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell
from noken.core.inputs import month_from
from noken.leave import queries, services
from noken.leave.forms import AdviceForm, DecisionForm
from noken.leave.views.asking import READERS

UNREADABLE = "Keputusan ini tidak terbaca. Muat ulang halaman, lalu pilih lagi."


@require_safe
@for_role(*READERS)
def detail(request: Request, request_id: UUID) -> HttpResponse:
    page = queries.request_page(request.actor, request_id, clock.now())
    return show(request, "leave/request.html", {"page": page})


@require_POST
@for_role(*READERS)
def advise(request: Request, request_id: UUID) -> HttpResponse:
    found = queries.request_page(request.actor, request_id, clock.now())
    form = AdviceForm(request.POST)
    if not form.is_valid():
        raise Refused(UNREADABLE, code="leave.unreadable")
    act, note = form.cleaned_data["keputusan"], form.cleaned_data["catatan"]
    actor, at = request.actor, clock.now()
    if act == "kembalikan":
        services.return_request(request_id, note, by=actor, at=at)
        return _done(request, request_id, f"Dikembalikan kepada {found.person.name}.")
    services.advise(request_id, supports=act == "dukung", note=note, by=actor, at=at)
    return _done(request, request_id, f"Pertimbangan terkirim. {found.official_name} memutuskan.")


@require_POST
@for_role(*READERS)
def decide(request: Request, request_id: UUID) -> HttpResponse:
    found = queries.request_page(request.actor, request_id, clock.now())
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Refused(UNREADABLE, code="leave.unreadable")
    act, note = form.cleaned_data["keputusan"], form.cleaned_data["catatan"]
    actor, at, name = request.actor, clock.now(), found.person.name
    if act == "setujui":
        number = form.cleaned_data["nomor"]
        services.approve_request(request_id, number=number, note=note, by=actor, at=at)
        return _done(request, request_id, f"Disetujui. {name} diberi tahu.")
    if act == "tolak":
        services.refuse_request(request_id, note, by=actor, at=at)
        return _done(request, request_id, f"Tidak disetujui. {name} membaca alasannya.")
    services.return_request(request_id, note, by=actor, at=at)
    return _done(request, request_id, f"Dikembalikan kepada {name}.")


@require_safe
@for_role(Role.SUPERIOR)
def team(request: Request) -> HttpResponse:
    month = month_from(request.GET.get("bulan", ""), request.actor.on)
    page = queries.team_calendar(request.actor, month)
    return show(request, "leave/team.html", {"page": page})


@require_safe
@for_role(Role.SELF)
def colleagues(request: Request) -> HttpResponse:
    month = month_from(request.GET.get("bulan", ""), request.actor.on)
    page = queries.colleagues_calendar(request.actor, month)
    return show(request, "leave/team.html", {"page": page})


def _done(request: Request, request_id: UUID, text: str) -> HttpResponse:
    tell(request, Toast(text))
    return HttpResponseRedirect(reverse("leave:request", args=[request_id]))
