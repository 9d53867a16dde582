"""The days off of a year, and outages: who keeps them writes, everybody reads."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from noken.calendars import queries, services
from noken.calendars.forms import YEARS, DecisionForm, DisruptionForm, EndForm, LocalDayForm
from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell
from noken.core.inputs import number_from


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
            form.cleaned_data["day"],
            is_day_off=is_day_off,
            why=form.cleaned_data["alasan"],
            by=request.actor,
            at=clock.now(),
        )
        word = "dipastikan libur" if is_day_off else "dicatat sebagai hari kerja"
        tell(request, Toast(f"Hari itu {word}."))
    return HttpResponseRedirect(reverse("calendars:year", args=[year]))


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.PERSONNEL, Role.ADMIN_OPD, Role.INSPECTORATE, Role.LEADER, Role.SELF)
def disruptions(request: Request) -> HttpResponse:
    """What failed, for whom, until when, and with which proof; who keeps a unit adds to it."""
    page = queries.disruptions_page(request.actor, number_from(request.GET.get("halaman", "")))
    sent = request.POST if request.method == "POST" else None
    form = DisruptionForm(sent, units=page.units, keeps_all=page.keeps_all)
    if form.is_valid():
        try:
            services.enter_disruption(form.new(), by=request.actor, at=clock.now())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            tell(request, Toast("Gangguan tercatat. Hari yang terkena dihitung ulang."))
            return HttpResponseRedirect(reverse("calendars:disruptions"))
    status = 422 if form.is_bound else 200
    context = {"page": page, "form": form, "year": request.actor.on.year}
    return show(request, "calendars/disruptions.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.PERSONNEL, Role.ADMIN_OPD)
def disruption(request: Request, disruption_id: int) -> HttpResponse:
    """When it was over after all."""
    row = queries.disruption_page(request.actor, disruption_id)
    start = {"end_at": row.end_at, "proof": row.proof}
    form = EndForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        typed, by, at = form.cleaned_data, request.actor, clock.now()
        try:
            services.correct_disruption(
                disruption_id, typed["end_at"], typed["proof"], by=by, at=at
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            tell(request, Toast("Akhir gangguan diubah. Hari yang terkena dihitung ulang."))
            return HttpResponseRedirect(reverse("calendars:disruptions"))
    status = 422 if form.is_bound else 200
    return show(request, "calendars/disruption.html", {"row": row, "form": form}, status=status)
