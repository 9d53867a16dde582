"""Presences by hand: written by one person, verified by another; and the random check."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.checkin import queries, services
from noken.checkin.forms import AnswerForm, DecideForm, SeveralForm, ids_from
from noken.checkin.rules.entries import CAUSE_WORDS, Cause
from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell, url_of
from noken.ui.formats import number

WRITERS = (Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL)


@require_safe
@for_role(*WRITERS)
def entries(request: Request) -> HttpResponse:
    return show(request, "checkin/entries.html", {"page": queries.entries_page(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*WRITERS)
def enter(request: Request) -> HttpResponse:
    """One person or a small list, for one day."""
    if request.method != "POST":
        return _enter_page(request)
    form = SeveralForm(request.POST)
    refused = form.problem()
    if refused is None:
        drafts = form.drafts()
        values = form.cleaned_data
        count = services.enter_presences(
            drafts, Cause(values["sebab"]), values["alasan"], by=request.actor, at=clock.now()
        )
        tell(request, Toast(f"{number(count)} presensi tercatat dan menunggu diperiksa."))
        return HttpResponseRedirect(url_of("checkin:entries"))
    raise refused


def _enter_page(request: Request) -> HttpResponse:
    page = queries.enter_page(request.actor, request.GET.get("cari", "")[:80])
    causes = [(cause.value, CAUSE_WORDS[cause]) for cause in Cause]
    context = {"page": page, "causes": causes, "today": clock.today()}
    return show(request, "checkin/enter.html", context)


@require_POST
@for_role(*WRITERS)
def decide(request: Request) -> HttpResponse:
    form, ids = DecideForm(request.POST), ids_from(request.POST.getlist("presensi"))
    if not form.is_valid():
        raise Refused("Pilih Benarkan atau Tidak dapat dibenarkan.", code="entry.unreadable")
    if form.cleaned_data["keputusan"] == "benar":
        done = services.verify_entries(ids, by=request.actor, at=clock.now())
        text = f"{number(done.done)} presensi dibenarkan dan dihitung."
    else:
        note = form.cleaned_data["catatan"]
        done = services.reject_entries(ids, note, by=request.actor, at=clock.now())
        text = f"{number(done.done)} presensi tidak dibenarkan."
    tell(request, Toast(" ".join([text, *done.left_out])))
    return HttpResponseRedirect(url_of("checkin:entries"))


@require_safe
@for_role(Role.SUPERIOR)
def checks(request: Request) -> HttpResponse:
    page = queries.checks_page(request.actor, clock.now())
    return show(request, "checkin/checks.html", {"page": page})


@require_POST
@for_role(Role.SUPERIOR)
def answer(request: Request, check_id: int) -> HttpResponse:
    form = AnswerForm(request.POST)
    word = form.cleaned_data["jawaban"] if form.is_valid() else ""
    services.answer_check(check_id, word, by=request.actor, at=clock.now())
    tell(request, Toast("Terima kasih. Jawaban dicatat; tidak ada akibat otomatis."))
    return HttpResponseRedirect(url_of("checkin:checks"))
