"""The rule cards everybody may read, and how BKPSDM changes one: seen first, signed by two."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell
from noken.core.inputs import number_from
from noken.findings import queries, services
from noken.findings.forms import CardForm, SignForm, mark
from noken.findings.queries import Preview

READERS = (Role.PERSONNEL, Role.LEADER, Role.INSPECTORATE, Role.SELF)
SIGNERS = (Role.LEADER, Role.PERSONNEL)


@require_safe
@for_role(*READERS)
def cards(request: Request) -> HttpResponse:
    return show(request, "findings/cards.html", {"page": queries.cards_page(request.actor)})


@require_safe
@for_role(*READERS)
def card(request: Request, code: str) -> HttpResponse:
    number = number_from(request.GET.get("versi", ""))
    page = queries.card_page(request.actor, code, number)
    return show(request, "findings/card.html", {"page": page})


@require_safe
@for_role(Role.PERSONNEL)
def proposal(request: Request, code: str) -> HttpResponse:
    """The form; what it would do is shown before it can be handed in."""
    return _proposal(request, code, CardForm(queries.proposal_page(request.actor, code)))


@require_POST
@for_role(Role.PERSONNEL)
def propose(request: Request, code: str) -> HttpResponse:
    """Show whom the version would have asked; handed in as shown, it waits for two signatures."""
    form = CardForm(queries.proposal_page(request.actor, code), request.POST)
    if not form.is_valid():
        return _proposal(request, code, form, status=422)
    new = form.card()
    if request.POST.get("langkah") != "ajukan" or not form.was_shown:
        return _proposal(request, code, form, seen=queries.preview(request.actor, new))
    try:
        services.propose_card(new, by=request.actor, at=clock.now())
    except Refused as refusal:
        mark(form, refusal, shown=True)
        return _proposal(request, code, form, status=refusal.status)
    return _back(request, code, "Usulan versi baru menunggu dua persetujuan.")


@require_POST
@for_role(*SIGNERS)
def sign(request: Request, code: str, version_id: int) -> HttpResponse:
    form = SignForm(request.POST)
    reason = form.cleaned_data["alasan"] if form.is_valid() else ""
    in_force = services.sign_card(version_id, reason, by=request.actor, at=clock.now())
    return _back(request, code, "Versi baru ditetapkan." if in_force else "Persetujuan tercatat.")


@require_POST
@for_role(Role.PERSONNEL)
def withdraw(request: Request, code: str, version_id: int) -> HttpResponse:
    services.withdraw_card(version_id, by=request.actor, at=clock.now())
    return _back(request, code, "Usulan ditarik.")


def _proposal(
    request: Request,
    code: str,
    form: CardForm,
    *,
    seen: Preview | None = None,
    status: int = 200,
) -> HttpResponse:
    page = queries.proposal_page(request.actor, code)
    context = {"page": page, "form": form, "seen": seen}
    return show(request, "findings/proposal.html", context, status=status)


def _back(request: Request, code: str, said: str) -> HttpResponse:
    tell(request, Toast(said))
    return HttpResponseRedirect(reverse("findings:card", args=[code]))
