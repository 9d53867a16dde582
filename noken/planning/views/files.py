"""Files of plans: taken out, brought back, compared, and applied by the owner of each plan."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, Toast, for_role, record_reading, show, tell
from noken.core.inputs import number_from
from noken.core.tables import inbox
from noken.core.tenancy import current_tenant
from noken.core.uuid7 import uuid7
from noken.planning import queries, services
from noken.planning.exports import plan_tables
from noken.planning.forms.files import PlanFileForm, chosen_lines
from noken.planning.forms.matrix import TalkForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.SELF)
def bring(request: Request) -> HttpResponse:
    """Where a file is brought; what it says is looked at before anything changes."""
    is_sent = request.method == "POST"
    year = request.actor.on.year
    form = PlanFileForm(year, *((request.POST, request.FILES) if is_sent else ()))
    if is_sent and form.is_valid():
        return HttpResponseRedirect(_read(request, form))
    context = {"form": form, "files": queries.recent_files(request.actor)}
    return show(request, "planning/bring.html", context, status=422 if is_sent else 200)


@require_safe
@for_role(Role.SELF)
def file(request: Request, file_id: UUID) -> HttpResponse:
    """A file for who brought it: whom it concerns and what differs."""
    number = request.GET.get("halaman", "1")
    page = queries.file_page(request.actor, file_id, number)
    return show(request, "planning/file.html", {"page": page})


@require_POST
@for_role(Role.SELF)
def send_file(request: Request, file_id: UUID) -> HttpResponse:
    queries.get_file(request.actor, file_id)
    count = services.send_file_plans(file_id, by=request.actor, at=clock.now())
    tell(request, Toast(f"Usulan terkirim kepada {count} pegawai. SKP mereka belum berubah."))
    return HttpResponseRedirect(reverse("planning:file", args=[file_id]))


@require_POST
@for_role(Role.SELF)
def drop_file(request: Request, file_id: UUID) -> HttpResponse:
    queries.get_file(request.actor, file_id)
    services.drop_plan_file(file_id, by=request.actor, at=clock.now())
    tell(request, Toast("Berkas dibatalkan. Yang sudah diterapkan pemiliknya tetap."))
    return HttpResponseRedirect(reverse("planning:bring"))


@require_safe
@for_role(Role.SELF)
def file_plan(request: Request, file_plan_id: int) -> HttpResponse:
    """What a file says of one's own plan, line by line."""
    page = queries.file_plan_page(request.actor, file_plan_id)
    return show(request, "planning/file_plan.html", {"page": page, "form": TalkForm()})


@require_POST
@for_role(Role.SELF)
def take_file_plan(request: Request, file_plan_id: int) -> HttpResponse:
    queries.file_plan_page(request.actor, file_plan_id)
    chosen = chosen_lines(request.POST.getlist("baris"))
    seen = request.POST.get("seen", "")
    by, at = request.actor, clock.now()
    plan = services.take_file_plan(file_plan_id, chosen, seen=seen, by=by, at=at)
    tell(request, Toast(f"{len(chosen)} baris diterapkan ke draf. Periksa, lalu ajukan."))
    return HttpResponseRedirect(plan.get_absolute_url())


@require_POST
@for_role(Role.SELF)
def decline_file_plan(request: Request, file_plan_id: int) -> HttpResponse:
    page = queries.file_plan_page(request.actor, file_plan_id)
    form = TalkForm(request.POST)
    note = form.cleaned_data["note"].strip() if form.is_valid() else ""
    if form.is_valid() and not note and not page.is_own:
        form.add_error("note", "Tuliskan apa yang perlu dibicarakan.")
    if not form.is_valid():
        context = {"page": page, "form": form}
        return show(request, "planning/file_plan.html", context, status=422)
    services.decline_file_plan(file_plan_id, note, by=request.actor, at=clock.now())
    said = "Berkas dibatalkan." if page.is_own else f"Tanggapan sampai kepada {page.bringer.name}."
    tell(request, Toast(f"{said} SKP Anda tidak berubah."))
    return HttpResponseRedirect(reverse("planning:bring" if page.is_own else "planning:asks"))


@require_safe
@for_role(Role.SELF)
def takeout(request: Request) -> HttpResponse:
    """What may be taken out as a table."""
    return show(request, "planning/takeout.html", {"page": queries.export_page(request.actor)})


@require_safe
@for_role(Role.SELF)
def export(request: Request) -> HttpResponse:
    """The table itself; whose plans are in it is journalled."""
    asked = request.GET
    scope, unit_id = asked.get("lingkup", queries.OWN), number_from(asked.get("unit", ""))
    year = number_from(asked.get("tahun", "")) or request.actor.on.year
    found = queries.export(request.actor, scope, year, unit_id)
    record_reading(request.actor.acting_as(found.role), "planning:export", found)
    if asked.get("bentuk") == "csv":
        return _file(plan_tables.write_csv(found.plans), CSV, f"{found.name}.csv")
    return _file(plan_tables.write_xlsx(found.plans), XLSX, f"{found.name}.xlsx")


@require_safe
@for_role(Role.SELF)
def example(request: Request) -> HttpResponse:  # noqa: ARG001 (Django hands it to every view)
    """A workbook to fill in."""
    return _file(plan_tables.write_example(), XLSX, "contoh-isian-skp.xlsx")


def _read(request: Request, form: PlanFileForm) -> str:
    """Read the file and put it away at once; the address where it is looked at."""
    uploaded, at = form.cleaned_data["file"], clock.now()
    received = inbox.receive(current_tenant(), uploaded.chunks())
    new = services.NewPlanFile(
        form.cleaned_data["key"] or uuid7(at),
        uploaded.name,
        received.sha256,
        form.cleaned_data["year"],
    )
    path = inbox.path_of(current_tenant(), received.name)
    try:
        found = services.read_plan_file(new, path, by=request.actor, at=at)
    finally:
        inbox.forget(current_tenant(), received.name)
    own = queries.only_own_part(request.actor, found.pk)
    if own is not None:
        return reverse("planning:file_plan", args=[own])
    return reverse("planning:file", args=[found.pk])


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
