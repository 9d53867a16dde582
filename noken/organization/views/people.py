"""The list of people and the page of one person."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from noken.core import clock
from noken.core.actor import Role
from noken.core.http import Request, for_role, show, updated
from noken.organization import forms, services
from noken.organization.queries.directory import people_page
from noken.organization.queries.person_page import (
    READERS,
    PersonPage,
    find_person_page,
    person_page,
)
from noken.organization.rules.holding import TWO_HANDS
from noken.organization.views.acts import KEEPERS, gone, with_forms

_SAVED = "Perubahan tersimpan."


@require_safe
@for_role(Role.PERSONNEL, Role.ADMIN_OPD, Role.INSPECTORATE, Role.LEADER, Role.SELF)
def people(request: Request) -> HttpResponse:
    asked = forms.read(forms.PeopleFilter(request.GET))
    page = people_page(
        request.actor,
        text=asked["cari"] or "",
        unit_id=asked["unit"],
        number=asked["halaman"] or 1,
    )
    part = "#daftar" if request.htmx else ""
    return show(request, f"organization/people.html{part}", {"page": page})


@require_safe
@for_role(*READERS)
def person(request: Request, employee_id: int) -> HttpResponse:
    page = person_page(request.actor, employee_id)
    return show(request, "organization/person.html", _context(request, page))


@require_POST
@for_role(*KEEPERS)
def move(request: Request, employee_id: int) -> HttpResponse:
    def do(typed: Mapping[str, Any], page: PersonPage) -> None:
        act = services.move_employee if page.unit_id else services.post_employee
        act(
            employee_id, typed["position"], typed["on"], by=request.actor, at=clock.now()
        )  # fmt: skip

    return _act(request, employee_id, forms.MoveForm(request.POST), do)


@require_POST
@for_role(*KEEPERS)
def superior(request: Request, employee_id: int) -> HttpResponse:
    def do(typed: Mapping[str, Any], _page: PersonPage) -> None:
        choice = services.Choice(
            employee_id, typed["superior"], typed["reason"], typed["start_on"], typed["end_on"]
        )
        services.set_superior(choice, by=request.actor, at=clock.now())

    return _act(request, employee_id, forms.SuperiorForm(request.POST), do)


@require_POST
@for_role(*KEEPERS)
def superior_clear(request: Request, employee_id: int) -> HttpResponse:
    person_page(request.actor, employee_id)
    services.clear_superior(employee_id, request.actor.on, by=request.actor, at=clock.now())
    return _after(request, employee_id)


@require_POST
@for_role(*KEEPERS)
def proposal_withdraw(request: Request, employee_id: int, proposal_id: int) -> HttpResponse:
    page = person_page(request.actor, employee_id)
    if page.proposed is None or page.proposed.id != proposal_id:
        raise Http404
    services.withdraw_superior(proposal_id, by=request.actor, at=clock.now())
    return _after(request, employee_id)


@require_POST
@for_role(*KEEPERS)
def standing(request: Request, employee_id: int) -> HttpResponse:
    def do(typed: Mapping[str, Any], _page: PersonPage) -> None:
        services.set_standing(
            employee_id, typed["standing"], typed["on"], by=request.actor, at=clock.now()
        )

    return _act(request, employee_id, forms.StandingForm(request.POST), do)


@require_POST
@for_role(*KEEPERS)
def rank(request: Request, employee_id: int) -> HttpResponse:
    def do(typed: Mapping[str, Any], _page: PersonPage) -> None:
        services.set_rank(
            employee_id, typed["code"].strip(), typed["on"], by=request.actor, at=clock.now()
        )

    return _act(request, employee_id, forms.RankForm(request.POST), do)


@require_POST
@for_role(Role.PERSONNEL)
def grant(request: Request, employee_id: int) -> HttpResponse:
    def do(typed: Mapping[str, Any], _page: PersonPage) -> None:
        wanted = services.Grant(
            employee_id,
            typed["role"],
            typed["unit"],
            typed["start_on"],
            typed["end_on"],
            typed["reason"],
            typed["letter"],
        )
        act = services.propose_role if wanted.role in TWO_HANDS else services.grant_role
        act(wanted, by=request.actor, at=clock.now())

    said = "Usulan menunggu orang kedua." if request.POST.get("role") in TWO_HANDS else _SAVED
    return _act(request, employee_id, forms.GrantForm(request.POST), do, said)


def _act(
    request: Request,
    employee_id: int,
    form: forms.ActForm,
    do: Callable[[Mapping[str, Any], PersonPage], None],
    said: str = _SAVED,
) -> HttpResponse:
    page = person_page(request.actor, employee_id)
    if not form.is_valid():
        part = "#badan" if request.htmx else ""
        context = _context(request, page, form)
        return show(request, f"organization/person.html{part}", context, status=422)
    do(form.cleaned_data, page)
    return _after(request, employee_id, said)


def _after(request: Request, employee_id: int, said: str = _SAVED) -> HttpResponse:
    page = find_person_page(request.actor, employee_id)
    if page is None:
        return gone(request)
    context = _context(request, page) | {"said": said}
    return updated(request, "organization/person.html#badan", context, url=page.url)


def _context(
    request: Request, page: PersonPage, bound: forms.ActForm | None = None
) -> dict[str, Any]:
    acts: dict[str, forms.ActForm] = {}
    if page.may_change:
        acts = forms.person_forms(request.actor.on, grants=page.may_grant)
    return with_forms(request, page, acts, bound)
