"""Values, credit points and nine boxes: what BKPSDM and admins keep and take along."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, record_reading, show, tell
from noken.core.inputs import number_from
from noken.followup import queries, services
from noken.followup.exports import XLSX, box_book, credit_book
from noken.followup.forms import (
    PotentialForm,
    SignForm,
    ValueForm,
    mark,
    year_from,
)
from noken.followup.gateways.tables import read_potentials
from noken.followup.views.uploads import attachment, received

KEEPERS = (Role.PERSONNEL, Role.ADMIN_OPD)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.PERSONNEL, Role.LEADER, Role.SELF)
def terms(request: Request) -> HttpResponse:
    """What the law leaves open; everybody reads, BKPSDM proposes."""
    page = queries.terms_page(request.actor)
    if request.method != "POST":
        return show(request, "followup/terms.html", {"page": page, "form": ValueForm(page)})
    form = ValueForm(page, request.POST)
    if form.is_valid():
        try:
            services.propose_value(form.new(), by=request.actor, at=clock.now())
        except Refused as refusal:
            mark(form, refusal)
        else:
            tell(request, Toast("Diusulkan. Berlaku sesudah dua orang menyetujuinya."))
            return HttpResponseRedirect(reverse("followup:terms"))
    return show(request, "followup/terms.html", {"page": page, "form": form}, status=422)


@require_POST
@for_role(Role.PERSONNEL, Role.LEADER)
def sign(request: Request, proposal_id: int) -> HttpResponse:
    form = SignForm(request.POST)
    reason = form.cleaned_data["alasan"] if form.is_valid() else ""
    settled = services.sign_value(proposal_id, reason, by=request.actor, at=clock.now())
    said = "Disetujui dua orang. Angka ini berlaku." if settled else "Tercatat. Menunggu satu lagi."
    tell(request, Toast(said))
    return HttpResponseRedirect(reverse("followup:terms"))


@require_POST
@for_role(Role.PERSONNEL)
def withdraw(request: Request, proposal_id: int) -> HttpResponse:
    services.withdraw_value(proposal_id, by=request.actor, at=clock.now())
    tell(request, Toast("Usulan angka ditarik."))
    return HttpResponseRedirect(reverse("followup:terms"))


@require_safe
@for_role(*KEEPERS)
def credit(request: Request) -> HttpResponse:
    page = queries.credit_page(
        request.actor,
        number_from(request.GET.get("unit", "")) or 0,
        year_from(request.GET.get("tahun", ""), request.actor.on.year),
        number_from(request.GET.get("halaman", "")) or 1,
    )
    return show(request, "followup/credit.html", {"page": page})


@require_safe
@for_role(*KEEPERS)
def credit_file(request: Request) -> HttpResponse:
    unit_id = number_from(request.GET.get("unit", "")) or 0
    year = year_from(request.GET.get("tahun", ""), request.actor.on.year)
    page = queries.credit_file(request.actor, unit_id, year)
    record_reading(request.actor, "followup:credit_file", page)
    return attachment(
        credit_book(page, clock.now()), XLSX, f"angka-kredit-{page.choice.unit_id}-{year}.xlsx"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.PERSONNEL)
def boxes(request: Request) -> HttpResponse:
    """Counts by box, the file, and where the potential comes from."""
    page = queries.box_page(request.actor, number_from(request.GET.get("unit", "")) or 0)
    if request.method != "POST":
        context = {"page": page, "form": PotentialForm(initial={"on": request.actor.on})}
        return show(request, "followup/boxes.html", context)
    form, taken = PotentialForm(request.POST, request.FILES), None
    if form.is_valid():
        try:
            with received(form.cleaned_data["file"]) as file:
                taken = services.take_potentials(
                    read_potentials(file.path),
                    form.cleaned_data["on"],
                    form.cleaned_data["source"],
                    by=request.actor,
                    at=clock.now(),
                )
        except Refused as refusal:
            mark(form, refusal)
    if taken is None:
        return show(request, "followup/boxes.html", {"page": page, "form": form}, status=422)
    if not taken.left_out:
        said = f"{taken.new} baru, {taken.changed} diganti, {taken.same} sama."
        tell(request, Toast(f"Potensial tersimpan: {said}"))
        return HttpResponseRedirect(reverse("followup:boxes"))
    page = queries.box_page(request.actor, page.choice.unit_id)
    context = {"page": page, "form": PotentialForm(), "taken": taken}
    return show(request, "followup/boxes.html", context)


@require_safe
@for_role(Role.PERSONNEL)
def boxes_file(request: Request) -> HttpResponse:
    unit_id = number_from(request.GET.get("unit", "")) or 0
    page = queries.box_file(request.actor, unit_id)
    record_reading(request.actor, "followup:boxes_file", page)
    return attachment(
        box_book(page, clock.now()), XLSX, f"kotak-sembilan-{page.choice.unit_id}.xlsx"
    )
