"""After how many days a plan is called late: read by everybody, proposed and signed by few."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, Toast, for_role, show, tell
from noken.planning import queries, services
from noken.planning.forms.files import LateTermForm

EVERYBODY = (Role.PERSONNEL, Role.LEADER, Role.SELF)
SIGNERS = (Role.PERSONNEL, Role.LEADER)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*EVERYBODY)
def terms(request: Request) -> HttpResponse:
    """The setting; BKPSDM proposes another number here."""
    is_sent = request.method == "POST"
    form = LateTermForm(request.POST) if is_sent else LateTermForm()
    if is_sent and form.is_valid():
        services.propose_late_term(
            services.NewLateTerm(**form.cleaned_data), by=request.actor, at=clock.now()
        )
        tell(request, Toast("Usulan tersimpan. Berlaku setelah dua orang menyetujuinya."))
        return HttpResponseRedirect(reverse("planning:terms"))
    context = {"page": queries.terms_page(request.actor), "form": form}
    return show(request, "planning/terms.html", context, status=422 if is_sent else 200)


@require_POST
@for_role(*SIGNERS)
def sign(request: Request, term_id: int) -> HttpResponse:
    reason = request.POST.get("alasan", "")
    in_force = services.sign_late_term(term_id, reason, by=request.actor, at=clock.now())
    said = "Angka ini berlaku." if in_force else "Menunggu persetujuan satu orang lagi."
    tell(request, Toast(f"Persetujuan Anda tercatat. {said}"))
    return HttpResponseRedirect(reverse("planning:terms"))


@require_POST
@for_role(Role.PERSONNEL)
def withdraw(request: Request, term_id: int) -> HttpResponse:
    services.withdraw_late_term(term_id, by=request.actor, at=clock.now())
    tell(request, Toast("Usulan ditarik."))
    return HttpResponseRedirect(reverse("planning:terms"))
