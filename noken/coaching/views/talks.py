"""A talk's page and what the two do on it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.coaching import queries, services
from noken.coaching.access import BOTH
from noken.coaching.forms import (
    AgreementForm,
    AnswerForm,
    NoteForm,
    OfferForm,
    ResultForm,
    TickForm,
    WordForm,
    mark,
)
from noken.core import clock
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell

UNREADABLE = "Kiriman ini tidak terbaca. Muat ulang halaman, lalu pilih lagi."


@require_safe
@for_role(*BOTH)
def detail(request: Request, talk_id: UUID) -> HttpResponse:
    return _page(request, talk_id)


@require_POST
@for_role(*BOTH)
def begin(request: Request, talk_id: UUID) -> HttpResponse:
    queries.find(request.actor, talk_id)
    services.begin_talk(talk_id, by=request.actor, at=clock.now())
    return _done(request, talk_id, "Percakapan dimulai. Tuliskan kesepakatannya berdua.")


@require_POST
@for_role(*BOTH)
def note(request: Request, talk_id: UUID) -> HttpResponse:
    """Keep one's own words, or show them to the other one."""
    page = queries.talk_page(request.actor, talk_id)
    form = NoteForm(page, request.POST)
    if form.is_valid():
        shares = form.shares
        services.write_note(
            talk_id, form.cleaned_data["isi"], share=shares, by=request.actor, at=clock.now()
        )
        said = f"{page.other.name} dapat membacanya." if shares else "Tersimpan untuk Anda saja."
        return _done(request, talk_id, said)
    return _page(request, talk_id, status=422, note=form)


@require_POST
@for_role(*BOTH)
def agree(request: Request, talk_id: UUID) -> HttpResponse:
    """Write down one change."""
    page = queries.talk_page(request.actor, talk_id)
    form = AgreementForm(page, request.POST)
    if form.is_valid():
        try:
            services.add_agreement(talk_id, form.new(), by=request.actor, at=clock.now())
        except Refused as refusal:
            if not page.acts.agree:
                raise
            mark(form, refusal)
        else:
            return _done(request, talk_id, "Kesepakatan ditambahkan.")
    return _page(request, talk_id, status=422, agreement=form)


@require_POST
@for_role(*BOTH)
def drop(request: Request, talk_id: UUID, order: int) -> HttpResponse:
    queries.find(request.actor, talk_id)
    services.drop_agreement(talk_id, order, by=request.actor, at=clock.now())
    return _done(request, talk_id, "Kesepakatan dihapus.")


@require_POST
@for_role(*BOTH)
def tick(request: Request, talk_id: UUID, order: int) -> HttpResponse:
    queries.find(request.actor, talk_id)
    form = TickForm(request.POST)
    if not form.is_valid():
        raise Refused(UNREADABLE, code="coaching.unreadable")
    done = form.cleaned_data["selesai"] == "ya"
    services.tick_agreement(talk_id, order, done=done, by=request.actor, at=clock.now())
    return _done(request, talk_id, "Tercatat.")


@require_POST
@for_role(*BOTH)
def offer(request: Request, talk_id: UUID) -> HttpResponse:
    """Ask for the person's consent."""
    page = queries.talk_page(request.actor, talk_id)
    form = OfferForm(page, queries.default_check(request.actor.on), request.POST)
    if form.is_valid():
        try:
            services.offer(talk_id, form.cleaned_data["cek"], by=request.actor, at=clock.now())
        except Refused as refusal:
            if not page.acts.offer:
                raise
            mark(form, refusal)
        else:
            return _done(request, talk_id, f"Menunggu persetujuan {page.person.name}.")
    return _page(request, talk_id, status=422, offer=form)


@require_POST
@for_role(*BOTH)
def answer(request: Request, talk_id: UUID) -> HttpResponse:
    """The person consents, or either of the two wants to talk again."""
    page = queries.talk_page(request.actor, talk_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Refused(UNREADABLE, code="coaching.unreadable")
    agrees = form.cleaned_data["sepakat"] == "ya"
    services.answer_offer(talk_id, agrees=agrees, by=request.actor, at=clock.now())
    said = "Disepakati." if agrees else f"{page.other.name} tahu bahwa masih perlu dibicarakan."
    return _done(request, talk_id, said)


@require_POST
@for_role(*BOTH)
def weigh(request: Request, talk_id: UUID) -> HttpResponse:
    """What the person says came of it."""
    queries.find(request.actor, talk_id)
    word = request.POST.get("kata", "")
    services.weigh_talk(talk_id, word, by=request.actor, at=clock.now())
    return _done(request, talk_id, "Tercatat. Atasan Anda membacanya sebelum mencatat hasil.")


@require_POST
@for_role(*BOTH)
def check(request: Request, talk_id: UUID) -> HttpResponse:
    """What came of it."""
    page = queries.talk_page(request.actor, talk_id)
    form = ResultForm(request.POST)
    if form.is_valid():
        try:
            services.check_talk(talk_id, form.result(), by=request.actor, at=clock.now())
        except Refused as refusal:
            if not page.acts.check:
                raise
            mark(form, refusal)
        else:
            return _done(request, talk_id, "Hasilnya tercatat untuk Anda berdua.")
    return _page(request, talk_id, status=422, result=form)


@require_POST
@for_role(*BOTH)
def end(request: Request, talk_id: UUID) -> HttpResponse:
    queries.find(request.actor, talk_id)
    form = WordForm(request.POST)
    why = form.cleaned_data["isi"] if form.is_valid() else ""
    services.end_talk(talk_id, why, by=request.actor, at=clock.now())
    return _done(request, talk_id, "Percakapan dihentikan.")


def _page(request: Request, talk_id: UUID, *, status: int = 200, **bound: Any) -> HttpResponse:
    page = queries.talk_page(request.actor, talk_id)
    context = {
        "page": page,
        "note": NoteForm(page),
        "agreement": AgreementForm(page),
        "offer": OfferForm(page, queries.default_check(request.actor.on)),
        "result": ResultForm(),
        **bound,
    }
    return show(request, "coaching/talk.html", context, status=status)


def _done(request: Request, talk_id: UUID, said: str) -> HttpResponse:
    tell(request, Toast(said))
    return HttpResponseRedirect(reverse("coaching:talk", args=[talk_id]))
