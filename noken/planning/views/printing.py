"""The plan as a sealed PDF."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from noken.core import clock
from noken.core.http import Request, for_role, record_reading
from noken.documents.services import papers
from noken.planning import access, queries, services


@require_POST
@for_role(*access.READERS)
def print_plan(request: Request, plan_id: int) -> HttpResponse:
    """Issue the paper of the version in force (or of `versi`) and hand it out."""
    page = queries.plan_page(request.actor, plan_id)
    paper = services.print_plan(
        plan_id, request.POST.get("versi", ""), by=request.actor, at=clock.now()
    )
    record_reading(request.actor, "planning:print", page)
    return papers.response(paper, name=f"SKP {page.year} {page.owner.name}")
