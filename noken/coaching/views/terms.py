"""The values of coaching and supervision: everybody reads, BKPSDM proposes, two sign."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.coaching import queries, services
from noken.coaching.access import EVERYBODY, KEEPERS, SIGNERS
from noken.coaching.forms import ReasonForm, TermsForm
from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, Toast, for_role, show, tell


@require_safe
@for_role(Role.PERSONNEL, Role.LEADER, *EVERYBODY)
def terms(request: Request) -> HttpResponse:
    return _page(request)


@require_POST
@for_role(*KEEPERS)
def propose(request: Request) -> HttpResponse:
    form = TermsForm(queries.terms_page(request.actor), request.POST)
    if not form.is_valid():
        return _page(request, form)
    services.propose_terms(form.new(), by=request.actor, at=clock.now())
    return _back(request, "Usulan menunggu dua persetujuan.")


@require_POST
@for_role(*SIGNERS)
def sign(request: Request, proposal_id: int) -> HttpResponse:
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["alasan"] if form.is_valid() else ""
    in_force = services.sign_terms(proposal_id, reason, by=request.actor, at=clock.now())
    return _back(request, "Ketentuan ditetapkan." if in_force else "Persetujuan tercatat.")


@require_POST
@for_role(*KEEPERS)
def withdraw(request: Request, proposal_id: int) -> HttpResponse:
    services.withdraw_terms(proposal_id, by=request.actor, at=clock.now())
    return _back(request, "Usulan ditarik.")


def _page(request: Request, refused: TermsForm | None = None) -> HttpResponse:
    page = queries.terms_page(request.actor)
    context = {"page": page, "form": refused or TermsForm(page)}
    return show(request, "coaching/terms.html", context, status=422 if refused else 200)


def _back(request: Request, said: str) -> HttpResponse:
    tell(request, Toast(said))
    return HttpResponseRedirect(reverse("coaching:terms"))
