"""Lines that were held: read, shifted, left uncounted, taken home as a file."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.errors import Refused
from noken.core.http import Request, Toast, back_or, for_role, record_reading, show, tell
from noken.core.inputs import number_from
from noken.devices import access
from noken.devices.exports.held_lines import write_lines
from noken.devices.forms import files as forms
from noken.devices.queries.held import all_held, held_lines_page, held_page
from noken.devices.services import settling
from noken.ui.formats import number


@require_safe
@for_role(*access.KEEPERS)
def quarantine(request: Request) -> HttpResponse:
    """What waits, by machine and reason, and what was decided lately."""
    page = held_page(request.actor, number_from(request.GET.get("halaman", "")))
    return show(request, "devices/quarantine.html", {"page": page})


@require_safe
@for_role(*access.KEEPERS)
def lines(request: Request, recorder_id: int, reason: str) -> HttpResponse:
    """The lines of one group, as they came."""
    page = held_lines_page(request.actor, recorder_id, reason)
    if page is None:
        raise Http404
    return show(request, "devices/held_lines.html", {"page": page})


@require_POST
@for_role(*access.KEEPERS)
def shift(request: Request, recorder_id: int) -> HttpResponse:
    """Count times still to come as some days earlier."""
    form = forms.ShiftForm(request.POST)
    if not form.is_valid():
        raise Refused("Isi berapa hari barisnya digeser, misalnya 365.", code="held.days")
    typed = form.cleaned_data
    done = settling.shift_lines(
        recorder_id, typed["days"], typed["why"], by=request.actor, at=clock.now()
    )
    tell(
        request, Toast(f"{number(done.lines)} baris dihitung {number(done.days)} hari lebih awal.")
    )
    return HttpResponseRedirect(back_or(request, reverse("devices:quarantine")))


@require_POST
@for_role(*access.KEEPERS)
def take(request: Request, recorder_id: int) -> HttpResponse:
    """Count old lines as they are."""
    typed = forms.read(forms.WhyForm(request.POST))
    done = settling.take_lines(recorder_id, typed["why"] or "", by=request.actor, at=clock.now())
    tell(request, Toast(f"{number(done.lines)} baris dihitung."))
    return HttpResponseRedirect(back_or(request, reverse("devices:quarantine")))


@require_POST
@for_role(*access.KEEPERS)
def drop(request: Request, recorder_id: int) -> HttpResponse:
    """Leave lines uncounted; they stay readable."""
    typed = forms.read(forms.WhyForm(request.POST))
    done = settling.drop_lines(
        recorder_id, typed["reason"] or "", typed["why"] or "", by=request.actor, at=clock.now()
    )
    tell(request, Toast(f"{number(done.lines)} baris tidak dihitung dan tetap tersimpan."))
    return HttpResponseRedirect(back_or(request, reverse("devices:quarantine")))


@require_safe
@for_role(*access.KEEPERS)
def download(request: Request) -> HttpResponse:
    """All lines that wait, as a CSV file that no spreadsheet takes for formulas."""
    found = all_held(request.actor)
    record_reading(request.actor, "devices:held_csv", found)
    headers = {
        "Content-Disposition": 'attachment; filename="karantina-mesin.csv"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(
        write_lines(found.lines), content_type="text/csv; charset=utf-8", headers=headers
    )
