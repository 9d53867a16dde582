"""How closely one is supervised, and how closely a superior supervises."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.coaching import access, queries, services
from noken.coaching.access import EVERYBODY, SUPERIORS
from noken.coaching.forms import ChoiceForm, CloseForm, ReasonForm, mark
from noken.core import clock
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell


@require_safe
@for_role(*EVERYBODY)
def own(request: Request) -> HttpResponse:
    return show(request, "coaching/own_level.html", {"page": queries.own_level_page(request.actor)})


@require_POST
@for_role(*EVERYBODY)
def choose(request: Request) -> HttpResponse:
    """Keep the usual level, or let it follow the record."""
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        raise Refused("Pilih salah satu.", code="level.unreadable")
    keeps = form.cleaned_data["tetap"] == "ya"
    services.choose_level(keeps_usual=keeps, by=request.actor, at=clock.now())
    tell(request, Toast("Anda tetap diawasi biasa." if keeps else "Tingkat mengikuti catatan."))
    return HttpResponseRedirect(reverse("coaching:own_level"))


@require_safe
@for_role(*SUPERIORS)
def team(request: Request) -> HttpResponse:
    page = queries.team_levels_page(request.actor)
    return show(request, "coaching/levels.html", {"page": page, "form": CloseForm()})


@require_POST
@for_role(*SUPERIORS)
def tighten(request: Request, employee_id: int) -> HttpResponse:
    """Closer for a time, with the reason the person reads."""
    _check_own(request, employee_id)
    form = CloseForm(request.POST)
    if form.is_valid():
        try:
            services.tighten(employee_id, form.new(), by=request.actor, at=clock.now())
        except Refused as refusal:
            mark(form, refusal)
        else:
            tell(request, Toast("Pegawai diberi tahu sekarang. Berlaku mulai hari kerja besok."))
            return HttpResponseRedirect(reverse("coaching:levels"))
    page = queries.team_levels_page(request.actor)
    context = {"page": page, "form": form, "refused_id": employee_id}
    return show(request, "coaching/levels.html", context, status=422)


@require_POST
@for_role(*SUPERIORS)
def end(request: Request, employee_id: int) -> HttpResponse:
    """End a closer level before its day."""
    _check_own(request, employee_id)
    form = ReasonForm(request.POST)
    why = form.cleaned_data["alasan"] if form.is_valid() else ""
    services.end_close(employee_id, why, by=request.actor, at=clock.now())
    tell(request, Toast("Mulai besok kembali biasa. Pegawai diberi tahu."))
    return HttpResponseRedirect(reverse("coaching:levels"))


def _check_own(request: Request, employee_id: int) -> None:
    """Who is nobody's superior of this person meets 404."""
    if not access.leads(request.actor, employee_id):
        raise Http404
