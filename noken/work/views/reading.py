"""Reports to read: a month, and one report with all that belongs to it."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, for_role, show
from noken.core.inputs import month_from, number_from
from noken.core.uuid7 import uuid7
from noken.work import queries


@require_safe
@for_role(Role.SELF)
def reports(request: Request) -> HttpResponse:
    """`?pegawai=` opens the month of somebody whose work the actor may see."""
    wanted = request.GET.get("pegawai", "")
    person_id = number_from(wanted) or request.actor.employee_id or 0
    page = queries.reports_of(
        request.actor,
        person_id,
        month_from(request.GET.get("bulan", ""), clock.today()),
        status=request.GET.get("saring", "").upper(),
        number=request.GET.get("halaman", "1"),
    )
    return show(request, "work/reports.html", {"page": page})


@require_safe
@for_role(Role.SELF)
def report(request: Request, report_id: UUID) -> HttpResponse:
    at = clock.now()
    page = queries.report_page(request.actor, report_id, at)
    keys = {"correction": uuid7(at), "feedback": uuid7(at), "evidence": uuid7(at)}
    return show(request, "work/report.html", {"page": page, "keys": keys})
