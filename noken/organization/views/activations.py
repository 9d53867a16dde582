"""*Konfirmasi akun*: who uses an account whose password somebody else made."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from noken.core import clock
from noken.core.http import Request, Toast, for_role, show, tell
from noken.organization import forms, services
from noken.organization.queries.activations import AT_ONCE, CONFIRMERS, activations_page


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*CONFIRMERS)
def activations(request: Request) -> HttpResponse:
    """By unit; several at once."""
    if request.method == "POST":
        chosen = [int(each) for each in request.POST.getlist("akun") if _is_number(each)]
        is_sure = request.POST.get("pasti") == "1"
        count = services.confirm_activations(
            chosen[:AT_ONCE], is_sure=is_sure, by=request.actor, at=clock.now()
        )
        tell(request, Toast(f"{count} akun dikonfirmasi; pemiliknya diberi tahu."))
        return HttpResponseRedirect(reverse("organization:activations"))
    typed = forms.read(forms.AccountsForm(request.GET))
    page = activations_page(request.actor, typed["unit"])
    return show(request, "organization/activations.html", {"page": page})


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18
