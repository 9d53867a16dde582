"""Registering machines and asking things of them."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.attendance import queries as attendance
from noken.attendance import services as attendance_services
from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell
from noken.devices import access
from noken.devices.forms.registry import CommandForm, MannerForm, RegisterForm, WhyForm
from noken.devices.queries.registry import command_of, device_page, registry_page, require_kept
from noken.devices.services import commands, registry
from noken.organization import queries as organization


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*access.KEEPERS)
def register(request: Request) -> HttpResponse:
    """The list of machines, and the form that adds one."""
    actor = request.actor
    choices = {
        "sites": [(site.id, f"{site.name}, {site.unit_name}") for site in attendance.sites(actor)],
        "units": [(unit.value, unit.label) for unit in organization.agencies(actor)],
    }
    is_sent = request.method == "POST"
    asked = {"serial": request.GET.get("seri", "")[:32], "networks": request.GET.get("dari", "")}
    form = RegisterForm(request.POST if is_sent else None, **choices, initial=asked)
    if is_sent and form.is_valid():
        try:
            device_id = _register(request, form)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            tell(request, Toast("Mesin didaftarkan. Setujui setelah Anda yakin ini mesinnya."))
            return HttpResponseRedirect(reverse("devices:device", args=[device_id]))
    page = registry_page(actor, at=clock.now())
    status = 422 if is_sent else 200
    return show(request, "devices/register.html", {"page": page, "form": form}, status=status)


def _register(request: Request, form: RegisterForm) -> int:
    """A place that is new is made first."""
    typed, by, at = form.cleaned_data, request.actor, clock.now()
    site_id = typed["site"]
    if site_id is None:
        site = attendance_services.make_site(
            typed["unit"], typed["new_site"], timezone=typed["zone"], by=by, at=at
        )
        site_id = site.pk
    manner = registry.Manner(networks=typed["networks"], key=typed["key"])
    device = registry.register_device(site_id, typed["serial"], typed["name"], manner, by=by, at=at)
    return device.pk


@require_safe
@for_role(*access.READERS)
def device(request: Request, device_id: int) -> HttpResponse:
    """One machine."""
    page = device_page(request.actor, device_id, at=clock.now())
    manner = MannerForm(
        initial={
            "networks": "\n".join(page.device.networks),
            "ack": page.device.ack,
            "one_for_empty": page.device.one_for_empty,
        }
    )
    return show(request, "devices/device.html", {"page": page, "manner": manner})


@require_POST
@for_role(*access.KEEPERS)
def approve(request: Request, device_id: int) -> HttpResponse:
    registry.approve_device(device_id, by=request.actor, at=clock.now())
    return _done(request, device_id, "Mesin disetujui. Catatannya masuk dalam satu menit.")


@require_POST
@for_role(*access.KEEPERS)
def adjust(request: Request, device_id: int) -> HttpResponse:
    """Networks, key, receipts."""
    require_kept(request.actor, device_id)
    form = MannerForm(request.POST)
    if not form.is_valid():
        raise Refused("Periksa isian mesin; ada yang terlalu panjang.", code="device.bad_manner")
    registry.set_manner(
        device_id, registry.Manner(**form.cleaned_data), by=request.actor, at=clock.now()
    )
    return _done(request, device_id, "Pengaturan mesin disimpan.")


@require_POST
@for_role(Role.PERSONNEL)
def fence(request: Request, device_id: int) -> HttpResponse:
    """The proposed network becomes the machine's."""
    registry.fence_device(device_id, by=request.actor, at=clock.now())
    return _done(request, device_id, "Mesin dibatasi. Rekaman berikutnya berbukti penuh.")


@require_POST
@for_role(*access.KEEPERS)
def everything(request: Request, device_id: int) -> HttpResponse:
    registry.ask_everything(device_id, by=request.actor, at=clock.now())
    return _done(request, device_id, "Saat mesin menyala lagi, semua catatannya diminta.")


@require_POST
@for_role(*access.KEEPERS)
def seen(request: Request, device_id: int) -> HttpResponse:
    registry.see_alarms(device_id, by=request.actor, at=clock.now())
    return _done(request, device_id, "Tercatat: kejadian mesin ini sudah Anda periksa.")


@require_POST
@for_role(*access.KEEPERS)
def retire(request: Request, device_id: int) -> HttpResponse:
    require_kept(request.actor, device_id)
    form = WhyForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    registry.retire_device(device_id, why, by=request.actor, at=clock.now())
    return _done(request, device_id, "Mesin dipensiunkan. Catatan lamanya tetap tersimpan.")


@require_POST
@for_role(*access.KEEPERS)
def ask(request: Request, device_id: int) -> HttpResponse:
    """One command of the list."""
    require_kept(request.actor, device_id)
    form = CommandForm(request.POST)
    if not form.is_valid():
        raise Refused("Periksa isian perintah.", code="command.incomplete")
    typed = form.cleaned_data
    wish = commands.Wish(typed["verb"], typed["pin"], typed["name"], typed["day"])
    command = commands.ask_command(device_id, wish, by=request.actor, at=clock.now())
    waits = command.state == "PROPOSED"
    text = "Menunggu persetujuan orang kedua." if waits else "Diminta saat mesin menyapa lagi."
    return _done(request, device_id, text)


@require_POST
@for_role(*access.KEEPERS)
def confirm(request: Request, command_id: int) -> HttpResponse:
    command = command_of(request.actor, command_id)
    commands.confirm_command(command_id, by=request.actor, at=clock.now())
    return _done(request, command.device_id, "Disetujui. Diminta saat mesin menyapa lagi.")


@require_POST
@for_role(*access.KEEPERS)
def withdraw(request: Request, command_id: int) -> HttpResponse:
    command = command_of(request.actor, command_id)
    commands.withdraw_command(command_id, by=request.actor, at=clock.now())
    return _done(request, command.device_id, "Perintah dibatalkan.")


def _done(request: Request, device_id: int, text: str) -> HttpResponse:
    tell(request, Toast(text))
    return HttpResponseRedirect(reverse("devices:device", args=[device_id]))
