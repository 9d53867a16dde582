"""Grade history, of oneself and of others, and the team of a superior."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, for_role, record_reading, show
from noken.documents.services import papers
from noken.followup import queries, services
from noken.followup.forms import year_from

READERS = (Role.SELF, Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL)


@require_safe
@for_role(Role.SELF)
def mine(request: Request) -> HttpResponse:
    return show(request, "followup/history.html", {"page": queries.my_history(request.actor)})


@require_safe
@for_role(*READERS)
def person(request: Request, employee_id: int) -> HttpResponse:
    page = queries.history_page(request.actor, employee_id)
    return show(request, "followup/history.html", {"page": page})


@require_POST
@for_role(*READERS)
def print_credit(request: Request, employee_id: int) -> HttpResponse:
    """Hand out the credit points of a year (`tahun`) as a sealed paper."""
    page = queries.history_page(request.actor, employee_id)
    year = year_from(request.POST.get("tahun", ""), request.actor.on.year)
    by = request.actor.acting_as(page.role)
    paper = services.print_credit(employee_id, year, by=by, at=clock.now())
    record_reading(by, "followup:print_credit", page)
    return papers.response(paper, name=f"Angka kredit {year}")


@require_safe
@for_role(Role.SUPERIOR)
def team(request: Request) -> HttpResponse:
    return show(request, "followup/team.html", {"page": queries.team_page(request.actor)})


@require_safe
@for_role(Role.PERSONNEL, Role.ADMIN_OPD)
def desk(request: Request) -> HttpResponse:
    page = queries.desk_page(request.actor, request.GET.get("cari", ""))
    return show(request, "followup/desk.html", {"page": page})
