"""Patterns to be examined, for the inspectorate and BKPSDM."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST, require_safe

from noken.checkin import queries, services
from noken.checkin.forms import ExamineForm
from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell, url_of

EXAMINERS = (Role.INSPECTORATE, Role.PERSONNEL)


@require_safe
@for_role(*EXAMINERS)
def patterns(request: Request) -> HttpResponse:
    page = queries.patterns_page(request.actor, clock.now())
    return show(request, "checkin/patterns.html", {"page": page})


@require_POST
@for_role(*EXAMINERS)
def examine(request: Request) -> HttpResponse:
    form = ExamineForm(request.POST)
    if not form.is_valid():
        raise Refused("Pilih penjelasannya.", code="pattern.unclear")
    values = form.cleaned_data
    services.examine_pattern(
        values["pola"],
        values["kunci"],
        values["penjelasan"],
        values["catatan"],
        by=request.actor,
        at=clock.now(),
    )
    tell(request, Toast("Tercatat sudah diperiksa."))
    return HttpResponseRedirect(url_of("checkin:patterns"))
