"""Every declared setting on pages of one kind: everybody reads, BKPSDM proposes, two sign."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell
from noken.organization import services
from noken.organization.forms import ValuesForm
from noken.organization.queries.declared import SettingPage, setting_lines, setting_page
from noken.ui.signing import FIELD_OF, KEEPERS, SIGNERS

READERS = (*SIGNERS, Role.SELF)


@require_safe
@for_role(*READERS)
def settings(request: Request) -> HttpResponse:
    page = {"lines": setting_lines(request.actor)}
    return show(request, "organization/settings.html", {"page": page})


@require_safe
@for_role(*READERS)
def setting(request: Request, name: str) -> HttpResponse:
    return _show(request, _page(request, name))


@require_POST
@for_role(*KEEPERS)
def setting_propose(request: Request, name: str) -> HttpResponse:
    page = _page(request, name)
    form = ValuesForm(page, request.POST)
    try:
        if form.is_valid():
            services.propose_values(form.new(), by=request.actor, at=clock.now())
            return _back(request, name, "Usulan menunggu dua persetujuan.")
    except Refused as refusal:
        field = FIELD_OF.get(refusal.code.rpartition(".")[2])
        form.add_error(field if field in form.fields else None, refusal.message)
    return _show(request, page, form)


@require_POST
@for_role(*SIGNERS)
def setting_sign(request: Request, name: str, proposal_id: int) -> HttpResponse:
    reason = request.POST.get("alasan", "")
    in_force = services.sign_values(proposal_id, reason, by=request.actor, at=clock.now())
    return _back(request, name, "Setelan ditetapkan." if in_force else "Persetujuan tercatat.")


@require_POST
@for_role(*KEEPERS)
def setting_withdraw(request: Request, name: str, proposal_id: int) -> HttpResponse:
    services.withdraw_values(proposal_id, by=request.actor, at=clock.now())
    return _back(request, name, "Usulan ditarik.")


def _page(request: Request, name: str) -> SettingPage:
    page = setting_page(request.actor, name)
    if page is None:
        raise Http404
    return page


def _show(request: Request, page: SettingPage, refused: ValuesForm | None = None) -> HttpResponse:
    context = {"page": page, "form": refused or ValuesForm(page)}
    return show(request, "organization/setting.html", context, status=422 if refused else 200)


def _back(request: Request, name: str, said: str) -> HttpResponse:
    tell(request, Toast(said))
    return HttpResponseRedirect(reverse("organization:setting", args=[name]))
