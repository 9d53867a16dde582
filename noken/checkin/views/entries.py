"""Presences by hand: written by one person, verified by another; and the random check."""

from datetime import timedelta

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.checkin import queries, services
from noken.checkin.forms import AnswerForm, DecideForm, SeveralForm, ids_from
from noken.checkin.rules.entries import Cause
from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell, url_of
from noken.ui.formats import day_named, number

WRITERS = (Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL)


@require_safe
@for_role(*WRITERS)
def entries(request: Request) -> HttpResponse:
    return show(request, "checkin/entries.html", {"page": queries.entries_page(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*WRITERS)
def enter(request: Request) -> HttpResponse:
    """One person or a small list, for one day. What is refused stays as typed."""
    if request.method != "POST":
        return _entering(request, SeveralForm(initial={"tanggal": clock.today()}))
    form = SeveralForm(request.POST)
    try:
        drafts, values = form.drafts(), form.cleaned_data
        count = services.enter_presences(
            drafts, Cause(values["sebab"]), values["alasan"], by=request.actor, at=clock.now()
        )
    except Refused as refusal:
        return _entering(request, form, refusal)
    text = f"{number(count)} presensi tercatat dan menunggu diperiksa."
    if form.next_day:
        left_on = day_named(values["tanggal"] + timedelta(1))
        text += f" Pulang {number(form.next_day)} orang dicatat pada {left_on}."
    tell(request, Toast(text))
    return HttpResponseRedirect(url_of("checkin:entries"))


def _entering(request: Request, form: SeveralForm, refusal: Refused | None = None) -> HttpResponse:
    search = request.POST.get("cari", "") or request.GET.get("cari", "")
    page = queries.enter_page(request.actor, search[:80])
    context = {
        "page": page,
        "form": form,
        "rows": form.rows([*page.found, *page.team]),
        "refusal": refusal,
        "today": clock.today(),
    }
    status = refusal.status if refusal else 200
    return show(request, "checkin/enter.html", context, status=status)


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


@require_POST
@for_role(*WRITERS)
def withdraw(request: Request, entry_id: int) -> HttpResponse:
    why = request.POST.get("alasan", "")
    services.withdraw_entry(entry_id, why, by=request.actor, at=clock.now())
    tell(request, Toast("Presensi ditarik dan tidak dihitung lagi. Pegawainya diberi tahu."))
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
