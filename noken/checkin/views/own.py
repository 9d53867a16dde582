"""Check in, and the own phone and code: forms that work without script, and a batch."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.checkin import queries, services
from noken.checkin.forms import ClaimForm, Item, PhoneForm, batch_from
from noken.checkin.rules.devices import device_name
from noken.checkin.services import Outcome
from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, record_reading, show, tell, url_of
from noken.core.uuid7 import uuid7
from noken.documents import queries as documents
from noken.documents.services import file_response
from noken.ui.formats import time_of

JSON = "application/json"


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.SELF)
def here(request: Request) -> HttpResponse:
    """The page to check in, with the code if one was scanned; POST files one or many (JSON)."""
    if request.method != "POST":
        return _here_page(request, request.GET.get("k", ""))
    if request.content_type == JSON:
        return _file_batch(request)
    form = ClaimForm(request.POST)
    draft = form.draft(request.FILES)
    (outcome,) = services.file_claims([draft], by=request.actor, at=clock.now())
    if outcome.refused is not None:
        return _here_page(request, draft.code, outcome.refused)
    tell(request, Toast(_told(outcome)))
    return HttpResponseRedirect(url_of("checkin:here"))


def _here_page(request: Request, code: str, refused: Refused | None = None) -> HttpResponse:
    at = clock.now()
    page = queries.here_page(request.actor, code, at)
    status = refused.status if refused else 200
    keys = {name: uuid7(at) for name in ("key", "other_key", "words_key")}
    context = {"page": page, "refused": refused, **keys}
    return show(request, "checkin/here.html", context, status=status)


def _told(outcome: Outcome) -> str:
    number = outcome.receipt.number if outcome.receipt else ""
    what = "Hadir tercatat" if outcome.counts else "Pernyataan tersimpan, menunggu dibenarkan"
    return f"{what} pukul {time_of(outcome.moment)}. Tanda terima {number}."


def _file_batch(request: Request) -> HttpResponse:
    items = batch_from(request.body)
    drafts = [item.draft for item in items if item.draft is not None]
    outcomes = services.file_claims(drafts, by=request.actor, at=clock.now()) if drafts else []
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
                "grade": outcome.grade,
                "counts": outcome.counts,
                "at": outcome.moment.isoformat() if outcome.moment else None,
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


@require_safe
@for_role(Role.SELF)
def means(request: Request) -> HttpResponse:
    """The own phone and personal code, and what each way is worth."""
    return show(request, "checkin/means.html", {"page": queries.means_page(request.actor)})


@require_POST
@for_role(Role.SELF)
def phone(request: Request) -> HttpResponse:
    key = PhoneForm(request.POST).public_key()
    name = device_name(request.headers.get("User-Agent", ""))
    kept = services.register_phone(key, name, by=request.actor, at=clock.now())
    active = kept.state == "ACTIVE"
    text = "Ponsel ini terdaftar." if active else "Permintaan dikirim ke admin OPD Anda."
    tell(request, Toast(text))
    return HttpResponseRedirect(url_of("checkin:means"))


@require_POST
@for_role(Role.SELF)
def phone_end(request: Request) -> HttpResponse:
    services.end_phone(by=request.actor, at=clock.now())
    tell(request, Toast("Ponsel tidak dipakai lagi untuk presensi."))
    return HttpResponseRedirect(url_of("checkin:means"))


@require_POST
@for_role(Role.SELF)
def personal_code(request: Request) -> HttpResponse:
    code = request.POST.get("kode", "").strip()
    services.set_personal_code(code, by=request.actor, at=clock.now())
    tell(request, Toast("Kode pribadi tersimpan. Pakai di layar kantor bersama NIP Anda."))
    return HttpResponseRedirect(url_of("checkin:means"))


@require_safe
@for_role(Role.SELF)
def photo(request: Request, file_id: UUID) -> HttpResponse:
    """A photo that was asked for; `?kecil=1` is the small picture."""
    page = queries.open_photo(request.actor, file_id)
    record_reading(request.actor.acting_as(page.role), "checkin:photo", page)
    stored = documents.open_file(page.file_id)
    return file_response(stored, thumbnail=request.GET.get("kecil") == "1")
