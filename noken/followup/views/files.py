"""Grades as files: out, back in, and what the rater says to a difference."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, record_reading, show, tell
from noken.core.inputs import number_from
from noken.followup import queries, services
from noken.followup.exports import CSV, XLSX, grade_book, grade_csv
from noken.followup.forms import DecideForm, GradeFileForm, mark, year_from
from noken.followup.gateways.tables import read_grades
from noken.followup.services import NewGradeFile
from noken.followup.views.improving import UNREADABLE
from noken.followup.views.keeping import KEEPERS
from noken.followup.views.uploads import attachment, received


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*KEEPERS)
def files(request: Request) -> HttpResponse:
    """Take grades along, and bring a changed file back."""
    page = queries.files_page(
        request.actor,
        number_from(request.GET.get("unit", "")) or 0,
        year_from(request.GET.get("tahun", ""), request.actor.on.year),
        clock.now(),
    )
    if request.method != "POST":
        form = GradeFileForm(page.key)
        return show(request, "followup/files.html", {"page": page, "form": form})
    form = GradeFileForm(page.key, request.POST, request.FILES)
    form.check_key()
    if form.is_valid():
        try:
            with received(form.cleaned_data["file"]) as file:
                new = NewGradeFile(
                    key=form.cleaned_data["key"],
                    name=file.name,
                    sha256=file.sha256,
                    rows=read_grades(file.path),
                )
                made = services.take_grade_file(new, by=request.actor, at=clock.now())
        except Refused as refusal:
            mark(form, refusal)
        else:
            tell(request, Toast("Berkas sudah diperiksa. Tidak ada predikat yang berubah."))
            return HttpResponseRedirect(made.get_absolute_url())
    return show(request, "followup/files.html", {"page": page, "form": form}, status=422)


@require_safe
@for_role(*KEEPERS)
def download(request: Request) -> HttpResponse:
    unit_id = number_from(request.GET.get("unit", "")) or 0
    year = year_from(request.GET.get("tahun", ""), request.actor.on.year)
    page = queries.out_file(request.actor, unit_id, year)
    record_reading(request.actor, "followup:grades_download", page)
    name = f"predikat-{page.choice.unit_id}-{year}"
    if request.GET.get("bentuk") == "csv":
        return attachment(grade_csv(page), CSV, f"{name}.csv")
    return attachment(grade_book(page, clock.now()), XLSX, f"{name}.xlsx")


@require_safe
@for_role(*KEEPERS)
def one(request: Request, file_id: UUID) -> HttpResponse:
    page = queries.file_page(request.actor, file_id)
    return show(request, "followup/file.html", {"page": page})


@require_safe
@for_role(*KEEPERS, Role.SUPERIOR, Role.SELF)
def difference(request: Request, difference_id: int) -> HttpResponse:
    page = queries.difference_page(request.actor, difference_id)
    return show(request, "followup/difference.html", {"page": page})


@require_POST
@for_role(Role.SUPERIOR, Role.SELF)
def decide(request: Request, difference_id: int) -> HttpResponse:
    queries.difference_page(request.actor, difference_id)
    form = DecideForm(request.POST)
    if not form.is_valid():
        raise Refused(UNREADABLE, code="followup.unreadable")
    changes = form.cleaned_data["putusan"] == "ya"
    row = services.decide_difference(
        difference_id,
        changes=changes,
        note=form.cleaned_data["catatan"],
        by=request.actor,
        at=clock.now(),
    )
    said = "Penilaian diubah, dengan alasan Anda." if changes else "Penilaian tetap. Tercatat."
    tell(request, Toast(said))
    return HttpResponseRedirect(row.get_absolute_url())
