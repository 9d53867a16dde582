"""Pages of an improvement plan."""

from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell
from noken.followup import queries, services
from noken.followup.forms import (
    AnswerForm,
    CloseForm,
    NoteForm,
    PlanForm,
    RetestForm,
    WordForm,
    mark,
)
from noken.followup.views.mine import READERS

form_page = require_http_methods(["GET", "HEAD", "POST"])
UNREADABLE = "Kiriman ini tidak terbaca. Muat ulang halaman, lalu pilih lagi."


@form_page
@for_role(Role.SUPERIOR)
def propose(request: Request, employee_id: int) -> HttpResponse:
    """Open a plan for one of the own people, after a final grade below Baik."""
    page = queries.ask_page(request.actor, employee_id, clock.now())
    if request.method != "POST":
        form = PlanForm(page.key)
        return show(request, "followup/propose.html", {"page": page, "form": form})
    form = PlanForm(page.key, request.POST)
    form.check_key()
    if form.is_valid():
        sheet_id = page.reason.line.sheet_id if page.reason else 0
        try:
            made = services.propose_improvement(
                form.new(employee_id, sheet_id), by=request.actor, at=clock.now()
            )
        except Refused as refusal:
            mark(form, refusal)
        else:
            tell(request, Toast(f"Terkirim. {page.person.name} membaca dan menanggapinya."))
            return HttpResponseRedirect(made.get_absolute_url())
    return show(request, "followup/propose.html", {"page": page, "form": form}, status=422)


@form_page
@for_role(Role.SUPERIOR)
def mend(request: Request, improvement_id: UUID) -> HttpResponse:
    plan, _ = queries.find(request.actor, improvement_id)
    page = queries.ask_page(request.actor, plan.employee_id, clock.now())
    goals = queries.goals_of(plan)
    typed: dict[str, Any] = {"reason": plan.reason}
    for number, goal in enumerate(goals, start=1):
        typed |= {f"{part}{number}": getattr(goal, part) for part in ("text", "measure", "support")}
    context = {"page": page, "plan": plan}
    if request.method != "POST":
        form = PlanForm(plan.pk, initial=typed)
        return show(request, "followup/propose.html", {**context, "form": form})
    form = PlanForm(plan.pk, request.POST)
    form.check_key()
    if form.is_valid():
        try:
            services.mend_improvement(
                plan.pk,
                form.cleaned_data["reason"],
                form.goals(),
                by=request.actor,
                at=clock.now(),
            )
        except Refused as refusal:
            mark(form, refusal)
        else:
            tell(request, Toast(f"Perubahan terkirim kepada {page.person.name}."))
            return HttpResponseRedirect(plan.get_absolute_url())
    return show(request, "followup/propose.html", {**context, "form": form}, status=422)


@require_safe
@for_role(*READERS)
def detail(request: Request, improvement_id: UUID) -> HttpResponse:
    return _plan(request, improvement_id)


@require_POST
@for_role(*READERS)
def answer(request: Request, improvement_id: UUID) -> HttpResponse:
    queries.find(request.actor, improvement_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Refused(UNREADABLE, code="followup.unreadable")
    agrees = form.cleaned_data["sepakat"] == "ya"
    services.answer_improvement(
        improvement_id,
        agrees=agrees,
        note=form.cleaned_data["catatan"],
        by=request.actor,
        at=clock.now(),
    )
    said = "Disepakati. Waktunya mulai hari ini." if agrees else "Usulan perubahan Anda terkirim."
    return _done(request, improvement_id, said)


@require_POST
@for_role(*READERS)
def start(request: Request, improvement_id: UUID) -> HttpResponse:
    queries.find(request.actor, improvement_id)
    services.start_improvement(improvement_id, by=request.actor, at=clock.now())
    return _done(request, improvement_id, "Rencana dimulai hari ini. Pegawai diberi tahu.")


@require_POST
@for_role(*READERS)
def note(request: Request, improvement_id: UUID) -> HttpResponse:
    page = queries.improvement_page(request.actor, improvement_id, clock.now())
    form = NoteForm(page, request.POST)
    form.check_key()
    if form.is_valid():
        try:
            services.add_note(improvement_id, form.new(), by=request.actor, at=clock.now())
        except Refused as refusal:
            mark(form, refusal)
        else:
            return _done(
                request, improvement_id, "Catatan tersimpan. Hanya Anda berdua membacanya."
            )
    return _plan(request, improvement_id, note=form)


@require_POST
@for_role(*READERS)
def note_answer(request: Request, note_id: UUID) -> HttpResponse:
    found = queries.find_note(request.actor, note_id)
    services.answer_note(note_id, _word(request), by=request.actor, at=clock.now())
    return _done(request, found.improvement_id, "Tanggapan tersimpan.")


@require_POST
@for_role(*READERS)
def test(request: Request, improvement_id: UUID) -> HttpResponse:
    page = queries.improvement_page(request.actor, improvement_id, clock.now())
    form = RetestForm(page, request.POST)
    if form.is_valid():
        values = form.cleaned_data
        try:
            services.record_retest(
                improvement_id,
                values["outcome"],
                values["facts"],
                values["on"],
                by=request.actor,
                at=clock.now(),
            )
        except Refused as refusal:
            mark(form, refusal)
        else:
            return _done(request, improvement_id, f"Tercatat. {page.person.name} dapat menanggapi.")
    return _plan(request, improvement_id, test=form)


@require_POST
@for_role(*READERS)
def test_answer(request: Request, improvement_id: UUID) -> HttpResponse:
    queries.find(request.actor, improvement_id)
    services.answer_retest(improvement_id, _word(request), by=request.actor, at=clock.now())
    return _done(request, improvement_id, "Tanggapan Anda tersimpan.")


@require_POST
@for_role(*READERS)
def close(request: Request, improvement_id: UUID) -> HttpResponse:
    """The superior ends a plan well, or gives it more time."""
    page = queries.improvement_page(request.actor, improvement_id, clock.now())
    form = CloseForm(page, request.POST)
    if form.is_valid():
        values = form.cleaned_data
        try:
            services.decide_improvement(
                improvement_id,
                values["act"],
                values["note"],
                until=values["until"],
                by=request.actor,
                at=clock.now(),
            )
        except Refused as refusal:
            mark(form, refusal)
        else:
            ended = values["act"] == "improve"
            said = "Rencana selesai dengan baik." if ended else "Rencana diperpanjang."
            return _done(request, improvement_id, f"{said} Pegawai diberi tahu.")
    return _plan(request, improvement_id, close=form)


@require_POST
@for_role(*READERS)
def forward(request: Request, improvement_id: UUID) -> HttpResponse:
    """BKPSDM hands a plan on to the competence test."""
    queries.find(request.actor, improvement_id)
    services.decide_improvement(
        improvement_id, "forward", _word(request), by=request.actor, at=clock.now()
    )
    return _done(request, improvement_id, "Diteruskan ke uji kompetensi. Pegawai diberi tahu.")


@require_POST
@for_role(*READERS)
def stop(request: Request, improvement_id: UUID) -> HttpResponse:
    queries.find(request.actor, improvement_id)
    services.stop_improvement(improvement_id, _word(request), by=request.actor, at=clock.now())
    return _done(request, improvement_id, "Rencana dihentikan. Jejaknya tetap tersimpan.")


def _plan(request: Request, improvement_id: UUID, **typed: django_forms.Form) -> HttpResponse:
    """The page; `typed` are forms that were refused, shown as they were typed."""
    page = queries.improvement_page(request.actor, improvement_id, clock.now())
    if typed and not any((page.acts.note, page.acts.test, page.acts.close)):
        raise Refused(
            "Rencana ini sudah berubah. Muat ulang halaman untuk melihatnya.",
            code="followup.not_now",
        )
    forms = {
        "note": NoteForm(page),
        "test": RetestForm(page),
        "close": CloseForm(page),
        **typed,
    }
    status = 422 if typed else 200
    return show(request, "followup/improvement.html", {"page": page, **forms}, status=status)


def _word(request: Request) -> str:
    form = WordForm(request.POST)
    return str(form.cleaned_data["catatan"]) if form.is_valid() else ""


def _done(request: Request, improvement_id: UUID, text: str) -> HttpResponse:
    tell(request, Toast(text))
    return HttpResponseRedirect(reverse("followup:improvement", args=[improvement_id]))
