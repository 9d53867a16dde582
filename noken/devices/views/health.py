"""How the machines fare, and what came in."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from noken.core import clock
from noken.core.http import Request, for_role, show
from noken.devices import access
from noken.devices.forms import files as forms
from noken.devices.queries.health import health_page
from noken.devices.queries.uploads import history_page


@require_safe
@for_role(*access.READERS)
def health(request: Request) -> HttpResponse:
    """Machines, gravest first; for their keepers also PINs and quarantine."""
    shows_all = request.GET.get("tampil") == "semua"
    page = health_page(request.actor, shows_all=shows_all, at=clock.now())
    part = "#mesin" if request.htmx else ""
    return show(request, f"devices/health.html{part}", {"page": page})


@require_safe
@for_role(*access.KEEPERS)
def history(request: Request) -> HttpResponse:
    """What came in, by whom, and how much of it was new."""
    typed = forms.read(forms.HistoryFilter(request.GET))
    page = history_page(request.actor, typed["saring"] or "", typed["halaman"] or 1)
    return show(request, "devices/history.html", {"page": page})
