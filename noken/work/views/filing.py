"""File, correct, take back: forms that work without script, and the batch of the outbox."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import (
    Request,
    Toast,
    back_or,
    for_role,
    record_reading,
    show,
    spent_key,
    tell,
    updated,
)
from noken.documents import queries as documents
from noken.documents.services import file_response
from noken.work import queries, services
from noken.work.forms import AttachForm, Item, ReportForm, batch_from, ids_from
from noken.work.queries import Entry
from noken.work.services import Outcome

JSON = "application/json"
CORRECTED = "Koreksi terkirim dan menunggu ditinjau. Isi lama tetap tersimpan."
SHORT_NUMBER = 5
"""So much of a receipt's number is said in passing; the report's page shows all of it."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.SELF)
def file(request: Request) -> HttpResponse:
    """The form for any day and any work; POST files one (form) or many (JSON)."""
    if request.method != "POST":
        return _entry_page(request, queries.entry_from(request.GET))
    if request.content_type == JSON:
        return _file_batch(request)
    return _file_one(request)


def _file_one(request: Request) -> HttpResponse:
    form = ReportForm(request.POST, request.FILES, clock.today())
    refusal = form.problem()
    if refusal is None:
        (outcome,) = services.file_reports([form.draft()], by=request.actor, at=clock.now())
        refusal = outcome.refused
        if outcome.receipt is not None:
            return _filed(request, outcome)
    if request.htmx or refusal is None:
        raise refusal or Refused("Laporan belum diterima.", code="report.unreadable")
    entry = queries.entry_from(request.POST, had_files=bool(form.uploads))
    return _entry_page(request, entry, refusal=refusal)


def _filed(request: Request, outcome: Outcome) -> HttpResponse:
    number = outcome.receipt.number if outcome.receipt else ""
    short = f"{number[:SHORT_NUMBER]}…" if number else ""
    text = outcome.left_out or f"Laporan terkirim. Tanda terima {short}"
    toast = Toast(text, undo_url_of(outcome.key), str(outcome.key))
    url = back_or(request, reverse("work:reports"))
    if not request.htmx:
        tell(request, toast)
        return HttpResponseRedirect(url)
    day = queries.today(request.actor, clock.today())
    return updated(request, "work/_swap.html#card", {"day": day, "back": url}, url=url, toast=toast)


def _entry_page(request: Request, entry: Entry, *, refusal: Refused | None = None) -> HttpResponse:
    page = queries.entry_page(request.actor, entry, clock.now(), refusal)
    status = refusal.status if refusal else 200
    context = {"page": page, "spent": spent_key(request, refusal)}
    return show(request, "work/file.html", context, status=status)


def _file_batch(request: Request) -> HttpResponse:
    items = batch_from(request.body)
    if isinstance(items, Refused):
        return JsonResponse({"refused": items.code, "message": items.message}, status=422)
    drafts = [item.draft for item in items if item.draft is not None]
    outcomes = services.file_reports(drafts, by=request.actor, at=clock.now()) if drafts else []
    return JsonResponse({"outcomes": list(_answers(items, outcomes))})


def _answers(items: Sequence[Item], outcomes: Sequence[Outcome]) -> Iterator[dict[str, Any]]:
    known = iter(outcomes)
    for item in items:
        outcome = next(known) if item.draft is not None else None
        refused = outcome.refused if outcome else item.refused
        if outcome is not None and outcome.receipt is not None:
            receipt = outcome.receipt
            yield {
                "key": str(outcome.key),
                "receipt": {
                    "number": receipt.number,
                    "sha256": receipt.sha256,
                    "received_at": receipt.received_at.isoformat(),
                    "key_id": receipt.key_id,
                    "signature": receipt.signature,
                },
            }
        elif refused is not None:
            yield {"key": item.key, "refused": refused.code, "message": refused.message}


@require_POST
@for_role(Role.SELF)
def withdraw(request: Request) -> HttpResponse:
    """Urungkan, from the toast: the id is in the address. The day page gets its parts, others load
    anew."""
    ids = ids_from([request.GET.get("laporan", ""), request.POST.get("laporan", "")])
    if not ids:
        raise Refused("Laporan yang diurungkan tidak dikenali.", code="report.not_yours")
    services.withdraw_report(ids[0], by=request.actor, at=clock.now())
    url = back_or(request, reverse("work:reports"))
    toast = Toast("Laporan ditarik. Jejaknya tetap tersimpan.")
    if not request.htmx:
        tell(request, toast)
        return HttpResponseRedirect(url)
    if request.htmx.current_url_abs_path not in {None, reverse("home:today")}:
        tell(request, toast)
        return HttpResponseClientRefresh()
    day = queries.today(request.actor, clock.today())
    template = "work/_swap.html#oob"
    return updated(request, template, {"day": day, "back": url}, url=url, toast=toast)


@require_POST
@for_role(Role.SELF)
def correct(request: Request, report_id: UUID) -> HttpResponse:
    form = ReportForm(request.POST, request.FILES, clock.today())
    refusal = form.problem()
    if refusal is not None:
        raise refusal
    outcome = services.correct_report(report_id, form.draft(), by=request.actor, at=clock.now())
    said = CORRECTED if outcome.is_new else "Koreksi ini sudah diterima sebelumnya."
    toast = Toast(outcome.left_out or said, undo_url_of(outcome.key), str(outcome.key))
    tell(request, toast)
    return HttpResponseRedirect(reverse("work:report", args=[outcome.key]))


@require_POST
@for_role(Role.SELF)
def attach(request: Request, report_id: UUID) -> HttpResponse:
    form = AttachForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused("Pilih satu foto atau PDF, lalu kirim lagi.", code="file.empty")
    receipt = services.attach_evidence(
        report_id,
        form.cleaned_data["berkas"],
        key=form.cleaned_data["key"],
        by=request.actor,
        at=clock.now(),
    )
    if request.headers.get("Accept", "").startswith(JSON):
        return JsonResponse({"receipt": {"number": receipt.number, "sha256": receipt.sha256}})
    tell(request, Toast("Bukti tersimpan."))
    return HttpResponseRedirect(reverse("work:report", args=[report_id]))


@require_safe
@for_role(Role.SELF)
def evidence(request: Request, file_id: UUID) -> HttpResponse:
    """A photo or PDF for those who may see its report; `?kecil=1` is the small picture."""
    page = queries.open_evidence(request.actor, file_id)
    record_reading(request.actor.acting_as(page.role), "work:evidence", page)
    stored = documents.open_file(page.file_id)
    return file_response(stored, thumbnail=request.GET.get("kecil") == "1")


def undo_url_of(report_id: UUID) -> str:
    return f"{reverse('work:withdraw')}?{urlencode({'laporan': report_id})}"
