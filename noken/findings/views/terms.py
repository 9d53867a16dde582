"""The days and limits of findings: read by everybody, kept by BKPSDM, signed by two people."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell
from noken.findings import queries, services
from noken.findings.forms import SignForm, TermsForm, mark
from noken.findings.views.rules import READERS, SIGNERS


@require_safe
@for_role(*READERS)
def terms(request: Request) -> HttpResponse:
    return _page(request)


@require_POST
@for_role(Role.PERSONNEL)
def propose(request: Request) -> HttpResponse:
    form = TermsForm(queries.terms_page(request.actor), request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        services.propose_terms(form.terms(), by=request.actor, at=clock.now())
    except Refused as refusal:
        mark(form, refusal, shown=True)
        return _page(request, form)
    return _back(request, "Usulan ketentuan menunggu dua persetujuan.")


@require_POST
@for_role(*SIGNERS)
def sign(request: Request, proposal_id: int) -> HttpResponse:
    form = SignForm(request.POST)
    reason = form.cleaned_data["alasan"] if form.is_valid() else ""
    in_force = services.sign_terms(proposal_id, reason, by=request.actor, at=clock.now())
    return _back(request, "Ketentuan ditetapkan." if in_force else "Persetujuan tercatat.")


@require_POST
@for_role(Role.PERSONNEL)
def withdraw(request: Request, proposal_id: int) -> HttpResponse:
    services.withdraw_terms(proposal_id, by=request.actor, at=clock.now())
    return _back(request, "Usulan ditarik.")


def _page(request: Request, refused: TermsForm | None = None) -> HttpResponse:
    page = queries.terms_page(request.actor)
    context = {"page": page, "form": refused or TermsForm(page)}
    return show(request, "findings/terms.html", context, status=422 if refused else 200)


def _back(request: Request, said: str) -> HttpResponse:
    tell(request, Toast(said))
    return HttpResponseRedirect(reverse("findings:terms"))
