"""One finding under one address: open it, answer, decide, hand over; each reader what is theirs."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.audit import services as audit
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, record_reading, show, tell
from noken.documents import queries as documents
from noken.documents.services import file_response
from noken.findings import queries, services
from noken.findings.forms import (
    DecisionForm,
    HandingForm,
    ReasonOnlyForm,
    ReplyForm,
    mark,
)
from noken.ui.reasons import FIELD_OF as REASON_FIELD_OF
from noken.ui.reasons import ReasonForm

READERS = (Role.SELF, Role.SUPERIOR, Role.PERSONNEL, Role.INSPECTORATE)


@require_safe
@for_role(*READERS)
def finding(request: Request, number: str) -> HttpResponse:
    """The finding, or its door; `?sekitar=` what stands around it, which the page asks late."""
    door = queries.door_of(request.actor, number, clock.now())
    if door is None and "sekitar" in request.GET:
        around = queries.around_finding(request.actor, number, clock.now())
        if request.htmx:
            return show(request, "findings/_around.html", {"page": around, "around": around})
        return _page(request, number, around=around)
    if door is None:
        return _page(request, number, part="#temuan" if request.htmx else "")
    if request.htmx:
        raise Http404
    return _door(request, door, ReasonForm())


@require_POST
@for_role(*READERS)
def state_reason(request: Request, number: str) -> HttpResponse:
    """Say why before it opens; the person reads it."""
    door = queries.door_of(request.actor, number, clock.now())
    if door is None:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _door(request, door, form, status=422)
    try:
        audit.state_reason(
            door.person_id,
            form.basis,
            form.cleaned_data["alasan"],
            by=request.actor.acting_as(Role.INSPECTORATE),
            at=clock.now(),
        )
    except Refused as refusal:
        form.add_error(REASON_FIELD_OF.get(refusal.code), refusal.message)
        return _door(request, door, form, status=refusal.status)
    return HttpResponseRedirect(door.url)


@require_POST
@for_role(*READERS)
def opened(request: Request, number: str) -> HttpResponse:
    """Buka temuan: the proven notice."""
    page = queries.finding_page(request.actor, number, clock.now())
    services.note_opened(page.finding.pk, by=request.actor.acting_as(page.role), at=clock.now())
    return HttpResponseRedirect(_url(number))


@require_POST
@for_role(*READERS)
def reply(request: Request, number: str) -> HttpResponse:
    page = queries.finding_page(request.actor, number, clock.now())
    form = ReplyForm(page, request.POST, request.FILES)
    form.check_key()
    try:
        if form.is_valid():
            draft = form.draft()
            services.reply(page.finding.pk, draft, by=_by(request, page), at=clock.now())
            return _done(request, number, page.sent_words(draft.row_ids))
    except Refused as refusal:
        mark(form, refusal, shown="reply" in page.acts)
    return _page(request, number, status=422, reply=form)


@require_POST
@for_role(*READERS)
def decide(request: Request, number: str) -> HttpResponse:
    page = queries.finding_page(request.actor, number, clock.now())
    form = DecisionForm(page, request.POST)
    try:
        if form.is_valid():
            reason = form.cleaned_data["alasan"]
            verdicts = form.verdicts()
            by = _by(request, page)
            services.decide(page.finding.pk, verdicts, reason, by=by, at=clock.now())
            name = page.person.name
            return _done(request, number, f"Keputusan tersimpan. {name} membaca alasan Anda.")
    except Refused as refusal:
        mark(form, refusal, shown="decide" in page.acts)
    return _page(request, number, status=422, decision=form)


@require_POST
@for_role(*READERS)
def reconsider(request: Request, number: str, row_id: int) -> HttpResponse:
    """In favour only: what was refused is taken as an excuse after all."""
    page = queries.finding_page(request.actor, number, clock.now())
    form = ReasonOnlyForm(request.POST)
    if not form.is_valid():
        raise Refused("Tuliskan alasan Anda; pegawai membacanya.", code="finding.no_reason")
    if row_id not in {line.id for line in page.rows.lines}:
        raise Refused("Baris ini sudah berubah. Muat ulang halaman.", code="finding.no_rows")
    reason = form.cleaned_data["alasan"]
    services.reconsider(row_id, reason, by=_by(request, page), at=clock.now())
    return _done(request, number, "Keterangan diterima. Baris itu tidak dihitung lagi.")


@require_POST
@for_role(*READERS)
def hand_over(request: Request, number: str) -> HttpResponse:
    """The notice on paper, for who cannot open it here."""
    page = queries.finding_page(request.actor, number, clock.now())
    form = HandingForm(page, request.POST)
    try:
        if form.is_valid():
            by = _by(request, page)
            services.hand_over(page.finding.pk, form.handing(), by=by, at=clock.now())
            return _done(request, number, "Penyerahan di kertas tercatat. Waktu menjawab berjalan.")
    except Refused as refusal:
        mark(form, refusal, shown="hand_over" in page.acts)
    return _page(request, number, status=422, handing=form)


@require_safe
@for_role(*READERS)
def file(request: Request, file_id: UUID) -> HttpResponse:
    """A photo or paper with an answer; `?kecil=1` is the small picture."""
    page = queries.open_file(request.actor, file_id, clock.now())
    record_reading(request.actor.acting_as(page.role), "findings:file", page)
    stored = documents.open_file(page.file_id)
    return file_response(stored, thumbnail=request.GET.get("kecil") == "1")


@require_safe
@for_role(*READERS)
def evidence(request: Request, number: str, row_id: int) -> HttpResponse:
    """Both pieces of evidence that a row says are alike."""
    page = queries.evidence_page(request.actor, number, row_id, clock.now())
    name = "_evidence" if request.htmx else "evidence"
    return show(request, f"findings/{name}.html", {"page": page})


@require_safe
@for_role(*READERS)
def evidence_file(request: Request, number: str, row_id: int, file_id: UUID) -> HttpResponse:
    """One of the two; `?kecil=1` is the small picture. Whose it is reads of it too."""
    page = queries.open_evidence(request.actor, number, row_id, file_id, clock.now())
    actor = request.actor.acting_as(page.role)
    record_reading(actor, "findings:file", page)
    record_reading(actor, "findings:evidence", replace(page, about=page.owner))
    stored = documents.open_file(page.file_id)
    return file_response(stored, thumbnail=request.GET.get("kecil") == "1")


def _page(
    request: Request, number: str, *, status: int = 200, part: str = "", **bound: Any
) -> HttpResponse:
    page = queries.finding_page(request.actor, number, clock.now())
    context = {
        "page": page,
        "reply": ReplyForm(page),
        "decision": DecisionForm(page),
        "handing": HandingForm(page),
        **bound,
    }
    name = "own" if page.is_own else "finding"
    return show(request, f"findings/{name}.html{part}", context, status=status)


def _door(request: Request, door: object, form: ReasonForm, *, status: int = 200) -> HttpResponse:
    context = {"page": door, "form": form}
    return show(request, "findings/door.html", context, status=status)


def _by(request: Request, page: Any) -> Actor:
    return request.actor.acting_as(page.role)


def _done(request: Request, number: str, text: str) -> HttpResponse:
    tell(request, Toast(text))
    return HttpResponseRedirect(_url(number))


def _url(number: str) -> str:
    return reverse("findings:finding", args=[number])
