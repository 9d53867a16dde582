"""Offices, screens and changes of phones, for who keeps them."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.attendance import services as attendance
from noken.checkin import queries, services
from noken.checkin.forms import OfficeForm, PlaceForm, ScreenForm
from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell, url_of

KEEPERS = (Role.PERSONNEL, Role.ADMIN_OPD)


@require_safe
@for_role(*KEEPERS)
def offices(request: Request) -> HttpResponse:
    return show(request, "checkin/offices.html", {"page": queries.offices_page(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*KEEPERS)
def office_add(request: Request) -> HttpResponse:
    """A place of presence, with or without a machine."""
    units = queries.office_units(request.actor)
    form = OfficeForm(request.POST if request.method == "POST" else None, units=units)
    if form.is_valid():
        typed = form.cleaned_data
        site = attendance.make_site(
            typed["unit"],
            typed["nama"],
            timezone=typed["zona"],
            by=request.actor,
            at=clock.now(),
        )
        tell(request, Toast("Kantor tersimpan. Sekarang dapat dipakai untuk berkas dan layar."))
        return HttpResponseRedirect(url_of("checkin:office", site.pk))
    return _office_form(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*KEEPERS)
def office_edit(request: Request, site_id: int) -> HttpResponse:
    """Another name, unit or zone."""
    page = queries.office_page(request.actor, site_id)
    units = queries.office_units(request.actor, page.site)
    start = {"nama": page.site.name, "unit": page.site.unit_id, "zona": page.site.timezone}
    sent = request.POST if request.method == "POST" else None
    form = OfficeForm(sent, units=units, initial=start)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            attendance.change_site(
                site_id,
                typed["unit"],
                typed["nama"],
                timezone=typed["zona"],
                by=request.actor,
                at=clock.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            tell(request, Toast("Kantor tersimpan."))
            return HttpResponseRedirect(url_of("checkin:office", site_id))
    return _office_form(request, form, page)


def _office_form(
    request: Request, form: OfficeForm, page: queries.OfficePage | None
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"form": form, "page": page}
    return show(request, "checkin/office_form.html", context, status=status)


@require_safe
@for_role(*KEEPERS)
def office(request: Request, site_id: int) -> HttpResponse:
    return _office_page(request, site_id)


def _office_page(request: Request, site_id: int, **more: object) -> HttpResponse:
    page = queries.office_page(request.actor, site_id)
    place = page.place
    start = (
        {
            "lintang": place.latitude,
            "bujur": place.longitude,
            "jari": place.radius_m,
            "foto": place.photo_per_mille,
        }
        if place
        else None
    )
    context = {
        "page": page,
        "form": PlaceForm(initial=start),
        "screen_form": ScreenForm(),
        "screen_url": request.build_absolute_uri(url_of("checkin:screen")),
        **more,
    }
    status = 422 if any(getattr(form, "is_bound", False) for form in more.values()) else 200
    return show(request, "checkin/office.html", context, status=status)


@require_POST
@for_role(*KEEPERS)
def place(request: Request, site_id: int) -> HttpResponse:
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _office_page(request, site_id, form=form)
    services.set_place(site_id, form.draft(), by=request.actor, at=clock.now())
    tell(request, Toast("Titik kantor tersimpan."))
    return HttpResponseRedirect(url_of("checkin:office", site_id))


@require_POST
@for_role(*KEEPERS)
def screen_add(request: Request, site_id: int) -> HttpResponse:
    """The word is shown in this answer only: it is kept as a hash."""
    form = ScreenForm(request.POST)
    if not form.is_valid():
        return _office_page(request, site_id, screen_form=form)
    name = form.cleaned_data["nama"]
    pairing = services.register_screen(site_id, name, by=request.actor, at=clock.now())
    return _office_page(request, site_id, pairing=pairing)


@require_POST
@for_role(*KEEPERS)
def screen_pair(request: Request, site_id: int, screen_id: int) -> HttpResponse:
    pairing = services.pair_anew(screen_id, by=request.actor, at=clock.now())
    return _office_page(request, site_id, pairing=pairing)


@require_POST
@for_role(*KEEPERS)
def screen_key(request: Request, site_id: int, screen_id: int) -> HttpResponse:
    services.change_key(screen_id, by=request.actor, at=clock.now())
    tell(request, Toast("Kunci layar diganti. Layar yang tersambung mengambilnya sendiri."))
    return HttpResponseRedirect(url_of("checkin:office", site_id))


@require_POST
@for_role(*KEEPERS)
def screen_revoke(request: Request, site_id: int, screen_id: int) -> HttpResponse:
    services.revoke_screen(screen_id, by=request.actor, at=clock.now())
    tell(request, Toast("Layar dicabut. Kodenya tidak berlaku lagi."))
    return HttpResponseRedirect(url_of("checkin:office", site_id))


@require_POST
@for_role(*KEEPERS)
def phone_decide(request: Request, phone_id: int) -> HttpResponse:
    confirm = request.POST.get("keputusan") == "pastikan"
    services.decide_phone(phone_id, confirm=confirm, by=request.actor, at=clock.now())
    tell(request, Toast("Ponsel baru terdaftar." if confirm else "Permintaan ditolak."))
    return HttpResponseRedirect(url_of("checkin:offices"))
