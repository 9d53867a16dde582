"""Pages of who objects: the own grades, the form, additions, withdrawal, files."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, record_reading, show, tell
from noken.documents import queries as documents
from noken.documents.services import file_response
from noken.objections import queries, services
from noken.objections.forms import FileForm, mark

READERS = (Role.SELF, Role.SUPERIOR, Role.PERSONNEL, Role.INSPECTORATE)


@require_safe
@for_role(Role.SELF)
def mine(request: Request) -> HttpResponse:
    return show(request, "objections/mine.html", {"page": queries.my_objections(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.SELF)
def file(request: Request, sheet_id: int) -> HttpResponse:
    """Write in peace: nothing leaves the device before it is sent."""
    standing = queries.objection_of(request.actor, sheet_id)
    if standing is not None:
        return HttpResponseRedirect(standing.get_absolute_url())
    page = queries.file_page(request.actor, sheet_id, clock.now())
    if request.method != "POST":
        return _writing(request, page, FileForm(page))
    form = FileForm(page, request.POST, request.FILES)
    form.check_key()
    if not form.is_valid():
        return _writing(request, page, form, status=422)
    try:
        made = services.file_objection(form.draft(sheet_id), by=request.actor, at=clock.now())
    except Refused as refusal:
        mark(form, refusal)
        return _writing(request, page, form, status=refusal.status)
    tell(request, Toast("Keberatan Anda diterima. Penilai belum dapat melihatnya."))
    return HttpResponseRedirect(made.get_absolute_url())


@require_POST
@for_role(*READERS)
def withdraw(request: Request, objection_id: UUID) -> HttpResponse:
    queries.objection_page(request.actor, objection_id, clock.now())
    services.withdraw(objection_id, by=request.actor, at=clock.now())
    return done(request, objection_id, "Keberatan Anda ditarik. Jejaknya tetap tersimpan.")


@require_safe
@for_role(*READERS)
def attachment(request: Request, file_id: UUID) -> HttpResponse:
    """A file of either side; `?kecil=1` is the small picture."""
    page = queries.open_attachment(request.actor, file_id)
    record_reading(request.actor.acting_as(page.role), "objections:attachment", page)
    stored = documents.open_file(page.file_id)
    return file_response(stored, thumbnail=request.GET.get("kecil") == "1")


def done(request: Request, objection_id: UUID, text: str) -> HttpResponse:
    tell(request, Toast(text))
    return HttpResponseRedirect(reverse("objections:objection", args=[objection_id]))


def _writing(request: Request, page: object, form: FileForm, *, status: int = 200) -> HttpResponse:
    return show(request, "objections/file.html", {"page": page, "form": form}, status=status)
