"""The own evaluations: assess oneself, open the result. What a superior closes of who leaves them.
Handing over and excusing by keepers."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell
from noken.evaluation import queries, services
from noken.evaluation.forms.sheets import (
    EntryForm,
    NoteForm,
    PaperForm,
    ReasonForm,
    SelfForm,
    unreadable,
    valid,
)
from noken.evaluation.queries.leaving import leaving_page
from noken.evaluation.views.sheets import READERS


@require_safe
@for_role(Role.SELF)
def mine(request: Request) -> HttpResponse:
    page = queries.my_evaluations(request.actor)
    return show(request, "evaluation/mine.html", {"page": page})


@require_safe
@for_role(Role.SELF)
def leaving(request: Request) -> HttpResponse:
    """Those who left the reader's lead, or soon will; a former superior may lead nobody today."""
    return show(request, "evaluation/leaving.html", {"page": leaving_page(request.actor)})


@require_POST
@for_role(Role.SELF)
def note_part(request: Request, employee_id: int) -> HttpResponse:
    draft = NoteForm(request.POST).draft(employee_id)
    services.note_part(draft, by=request.actor, at=clock.now())
    tell(request, Toast("Catatan tersimpan. Penilai berikutnya membacanya setelah periode dibuka."))
    return HttpResponseRedirect(reverse("evaluation:leaving"))


@require_POST
@for_role(Role.SELF)
def assess(request: Request, sheet_id: int) -> HttpResponse:
    """Save the own view, or with `aksi=kirim` send it."""
    queries.role_in(request.actor, sheet_id)
    form = SelfForm(request.POST)
    if not form.is_valid():
        raise unreadable()
    draft, at = form.draft(), clock.now()
    if not form.sends:
        services.save_self(sheet_id, draft, by=request.actor, at=at)
        return _done(request, sheet_id, "Draf tersimpan. Hanya Anda yang membacanya.")
    key = form.cleaned_data["key"]
    services.publish_self(sheet_id, draft, key=key, by=request.actor, at=at)
    text = "Penilaian diri terkirim. Tanda terimanya ada di halaman ini."
    return _done(request, sheet_id, text, sent=str(key))


@require_POST
@for_role(Role.SELF)
def receive(request: Request, sheet_id: int) -> HttpResponse:
    """Buka hasil: the proven notice."""
    queries.role_in(request.actor, sheet_id)
    services.receive(sheet_id, by=request.actor, at=clock.now())
    return HttpResponseRedirect(reverse("evaluation:sheet", args=[sheet_id]))


@require_POST
@for_role(Role.ADMIN_OPD, Role.PERSONNEL)
def hand_over(request: Request, sheet_id: int) -> HttpResponse:
    queries.role_in(request.actor, sheet_id)
    form = PaperForm(request.POST)
    if not form.is_valid():
        raise Refused("Isi tanggal penyerahan, misalnya 24/11/2026.", code="evaluation.paper_day")
    services.receive_on_paper(
        sheet_id,
        day=form.cleaned_data["tanggal"],
        witness=form.cleaned_data["saksi"],
        by=request.actor,
        at=clock.now(),
    )
    return _done(request, sheet_id, "Penyerahan di kertas tercatat.")


@require_POST
@for_role(Role.ADMIN_OPD, Role.PERSONNEL)
def enter(request: Request, sheet_id: int) -> HttpResponse:
    """Record an own view that came on paper."""
    by = request.actor.acting_as(queries.role_in(request.actor, sheet_id))
    form = EntryForm(request.POST)
    paper = form.paper()
    key = form.cleaned_data["key"]
    services.enter_self(sheet_id, form.draft(), paper, key=key, by=by, at=clock.now())
    return _done(request, sheet_id, "Penilaian diri tercatat. Penilai dapat membacanya.")


@require_POST
@for_role(*READERS)
def excuse(request: Request, sheet_id: int) -> HttpResponse:
    by = request.actor.acting_as(queries.role_in(request.actor, sheet_id))
    reason = valid(ReasonForm(request.POST))["alasan"]
    services.excuse(sheet_id, reason=reason, by=by, at=clock.now())
    return _done(request, sheet_id, "Tercatat: tidak dinilai pada periode ini.")


@require_POST
@for_role(*READERS)
def include(request: Request, sheet_id: int) -> HttpResponse:
    by = request.actor.acting_as(queries.role_in(request.actor, sheet_id))
    services.include(sheet_id, by=by, at=clock.now())
    return _done(request, sheet_id, "Pegawai kembali dinilai pada periode ini.")


def _done(request: Request, sheet_id: int, text: str, *, sent: str = "") -> HttpResponse:
    tell(request, Toast(text, sent=sent))
    return HttpResponseRedirect(reverse("evaluation:sheet", args=[sheet_id]))
