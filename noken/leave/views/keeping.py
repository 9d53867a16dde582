"""What leave rests on, and the record of one person."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell
from noken.leave import queries, services
from noken.leave.forms import GrantingForm, OpeningForm, SignForm, mark


@require_safe
@for_role(Role.SELF, Role.PERSONNEL)
def rules(request: Request) -> HttpResponse:
    page = queries.rules_page(request.actor)
    forms = {"sign": SignForm(page), "granting": GrantingForm(page)}
    return show(request, "leave/rules.html", {"page": page, **forms})


@require_POST
@for_role(Role.PERSONNEL)
def sign(request: Request) -> HttpResponse:
    page = queries.rules_page(request.actor)
    form = SignForm(page, request.POST)
    if form.is_valid():
        try:
            services.sign_value(form.signed(), by=request.actor, at=clock.now())
        except Refused as refusal:
            mark(form, refusal)
        else:
            tell(request, Toast("Ditetapkan. Dasarnya tercatat."))
            return HttpResponseRedirect(reverse("leave:rules"))
    context = {"page": page, "sign": form, "granting": GrantingForm(page)}
    return show(request, "leave/rules.html", context, status=422)


@require_POST
@for_role(Role.PERSONNEL)
def granting(request: Request) -> HttpResponse:
    page = queries.rules_page(request.actor)
    form = GrantingForm(page, request.POST)
    if form.is_valid():
        try:
            services.set_granting_official(form.granting(), by=request.actor, at=clock.now())
        except Refused as refusal:
            mark(form, refusal)
        else:
            tell(request, Toast("Pejabat yang memberi izin ditetapkan."))
            return HttpResponseRedirect(reverse("leave:rules"))
    context = {"page": page, "sign": SignForm(page), "granting": form}
    return show(request, "leave/rules.html", context, status=422)


@require_safe
@for_role(Role.PERSONNEL, Role.ADMIN_OPD)
def people(request: Request) -> HttpResponse:
    page = queries.people_page(
        request.actor,
        text=request.GET.get("cari", ""),
        number=request.GET.get("halaman", 1),
    )
    return show(request, "leave/people.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.PERSONNEL, Role.ADMIN_OPD, Role.SUPERIOR)
def record(request: Request, employee_id: int) -> HttpResponse:
    """One person's balance and leave; what came from a paper list is entered here."""
    page = queries.record_page(request.actor, employee_id)
    if request.method != "POST":
        return show(request, "leave/record.html", {"page": page, "form": OpeningForm(page)})
    form = OpeningForm(page, request.POST)
    if form.is_valid():
        values = form.cleaned_data
        try:
            services.set_opening_balance(
                employee_id,
                values["year"],
                values["value"],
                source=values["source"],
                by=request.actor,
                at=clock.now(),
            )
        except Refused as refusal:
            mark(form, refusal)
        else:
            tell(request, Toast("Sisa cuti dicatat."))
            return HttpResponseRedirect(reverse("leave:record", args=[employee_id]))
    return show(request, "leave/record.html", {"page": page, "form": form}, status=422)
