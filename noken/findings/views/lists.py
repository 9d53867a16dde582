"""Lists of findings: the own ones, those of the team, all of them."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from noken.core.actor import Role
from noken.core.http import Request, for_role, show
from noken.findings import queries
from noken.findings.queries.team import Asked


@require_safe
@for_role(Role.SELF)
def mine(request: Request) -> HttpResponse:
    page = queries.mine_page(request.actor, request.GET.get("halaman", "1"))
    return show(request, f"findings/mine.html{_part(request)}", {"page": page})


@require_safe
@for_role(Role.SUPERIOR)
def team(request: Request) -> HttpResponse:
    page = queries.team_page(request.actor, _asked(request))
    return show(request, f"findings/team.html{_part(request)}", {"page": page})


@require_safe
@for_role(Role.PERSONNEL, Role.INSPECTORATE)
def everything(request: Request) -> HttpResponse:
    page = queries.all_page(request.actor, _asked(request))
    return show(request, "findings/all.html", {"page": page})


def _part(request: Request) -> str:
    """What a page that is open fetches again when it hears of news."""
    return "#daftar" if request.htmx else ""


def _asked(request: Request) -> Asked:
    said = request.GET
    return Asked(
        state=said.get("keadaan", ""),
        code=said.get("kartu", ""),
        text=said.get("cari", "")[:80],
        scope=said.get("lingkup", ""),
        number=said.get("halaman", "1"),
    )
