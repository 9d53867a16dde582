"""The journal, searched by the inspectorate."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, for_role, record_reading, show
from noken.oversight import queries, services
from noken.oversight.forms import TrailForm
from noken.oversight.queries import TrailPage
from noken.ui.reasons import FIELD_OF, ReasonForm

SCREEN = "oversight:trail"


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.INSPECTORATE)
def trail(request: Request) -> HttpResponse:
    """What is sought stands in the address; a POST says why the people of it shall be named."""
    wanted = TrailForm(request.GET, today=clock.today())
    if not wanted.is_valid():
        context = {"form": wanted, "page": TrailPage(wanted.usual())}
        return show(request, "oversight/trail.html", context, status=422)
    page = queries.trail_page(request.actor, wanted.wish(), clock.now())
    if request.method == "POST":
        return _opened(request, page)
    if page.asks:
        return _door(request, page, ReasonForm())
    for each in page.reads:
        record_reading(request.actor, SCREEN, each)
    return show(request, "oversight/trail.html", {"page": page, "form": wanted})


def _opened(request: Request, page: TrailPage) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not page.asks:
        return HttpResponseRedirect(f"{reverse(SCREEN)}{page.here}")
    if not form.is_valid():
        return _door(request, page, form, status=422)
    why = form.cleaned_data["alasan"]
    try:
        services.open_trail(page.asks, form.basis, why, by=request.actor, at=clock.now())
    except Refused as refusal:
        if refusal.code not in FIELD_OF:
            raise Http404 from refusal
        form.add_error(FIELD_OF[refusal.code], str(refusal))
        return _door(request, page, form, status=refusal.status)
    return HttpResponseRedirect(f"{reverse(SCREEN)}{page.here}")


def _door(
    request: Request, page: TrailPage, form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    return show(request, "oversight/trail_door.html", {"page": page, "form": form}, status=status)
