"""Pengaturan jadwal: the days of Ramadan, and the tolerance that two people sign."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.attendance import services
from noken.attendance.forms.schedules import RamadanForm, ReasonForm, ToleranceForm
from noken.attendance.queries.setting_pages import settings_page
from noken.attendance.views.schedules import EVERYBODY
from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, Toast, for_role, show, tell


@require_safe
@for_role(*EVERYBODY)
def settings(request: Request) -> HttpResponse:
    return _page(request)


@require_POST
@for_role(Role.PERSONNEL)
def ramadan(request: Request) -> HttpResponse:
    form = RamadanForm(request.POST)
    if not form.is_valid():
        return _page(request, ramadan_form=form)
    said = form.cleaned_data
    services.set_ramadan(
        said["pertama"],
        said["terakhir"],
        source=said["dasar"],
        by=request.actor,
        at=clock.now(),
    )
    return _back(request, "Tanggal Ramadan dipastikan.")


@require_POST
@for_role(Role.PERSONNEL)
def propose(request: Request) -> HttpResponse:
    form = ToleranceForm(request.POST)
    if not form.is_valid():
        return _page(request, tolerance_form=form)
    services.propose_tolerance(form.tolerance(), by=request.actor, at=clock.now())
    return _back(request, "Usulan toleransi menunggu dua persetujuan.")


@require_POST
@for_role(Role.LEADER, Role.PERSONNEL)
def sign(request: Request, proposal_id: int) -> HttpResponse:
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["alasan"] if form.is_valid() else ""
    in_force = services.sign_tolerance(proposal_id, reason, by=request.actor, at=clock.now())
    said = "Toleransi ditetapkan." if in_force else "Persetujuan Anda tercatat."
    return _back(request, said)


@require_POST
@for_role(Role.PERSONNEL)
def withdraw(request: Request, proposal_id: int) -> HttpResponse:
    services.withdraw_tolerance(proposal_id, by=request.actor, at=clock.now())
    return _back(request, "Usulan ditarik.")


def _page(request: Request, **bound: Any) -> HttpResponse:
    context = {
        "page": settings_page(request.actor),
        "ramadan_form": RamadanForm(),
        "tolerance_form": ToleranceForm(),
        "reason_form": ReasonForm(),
        **bound,
    }
    status = 422 if bound else 200
    return show(request, "attendance/schedules/settings.html", context, status=status)


def _back(request: Request, said: str) -> HttpResponse:
    tell(request, Toast(said))
    return HttpResponseRedirect(reverse("attendance:schedule_settings"))
