"""Importing personnel files: uploaded, checked row by row, applied."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.core import clock
from noken.core.http import Request, Toast, for_role, record_reading, show, tell, updated
from noken.core.tables import inbox
from noken.core.tenancy import current_tenant
from noken.core.uuid7 import uuid7
from noken.organization import forms
from noken.organization.exports.import_errors import write_errors, write_example
from noken.organization.gateways.header_words import FIELD_LABELS
from noken.organization.queries.import_errors import errors_page
from noken.organization.queries.import_pages import (
    ImportPage,
    get_run,
    import_page,
    imports_page,
)
from noken.organization.services import imports as services
from noken.organization.views.acts import KEEPERS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*KEEPERS)
def imports(request: Request) -> HttpResponse:
    """The list of imports, and the place to drop the next file."""
    is_sent = request.method == "POST"
    form = forms.ImportFileForm(*((request.POST, request.FILES) if is_sent else ()))
    if is_sent and form.is_valid():
        return HttpResponseRedirect(reverse("organization:import", args=[_receive(request, form)]))
    context = {"page": imports_page(request.actor), "form": form}
    return show(request, "organization/imports.html", context, status=422 if is_sent else 200)


@require_safe
@for_role(*KEEPERS)
def one(request: Request, run_id: int) -> HttpResponse:
    """One file: how far it is, and the verdicts on its rows."""
    page = _page(request, run_id)
    if request.htmx and "pantau" in request.GET and not page.is_working:
        return HttpResponse(headers={"HX-Redirect": page.url})
    part = "#impor" if request.htmx else ""
    return show(request, f"organization/import.html{part}", _context(page))


@require_POST
@for_role(*KEEPERS)
def columns(request: Request, run_id: int) -> HttpResponse:
    """Have the file read again, with each column as it was chosen."""
    page = _page(request, run_id)
    chosen = {each.key: request.POST.get(each.name, "") for each in page.columns}
    services.map_columns(run_id, chosen, by=request.actor, at=clock.now())
    return _updated(request, run_id, "Berkas dibaca ulang dengan kolom pilihan Anda.")


@require_POST
@for_role(*KEEPERS)
def again(request: Request, run_id: int) -> HttpResponse:
    """Have a file read once more, after a fault of the server."""
    get_run(request.actor, run_id)
    services.read_again(run_id, by=request.actor, at=clock.now())
    return _updated(request, run_id, "Berkas dibaca lagi.")


@require_POST
@for_role(*KEEPERS)
def apply(request: Request, run_id: int) -> HttpResponse:
    """Have a checked file applied in the background."""
    get_run(request.actor, run_id)
    typed = forms.read(forms.ImportApplyForm(request.POST))
    at = clock.now()
    if request.POST.get("start"):
        services.decide_start(run_id, typed["start"], by=request.actor, at=at)
    if typed["conflicts"]:
        services.decide_rows(run_id, None, typed["conflicts"], by=request.actor, at=at)
    services.confirm_run(run_id, typed["basis"] or "", by=request.actor, at=at)
    return _updated(request, run_id, "Sedang diterapkan. Halaman ini memberi tahu saat selesai.")


@require_POST
@for_role(*KEEPERS)
def discard(request: Request, run_id: int) -> HttpResponse:
    """Drop a file; nothing of it was stored."""
    get_run(request.actor, run_id)
    services.discard_run(run_id, by=request.actor, at=clock.now())
    tell(request, Toast("Impor dibatalkan. Tidak ada data yang berubah."))
    url = reverse("organization:imports")
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


@require_POST
@for_role(*KEEPERS)
def doubts(request: Request, run_id: int) -> HttpResponse:
    """Keep the answers about units and heads."""
    get_run(request.actor, run_id)
    answers = {name: str(value) for name, value in request.POST.items() if ":" in name}
    services.answer_doubts(run_id, answers, by=request.actor, at=clock.now())
    return _updated(request, run_id, "Jawaban Anda tersimpan dan dipakai saat berkas diterapkan.")


@require_POST
@for_role(*KEEPERS)
def row(request: Request, run_id: int, row_id: int) -> HttpResponse:
    """A small cure: the NIP typed in the row, or which value counts."""
    get_run(request.actor, run_id)
    typed = forms.read(forms.ImportRowForm(request.POST))
    by, at = request.actor, clock.now()
    if typed["nip"]:
        services.correct_row(run_id, row_id, typed["nip"], by=by, at=at)
        return _updated(request, run_id, "Baris diperiksa ulang dengan NIP itu.")
    services.decide_rows(run_id, row_id, typed["decision"] or "", by=by, at=at)
    return _updated(request, run_id, "Pilihan Anda tersimpan.")


@require_safe
@for_role(*KEEPERS)
def errors(request: Request, run_id: int) -> HttpResponse:
    """The rows that were refused or wait, as a workbook."""
    page = errors_page(request.actor, run_id)
    record_reading(request.actor, "organization:import_errors", page)
    return _workbook(write_errors(page.lines), f"galat-impor-{run_id}.xlsx")


@require_safe
@for_role(*KEEPERS)
def example(request: Request) -> HttpResponse:  # noqa: ARG001 (Django hands it to every view)
    """A workbook to fill in."""
    return _workbook(write_example(), "contoh-daftar-pegawai.xlsx")


def _receive(request: Request, form: forms.ImportFileForm) -> int:
    file, at = form.cleaned_data["file"], clock.now()
    received = inbox.receive(current_tenant(), file.chunks())
    new = services.NewFile(form.cleaned_data["key"] or uuid7(at), file.name, received)
    kept = ""
    try:
        run = services.receive_file(new, by=request.actor, at=at)
        kept = run.stored_name
        return int(run.pk)
    finally:
        # Refused, or the second sending of one file: this copy is nobody's.
        if kept != received.name:
            inbox.forget(current_tenant(), received.name)


def _page(request: Request, run_id: int) -> ImportPage:
    typed = forms.read(forms.ImportFilter(request.GET))
    return import_page(
        request.actor,
        run_id,
        chosen=typed["saring"] or "",
        number=typed["halaman"] or 1,
        at=clock.now(),
    )


def _updated(request: Request, run_id: int, text: str) -> HttpResponse:
    page = _page(request, run_id)
    url = f"{page.pager_url}halaman={page.sheet.number}"
    template, toast = "organization/import.html#impor", Toast(text)
    return updated(request, template, _context(page), url=url, toast=toast)


def _context(page: ImportPage) -> dict[str, Any]:
    return {"page": page, "fields": [(str(code), label) for code, label in FIELD_LABELS.items()]}


def _workbook(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=XLSX, headers=headers)
