"""Decide on reports, one or many; take decisions back."""

from collections.abc import Iterator
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, back_or, for_role, show, tell
from noken.work import services
from noken.work.forms import ReviewForm, RoutineForm, ids_from
from noken.work.services import Decided

MOST = 200
NEEDS_LOOK = "review.needs_look"
NAMED = 3
"""So many of the left-out reports are named one by one."""
UNDOABLE = 60
"""So many ids fit into the address of Urungkan."""


@require_POST
@for_role(Role.SUPERIOR)
def review(request: Request) -> HttpResponse:
    """Approve or return. What needs a look stays behind, unless the page showed why
    (`dilihat` carries those ids)."""
    form = ReviewForm(request.POST)
    ids = _chosen(request)
    if not form.is_valid():
        raise Refused("Pilih setujui atau minta perbaikan.", code="review.no_decision")
    at = clock.now()
    if form.cleaned_data["keputusan"] == "setujui":
        seen = ids_from(request.POST.getlist("dilihat"))
        done = services.approve_reports(ids, by=request.actor, at=at, bulk=True, confirmed=seen)
        return _answer(request, done, "disetujui")
    note = form.cleaned_data["catatan"]
    done = services.return_reports(ids, note=note, by=request.actor, at=at)
    return _answer(request, done, "dikembalikan dengan catatan Anda")


@require_POST
@for_role(Role.SUPERIOR)
def reopen(request: Request) -> HttpResponse:
    """Urungkan of a decision: the ids are in the address."""
    done = services.reopen_reviews(_chosen(request), by=request.actor, at=clock.now())
    return _answer(request, done, "menunggu keputusan Anda lagi", undo=False)


@require_POST
@for_role(Role.SUPERIOR)
def routine(request: Request, report_id: UUID) -> HttpResponse:
    """Say that the task of a report is the same every day, or that it is not any more."""
    form = RoutineForm(request.POST)
    if not form.is_valid():
        raise Refused("Pilih apakah tugas ini rutin.", code="routine.no_choice")
    if form.cleaned_data["rutin"] == "ya":
        reason = form.cleaned_data["alasan"]
        services.mark_routine(report_id, reason, by=request.actor, at=clock.now())
        tell(request, Toast("Tugas ini ditandai rutin. Laporan yang sama tidak ditanyakan."))
    else:
        services.end_routine(report_id, by=request.actor, at=clock.now())
        tell(request, Toast("Tanda rutin berakhir hari ini."))
    return HttpResponseRedirect(reverse("work:report", args=[report_id]))


def _chosen(request: Request) -> list[UUID]:
    ids = ids_from([*request.GET.getlist("laporan"), *request.POST.getlist("laporan")])
    if not ids:
        raise Refused("Pilih dulu laporannya.", code="review.nothing_chosen")
    if len(ids) > MOST:
        raise Refused(f"Pilih paling banyak {MOST} laporan sekaligus.", code="review.too_many")
    return ids


def _answer(request: Request, done: Decided, words: str, *, undo: bool = True) -> HttpResponse:
    """Back to where the decision was made, or for htmx only the toasts: the page's live parts
    fetch what changed."""
    toasts = list(_toasts(done, words, undo=undo))
    if request.htmx:
        return show(request, "work/_swap.html#toasts", {"told": toasts})
    for toast in toasts:
        tell(request, toast)
    return HttpResponseRedirect(back_or(request, reverse("home:waiting")))


def _toasts(done: Decided, words: str, *, undo: bool) -> Iterator[Toast]:
    if done.done:
        chosen = urlencode({"laporan": " ".join(map(str, done.done))})
        can_undo = undo and len(done.done) <= UNDOABLE
        url = f"{reverse('work:reopen')}?{chosen}" if can_undo else ""
        yield Toast(f"{len(done.done)} laporan {words}.", url)
    for left in done.left_out[:NAMED]:
        named = f"{left.who}, {left.title}: " if left.who else ""
        first = "Belum disetujui. " if left.code == NEEDS_LOOK else ""
        yield Toast(f"{first}{named}{left.why}")
    if len(done.left_out) > NAMED:
        yield Toast(f"{len(done.left_out) - NAMED} laporan lain juga belum diputuskan.")
