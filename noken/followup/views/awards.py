"""Pages of awards."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell
from noken.followup import queries, services
from noken.followup.forms import AwardForm, DecideForm, mark
from noken.followup.views.improving import UNREADABLE
from noken.followup.views.mine import READERS


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.SUPERIOR)
def propose(request: Request, employee_id: int) -> HttpResponse:
    page = queries.ask_page(request.actor, employee_id, clock.now())
    if request.method != "POST":
        context = {"page": page, "form": AwardForm(page.key)}
        return show(request, "followup/propose_award.html", context)
    form = AwardForm(page.key, request.POST)
    form.check_key()
    if form.is_valid():
        try:
            made = services.propose_award(form.new(employee_id), by=request.actor, at=clock.now())
        except Refused as refusal:
            mark(form, refusal)
        else:
            tell(request, Toast("Usulan terkirim. BKPSDM memutuskannya."))
            return HttpResponseRedirect(made.get_absolute_url())
    context = {"page": page, "form": form}
    return show(request, "followup/propose_award.html", context, status=422)


@require_safe
@for_role(*READERS)
def detail(request: Request, award_id: UUID) -> HttpResponse:
    page = queries.award_page(request.actor, award_id)
    return show(request, "followup/award.html", {"page": page})


@require_POST
@for_role(*READERS)
def decide(request: Request, award_id: UUID) -> HttpResponse:
    page = queries.award_page(request.actor, award_id)
    form = DecideForm(request.POST)
    if not form.is_valid():
        raise Refused(UNREADABLE, code="followup.unreadable")
    grants = form.cleaned_data["putusan"] == "ya"
    services.decide_award(
        award_id,
        grants=grants,
        number=form.cleaned_data["nomor"],
        note=form.cleaned_data["catatan"],
        by=request.actor,
        at=clock.now(),
    )
    said = "diberi tahu" if grants else "membaca alasannya"
    return _done(request, award_id, f"Diputuskan. {page.person.name} {said}.")


@require_POST
@for_role(*READERS)
def withdraw(request: Request, award_id: UUID) -> HttpResponse:
    queries.award_page(request.actor, award_id)
    services.withdraw_award(award_id, by=request.actor, at=clock.now())
    return _done(request, award_id, "Usulan ditarik. Jejaknya tetap tersimpan.")


def _done(request: Request, award_id: UUID, text: str) -> HttpResponse:
    tell(request, Toast(text))
    return HttpResponseRedirect(reverse("followup:award", args=[award_id]))
