"""*Pemegang peran*: the register, and the second hand, the review and the end of a role."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, Toast, for_role, show, tell
from noken.organization import services
from noken.organization.queries.roles import roles_page

HOLDERS = (Role.PERSONNEL, Role.INSPECTORATE, Role.LEADER)


@require_safe
@for_role(*HOLDERS)
def roles(request: Request) -> HttpResponse:
    text = " ".join(request.GET.get("cari", "").split())[:100]
    page = roles_page(request.actor, clock.now(), text)
    return show(request, "organization/roles.html", {"page": page})


@require_POST
@for_role(*HOLDERS)
def confirm(request: Request, proposal_id: int) -> HttpResponse:
    reason = request.POST.get("alasan", "")
    services.confirm_role(proposal_id, reason, by=request.actor, at=clock.now())
    return _back(request, "Peran diberikan.")


@require_POST
@for_role(Role.PERSONNEL)
def withdraw(request: Request, proposal_id: int) -> HttpResponse:
    services.withdraw_role(proposal_id, by=request.actor, at=clock.now())
    return _back(request, "Usulan ditarik.")


@require_POST
@for_role(*HOLDERS)
def end(request: Request, grant_id: int) -> HttpResponse:
    reason, on = request.POST.get("alasan", ""), request.actor.on
    services.end_role(grant_id, on, reason, by=request.actor, at=clock.now())
    return _back(request, "Peran berakhir.")


@require_POST
@for_role(*HOLDERS)
def review(request: Request, grant_id: int) -> HttpResponse:
    reason = request.POST.get("alasan", "")
    services.review_role(grant_id, reason, by=request.actor, at=clock.now())
    return _back(request, "Tinjauan tercatat.")


def _back(request: Request, said: str) -> HttpResponse:
    tell(request, Toast(said))
    return HttpResponseRedirect(reverse("organization:roles"))
