"""The recap of a unit: read it, take it along, close the month, open it again."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.attendance import queries, services
from noken.attendance.exports import recap_book
from noken.attendance.forms.corrections import (
    MonthForm,
    ReopenForm,
    month_from,
    unreadable,
)
from noken.attendance.views.mine import SPREADSHEET
from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, Toast, for_role, record_reading, show, tell
from noken.core.inputs import number_from

READERS = (Role.PERSONNEL, Role.ADMIN_OPD, Role.LEADER)
KEEPERS = (Role.PERSONNEL, Role.ADMIN_OPD)


@require_safe
@for_role(*READERS)
def recap(request: Request) -> HttpResponse:
    page = queries.recap_page(
        request.actor,
        number_from(request.GET.get("unit", "")) or 0,
        month_from(request.GET.get("bulan", ""), clock.today()),
        number_from(request.GET.get("halaman", "")) or 1,
        clock.now(),
    )
    return show(request, "attendance/kehadiran/recap.html", {"page": page})


@require_safe
@for_role(*READERS)
def recap_file(request: Request) -> HttpResponse:
    """The recap as offices use it: a sheet a unit, totals and a block to sign."""
    month = month_from(request.GET.get("bulan", ""), clock.today())
    unit_id = number_from(request.GET.get("unit", "")) or 0
    page = queries.recap_file(request.actor, unit_id, month, clock.now())
    record_reading(request.actor.acting_as(page.role), "attendance:recap_file", page)
    answer = HttpResponse(recap_book(page), content_type=SPREADSHEET)
    answer["Content-Disposition"] = (
        f'attachment; filename="rekap-kehadiran-{unit_id}-{month.isoformat()[:7]}.xlsx"'
    )
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@for_role(*KEEPERS)
def close(request: Request) -> HttpResponse:
    form = MonthForm(request.POST)
    if not form.is_valid():
        raise unreadable()
    unit_id = form.cleaned_data["unit"] or 0
    month = month_from(form.cleaned_data["bulan"], clock.today())
    row = services.close_month(unit_id, month, by=request.actor, at=clock.now())
    tell(request, Toast(f"Rekap ditutup untuk {row.people} pegawai."))
    return _back(unit_id, row.month.isoformat()[:7])


@require_POST
@for_role(*KEEPERS)
def reopen(request: Request, closing_id: int) -> HttpResponse:
    form = ReopenForm(request.POST)
    if not form.is_valid():
        raise unreadable()
    why = form.cleaned_data["alasan"]
    row = services.reopen_month(closing_id, why=why, by=request.actor, at=clock.now())
    tell(request, Toast("Rekap dibuka kembali. Alasan Anda tersimpan bersama rekap yang lama."))
    return _back(row.unit_id, row.month.isoformat()[:7])


def _back(unit_id: int, month: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('attendance:recap')}?unit={unit_id}&bulan={month}")
