"""Jadwal kerja: what holds, and setting it for a unit or a person."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from noken.attendance import services
from noken.attendance.forms.patterns import PatternForm
from noken.attendance.forms.schedules import (
    DaysOffForm,
    DropDaysForm,
    EndForm,
    ScheduleForm,
    mark,
)
from noken.attendance.queries import schedule_pages as pages
from noken.calendars import services as calendars
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.core.http import Request, Toast, for_role, show, tell

EVERYBODY = (
    Role.PERSONNEL,
    Role.ADMIN_OPD,
    Role.LEADER,
    Role.INSPECTORATE,
    Role.SUPERIOR,
    Role.SELF,
)
Settable = TypeVar("Settable", pages.UnitSchedulePage, pages.PersonSchedulePage)
KEEPERS = (Role.PERSONNEL, Role.ADMIN_OPD)
SAVED = Toast("Jadwal tersimpan.")


@require_safe
@for_role(*EVERYBODY)
def schedules(request: Request) -> HttpResponse:
    text = request.GET.get("cari", "")[:100]
    page = pages.overview(request.actor, text)
    return show(request, "attendance/schedules/overview.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.PERSONNEL)
def define(request: Request) -> HttpResponse:
    """Hours that may then be set for units and people."""
    form = PatternForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.define_schedule(form.pattern(), by=request.actor, at=clock.now())
        except Refused as refusal:
            mark(form, refusal)
        else:
            tell(request, Toast("Jadwal baru dapat ditetapkan sekarang."))
            return HttpResponseRedirect(reverse("attendance:schedules"))
    status = 422 if form.is_bound else 200
    context = {"page": None, "form": form}
    return show(request, "attendance/schedules/define.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*EVERYBODY)
def unit(request: Request, unit_id: int) -> HttpResponse:
    """The page of a unit; sending sets a schedule."""
    page = pages.unit_schedule_page(request.actor, unit_id)
    form = _schedule_form(request)
    if request.method == "POST":
        _require(page)
        if _sets(services.set_unit_schedule, unit_id, form, by=request.actor):
            return _to_unit(request, unit_id, SAVED)
    return _unit(request, page, form)


@require_POST
@for_role(*KEEPERS)
def unit_end(request: Request, unit_id: int, row_id: int) -> HttpResponse:
    _require(pages.unit_schedule_page(request.actor, unit_id))
    services.end_unit_schedule(row_id, _end_day(request), by=request.actor, at=clock.now())
    return _to_unit(request, unit_id, Toast("Jadwal diakhiri."))


@require_POST
@for_role(*KEEPERS)
def days_off(request: Request, unit_id: int) -> HttpResponse:
    page = _require(pages.unit_schedule_page(request.actor, unit_id))
    form = DaysOffForm(request.POST)
    other = _schedule_form(request, bound=False)
    if not form.is_valid():
        return _unit(request, page, other, form)
    try:
        count = calendars.add_unit_days(form.days_off(unit_id), by=request.actor, at=clock.now())
    except Refused as refusal:
        mark(form, refusal)
        return _unit(request, page, other, form)
    return _to_unit(request, unit_id, Toast(f"{count} hari libur ditambahkan."))


@require_POST
@for_role(*KEEPERS)
def days_off_drop(request: Request, unit_id: int) -> HttpResponse:
    _require(pages.unit_schedule_page(request.actor, unit_id))
    form = DropDaysForm(request.POST)
    if not form.is_valid():
        raise Refused("Pilih dulu hari liburnya.", code="calendar.unknown_day")
    span = form.cleaned_data
    count = calendars.drop_unit_days(
        unit_id, span["dari"], span["sampai"], by=request.actor, at=clock.now()
    )
    return _to_unit(request, unit_id, Toast(f"{count} hari kembali menjadi hari kerja."))


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*EVERYBODY)
def person(request: Request, person_id: int) -> HttpResponse:
    """The page of a person; sending sets a schedule."""
    page = pages.person_schedule_page(request.actor, person_id)
    form = _schedule_form(request)
    if request.method == "POST":
        _require(page)
        if _sets(services.set_person_schedule, person_id, form, by=request.actor):
            return _to_person(request, person_id, SAVED)
    context = {"page": page, "form": form, "today": request.actor.on}
    status = 422 if form.is_bound else 200
    return show(request, "attendance/schedules/person.html", context, status=status)


@require_POST
@for_role(*KEEPERS)
def person_end(request: Request, person_id: int, row_id: int) -> HttpResponse:
    _require(pages.person_schedule_page(request.actor, person_id))
    services.end_person_schedule(row_id, _end_day(request), by=request.actor, at=clock.now())
    return _to_person(request, person_id, Toast("Jadwal diakhiri."))


def _sets(act: Callable[..., Any], owner_id: int, form: ScheduleForm, *, by: Actor) -> bool:
    """Whether the schedule was set; what was refused stands in the form."""
    if not form.is_valid():
        return False
    try:
        act(owner_id, form.schedule(), by=by, at=clock.now())
    except Refused as refusal:
        mark(form, refusal)
        return False
    return True


def _require(page: Settable) -> Settable:
    """Raises Http404: the actor may look, not set."""
    if not page.may_change:
        raise Http404
    return page


def _unit(
    request: Request,
    page: pages.UnitSchedulePage,
    form: ScheduleForm,
    days_form: DaysOffForm | None = None,
) -> HttpResponse:
    wrong = form.is_bound or days_form is not None
    context: dict[str, Any] = {
        "page": page,
        "form": form,
        "days_form": days_form or DaysOffForm(),
        "today": request.actor.on,
    }
    status = 422 if wrong else 200
    return show(request, "attendance/schedules/unit.html", context, status=status)


def _schedule_form(request: Request, *, bound: bool = True) -> ScheduleForm:
    data = request.POST if bound and request.method == "POST" else None
    return ScheduleForm(pages.schedule_choices(), data, today=request.actor.on)


def _end_day(request: Request) -> Any:
    """Raises Refused: `schedule.no_day`."""
    form = EndForm(request.POST)
    if not form.is_valid():
        raise Refused("Pilih tanggal berakhirnya.", code="schedule.no_day")
    return form.cleaned_data["pada"]


def _to_unit(request: Request, unit_id: int, toast: Toast) -> HttpResponse:
    tell(request, toast)
    return HttpResponseRedirect(reverse("attendance:unit_schedule", args=[unit_id]))


def _to_person(request: Request, person_id: int, toast: Toast) -> HttpResponse:
    tell(request, toast)
    return HttpResponseRedirect(reverse("attendance:person_schedule", args=[person_id]))
