"""Kehadiran tim, and what the direct superior decides."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.attendance import queries, services
from noken.attendance.exports import team_sheet
from noken.attendance.forms.corrections import DecisionForm, month_from
from noken.attendance.views.mine import SPREADSHEET
from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, back_or, for_role, record_reading, show, tell


@require_safe
@for_role(Role.SUPERIOR)
def team(request: Request) -> HttpResponse:
    month = month_from(request.GET.get("bulan", ""), clock.today())
    page = queries.team_page(request.actor, month, clock.now())
    part = "#papan" if request.htmx else ""
    return show(request, f"attendance/kehadiran/team.html{part}", {"page": page})


@require_safe
@for_role(Role.SUPERIOR)
def team_file(request: Request) -> HttpResponse:
    """The month of the team as .xlsx."""
    month = month_from(request.GET.get("bulan", ""), clock.today())
    page = queries.team_page(request.actor, month, clock.now())
    record_reading(request.actor, "attendance:team_file", page)
    answer = HttpResponse(team_sheet(page), content_type=SPREADSHEET)
    answer["Content-Disposition"] = (
        f'attachment; filename="kehadiran-tim-{month.isoformat()[:7]}.xlsx"'
    )
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@for_role(Role.SUPERIOR, Role.PERSONNEL)
def decide(request: Request, correction_id: UUID) -> HttpResponse:
    """Terima, Tanya, or why not: back to where it was decided."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Refused("Pilih terima, tanya, atau belum dapat diterima.", code="correction.unclear")
    note, chosen = form.cleaned_data["catatan"], form.cleaned_data["keputusan"]
    act, said = _acts(note)[chosen]
    row = act(correction_id, by=request.actor, at=clock.now())
    if queries.is_closed(row.employee_id, row.day):
        said += " Rekap bulannya sudah ditutup; admin OPD melihat perubahan ini."
    tell(request, Toast(said))
    return HttpResponseRedirect(back_or(request, reverse("home:waiting")))


def _acts(note: str) -> dict[str, tuple[Callable[..., Any], str]]:
    return {
        "terima": (
            services.accept_correction,
            "Keterangan diterima. Rekaman asli tetap tersimpan.",
        ),
        "tanya": (
            lambda pk, **kept: services.ask_about_correction(pk, note=note, **kept),
            "Pertanyaan terkirim. Hari itu belum dihitung sampai Anda putuskan.",
        ),
        "tolak": (
            lambda pk, **kept: services.refuse_correction(pk, note=note, **kept),
            "Jawaban Anda terkirim. Hari itu tetap menurut rekaman.",
        ),
    }
