"""Pages of who wants to be away."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, record_reading, show, tell
from noken.documents import queries as documents
from noken.documents.services import file_response
from noken.leave import queries, services
from noken.leave.forms import AttachForm, EndForm, LeaveForm, ReasonForm, mark

READERS = (Role.SELF, Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL)
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@for_role(Role.SELF)
def mine(request: Request) -> HttpResponse:
    return show(request, "leave/mine.html", {"page": queries.my_leave(request.actor)})


@form_page
@for_role(Role.SELF)
def ask(request: Request) -> HttpResponse:
    """Choose a kind, then fill the form of that kind (`?jenis=`)."""
    kind = request.POST.get("jenis", "") or request.GET.get("jenis", "")
    page = queries.ask_page(request.actor, kind, clock.now())
    if request.method != "POST":
        return _asking(request, page, LeaveForm(page))
    form = LeaveForm(page, request.POST, request.FILES)
    form.check_key()
    if not form.is_valid():
        return _asking(request, page, form, status=422)
    try:
        made = services.request_leave(form.draft(), by=request.actor, at=clock.now())
    except Refused as refusal:
        mark(form, refusal)
        return _asking(request, page, form, status=refusal.status)
    tell(request, Toast(f"Pengajuan terkirim. {_next(page)}"))
    return HttpResponseRedirect(made.get_absolute_url())


@form_page
@for_role(Role.ADMIN_OPD, Role.PERSONNEL)
def enter(request: Request, employee_id: int) -> HttpResponse:
    """The same form for somebody else, with the letter it rests on."""
    kind = request.POST.get("jenis", "") or request.GET.get("jenis", "")
    page = queries.ask_page(request.actor, kind, clock.now(), employee_id=employee_id)
    if request.method != "POST":
        return _asking(request, page, LeaveForm(page))
    form = LeaveForm(page, request.POST, request.FILES)
    form.check_key()
    if not form.is_valid():
        return _asking(request, page, form, status=422)
    try:
        made = services.record_leave(employee_id, form.draft(), by=request.actor, at=clock.now())
    except Refused as refusal:
        mark(form, refusal)
        return _asking(request, page, form, status=refusal.status)
    tell(request, Toast(f"Tercatat. {page.person} diberi tahu; {_next(page)}"))
    return HttpResponseRedirect(made.get_absolute_url())


@form_page
@for_role(Role.SELF)
def mend(request: Request, request_id: UUID) -> HttpResponse:
    """The form again, filled with what was sent, beside the note it came back with."""
    returned = queries.get_returned(request.actor, request_id)
    at = clock.now()
    page = queries.ask_page(request.actor, returned.kind, at, request_id=request_id)
    if request.method != "POST":
        return _asking(request, page, LeaveForm(page, initial=queries.as_typed(returned)))
    form = LeaveForm(page, request.POST, request.FILES)
    form.check_key()
    if not form.is_valid():
        return _asking(request, page, form, status=422)
    try:
        services.mend_request(request_id, form.draft(), by=request.actor, at=at)
    except Refused as refusal:
        mark(form, refusal)
        return _asking(request, page, form, status=refusal.status)
    tell(request, Toast(f"Perbaikan terkirim. {_next(page)}"))
    return HttpResponseRedirect(returned.get_absolute_url())


@require_POST
@for_role(*READERS)
def attach(request: Request, request_id: UUID) -> HttpResponse:
    queries.request_page(request.actor, request_id, clock.now())
    form = AttachForm(request.POST, request.FILES)
    form.check_key()
    if not form.is_valid():
        raise Refused("Pilih satu foto atau PDF, lalu kirim lagi.", code="file.empty")
    services.attach(
        request_id,
        form.cleaned_data["lampiran"],
        key=form.cleaned_data["key"],
        by=request.actor,
        at=clock.now(),
    )
    return _done(request, request_id, "Lampiran tersimpan.")


@require_POST
@for_role(*READERS)
def withdraw(request: Request, request_id: UUID) -> HttpResponse:
    queries.request_page(request.actor, request_id, clock.now())
    services.withdraw_request(request_id, by=request.actor, at=clock.now())
    return _done(request, request_id, "Pengajuan ditarik. Jejaknya tetap tersimpan.")


@require_POST
@for_role(*READERS)
def end(request: Request, request_id: UUID) -> HttpResponse:
    queries.request_page(request.actor, request_id, clock.now())
    form = EndForm(request.POST)
    if not form.is_valid():
        raise Refused("Isi hari masuk kembali, misalnya 24/11/2026.", code="leave.no_day")
    services.end_early(
        request_id,
        form.cleaned_data["masuk"],
        reason=form.cleaned_data["alasan"],
        by=request.actor,
        at=clock.now(),
    )
    return _done(request, request_id, "Diakhiri lebih awal. Hari sesudahnya kembali menjadi kerja.")


@require_POST
@for_role(*READERS)
def cancel(request: Request, request_id: UUID) -> HttpResponse:
    queries.request_page(request.actor, request_id, clock.now())
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["alasan"] if form.is_valid() else ""
    services.cancel_leave(request_id, reason=reason, by=request.actor, at=clock.now())
    return _done(request, request_id, "Dibatalkan. Hari-harinya kembali menjadi hari kerja.")


@require_safe
@for_role(*READERS)
def attachment(request: Request, file_id: UUID) -> HttpResponse:
    """A letter, for its owner and for who decides; `?kecil=1` is the small picture."""
    page = queries.open_attachment(request.actor, file_id)
    record_reading(request.actor.acting_as(page.role), "leave:attachment", page)
    stored = documents.open_file(page.file_id)
    return file_response(stored, thumbnail=request.GET.get("kecil") == "1")


def _next(page: Any) -> str:
    who = page.superior or page.official_name
    return f"{who} meninjaunya lebih dulu."


def _asking(request: Request, page: Any, form: LeaveForm, *, status: int = 200) -> HttpResponse:
    return show(request, "leave/ask.html", {"page": page, "form": form}, status=status)


def _done(request: Request, request_id: UUID, text: str) -> HttpResponse:
    tell(request, Toast(text))
    return HttpResponseRedirect(reverse("leave:request", args=[request_id]))
