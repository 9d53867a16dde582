"""Random samples: what everybody may read, and the steps of the inspectorate."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, Toast, for_role, show, tell
from noken.oversight import queries, services
from noken.oversight.exports.recount import archive
from noken.oversight.forms import AnnounceForm
from noken.ui.reasons import ReasonForm

EVERYBODY = (Role.SELF,)


@require_safe
@for_role(*EVERYBODY)
def draws(request: Request) -> HttpResponse:
    return _draws(request)


@require_POST
@for_role(Role.INSPECTORATE)
def announce(request: Request) -> HttpResponse:
    form = AnnounceForm(request.POST)
    if not form.is_valid():
        return _draws(request, form)
    draw = services.announce(form.new_draw(), by=request.actor, at=clock.now())
    return _back(request, draw.pk, "Undian diumumkan. Sidik benihnya sekarang terbit.")


@require_safe
@for_role(*EVERYBODY)
def draw(request: Request, draw_id: int) -> HttpResponse:
    return show(request, "oversight/draw.html", {"page": queries.draw_page(request.actor, draw_id)})


@require_POST
@for_role(Role.INSPECTORATE)
def freeze(request: Request, draw_id: int) -> HttpResponse:
    frozen = services.freeze(draw_id, by=request.actor, at=clock.now())
    return _back(request, draw_id, f"Daftar {frozen.people} pegawai dibekukan.")


@require_POST
@for_role(Role.INSPECTORATE)
def draw_lots(request: Request, draw_id: int) -> HttpResponse:
    drawn = services.draw_lots(draw_id, by=request.actor, at=clock.now())
    return _back(request, draw_id, f"{drawn.size} pegawai terundi. Buka benihnya sekarang.")


@require_POST
@for_role(Role.INSPECTORATE)
def open_seed(request: Request, draw_id: int) -> HttpResponse:
    services.open_seed(draw_id, by=request.actor, at=clock.now())
    return _back(request, draw_id, "Benih diterbitkan. Siapa pun dapat menghitung ulang.")


@require_safe
@for_role(*EVERYBODY)
def file(request: Request, draw_id: int) -> HttpResponse:  # noqa: ARG001 (the same for everybody)
    answer = HttpResponse(archive(queries.draw_file(draw_id)), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="undian-{draw_id}.zip"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.INSPECTORATE)
def names(request: Request, draw_id: int) -> HttpResponse:
    """The people drawn; first the reason, which each of them may read."""
    if request.method != "POST":
        return _names(request, draw_id, ReasonForm(initial={"dasar": "Sampel audit acak"}))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _names(request, draw_id, form, status=422)
    reason = form.cleaned_data["alasan"]
    services.open_names(draw_id, form.basis, reason, by=request.actor, at=clock.now())
    return HttpResponseRedirect(reverse("oversight:names", args=[draw_id]))


def _names(request: Request, draw_id: int, form: ReasonForm, *, status: int = 200) -> HttpResponse:
    page = queries.names_page(request.actor, draw_id, clock.now())
    return show(request, "oversight/names.html", {"page": page, "form": form}, status=status)


def _draws(request: Request, refused: AnnounceForm | None = None) -> HttpResponse:
    page = queries.draws_page(request.actor)
    context = {"page": page, "form": refused or AnnounceForm()}
    return show(request, "oversight/draws.html", context, status=422 if refused else 200)


def _back(request: Request, draw_id: int, said: str) -> HttpResponse:
    tell(request, Toast(said))
    return HttpResponseRedirect(reverse("oversight:draw", args=[draw_id]))
