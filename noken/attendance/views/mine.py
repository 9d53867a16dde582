"""Kehadiran saya: the own month, what is said about a day, and the file to take along."""

from datetime import date
from functools import partial
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.attendance import queries, services
from noken.attendance.exports import month_sheet
from noken.attendance.forms.corrections import (
    AnswerForm,
    CorrectionForm,
    month_from,
    unreadable,
)
from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, record_reading, show, spent_key, tell
from noken.core.uuid7 import uuid7
from noken.documents import queries as documents
from noken.documents.services import file_response

SEERS = (Role.SELF,)
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@for_role(*SEERS)
def mine(request: Request) -> HttpResponse:
    return _month(request, request.actor.employee_id or 0)


@require_safe
@for_role(*SEERS)
def person(request: Request, person_id: int) -> HttpResponse:
    """The month of somebody whose days the actor may see."""
    if person_id == request.actor.employee_id:
        return HttpResponseRedirect(reverse("attendance:mine"))
    return _month(request, person_id)


def _month(
    request: Request,
    person_id: int,
    *,
    refusal: Refused | None = None,
    day: date | None = None,
) -> HttpResponse:
    at = clock.now()
    wanted = day.isoformat()[:7] if day else request.GET.get("bulan", "")
    month = month_from(wanted, clock.today())
    page = queries.month_page(request.actor, person_id, month, at)
    part = "#bulan" if request.htmx and refusal is None else ""
    context = {
        "page": page,
        "new_key": partial(uuid7, at),  # each day is a submission of its own
        "refusal": refusal,
        "spent": spent_key(request, refusal),
        "typed": request.POST,
        "typed_day": day,
    }
    status = refusal.status if refusal else 200
    return show(request, f"attendance/kehadiran/mine.html{part}", context, status=status)


@require_POST
@for_role(Role.SELF)
def say(request: Request) -> HttpResponse:
    """What the person says about a day. Refused words stay in the form."""
    form = CorrectionForm(request.POST, request.FILES)
    draft = form.draft()
    try:
        receipt = services.file_correction(draft, by=request.actor, at=clock.now())
    except Refused as refusal:
        return _month(request, request.actor.employee_id or 0, refusal=refusal, day=draft.day)
    text = f"Keterangan terkirim. Tanda terima {receipt.number}."
    tell(request, Toast(text, sent=str(draft.key)))
    return _back(draft.day)


@require_POST
@for_role(Role.SELF)
def answer(request: Request, correction_id: UUID) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise unreadable()
    row = services.answer_about_correction(
        correction_id, text=form.cleaned_data["jawaban"], by=request.actor, at=clock.now()
    )
    tell(request, Toast("Jawaban Anda tersampaikan."))
    return _back(row.day)


@require_POST
@for_role(Role.SELF)
def withdraw(request: Request, correction_id: UUID) -> HttpResponse:
    row = services.withdraw_correction(correction_id, by=request.actor, at=clock.now())
    back = f" Temuan {row.finding} kembali seperti sebelumnya." if row.finding else ""
    tell(request, Toast(f"Keterangan ditarik. Jejaknya tetap tersimpan.{back}"))
    return _back(row.day)


@require_safe
@for_role(Role.SELF)
def proof(request: Request, correction_id: UUID) -> HttpResponse:
    """The photo or letter that came with it; `?kecil=1` is the small picture."""
    page = queries.open_proof(request.actor, correction_id)
    record_reading(request.actor.acting_as(page.role), "attendance:proof", page)
    stored = documents.open_file(page.file_id)
    return file_response(stored, thumbnail=request.GET.get("kecil") == "1")


@require_safe
@for_role(Role.SELF)
def download(request: Request) -> HttpResponse:
    """The own month as .xlsx: a line a day, what was recorded and what holds."""
    month = month_from(request.GET.get("bulan", ""), clock.today())
    page = queries.month_page(request.actor, request.actor.employee_id or 0, month, clock.now())
    answer = HttpResponse(month_sheet(page), content_type=SPREADSHEET)
    answer["Content-Disposition"] = (
        f'attachment; filename="kehadiran-saya-{month.isoformat()[:7]}.xlsx"'
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _back(day: date) -> HttpResponse:
    url = f"{reverse('attendance:mine')}?bulan={day.isoformat()[:7]}"
    return HttpResponseRedirect(f"{url}#hari-{day.day}")
