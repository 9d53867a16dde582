"""The page of a unit."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, for_role, show, updated
from noken.organization import forms, services
from noken.organization.queries.choices import options
from noken.organization.queries.unit_page import UnitPage, unit_page
from noken.organization.views.acts import KEEPERS, with_forms

Typed = Mapping[str, Any]


@require_safe
@for_role(Role.PERSONNEL, Role.ADMIN_OPD, Role.INSPECTORATE, Role.LEADER, Role.SELF)
def unit(request: Request, unit_id: int) -> HttpResponse:
    page = unit_page(request.actor, unit_id)
    return show(request, "organization/unit.html", _context(request, page))


@require_POST
@for_role(*KEEPERS)
def rename(request: Request, unit_id: int) -> HttpResponse:
    def do(typed: Typed, _page: UnitPage) -> None:
        services.rename_unit(unit_id, typed["name"], typed["on"], by=request.actor, at=clock.now())

    return _act(request, unit_id, forms.RenameForm(request.POST), do)


@require_POST
@for_role(*KEEPERS)
def unit_move(request: Request, unit_id: int) -> HttpResponse:
    def do(typed: Typed, _page: UnitPage) -> None:
        services.move_unit(unit_id, typed["parent"], typed["on"], by=request.actor, at=clock.now())

    return _act(request, unit_id, forms.UnitMoveForm(request.POST), do)


@require_POST
@for_role(*KEEPERS)
def merge(request: Request, unit_id: int) -> HttpResponse:
    def do(typed: Typed, _page: UnitPage) -> None:
        services.merge_unit(unit_id, typed["into"], typed["on"], by=request.actor, at=clock.now())

    return _act(request, unit_id, forms.MergeForm(request.POST), do)


@require_POST
@for_role(*KEEPERS)
def close(request: Request, unit_id: int) -> HttpResponse:
    def do(typed: Typed, _page: UnitPage) -> None:
        services.close_unit(unit_id, typed["on"], by=request.actor, at=clock.now())

    return _act(request, unit_id, forms.CloseForm(request.POST), do)


@require_POST
@for_role(*KEEPERS)
def acting(request: Request, unit_id: int) -> HttpResponse:
    def do(typed: Typed, page: UnitPage) -> None:
        if page.head is None:
            raise Http404
        wanted = services.Acting(
            typed["employee"],
            page.head.position_id,
            typed["kind"],
            typed["start_on"],
            typed["end_on"],
        )
        services.appoint_acting(wanted, by=request.actor, at=clock.now())

    return _act(request, unit_id, forms.ActingForm(request.POST), do)


@require_POST
@for_role(*KEEPERS)
def acting_end(request: Request, unit_id: int, posting_id: int) -> HttpResponse:
    if not unit_page(request.actor, unit_id).may_change:
        raise Http404
    services.end_acting(posting_id, request.actor.on, by=request.actor, at=clock.now())
    return _after(request, unit_id)


@require_POST
@for_role(*KEEPERS)
def hire(request: Request, unit_id: int) -> HttpResponse:
    def do(typed: Typed, _page: UnitPage) -> None:
        names = ("nip", "name", "kind", "start_on", "front_title", "back_title")
        new = services.NewEmployee(*(typed[name] for name in names))
        services.hire_employee(new, typed["position"], by=request.actor, at=clock.now())

    return _act(request, unit_id, forms.HireForm(request.POST), do)


@require_POST
@for_role(*KEEPERS)
def position_add(request: Request, unit_id: int) -> HttpResponse:
    def do(typed: Typed, _page: UnitPage) -> None:
        new = services.NewPosition(
            unit_id, typed["title"], typed["kind"], typed["family"], is_head=typed["is_head"]
        )
        services.create_position(new, by=request.actor, at=clock.now())

    return _act(request, unit_id, forms.PositionForm(request.POST), do)


@require_POST
@for_role(*KEEPERS)
def unit_add(request: Request, unit_id: int) -> HttpResponse:
    def do(typed: Typed, _page: UnitPage) -> None:
        new = services.NewUnit(
            typed["name"], typed["kind"], unit_id, typed["start_on"], typed["head_title"]
        )
        services.create_unit(new, by=request.actor, at=clock.now())

    return _act(request, unit_id, forms.NewUnitForm(request.POST), do)


def _act(
    request: Request,
    unit_id: int,
    form: forms.ActForm,
    do: Callable[[Typed, UnitPage], None],
) -> HttpResponse:
    page = unit_page(request.actor, unit_id)
    if not page.may_change:
        raise Http404
    if not form.is_valid():
        part = "#badan" if request.htmx else ""
        context = _context(request, page, form)
        return show(request, f"organization/unit.html{part}", context, status=422)
    do(form.cleaned_data, page)
    return _after(request, unit_id)


def _after(request: Request, unit_id: int) -> HttpResponse:
    page = unit_page(request.actor, unit_id)
    context = _context(request, page) | {"said": "Perubahan tersimpan."}
    return updated(request, "organization/unit.html#badan", context, url=page.url)


def filled_acting(request: Request) -> forms.ActingForm:
    """The appointment as another page proposes it: `sebagai`, `mulai`, `sampai`, `pejabat`."""
    form = forms.ActingForm(today=request.actor.on)
    form.propose(request.GET)
    for widget in form.picks():
        widget.found = options(request.actor, widget.kind, widget.text) if widget.text else []
    return form


def _context(
    request: Request, page: UnitPage, bound: forms.ActForm | None = None
) -> dict[str, Any]:
    acts: dict[str, forms.ActForm] = {}
    if page.may_change and page.is_open:
        acts = forms.unit_forms(request.actor.on, has_head=page.may_seat and page.head is not None)
        if "plt" in acts and request.GET.get("buka") == "plt":
            acts["plt"] = filled_acting(request)
    return with_forms(request, page, acts, bound)
