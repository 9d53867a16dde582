"""What is agreed beside the results: shape of the plan, annex, behaviour."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell, updated
from noken.planning import queries, services
from noken.planning.forms import AnnexForm, ExpectationForm, ShapeForm, act_of
from noken.planning.queries import PlanPage
from noken.planning.views.context import context_of


@require_POST
@for_role(Role.SELF)
def shape(request: Request, plan_id: int) -> HttpResponse:
    """Change the approach or the lay-out of a draft."""
    page = _editable(request, plan_id)
    form = ShapeForm(request.POST)
    if not form.is_valid():
        raise Refused("Pilih pendekatan dan formulir dari daftar.", code="plan.unknown_shape")
    content = form.content(page.content)
    services.save_draft(plan_id, content, seen=page.token, by=request.actor, at=clock.now())
    tell(request, Toast("Bentuk SKP diganti. Periksa setiap indikatornya."))
    return HttpResponseRedirect(f"{page.url}#penyunting")


@require_POST
@for_role(Role.SELF)
def annex(request: Request, plan_id: int) -> HttpResponse:
    """Store the annex; the pressed button may add a line or remove one."""
    actor, at = request.actor, clock.now()
    page = _editable(request, plan_id)
    verb, of = act_of(request.POST)
    form = AnnexForm(page, at, request.POST)
    if not form.is_valid() or form.is_outdated():
        return _again(request, page, form, status=422)
    content = form.content(page.content, without=of if verb == "hapus" else "")
    services.save_draft(plan_id, content, seen=page.token, by=actor, at=at)
    page = queries.plan_page(actor, plan_id)
    form = AnnexForm(page, at)
    if verb == "tambah":
        form.open_line(of)
        return _again(request, page, form)
    return updated(
        request,
        "planning/_annex_form.html",
        context_of(page, annex=form),
        url=f"{page.url}#lampiran",
        toast=Toast("Lampiran tersimpan."),
    )


@require_POST
@for_role(Role.SUPERIOR)
def expect(request: Request, plan_id: int) -> HttpResponse:
    """Store what the leader expects of behaviour."""
    actor = request.actor
    page = queries.plan_page(actor, plan_id)
    form = ExpectationForm(page, request.POST)
    if page.may_expect and not form.is_valid():
        template = "planning/_behaviour.html" if request.htmx else "planning/plan.html"
        return show(request, template, context_of(page, expect=form), status=422)
    changed = services.write_expectations(plan_id, form.changed(), by=actor, at=clock.now())
    page = queries.plan_page(actor, plan_id)
    text = (
        f"Ekspektasi Anda tersimpan. {page.owner.name} menerima pemberitahuan."
        if changed
        else "Tidak ada yang berubah."
    )
    return updated(
        request,
        "planning/_behaviour.html",
        context_of(page),
        url=f"{page.url}#perilaku",
        toast=Toast(text),
    )


def _editable(request: Request, plan_id: int) -> PlanPage:
    page = queries.plan_page(request.actor, plan_id)
    if not page.may_edit:
        raise Refused(page.why_closed, code="plan.not_draft")
    return page


def _again(request: Request, page: PlanPage, form: AnnexForm, *, status: int = 200) -> HttpResponse:
    """The annex with what was typed: the part for htmx, else the whole page."""
    template = "planning/_annex_form.html" if request.htmx else "planning/plan.html"
    return show(request, template, context_of(page, annex=form), status=status)
