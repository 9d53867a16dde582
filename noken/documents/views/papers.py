"""The public check page of papers: is this number ours, and is this file unchanged?

It asks for no account, keeps no file and says nothing about whom a paper concerns.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from noken.core import clock
from noken.core.http import Request, show
from noken.documents import queries
from noken.documents.forms import PaperForm
from noken.documents.rules import papers as rules
from noken.documents.rules import receipts
from noken.documents.views.checking import slow_down


@dataclass(frozen=True, slots=True)
class PaperPage:
    """`check` is None until a code, a fingerprint or a file was given."""

    form: PaperForm
    check: queries.PaperCheck | None
    checked_at: datetime


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def check_paper(request: Request) -> HttpResponse:
    """The form; `?kode=` and `?sidik=` as typed, or a POST with the file, which is not kept."""
    if request.method == "POST":
        return _take(request)
    asked = request.GET if {"kode", "sidik"} & request.GET.keys() else None
    form = PaperForm(asked)
    found = None
    if asked is not None:
        slow_down(request)
        if form.is_valid():
            found = queries.check_paper(form.cleaned_data["kode"], form.cleaned_data["sidik"])
    return _page(request, form, found)


@require_safe
@login_not_required
def check_paper_code(request: Request, code: str) -> HttpResponse:
    """Where the QR on a paper leads; `?sidik=` compares a file with it."""
    slow_down(request)
    known = rules.code_from(code)
    sha256 = receipts.hash_from(request.GET.get("sidik", ""))
    found = queries.check_paper(known, sha256)
    form = PaperForm(initial={"kode": rules.code_text(known) if known else code})
    return _page(request, form, found)


def _take(request: Request) -> HttpResponse:
    """Compute the fingerprint of a file and go to its answer: a reload sends nothing again."""
    slow_down(request)
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, None, status=422)
    code, file, sha256 = (form.cleaned_data[name] for name in ("kode", "berkas", "sidik"))
    if file is not None:
        digest = hashlib.sha256()
        for chunk in file.chunks():
            digest.update(chunk)
        sha256 = digest.digest()
    asked = {"kode": rules.code_text(code) if code else "", "sidik": sha256.hex() if sha256 else ""}
    pairs = urlencode({key: value for key, value in asked.items() if value})
    return HttpResponseRedirect(f"{reverse('documents:check_paper')}?{pairs}")


def _page(
    request: Request, form: PaperForm, found: queries.PaperCheck | None, *, status: int = 200
) -> HttpResponse:
    page = PaperPage(form, found, clock.now())
    return show(request, "documents/check_paper.html", {"page": page}, status=status)
