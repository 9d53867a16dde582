"""Periods for those who keep them, and for everybody where they stand."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, back_or, for_role, show, tell
from noken.evaluation import services
from noken.evaluation.forms import periods as forms
from noken.evaluation.queries import ahead, dry_run, offered, period_page, periods, position

KEEPERS = (Role.PERSONNEL, Role.ADMIN_OPD)


@require_safe
@for_role(Role.SELF)
def where(request: Request) -> HttpResponse:
    page = position.position_page(request.actor)
    return show(request, "evaluation/position.html", {"page": page})


@require_safe
@for_role(Role.SELF)
def today(request: Request) -> HttpResponse:
    """The forecast of the running period; for htmx only the card, which a page fetches late."""
    page = ahead.today_page(request.actor)
    part = "#prakiraan" if request.htmx else ""
    return show(request, f"evaluation/today.html{part}", {"page": page})


@require_safe
@for_role(*KEEPERS)
def overview(request: Request) -> HttpResponse:
    page = periods.periods_page(request.actor)
    return show(request, "evaluation/periods.html", {"page": page, "days": forms.DaysForm(page)})


@require_POST
@for_role(Role.PERSONNEL)
def days(request: Request) -> HttpResponse:
    page = periods.periods_page(request.actor)
    form = forms.DaysForm(page, request.POST)
    if form.is_valid():
        try:
            services.set_cycle_value(form.value_set(), by=request.actor, at=clock.now())
        except Refused as refusal:
            forms.mark(form, refusal)
        else:
            tell(request, Toast("Tenggat lazim ditetapkan. Dasarnya tercatat."))
            return HttpResponseRedirect(page.url)
    return show(request, "evaluation/periods.html", {"page": page, "days": form}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*KEEPERS)
def open_period(request: Request) -> HttpResponse:
    """The dry run of a period; BKPSDM opens it from here."""
    typed = forms.read(request.GET)
    asked = dry_run.Asked(
        which=offered.which_of(typed["periode"] or ""),
        code=typed["keadaan"] or "",
        unit_id=typed["unit"],
        number=typed["halaman"] or 1,
    )
    page = dry_run.dry_run_page(request.actor, asked)
    if request.method != "POST":
        context = {"page": page, "form": forms.OpenForm(page)}
        part = "#gladi" if request.htmx else ""
        return show(request, f"evaluation/dry_run.html{part}", context)
    form = forms.OpenForm(page, request.POST)
    if form.is_valid():
        try:
            opened = services.open_period(form.opening(), by=request.actor, at=clock.now())
        except Refused as refusal:
            forms.mark(form, refusal)
        else:
            tell(request, Toast(f"{opened} dibuka. Setiap pegawai dan penilai diberi tahu."))
            return HttpResponseRedirect(reverse("evaluation:period", args=[opened.pk]))
    return show(request, "evaluation/dry_run.html", {"page": page, "form": form}, status=422)


@require_POST
@for_role(*KEEPERS)
def remind(request: Request) -> HttpResponse:
    """Ask for plans that are lacking, of one person or of all in scope."""
    which = offered.which_of(request.POST.get("periode", ""))
    if which is None:
        raise Http404
    wanted = services.WantedPlans(which=which, employee_id=forms.person_of(request.POST))
    told = services.remind_of_plans(wanted, by=request.actor, at=clock.now())
    tell(request, Toast(f"{told} pengingat SKP dikirim." if told else "Tidak ada yang perlu."))
    fallback = f"{reverse('evaluation:period_open')}?periode={offered.key_of(which)}"
    return HttpResponseRedirect(back_or(request, fallback))


@require_safe
@for_role(*KEEPERS)
def period(request: Request, period_id: int) -> HttpResponse:
    page = period_page.period_page(request.actor, period_id, _asked(request))
    return _shown(request, page)


@require_POST
@for_role(Role.PERSONNEL)
def extend(request: Request, period_id: int) -> HttpResponse:
    page = period_page.period_page(request.actor, period_id, _asked(request))
    form = forms.ExtendForm(page, request.POST)
    if form.is_valid():
        try:
            services.extend(form.more(), by=request.actor, at=clock.now())
        except Refused as refusal:
            forms.mark(form, refusal)
        else:
            tell(request, Toast("Tenggat diperpanjang. Yang bersangkutan diberi tahu."))
            return HttpResponseRedirect(page.url)
    return _shown(request, page, extending=form, status=422)


@require_POST
@for_role(Role.PERSONNEL)
def complete(request: Request, period_id: int) -> HttpResponse:
    page = period_page.period_page(request.actor, period_id, period_page.Asked())
    changed = services.catch_up(period_id, by=request.actor, at=clock.now())
    said = f"{changed} lembar dilengkapi." if changed else "Semua lembar sudah lengkap."
    tell(request, Toast(said))
    return HttpResponseRedirect(page.url)


@require_POST
@for_role(Role.PERSONNEL)
def close(request: Request, period_id: int) -> HttpResponse:
    page = period_page.period_page(request.actor, period_id, period_page.Asked())
    form = forms.CloseForm(request.POST)
    if form.is_valid():
        try:
            services.close_period(
                period_id, note=form.cleaned_data["note"], by=request.actor, at=clock.now()
            )
        except Refused as refusal:
            forms.mark(form, refusal)
        else:
            tell(request, Toast(f"{page.label} ditutup."))
            return HttpResponseRedirect(page.url)
    return _shown(request, page, closing=form, status=422)


def _asked(request: Request) -> period_page.Asked:
    typed = forms.read(request.GET)
    return period_page.Asked(
        state=typed["keadaan"] or "",
        unit_id=typed["unit"],
        number=typed["halaman"] or 1,
        sheet_id=typed["lembar"],
    )


def _shown(
    request: Request,
    page: period_page.PeriodPage,
    *,
    extending: forms.ExtendForm | None = None,
    closing: forms.CloseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "page": page,
        "extending": extending or forms.ExtendForm(page),
        "closing": closing or forms.CloseForm(),
    }
    return show(request, "evaluation/period.html", context, status=status)
