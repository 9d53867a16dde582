"""Realisasi: stated by who owes no report, answered by the superior."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, Toast, for_role, show, tell
from noken.core.inputs import day_from
from noken.evaluation import services
from noken.evaluation.forms.sheets import unreadable
from noken.evaluation.forms.statements import AnswerForm, StatementForm
from noken.evaluation.queries.statements import statements_page

PAGE = "evaluation/statements.html"


@require_safe
@for_role(Role.SELF)
def mine(request: Request) -> HttpResponse:
    """The own statements; `?mulai=` of another open span."""
    page = statements_page(request.actor, start_on=day_from(request.GET.get("mulai", "")))
    return show(request, PAGE, {"page": page})


@require_POST
@for_role(Role.SELF)
def state(request: Request) -> HttpResponse:
    draft = StatementForm(request.POST).draft()
    services.state_realisation(draft, by=request.actor, at=clock.now())
    tell(request, Toast("Realisasi terkirim kepada atasan."))
    url = reverse("evaluation:statements")
    return HttpResponseRedirect(f"{url}?mulai={draft.start_on.isoformat()}")


@require_safe
@for_role(Role.SUPERIOR)
def of(request: Request, employee_id: int) -> HttpResponse:
    start_on = day_from(request.GET.get("mulai", ""))
    page = statements_page(request.actor, employee_id, start_on)
    return show(request, PAGE, {"page": page})


@require_POST
@for_role(Role.SUPERIOR)
def answer(request: Request, employee_id: int) -> HttpResponse:
    """Agree with the lines `baris`, or with `tanya` ask about one."""
    page = statements_page(request.actor, employee_id, day_from(request.POST.get("mulai", "")))
    form, at = AnswerForm(request.POST), clock.now()
    if not form.is_valid():
        raise unreadable()
    if asked := form.cleaned_data["tanya"]:
        services.ask_about_realisation(
            employee_id, asked, question=form.question, by=request.actor, at=at
        )
        tell(request, Toast("Pertanyaan terkirim."))
    else:
        services.agree_realisation(employee_id, form.lines, by=request.actor, at=at)
        tell(request, Toast("Realisasi disepakati."))
    return HttpResponseRedirect(page.here)
