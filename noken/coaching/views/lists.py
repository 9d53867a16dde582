"""The superior's agenda, the person's own talks, and what works over the whole instansi."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.coaching import queries, services
from noken.coaching.access import EVERYBODY, SUPERIORS
from noken.coaching.forms import AgendaForm, AskForm, mark
from noken.core import clock
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@for_role(*SUPERIORS)
def agenda(request: Request) -> HttpResponse:
    return show(request, "coaching/agenda.html", {"page": queries.agenda_page(request.actor)})


@require_safe
@for_role(*EVERYBODY)
def mine(request: Request) -> HttpResponse:
    return _mine(request)


@require_POST
@for_role(*EVERYBODY)
def ask(request: Request) -> HttpResponse:
    """The person asks the superior of the day for a talk."""
    form = AskForm(None, request.POST)
    form.check_key()
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = services.ask_for_talk(said["key"], said["isi"], by=request.actor, at=clock.now())
        except Refused as refusal:
            if refusal.code not in {"coaching.empty", "coaching.too_long"}:
                raise
            mark(form, refusal)
        else:
            tell(request, Toast("Terkirim. Atasan Anda menentukan hari dan jamnya."))
            return HttpResponseRedirect(made.get_absolute_url())
    return _mine(request, form)


@form_page
@for_role(*SUPERIORS)
def new(request: Request, employee_id: int) -> HttpResponse:
    """Day, hour and shared facts of a talk with one of the own people."""
    page = queries.new_page(request.actor, employee_id, clock.now())
    if request.method != "POST":
        return show(request, "coaching/new.html", {"page": page, "form": AgendaForm(page)})
    form = AgendaForm(page, request.POST)
    form.check_key()
    if form.is_valid():
        try:
            made = services.arrange_talk(
                employee_id, form.agenda(), by=request.actor, at=clock.now()
            )
        except Refused as refusal:
            mark(form, refusal)
        else:
            tell(request, Toast(f"Tersimpan. {page.person.name} dapat membacanya lebih dulu."))
            return HttpResponseRedirect(made.get_absolute_url())
    return show(request, "coaching/new.html", {"page": page, "form": form}, status=422)


@require_safe
@for_role(*EVERYBODY)
def outcomes(request: Request) -> HttpResponse:
    return show(request, "coaching/outcomes.html", {"page": queries.outcomes_page(request.actor)})


def _mine(request: Request, refused: AskForm | None = None) -> HttpResponse:
    page = queries.mine_page(request.actor, clock.now())
    context = {"page": page, "form": refused or AskForm(page.key)}
    return show(request, "coaching/mine.html", context, status=422 if refused else 200)
