"""The dry run: who has not exactly one fixed superior."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from noken.core.http import Request, for_role, show
from noken.organization import forms
from noken.organization.queries.rehearsal import Asked, rehearsal_page
from noken.organization.views.acts import KEEPERS


@require_safe
@for_role(*KEEPERS)
def rehearsal(request: Request) -> HttpResponse:
    typed = forms.read(forms.RehearsalFilter(request.GET))
    asked = Asked(
        on=typed["per"] or request.actor.on,
        state=typed["keadaan"] or "",
        unit_id=typed["unit"],
        number=typed["halaman"] or 1,
    )
    page = rehearsal_page(request.actor, asked)
    part = "#gladi" if request.htmx else ""
    return show(request, f"organization/rehearsal.html{part}", {"page": page})
