"""Files of machines and of other systems: brought, looked at, taken in."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.attendance import queries as attendance
from noken.attendance import services as attendance_services
from noken.core import clock
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell
from noken.core.tables import inbox
from noken.core.tenancy import current_tenant
from noken.core.uuid7 import uuid7
from noken.devices import access
from noken.devices.forms import files as forms
from noken.devices.gateways.columns_page import columns_page, retitled
from noken.devices.queries.sources import sources
from noken.devices.queries.uploads import latest_files, upload_page, waiting_uploads
from noken.devices.services import files
from noken.ui.formats import number

MAPPING = "MAPPING"


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*access.KEEPERS)
def upload(request: Request) -> HttpResponse:
    """Where a file is brought; the newest ones below."""
    which = request.GET.get("jenis", "attlog")
    kind = forms.FORMS.get(which, forms.AttlogForm)
    choices = {
        "sources": [(each.id, each.title) for each in sources(request.actor, kind.recorder_kind)],
        "sites": [(site.id, site.name) for site in attendance.sites(request.actor)],
    }
    is_sent = request.method == "POST"
    bound = (request.POST, request.FILES) if is_sent else ()
    form = kind(*bound, **choices, initial={"source": request.GET.get("mesin", "")})
    if is_sent and form.is_valid():
        return HttpResponseRedirect(reverse("devices:upload_page", args=[_receive(request, form)]))
    context = {
        "form": form,
        "is_table": kind is forms.TableForm,
        "has_sites": bool(choices["sites"]),
        "waiting": waiting_uploads(request.actor),
        "latest": latest_files(request.actor),
    }
    return show(request, "devices/upload.html", context, status=422 if is_sent else 200)


@require_safe
@for_role(*access.KEEPERS)
def one(request: Request, upload_id: int) -> HttpResponse:
    """What the file would change; for a table that is not known, what its columns mean."""
    page = upload_page(request.actor, upload_id)
    if not page.is_gone and (page.upload.state == MAPPING or "kolom" in request.GET):
        typed = forms.read(forms.TitleRowForm(request.GET))
        columns = columns_page(request.actor, upload_id, typed["lembar"] or "", typed["judul"])
        return show(request, "devices/columns.html", {"page": columns, "orders": forms.ORDERS})
    return show(request, "devices/upload_page.html", {"page": page})


@require_POST
@for_role(*access.KEEPERS)
def columns(request: Request, upload_id: int) -> HttpResponse:
    """Keep what the columns mean, and look at the file with that."""
    typed = forms.read(forms.TitleRowForm({"judul": request.POST.get("title_row")}))
    sheet = request.POST.get("sheet", "")
    titles_at = 1 if typed["judul"] is None else typed["judul"]
    guessed = retitled(request.actor, upload_id, sheet, titles_at)
    form = forms.ColumnsForm(request.POST, width=len(guessed.titles))
    if not form.is_valid():
        raise Refused("Pilih arti kolom dari daftarnya, lalu periksa lagi.", code="file.columns")
    chosen = guessed._replace(meanings=tuple(form.meanings), order=form.cleaned_data["order"])
    files.choose_columns(upload_id, chosen, by=request.actor, at=clock.now())
    return HttpResponseRedirect(reverse("devices:upload_page", args=[upload_id]))


@require_POST
@for_role(*access.KEEPERS)
def take(request: Request, upload_id: int) -> HttpResponse:
    """Take the file in: every line of it, or none."""
    sure = bool(request.POST.get("sure"))
    delivery = files.take_file(upload_id, sure=sure, by=request.actor, at=clock.now())
    held = f", {number(delivery.rows_bad)} baris ditahan" if delivery.rows_bad else ""
    tell(request, Toast(f"{number(delivery.rows_new)} rekaman baru dimuat{held}."))
    return HttpResponseRedirect(reverse("devices:upload_page", args=[upload_id]))


@require_POST
@for_role(*access.KEEPERS)
def drop(request: Request, upload_id: int) -> HttpResponse:
    """Put the file away; nothing of it was stored."""
    files.drop_file(upload_id, by=request.actor, at=clock.now())
    tell(request, Toast("Berkas dibatalkan. Tidak ada yang berubah."))
    return HttpResponseRedirect(reverse("devices:upload"))


def _receive(request: Request, form: forms.FileForm) -> int:
    by, at = request.actor, clock.now()
    typed, kind = form.cleaned_data, form.kind
    received = inbox.receive(current_tenant(), typed["file"].chunks())
    new = files.NewFile(typed["key"] or uuid7(at), typed["file"].name, kind, received)
    kept = ""
    try:
        recorder_id = typed["source"] or _new_source(request, form)
        found = files.receive_file(new, recorder_id, by=by, at=at)
        kept = found.stored_name
        return int(found.pk)
    finally:
        # Refused, or the second sending of one file: this copy is nobody's.
        if kept != received.name:
            inbox.forget(current_tenant(), received.name)


def _new_source(request: Request, form: forms.FileForm) -> int:
    typed = form.cleaned_data
    kind = forms.FORMS["tabel" if form.kind == "TABLE" else "attlog"].recorder_kind
    recorder = attendance_services.make_recorder(
        typed["site"], kind, typed["name"], by=request.actor, at=clock.now()
    )
    return int(recorder.pk)
