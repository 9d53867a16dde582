"""Grade history, of oneself and of others, and the team of a superior."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from noken.core.actor import Role
from noken.core.http import Request, for_role, show
from noken.followup import queries

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


@require_safe
@for_role(Role.SUPERIOR)
def team(request: Request) -> HttpResponse:
    return show(request, "followup/team.html", {"page": queries.team_page(request.actor)})


@require_safe
@for_role(Role.PERSONNEL, Role.ADMIN_OPD)
def desk(request: Request) -> HttpResponse:
    page = queries.desk_page(request.actor, request.GET.get("cari", ""))
    return show(request, "followup/desk.html", {"page": page})
