"""The two settings that everybody may read: days of each step, and who may decide."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, Toast, for_role, show, tell
from noken.discipline import queries, services
from noken.discipline.forms.opening import MatrixForm, SignForm, TermsForm

EVERYBODY = (Role.SELF,)


@require_safe
@for_role(Role.PERSONNEL, Role.LEADER, *EVERYBODY)
def terms(request: Request) -> HttpResponse:
    return _terms(request)


@require_POST
@for_role(Role.PERSONNEL)
def terms_propose(request: Request) -> HttpResponse:
    form = TermsForm(queries.terms_page(request.actor), request.POST)
    if not form.is_valid():
        return _terms(request, form)
    services.propose_terms(form.terms(), by=request.actor, at=clock.now())
    return _back(request, "terms", "Usulan hari kerja menunggu dua persetujuan.")


@require_POST
@for_role(Role.LEADER, Role.PERSONNEL)
def terms_sign(request: Request, proposal_id: int) -> HttpResponse:
    reason = _reason(request)
    in_force = services.sign_terms(proposal_id, reason, by=request.actor, at=clock.now())
    said = "Hari kerja setiap langkah ditetapkan." if in_force else "Persetujuan tercatat."
    return _back(request, "terms", said)


@require_POST
@for_role(Role.PERSONNEL)
def terms_withdraw(request: Request, proposal_id: int) -> HttpResponse:
    services.withdraw_terms(proposal_id, by=request.actor, at=clock.now())
    return _back(request, "terms", "Usulan ditarik.")


@require_safe
@for_role(Role.PERSONNEL, Role.LEADER, *EVERYBODY)
def matrix(request: Request) -> HttpResponse:
    return _matrix(request)


@require_POST
@for_role(Role.PERSONNEL)
def matrix_propose(request: Request) -> HttpResponse:
    form = MatrixForm(queries.matrix_page(request.actor), request.POST)
    if not form.is_valid():
        return _matrix(request, form)
    services.propose_matrix(form.matrix(), by=request.actor, at=clock.now())
    return _back(request, "matrix", "Usulan matriks menunggu dua persetujuan.")


@require_POST
@for_role(Role.LEADER, Role.PERSONNEL)
def matrix_sign(request: Request, proposal_id: int) -> HttpResponse:
    reason = _reason(request)
    in_force = services.sign_matrix(proposal_id, reason, by=request.actor, at=clock.now())
    said = "Matriks pejabat yang berwenang ditetapkan." if in_force else "Persetujuan tercatat."
    return _back(request, "matrix", said)


@require_POST
@for_role(Role.PERSONNEL)
def matrix_withdraw(request: Request, proposal_id: int) -> HttpResponse:
    services.withdraw_matrix(proposal_id, by=request.actor, at=clock.now())
    return _back(request, "matrix", "Usulan ditarik.")


def _terms(request: Request, refused: TermsForm | None = None) -> HttpResponse:
    page = queries.terms_page(request.actor)
    context = {"page": page, "form": refused or TermsForm(page)}
    return show(request, "discipline/terms.html", context, status=422 if refused else 200)


def _matrix(request: Request, refused: MatrixForm | None = None) -> HttpResponse:
    page = queries.matrix_page(request.actor)
    context = {"page": page, "form": refused or MatrixForm(page)}
    return show(request, "discipline/matrix.html", context, status=422 if refused else 200)


def _reason(request: Request) -> str:
    form = SignForm(request.POST)
    return form.cleaned_data["alasan"] if form.is_valid() else ""


def _back(request: Request, name: str, said: str) -> HttpResponse:
    tell(request, Toast(said))
    return HttpResponseRedirect(reverse(f"discipline:{name}"))
