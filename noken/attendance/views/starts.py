"""Mulai presensi: where attendance counts, from which day, and what another day would do."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.attendance import services
from noken.attendance.forms.schedules import ReasonForm
from noken.attendance.forms.starts import StartsForm
from noken.attendance.queries.starts import starts_page
from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, Toast, for_role, show, tell
from noken.core.inputs import number_from

SEERS = (Role.LEADER, Role.PERSONNEL)


@require_safe
@for_role(*SEERS)
def starts(request: Request) -> HttpResponse:
    page = starts_page(request.actor, clock.now(), unit_id=_unit(request))
    return _show(request, page, StartsForm(page.open))


@require_POST
@for_role(Role.PERSONNEL)
def propose(request: Request) -> HttpResponse:
    """First what the days would do is shown; then the same days are proposed."""
    unit_id = _unit(request)
    form = StartsForm(starts_page(request.actor, clock.now(), unit_id=unit_id).open, request.POST)
    if not form.is_valid():
        page = starts_page(request.actor, clock.now(), unit_id=unit_id)
        return _show(request, page, form, status=422)
    if not form.days() or form.cleaned_data["dilihat"] != form.seen():
        asked = form.days()
        page = starts_page(request.actor, clock.now(), unit_id=unit_id, asked=asked)
        return _show(request, page, form, seen=form.seen(), status=200 if asked else 422)
    new = services.NewStarts(form.days(), form.cleaned_data["dasar"])
    services.propose_starts(new, by=request.actor, at=clock.now())
    return _back(request, "Usulan menunggu dua persetujuan.")


@require_POST
@for_role(*SEERS)
def sign(request: Request, proposal_id: int) -> HttpResponse:
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["alasan"] if form.is_valid() else ""
    in_force = services.sign_starts(proposal_id, reason, by=request.actor, at=clock.now())
    said = "Tanggal mulai ditetapkan." if in_force else "Persetujuan Anda tercatat."
    return _back(request, said)


@require_POST
@for_role(Role.PERSONNEL)
def withdraw(request: Request, proposal_id: int) -> HttpResponse:
    services.withdraw_starts(proposal_id, by=request.actor, at=clock.now())
    return _back(request, "Usulan ditarik.")


def _unit(request: Request) -> int:
    """The unit whose day is to be another, from the address or the form."""
    text = request.GET.get("unit") or request.POST.get("unit", "")
    return number_from(text) or 0


def _show(
    request: Request, page: Any, form: StartsForm, *, seen: str = "", status: int = 200
) -> HttpResponse:
    context = {"page": page, "form": form, "seen": seen, "unit_id": _unit(request)}
    return show(request, "attendance/starts.html", context, status=status)


def _back(request: Request, said: str) -> HttpResponse:
    tell(request, Toast(said))
    return HttpResponseRedirect(reverse("attendance:starts"))
