"""What the acts on a person's and a unit's page have in common."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from noken.core.actor import Role
from noken.core.http import Request, for_role, show
from noken.organization.forms import ActForm
from noken.organization.queries.choices import options

KEEPERS = (Role.PERSONNEL, Role.ADMIN_OPD)


def with_forms(
    request: Request, page: Any, acts: dict[str, ActForm], bound: ActForm | None
) -> dict[str, Any]:
    """The context of a page with its acts; the one that was sent wrongly keeps what was typed."""
    opened = request.GET.get("buka", "")
    if bound is not None:
        acts[bound.act] = bound
        opened = bound.act
        for widget in bound.picks():
            widget.found = options(request.actor, widget.kind, widget.text)
    return {"page": page, "acts": acts, "opened": opened, "today": request.actor.on}


def gone(request: Request) -> HttpResponse:
    """The person is not ours to see any more after the act: back to the list."""
    url = reverse("organization:people")
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


@require_safe
@for_role(*KEEPERS)
def choose(request: Request) -> HttpResponse:
    """What was found for a field of a form, as it is typed."""
    name = request.GET.get("nama", "")
    found = options(
        request.actor, request.GET.get("jenis", ""), request.GET.get(f"{name}_text", "")
    )
    context = {"name": name, "found": found, "text": request.GET.get(f"{name}_text", "")}
    return show(request, "organization/_options.html#part", context)
