"""The dialogue beside the lines of a plan."""

from urllib.parse import quote

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell, updated
from noken.core.inputs import number_from
from noken.core.uuid7 import uuid7
from noken.planning import queries, services
from noken.planning.forms import TalkForm
from noken.planning.queries import PlanPage
from noken.planning.queries.dialogue import Dialogue
from noken.planning.views.context import context_of


@require_POST
@for_role(Role.SELF)
def say(request: Request, plan_id: int) -> HttpResponse:
    """Say something beside a line."""
    at, line = clock.now(), request.POST.get("line", "")
    page = queries.plan_page(request.actor, plan_id, talking=line)
    form = TalkForm(_dialogue(page), uuid7(at), request.POST)
    if not form.is_valid():
        if "key" in form.errors or "line" in form.errors:
            raise Refused(
                "Catatan ini tidak dapat dikirim. Muat ulang halaman, lalu tulis lagi.",
                code="plan.foreign_note",
            )
        return _again(request, page, form)
    services.add_note(plan_id, form.draft(), by=request.actor, at=at)
    return _updated(request, plan_id, line, "Catatan tersampaikan.")


@require_POST
@for_role(Role.SELF)
def read(request: Request, plan_id: int) -> HttpResponse:
    """Mark notes of the other side as read."""
    queries.get_plan(request.actor, plan_id)
    ids = [pk for text in request.POST.getlist("catatan")[:500] if (pk := number_from(text))]
    chosen = [pk for pk in ids if pk < 2**63]
    services.read_notes(plan_id, chosen, by=request.actor, at=clock.now())
    return _updated(request, plan_id, request.POST.get("line", ""), "Ditandai terbaca.")


@require_POST
@for_role(Role.SELF)
def answer(request: Request, note_id: int) -> HttpResponse:
    """Accept a proposal into the draft, or leave it."""
    actor, accept = request.actor, request.POST.get("jawaban") == "terima"
    note = queries.get_note(actor, note_id)
    services.answer_proposal(note_id, accept=accept, by=actor, at=clock.now())
    text = "Usulan diterima dan tersimpan di draf." if accept else "Usulan tidak dipakai."
    tell(request, Toast(text))
    page = queries.plan_page(actor, note.plan_id)
    key = next(
        (
            result.key
            for result in page.content.results
            for indicator in result.indicators
            if str(indicator.key) == note.line
        ),
        "",
    )
    return HttpResponseRedirect(f"{page.url}?rhk={key}#penyunting")


def _dialogue(page: PlanPage) -> Dialogue:
    if page.dialogue is None:
        raise Refused(
            "Dialog kinerja berlangsung antara pemilik SKP dan atasan langsungnya.",
            code="plan.not_in_dialogue",
        )
    return page.dialogue


def _again(request: Request, page: PlanPage, form: TalkForm) -> HttpResponse:
    template = "planning/_dialogue.html" if request.htmx else "planning/plan.html"
    return show(request, template, context_of(page, talk=form), status=422)


def _updated(request: Request, plan_id: int, line: str, text: str) -> HttpResponse:
    page = queries.plan_page(request.actor, plan_id, talking=line)
    url = f"{page.url}?dialog={quote(line, safe=':')}#dialog"
    return updated(request, "planning/_dialogue.html", context_of(page), url=url, toast=Toast(text))
