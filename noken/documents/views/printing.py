"""Print jobs: how far they are, and the archive, for who asked for them."""

from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from noken.core.actor import Role
from noken.core.http import Request, for_role, show
from noken.documents import queries
from noken.documents.services.printing import archive_response


@require_safe
@for_role(Role.SELF)
def jobs(request: Request) -> HttpResponse:
    return show(request, "documents/jobs.html", {"page": queries.my_jobs(request.actor)})


@require_safe
@for_role(Role.SELF)
def job(request: Request, key: UUID) -> HttpResponse:
    """The progress of a job; htmx asks for the moving part only."""
    page = queries.job_page(request.actor, key)
    part = "#cetak" if request.htmx and "pantau" in request.GET else ""
    return show(request, f"documents/job.html{part}", {"page": page})


@require_safe
@for_role(Role.SELF)  # type: ignore[arg-type]  # many megabytes are streamed
def job_file(request: Request, key: UUID) -> StreamingHttpResponse:
    """All papers of a job in one archive."""
    return archive_response(queries.get_job(request.actor, key))
