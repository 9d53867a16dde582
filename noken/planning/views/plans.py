"""Pages of plans: one's own, the one plan, and what waits for a superior."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell
from noken.planning import queries, services
from noken.planning.forms import Editor, NoteForm, ReasonForm, StartForm, act_of
from noken.planning.views.context import context_of

_QUIET = {200: "saved", 422: "unsaved"}
READERS = (Role.SELF, Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL)


@require_safe
@for_role(Role.SELF)
def mine(request: Request) -> HttpResponse:
    return show(request, "planning/mine.html", {"page": queries.my_plans(request.actor)})


@require_POST
@for_role(Role.SELF)
def start(request: Request) -> HttpResponse:
    form = StartForm(request.POST)
    if not form.is_valid():
        raise Refused("Pilih tahun SKP dari daftar.", code="plan.not_startable")
    year = form.cleaned_data["year"]
    owner_id = request.actor.employee_id or 0
    at = clock.now()
    plan = services.start_plan(owner_id, year, by=request.actor, at=at)
    if form.cleaned_data["copying"]:
        services.copy_from_last_period(plan.pk, by=request.actor, at=at)
        tell(request, Toast("Hasil kerja tahun lalu disalin. Periksa targetnya, lalu ajukan."))
    return HttpResponseRedirect(plan.get_absolute_url())


@require_safe
@for_role(Role.SUPERIOR)
def awaiting(request: Request) -> HttpResponse:
    return show(request, "planning/awaiting.html", {"page": queries.awaiting_page(request.actor)})


@require_safe
@for_role(*READERS)
def plan(request: Request, plan_id: int) -> HttpResponse:
    """The plan; for htmx from a line the dialogue beside it, from the open page its content."""
    wanted = request.GET.get("rhk", "")
    page = queries.plan_page(
        request.actor,
        plan_id,
        comparing=request.GET.get("banding", ""),
        version=request.GET.get("versi", ""),
        talking=request.GET.get("dialog", "") or (f"RESULT:{wanted}" if wanted else ""),
    )
    if request.htmx and request.htmx.target == "dialog":
        return show(request, "planning/_dialogue.html", context_of(page))
    beside = page.dialogue.result if page.dialogue else ""
    editor = Editor(page, clock.now(), wanted=wanted or beside) if page.may_edit else None
    followed = request.htmx and not request.htmx.target
    template = "planning/plan.html#skp" if followed else "planning/plan.html"
    return show(request, template, context_of(page, editor=editor))


@require_POST
@for_role(Role.SELF)
def save(request: Request, plan_id: int) -> HttpResponse:
    """Store what was typed on one result; the pressed button says what else is to be done."""
    actor, at = request.actor, clock.now()
    page = queries.plan_page(actor, plan_id)
    if not page.may_edit:
        raise Refused(page.why_closed, code="plan.not_draft")
    verb, of = act_of(request.POST)
    editor = Editor(page, at, data=request.POST)
    if not editor.is_valid() or editor.is_outdated():
        return _editing(request, page, editor, status=422)
    content, key = editor.content(verb, of)
    services.save_draft(plan_id, content, seen=page.token, by=actor, at=at)
    page = queries.plan_page(actor, plan_id)
    if verb == "kirim":
        return _submit(request, page, Editor(page, at, data=request.POST))
    editor = Editor(page, at, wanted=str(key))
    if verb == "tambah-indikator":
        editor.go_to_last()
    if request.htmx:
        return _editing(request, page, editor)
    return HttpResponseRedirect(f"{page.url}?rhk={key}#{editor.focus or 'penyunting'}")


@require_POST
@for_role(Role.SELF)
def copy(request: Request, plan_id: int) -> HttpResponse:
    queries.get_plan(request.actor, plan_id)
    services.copy_from_last_period(plan_id, by=request.actor, at=clock.now())
    return _done(request, plan_id, "Hasil kerja tahun lalu disalin. Periksa targetnya.")


@require_POST
@for_role(Role.SELF)
def revise(request: Request, plan_id: int) -> HttpResponse:
    queries.get_plan(request.actor, plan_id)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    services.start_revision(plan_id, reason, by=request.actor, at=clock.now())
    return _done(request, plan_id, "Perubahan dimulai. SKP yang berlaku tetap dipakai.")


@require_POST
@for_role(Role.SELF)
def discard(request: Request, plan_id: int) -> HttpResponse:
    queries.get_plan(request.actor, plan_id)
    services.discard_revision(plan_id, by=request.actor, at=clock.now())
    return _done(request, plan_id, "Perubahan dibuang. SKP yang berlaku tetap dipakai.")


@require_POST
@for_role(Role.SELF)
def withdraw(request: Request, plan_id: int) -> HttpResponse:
    queries.get_plan(request.actor, plan_id)
    services.withdraw_submission(plan_id, by=request.actor, at=clock.now())
    return _done(request, plan_id, "SKP ditarik kembali. Anda dapat mengubahnya lagi.")


@require_POST
@for_role(Role.SUPERIOR)
def send_back(request: Request, plan_id: int) -> HttpResponse:
    found = queries.plan_page(request.actor, plan_id)
    form = NoteForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    if found.may_decide and form.is_valid() and not note.strip():
        form.add_error("note", "Tuliskan apa yang perlu diubah, misalnya target triwulan II.")
    if found.may_decide and not form.is_valid():
        return show(request, "planning/plan.html", context_of(found, note=form), status=422)
    services.return_plan(plan_id, note, by=request.actor, at=clock.now())
    text = f"Dikembalikan kepada {found.owner.name} dengan catatan Anda."
    return _done(request, plan_id, text, undo="planning:reopen")


@require_POST
@for_role(Role.SUPERIOR)
def approve(request: Request, plan_id: int) -> HttpResponse:
    found = queries.plan_page(request.actor, plan_id)
    services.approve_plan(plan_id, by=request.actor, at=clock.now())
    text = f"SKP {found.owner.name} disepakati."
    return _done(request, plan_id, text, undo="planning:reopen")


@require_POST
@for_role(Role.SUPERIOR)
def reopen(request: Request, plan_id: int) -> HttpResponse:
    """Urungkan of a decision, from the toast."""
    queries.get_plan(request.actor, plan_id)
    services.reopen_plan(plan_id, by=request.actor, at=clock.now())
    return _done(request, plan_id, "Keputusan diurungkan. SKP ini menunggu Anda lagi.")


def _submit(request: Request, page: queries.PlanPage, editor: Editor) -> HttpResponse:
    if editor.is_valid() and page.problems:
        editor.mark(page.problems)
        return _editing(request, page, editor, status=422)
    services.submit_plan(page.plan_id, by=request.actor, at=clock.now())
    above = page.superior.person
    return _done(request, page.plan_id, f"SKP diajukan. {above.name if above else ''} meninjaunya.")


def _editing(
    request: Request, page: queries.PlanPage, editor: Editor, *, status: int = 200
) -> HttpResponse:
    """The editor after an act: the whole page, or for htmx the part that asked.

    The element that saves by itself (`tersimpan`) gets only what says whether it is stored, so
    that nothing moves under the hands of somebody typing.
    """
    template = "planning/plan.html"
    if request.htmx:
        quiet = request.htmx.target == "tersimpan"
        template = f"planning/_editor.html#{_QUIET[status] if quiet else 'part'}"
    return show(request, template, context_of(page, editor=editor), status=status)


def _done(request: Request, plan_id: int, text: str, *, undo: str = "") -> HttpResponse:
    """To the plan as it is now; also for htmx, which asks from a toast of that page."""
    url = reverse("planning:plan", args=[plan_id])
    tell(request, Toast(text, reverse(undo, args=[plan_id]) if undo else ""))
    return HttpResponseClientRedirect(url) if request.htmx else HttpResponseRedirect(url)
