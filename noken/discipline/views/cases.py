"""Pages of cases: the lists, one case with its acts, the reason before it opens."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.audit import services as audit
from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, record_reading, show, tell
from noken.core.inputs import number_from
from noken.discipline import queries, services
from noken.discipline.forms.fields import ActForm, KeyedForm, mark
from noken.discipline.forms.opening import OpenForm, WriteForm
from noken.discipline.queries import Gate
from noken.discipline.views.acts import ACTS, pieces
from noken.documents import queries as documents
from noken.documents.services import papers
from noken.ui import reasons

KEEPERS = (Role.SUPERIOR, Role.PERSONNEL)
READERS = (Role.SELF, Role.SUPERIOR, Role.PERSONNEL, Role.INSPECTORATE)


@require_safe
@for_role(Role.SUPERIOR, Role.PERSONNEL, Role.LEADER, Role.INSPECTORATE)
def cases(request: Request) -> HttpResponse:
    page = queries.cases_page(
        request.actor,
        clock.now(),
        number_from(request.GET.get("halaman", "")) or 1,
        only_open=request.GET.get("semua") != "1",
    )
    return show(request, "discipline/cases.html", {"page": page})


@require_safe
@for_role(Role.SELF)
def mine(request: Request) -> HttpResponse:
    page = queries.mine_page(request.actor, clock.now())
    return show(request, "discipline/mine.html", {"page": page})


@require_safe
@for_role(*READERS)
def case(request: Request, number: str) -> HttpResponse:
    return _page(request, number, {})


@require_POST
@for_role(*READERS)
def opened(request: Request, number: str) -> HttpResponse:
    """The person opens what is addressed to them: that proves it arrived."""
    row, standing, _seats = queries.find_case(request.actor, number)
    if not standing.is_own:
        raise Http404
    services.note_opened(row.pk, by=request.actor, at=clock.now())
    services.note_summons_opened(row.pk, by=request.actor, at=clock.now())
    return HttpResponseRedirect(reverse("discipline:case", args=[number]))


@require_POST
@for_role(*READERS)
def reason(request: Request, number: str) -> HttpResponse:
    """Say why, before a case of another opens; the person reads it."""
    row, standing, _seats = queries.find_case(request.actor, number)
    if standing.is_own:
        raise Http404
    form = reasons.ReasonForm(request.POST)
    if not form.is_valid():
        return _gate(request, Gate(number, row.employee_id, standing.role), form, status=422)
    by = request.actor.acting_as(standing.role)
    said = form.cleaned_data["alasan"]
    try:
        audit.state_reason(
            row.employee_id, form.basis, said, by=by, at=clock.now(), record=row.number
        )
    except Refused as refusal:
        form.add_error(reasons.FIELD_OF.get(refusal.code), refusal.message)
        return _gate(request, Gate(number, row.employee_id, standing.role), form, status=422)
    return HttpResponseRedirect(reverse("discipline:case", args=[number]))


@require_safe
@for_role(*READERS)
def letter(request: Request, number: str, letter_id: int) -> HttpResponse:
    """A letter of the case as PDF, for who reads the case; why must have been said before."""
    page = queries.case_page(request.actor, number, clock.now())
    if isinstance(page, Gate):
        return _gate(request, page, reasons.ReasonForm())
    found = next((each for each in page.letters if each.id == letter_id), None)
    if found is None or found.paper_id is None:
        raise Http404
    record_reading(request.actor.acting_as(page.role), "discipline:letter", page)
    paper = documents.get_paper(found.paper_id)
    return papers.response(paper, name=f"{found.word} {number}.pdf")


@require_POST
@for_role(*READERS)
def act(request: Request, number: str, slug: str) -> HttpResponse:
    """One act in a case; who has not said why is asked first."""
    chosen = ACTS.get(slug)
    if chosen is None:
        raise Http404
    page = queries.case_page(request.actor, number, clock.now())
    if isinstance(page, Gate):
        return _gate(request, page, reasons.ReasonForm(), status=422)
    form = chosen.form(page, request.POST)
    if isinstance(form, KeyedForm):
        form.check_key()
    if not form.is_valid():
        return _page(request, number, {slug: form}, status=422 if form.is_bound else 200)
    by = request.actor.acting_as(page.role)
    try:
        chosen.run(page.row.pk, form, by, clock.now())
    except Refused as refusal:
        again = queries.case_page(request.actor, number, clock.now())
        if isinstance(again, Gate) or chosen.code not in again.acts:
            raise
        mark(form, refusal)
        return _page(request, number, {slug: form}, status=refusal.status)
    tell(request, Toast(chosen.said))
    return HttpResponseRedirect(reverse("discipline:case", args=[number]))


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*KEEPERS)
def start(request: Request, number: str) -> HttpResponse:
    """Open a case on a finding."""
    page = queries.start_page(request.actor, number)
    if request.method != "POST":
        return show(request, "discipline/start.html", {"page": page, "form": OpenForm(page)})
    form = OpenForm(page, request.POST)
    return _open(request, page, form, services.open_from_findings)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*KEEPERS)
def write(request: Request) -> HttpResponse:
    """Write a breach down with its source."""
    page = queries.start_page(request.actor, asked=request.GET.get("cari", ""))
    if request.method != "POST":
        return show(request, "discipline/start.html", {"page": page, "form": WriteForm(page)})
    form = WriteForm(page, request.POST)
    return _open(request, page, form, services.open_from_breach)


def _open(request: Request, page: Any, form: Any, service: Any) -> HttpResponse:
    status = 422
    if form.is_valid():
        try:
            made = service(form.case(), by=request.actor, at=clock.now())
        except Refused as refusal:
            mark(form, refusal)
            status = refusal.status
        else:
            tell(request, Toast(f"Perkara {made.number} dicatat. Pegawai diberi tahu."))
            return HttpResponseRedirect(reverse("discipline:cases"))
    return show(request, "discipline/start.html", {"page": page, "form": form}, status=status)


def _page(
    request: Request, number: str, bound: dict[str, ActForm], *, status: int = 200
) -> HttpResponse:
    page = queries.case_page(request.actor, number, clock.now())
    if isinstance(page, Gate):
        return _gate(request, page, reasons.ReasonForm())
    step, others = pieces(page, bound)
    template = "discipline/own.html" if page.is_own else "discipline/case.html"
    context = {"page": page, "step": step, "others": others}
    return show(request, template, context, status=status)


def _gate(
    request: Request, page: Gate, form: reasons.ReasonForm, *, status: int = 200
) -> HttpResponse:
    return show(request, "discipline/gate.html", {"page": page, "form": form}, status=status)
