"""Ratings of units, the spread of grades, the mirror of a rater, the meeting about grades."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell, url_of
from noken.core.inputs import number_from
from noken.evaluation.forms.units import (
    MeetingForm,
    SpreadForm,
    UnitRatingForm,
    mark,
)
from noken.evaluation.queries.calibration import calibration_page
from noken.evaluation.queries.mirror import mirror_card, mirror_page
from noken.evaluation.queries.spread_page import SpreadPage, spread_page
from noken.evaluation.queries.unit_ratings import unit_rating_page, unit_ratings_page
from noken.evaluation.services import units as services
from noken.ui.formats import day_named

WATCHERS = (Role.LEADER, Role.INSPECTORATE, Role.PERSONNEL, Role.ADMIN_OPD, Role.SUPERIOR)


@require_safe
@for_role(Role.SUPERIOR, Role.PERSONNEL, Role.ADMIN_OPD, Role.INSPECTORATE, Role.LEADER)
def unit_ratings(request: Request) -> HttpResponse:
    page = unit_ratings_page(request.actor, _asked(request, "periode"))
    return show(request, "evaluation/unit_ratings.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.SUPERIOR, Role.PERSONNEL)
def unit_rating(request: Request, period_id: int, unit_id: int) -> HttpResponse:
    page = unit_rating_page(request.actor, period_id, unit_id)
    if request.method != "POST":
        form = UnitRatingForm(page, initial={"capaian": page.code, "alasan": page.reason})
        return show(request, "evaluation/unit_rating.html", {"page": page, "form": form})
    form = UnitRatingForm(page, request.POST)
    if form.is_valid():
        try:
            services.rate_unit(form.verdict(), by=request.actor, at=clock.now())
        except Refused as refusal:
            mark(form, refusal)
        else:
            tell(request, Toast(f"Capaian {page.unit} ditetapkan."))
            url = f"{url_of('evaluation:unit_ratings')}?periode={period_id}"
            return HttpResponseRedirect(url)
    return show(request, "evaluation/unit_rating.html", {"page": page, "form": form}, status=422)


@require_safe
@for_role(*WATCHERS)
def spread(request: Request) -> HttpResponse:
    page = spread_page(request.actor, _asked(request, "periode"), _asked(request, "unit"))
    form = SpreadForm(initial=_place(page))
    return show(request, "evaluation/spread.html", {"page": page, "form": form})


@require_POST
@for_role(Role.SUPERIOR)
def explain(request: Request) -> HttpResponse:
    form = SpreadForm(request.POST)
    asked = form.is_valid()
    period_id, unit_id = _number(request, "periode"), _number(request, "unit")
    page = spread_page(request.actor, period_id, unit_id)
    if asked:
        try:
            services.explain_spread(
                form.cleaned_data["periode"],
                form.cleaned_data["unit"],
                form.cleaned_data["alasan"],
                by=request.actor,
                at=clock.now(),
            )
        except Refused as refusal:
            mark(form, refusal)
        else:
            tell(request, Toast("Alasan tercatat. Terima kasih."))
            url = f"{url_of('evaluation:spread')}?periode={period_id}&unit={unit_id}"
            return HttpResponseRedirect(url)
    return show(request, "evaluation/spread.html", {"page": page, "form": form}, status=422)


@require_safe
@for_role(Role.SUPERIOR, Role.SELF)
def mirror(request: Request, period_id: int) -> HttpResponse:
    """The mirror; with `?ringkas=` its reading in one line, which the sheet fetches late."""
    if request.htmx and "ringkas" in request.GET:
        line = mirror_card(request.actor, period_id)
        return show(request, "evaluation/_mirror_line.html", {"page": line, "card": line})
    page = mirror_page(request.actor, period_id)
    part = "evaluation/_mirror.html" if request.htmx else "evaluation/mirror.html"
    return show(request, part, {"page": page, "card": page})


@require_safe
@for_role(Role.SUPERIOR)
def calibration(request: Request) -> HttpResponse:
    page = calibration_page(request.actor, _asked(request, "periode"), _asked(request, "unit"))
    period_id = page.period.id if page.period else None
    form = MeetingForm(
        initial={
            "periode": period_id,
            "unit": page.unit_id,
            "tanggal": page.meet_on,
            "catatan": page.note,
        }
    )
    return show(request, "evaluation/calibration.html", {"page": page, "form": form})


@require_POST
@for_role(Role.SUPERIOR)
def announce(request: Request) -> HttpResponse:
    form = MeetingForm(request.POST)
    period_id, unit_id = _number(request, "periode"), _number(request, "unit")
    page = calibration_page(request.actor, period_id, unit_id)
    if form.is_valid():
        try:
            row = services.announce_calibration(form.meeting(), by=request.actor, at=clock.now())
        except Refused as refusal:
            mark(form, refusal)
        else:
            tell(request, Toast(f"Rapat {day_named(row.meet_on)}. Para penilai diberi tahu."))
            return HttpResponseRedirect(_calibration_url(period_id, unit_id))
    return show(request, "evaluation/calibration.html", {"page": page, "form": form}, status=422)


@require_POST
@for_role(Role.SUPERIOR)
def cancel(request: Request) -> HttpResponse:
    period_id, unit_id = _number(request, "periode"), _number(request, "unit")
    services.cancel_calibration(period_id or 0, unit_id or 0, by=request.actor, at=clock.now())
    tell(request, Toast("Rapat dibatalkan. Para penilai diberi tahu."))
    return HttpResponseRedirect(_calibration_url(period_id, unit_id))


def _asked(request: Request, name: str) -> int | None:
    """A number of the address; None where there is none."""
    return number_from(request.GET.get(name, ""))


def _number(request: Request, name: str) -> int | None:
    """A number that was sent; None where there is none."""
    return number_from(request.POST.get(name, ""))


def _place(page: SpreadPage) -> dict[str, int | None]:
    return {"periode": page.period.id if page.period else None, "unit": page.unit_id}


def _calibration_url(period_id: int | None, unit_id: int | None) -> str:
    return f"{url_of('evaluation:calibration')}?periode={period_id}&unit={unit_id}"
