"""Pages of surat tugas."""

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
from noken.leave.forms import EndForm, LetterForm, ReasonForm, mark, people_from

READERS = (Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL, Role.SELF)
ISSUERS = (Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL)


@require_safe
@for_role(*READERS)
def letters(request: Request) -> HttpResponse:
    page = queries.letters_page(
        request.actor,
        number=request.GET.get("halaman", 1),
        only_mine=request.GET.get("saring") == "saya",
    )
    return show(request, "leave/letters.html", {"page": page})


@require_safe
@for_role(*READERS)
def letter(request: Request, letter_id: UUID) -> HttpResponse:
    return show(
        request,
        "leave/letter.html",
        {"page": queries.letter_page(request.actor, letter_id, clock.now())},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*ISSUERS)
def issue(request: Request) -> HttpResponse:
    """The form. The button *Cari* only searches for people and keeps what was typed."""
    data = request.POST if request.method == "POST" else None
    chosen = people_from(request.POST)
    text = request.POST.get("cari", "")
    page = queries.issue_page(request.actor, clock.now(), text=text, chosen=chosen)
    if data is None:
        return _issuing(request, page, LetterForm(page))
    form = LetterForm(page, data, request.FILES)
    form.check_key()
    if request.POST.get("aksi") == "cari":
        return _issuing(request, page, form.as_typed(page))
    if not form.is_valid():
        return _issuing(request, page, form, status=422)
    try:
        made = services.issue_letter(form.draft(), by=request.actor, at=clock.now())
    except Refused as refusal:
        mark(form, refusal)
        return _issuing(request, page, form, status=refusal.status)
    tell(request, Toast("Surat tugas diterbitkan. Semua yang ditugaskan diberi tahu."))
    return HttpResponseRedirect(made.get_absolute_url())


@require_POST
@for_role(*ISSUERS)
def end(request: Request, letter_id: UUID) -> HttpResponse:
    queries.letter_page(request.actor, letter_id, clock.now())
    form = EndForm(request.POST)
    if not form.is_valid():
        raise Refused("Isi hari masuk kembali, misalnya 24/11/2026.", code="leave.no_day")
    services.end_letter(
        letter_id,
        form.cleaned_data["masuk"],
        reason=form.cleaned_data["alasan"],
        by=request.actor,
        at=clock.now(),
    )
    return _done(request, letter_id, "Tugas diakhiri lebih awal.")


@require_POST
@for_role(*ISSUERS)
def cancel(request: Request, letter_id: UUID) -> HttpResponse:
    queries.letter_page(request.actor, letter_id, clock.now())
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused("Pilih lagi siapa yang batal bertugas.", code="duty.nobody")
    services.cancel_letter(
        letter_id,
        reason=form.cleaned_data["alasan"],
        person_id=form.cleaned_data["pegawai"],
        by=request.actor,
        at=clock.now(),
    )
    return _done(request, letter_id, "Dibatalkan. Yang bersangkutan diberi tahu.")


@require_safe
@for_role(*READERS)
def file(request: Request, file_id: UUID) -> HttpResponse:
    page = queries.open_letter_file(request.actor, file_id, clock.now())
    record_reading(request.actor.acting_as(page.role), "leave:letter_file", page)
    stored = documents.open_file(page.file_id)
    return file_response(stored, thumbnail=request.GET.get("kecil") == "1")


def _issuing(request: Request, page: Any, form: LetterForm, *, status: int = 200) -> HttpResponse:
    context = {"page": page, "form": form, "chosen": form.people}
    return show(request, "leave/issue.html", context, status=status)


def _done(request: Request, letter_id: UUID, text: str) -> HttpResponse:
    tell(request, Toast(text))
    return HttpResponseRedirect(reverse("leave:letter", args=[letter_id]))
