"""Piket: who has which shift this week."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from noken.attendance import access, services
from noken.attendance.forms.schedules import day_from, roster_cells, shift_for, typed_cells
from noken.attendance.queries import roster_pages as pages
from noken.core import clock
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell

KEEPERS = (*reversed(access.ROSTER_KEEPERS),)


@require_safe
@for_role(*KEEPERS)
def rosters(request: Request) -> HttpResponse:
    """The units with shifts; straight to the only one."""
    units = pages.roster_units(request.actor)
    if len(units) == 1:
        return HttpResponseRedirect(reverse("attendance:roster", args=[units[0].id]))
    return show(request, "attendance/schedules/rosters.html", {"units": units, "page": None})


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*KEEPERS)
def roster(request: Request, unit_id: int) -> HttpResponse:
    """A week; sending saves it, or fills what is unset from the week before."""
    day = day_from(request.GET.get("pekan", ""), request.actor.on)
    page = pages.roster_page(request.actor, unit_id, day)
    if request.method != "POST":
        context = {"page": page}
        return show(request, "attendance/schedules/roster.html", context)
    try:
        if request.POST.get("aksi") == "salin":
            before = pages.week_before(request.actor, unit_id, page.monday)
            cells = [shift_for(key, value) for key, value in before.items()]
        else:
            cells = roster_cells(request.POST)
        count = services.write_roster(cells, by=request.actor, at=clock.now())
    except Refused as refusal:
        again = pages.roster_page(request.actor, unit_id, day, typed_cells(request.POST))
        refused: dict[str, Any] = {"page": again, "refusal": refusal}
        return show(request, "attendance/schedules/roster.html", refused, status=refusal.status)
    tell(request, Toast(f"{count} sel piket tersimpan." if count else "Tidak ada yang berubah."))
    url = reverse("attendance:roster", args=[unit_id])
    return HttpResponseRedirect(f"{url}?pekan={page.monday.isoformat()}")
