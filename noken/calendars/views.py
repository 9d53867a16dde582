"""The days off of a year; the personnel agency confirms and adds, everybody reads."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from noken.calendars import queries, services
from noken.calendars.forms import YEARS, DecisionForm, LocalDayForm
from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, Toast, for_role, show, tell


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.PERSONNEL, Role.SELF)
def year(request: Request, year: int) -> HttpResponse:
    if year not in YEARS:
        raise Http404
    form = LocalDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["day"]
        services.add_local_day(
            day,
            form.cleaned_data["name"],
            source=form.cleaned_data["source"],
            by=request.actor,
            at=clock.now(),
        )
        tell(request, Toast("Hari libur daerah ditambahkan."))
        return HttpResponseRedirect(reverse("calendars:year", args=[day.year]))
    near = [each for each in (year - 1, year + 1) if each in YEARS]
    page = queries.year_page(request.actor, year, near)
    status = 422 if form.is_bound else 200
    return show(request, "calendars/year.html", {"page": page, "form": form}, status=status)


@require_POST
@for_role(Role.PERSONNEL)
def decide(request: Request, year: int) -> HttpResponse:
    form = DecisionForm(request.POST)
    if form.is_valid():
        is_day_off = form.cleaned_data["is_day_off"]
        services.decide_holiday(
            form.cleaned_data["day"], is_day_off=is_day_off, by=request.actor, at=clock.now()
        )
        word = "dipastikan libur" if is_day_off else "dicatat sebagai hari kerja"
        tell(request, Toast(f"Hari itu {word}."))
    return HttpResponseRedirect(reverse("calendars:year", args=[year]))
