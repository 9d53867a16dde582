"""Pages of the rater's superior and of the rater: take, answer, hear, decide."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, for_role, record_reading, show
from noken.documents import queries as documents
from noken.documents.services import papers
from noken.objections import queries, services
from noken.objections.forms import AssignForm, DecisionForm, HearingForm, StatementForm, mark
from noken.objections.views.mine import READERS, done

ANSWER, ADDITION = "Jawaban Anda", "Keterangan tambahan"


@require_safe
@for_role(Role.SUPERIOR, Role.SELF)
def cases(request: Request) -> HttpResponse:
    return show(request, "objections/cases.html", {"page": queries.cases_page(request.actor)})


@require_safe
@for_role(*READERS)
def detail(request: Request, objection_id: UUID) -> HttpResponse:
    return _page(request, objection_id)


@require_POST
@for_role(*READERS)
def take(request: Request, objection_id: UUID) -> HttpResponse:
    queries.objection_page(request.actor, objection_id, clock.now())
    services.take(objection_id, by=request.actor, at=clock.now())
    return done(request, objection_id, "Anda memeriksa keberatan ini. Penilai diberi tahu.")


@require_POST
@for_role(*READERS)
def add(request: Request, objection_id: UUID) -> HttpResponse:
    page = queries.objection_page(request.actor, objection_id, clock.now())
    form = StatementForm(page, request.POST, request.FILES, label=ADDITION)
    form.check_key()
    try:
        if form.is_valid():
            services.add_statement(objection_id, form.draft(), by=request.actor, at=clock.now())
            return done(request, objection_id, "Keterangan Anda ditambahkan.")
    except Refused as refusal:
        mark(form, refusal, shown=page.may_add)
    return _page(request, objection_id, status=422, statement=form)


@require_POST
@for_role(*READERS)
def answer(request: Request, objection_id: UUID) -> HttpResponse:
    page = queries.objection_page(request.actor, objection_id, clock.now())
    form = StatementForm(page, request.POST, request.FILES, label=ANSWER)
    form.check_key()
    try:
        if form.is_valid():
            services.answer(objection_id, form.draft(), by=request.actor, at=clock.now())
            return done(request, objection_id, "Jawaban Anda terkirim. Kedua pihak membacanya.")
    except Refused as refusal:
        mark(form, refusal, shown=page.may_answer)
    return _page(request, objection_id, status=422, statement=form)


@require_POST
@for_role(*READERS)
def hear(request: Request, objection_id: UUID) -> HttpResponse:
    page = queries.objection_page(request.actor, objection_id, clock.now())
    form = HearingForm(page, request.POST)
    form.check_key()
    try:
        if form.is_valid():
            services.hear(objection_id, form.draft(), by=request.actor, at=clock.now())
            return done(request, objection_id, "Keterangan tercatat. Kedua pihak membacanya.")
    except Refused as refusal:
        mark(form, refusal, shown=page.may_hear)
    return _page(request, objection_id, status=422, hearing=form)


@require_POST
@for_role(*READERS)
def decide(request: Request, objection_id: UUID) -> HttpResponse:
    page = queries.objection_page(request.actor, objection_id, clock.now())
    form = DecisionForm(page, request.POST)
    form.check_key()
    try:
        if form.is_valid():
            services.decide(objection_id, form.decision(), by=request.actor, at=clock.now())
            return done(request, objection_id, "Putusan ditetapkan. Kedua pihak diberi tahu.")
    except Refused as refusal:
        mark(form, refusal, shown=page.may_decide and not page.unheard)
    return _page(request, objection_id, status=422, decision=form)


@require_POST
@for_role(*READERS)
def assign(request: Request, objection_id: UUID) -> HttpResponse:
    queries.objection_page(request.actor, objection_id, clock.now())
    form = AssignForm(request.POST)
    if not form.is_valid():
        raise Refused("Pilih pemeriksa dari daftar dan tuliskan dasarnya.", code="objection.unfit")
    said = form.cleaned_data
    services.assign(
        objection_id, said["orang"], reason=said["alasan"], by=request.actor, at=clock.now()
    )
    return done(request, objection_id, "Pemeriksa ditunjuk dan diberi tahu.")


@require_safe
@for_role(*READERS)
def paper(request: Request, objection_id: UUID) -> HttpResponse:
    """The signed decision as PDF."""
    page = queries.decision_paper(request.actor, objection_id)
    record_reading(request.actor.acting_as(page.role), "objections:paper", page)
    return papers.response(documents.get_paper(page.paper_id), name="Putusan keberatan.pdf")


def _page(request: Request, objection_id: UUID, *, status: int = 200, **bound: Any) -> HttpResponse:
    page = queries.objection_page(
        request.actor, objection_id, clock.now(), asked=request.GET.get("cari", "")
    )
    context = {
        "page": page,
        "statement": StatementForm(page, label=ANSWER if page.may_answer else ADDITION),
        "hearing": HearingForm(page),
        "decision": DecisionForm(page),
        **bound,
    }
    return show(request, "objections/objection.html", context, status=status)
