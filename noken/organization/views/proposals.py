"""Superiors whom another agency asks for: an admin of the own agency answers."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, Toast, for_role, show, tell
from noken.organization import forms, services
from noken.organization.queries.superior_proposals import proposals_page


@require_safe
@for_role(Role.ADMIN_OPD)
def proposals(request: Request) -> HttpResponse:
    page = proposals_page(request.actor)
    return show(request, "organization/proposals.html", {"page": page})


@require_POST
@for_role(Role.ADMIN_OPD)
def agree(request: Request, proposal_id: int) -> HttpResponse:
    services.agree_superior(proposal_id, by=request.actor, at=clock.now())
    return _back(request, "Usulan disetujui. Pegawai dan kedua atasannya diberi tahu.")


@require_POST
@for_role(Role.ADMIN_OPD)
def decline(request: Request, proposal_id: int) -> HttpResponse:
    typed = forms.read(forms.DeclineForm(request.POST))
    note = typed["alasan"] or ""
    services.decline_superior(proposal_id, note, by=request.actor, at=clock.now())
    return _back(request, "Usulan ditolak; pengusulnya diberi tahu.")


def _back(request: Request, text: str) -> HttpResponse:
    tell(request, Toast(text))
    return HttpResponseRedirect(reverse("organization:proposals"))
