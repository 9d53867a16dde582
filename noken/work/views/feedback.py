"""Feedback: read, answer, give."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, Toast, back_or, for_role, show, tell
from noken.core.uuid7 import uuid7
from noken.work import queries, services
from noken.work.forms import AnswerForm, FeedbackForm, ids_from, unreadable


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.SELF)
def feedback(request: Request) -> HttpResponse:
    """What was said to me, or (`?arah=diberikan`) by me; POST says something to somebody."""
    if request.method == "POST":
        return _give(request)
    page = queries.feedback_page(
        request.actor,
        request.GET.get("halaman", "1"),
        at=clock.now(),
        given=request.GET.get("arah") == "diberikan",
    )
    return show(request, "work/feedback.html", {"page": page})


def _give(request: Request) -> HttpResponse:
    draft = FeedbackForm(request.POST).draft()
    services.give_feedback(draft, by=request.actor, at=clock.now())
    tell(request, Toast("Umpan balik tersampaikan.", sent=str(draft.key)))
    return HttpResponseRedirect(back_or(request, f"{reverse('work:feedback')}?arah=diberikan"))


@require_safe
@for_role(Role.SELF)
def give(request: Request, person_id: int) -> HttpResponse:
    """The form for a note to a colleague or to somebody below."""
    page = queries.give_page(request.actor, person_id)
    if page is None:
        raise Http404
    return show(request, "work/give.html", {"page": page, "key": uuid7(clock.now())})


@require_POST
@for_role(Role.SELF)
def answer(request: Request, feedback_id: UUID) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise unreadable()
    services.answer_feedback(
        feedback_id,
        key=form.cleaned_data["key"],
        text=form.cleaned_data["isi"],
        done=form.cleaned_data["selesai"],
        by=request.actor,
        at=clock.now(),
    )
    toast = Toast("Jawaban Anda tersampaikan.", sent=str(form.cleaned_data["key"]))
    return _back(request, toast)


@require_POST
@for_role(Role.SELF)
def read(request: Request) -> HttpResponse:
    ids = ids_from(request.POST.getlist("umpan_balik"))
    services.read_feedback(ids, by=request.actor, at=clock.now())
    return _back(request, Toast("Ditandai terbaca."))


def _back(request: Request, toast: Toast) -> HttpResponse:
    """To where it was done; for htmx the feedback card of the day page, as it is now."""
    if not request.htmx:
        tell(request, toast)
        return HttpResponseRedirect(back_or(request, reverse("work:feedback")))
    day = queries.today(request.actor, clock.today())
    context = {"day": day, "told": [toast]}
    return show(request, "work/_swap.html#feedback", context)
