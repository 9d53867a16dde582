"""Whose PIN it is: paired, ended, or nobody's."""

from datetime import timedelta

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.attendance import services as attendance
from noken.core import clock
from noken.core.http import Request, Toast, back_or, for_role, show, tell
from noken.devices import access
from noken.devices.forms import files as forms
from noken.devices.queries.strangers import pair_page, pins_page
from noken.devices.services.nobody import ignore_pin, notice_pin
from noken.ui.formats import number


@require_safe
@for_role(*access.KEEPERS)
def pins(request: Request) -> HttpResponse:
    """PINs that wait for their owner; of one place, also whose the others are."""
    typed = forms.read(forms.PinsFilter(request.GET))
    page = pins_page(request.actor, typed["tempat"])
    return show(request, "devices/pins.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*access.KEEPERS)
def pair(request: Request, site_id: int, pin_key: str) -> HttpResponse:
    """One PIN: find the person, say from when; what waited is credited at once."""
    text = forms.read(forms.PinsFilter(request.GET))["cari"] or ""
    page = pair_page(request.actor, site_id, pin_key, text)
    if page is None:
        raise Http404
    form = forms.PairForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _paired(request, site_id, pin_key, form)
    status = 422 if request.method == "POST" else 200
    return show(request, "devices/pair.html", {"page": page, "form": form}, status=status)


@require_POST
@for_role(*access.KEEPERS)
def ignore(request: Request, site_id: int, pin_key: str) -> HttpResponse:
    """Nobody's PIN: say why, and nobody is asked any more."""
    typed = forms.read(forms.WhyForm(request.POST))
    ignore_pin(site_id, pin_key, typed["why"] or "", by=request.actor, at=clock.now())
    tell(request, Toast(f"PIN {pin_key} diabaikan. Rekamannya tetap disimpan."))
    return HttpResponseRedirect(back_or(request, reverse("devices:pins")))


@require_POST
@for_role(*access.KEEPERS)
def notice(request: Request, site_id: int, pin_key: str) -> HttpResponse:
    """Ask again whose it is."""
    notice_pin(site_id, pin_key, by=request.actor, at=clock.now())
    tell(request, Toast(f"PIN {pin_key} ditanyakan lagi."))
    return HttpResponseRedirect(back_or(request, reverse("devices:pins")))


@require_POST
@for_role(*access.KEEPERS)
def end(request: Request, assignment_id: int) -> HttpResponse:
    """The last day somebody stands behind a PIN; later records wait again."""
    form = forms.EndForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    last = form.cleaned_data["last_on"]
    freed = attendance.end_pin(assignment_id, last + timedelta(1), by=request.actor, at=clock.now())
    again = f" {number(freed)} rekaman sesudahnya menunggu lagi." if freed else ""
    tell(request, Toast(f"PIN diakhiri.{again}"))
    return HttpResponseRedirect(back_or(request, reverse("devices:pins")))


def _paired(request: Request, site_id: int, pin_key: str, form: forms.PairForm) -> HttpResponse:
    typed = form.cleaned_data
    credited = attendance.assign_pin(
        site_id,
        pin_key,
        typed["person"],
        typed["start_on"],
        typed["last_on"],
        by=request.actor,
        at=clock.now(),
    )
    tell(
        request,
        Toast(f"PIN {pin_key} dipasangkan; {number(credited)} rekaman langsung dihitung."),
    )
    return HttpResponseRedirect(back_or(request, reverse("devices:pins")))
