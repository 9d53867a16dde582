"""Everything the personnel file holds about one person, for those who may see it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404
from django.urls import reverse

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.organization.access import (
    can_change_units,
    can_issue_password,
    people_above,
    relation_of,
)
from noken.organization.models import Employee, Posting, ReportingLine, RoleGrant, StandingPeriod
from noken.organization.queries.accounts import account_words, has_password
from noken.organization.queries.lines import Superior, superior_of
from noken.organization.queries.superior_proposals import ProposalView, proposal_of
from noken.organization.rules.ranks import RANK_NAMES

READERS = (Role.SELF, Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL)


@dataclass(frozen=True, slots=True)
class Period:
    """Something that held from a day until a day; `end_on` is the first day after."""

    label: str
    detail: str
    start_on: date
    end_on: date | None
    id: int = 0
    is_now: bool = False

    @property
    def last_on(self) -> date | None:
        """The last day of it, as people say it."""
        return self.end_on - timedelta(1) if self.end_on else None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """`role` is the relation in which the page is shown, `about` the person shown. `is_above`: the
    reader would keep the person, if the person did not lead them."""

    id: int
    name: str
    full_name: str
    nip: str
    kind: str
    post: str
    unit_id: int | None
    unit: str
    standing: str
    rank: str
    superior: Superior
    postings: tuple[Period, ...]
    ranks: tuple[Period, ...]
    standings: tuple[Period, ...]
    lines: tuple[Period, ...]
    grants: tuple[Period, ...]
    chosen: Period | None
    proposed: ProposalView | None
    role: Role
    about: frozenset[int]
    may_change: bool
    is_above: bool
    may_grant: bool
    login: str
    account: str
    has_password: bool
    may_issue: bool

    @property
    def url(self) -> str:
        return reverse("organization:person", args=[self.id])


def person_page(actor: Actor, employee_id: int) -> PersonPage:
    """The person's file.

    Raises:
        Http404: nobody there, or not for this reader.
    """
    page = find_person_page(actor, employee_id)
    if page is None:
        raise Http404
    return page


def find_person_page(actor: Actor, employee_id: int) -> PersonPage | None:
    """As `person_page`; None instead of Http404."""
    role = relation_of(actor, employee_id, *READERS)
    found = Employee.objects.select_related("account").filter(pk=employee_id)
    employee = found.first() if role else None
    if employee is None or role is None:
        return None
    on = actor.on
    postings = _postings(employee, on)
    ranks, standings = _ranks(employee, on), _standings(employee, on)
    now = _now(postings)
    unit_id = _unit_of(employee, on)
    is_kept = employee_id != actor.employee_id and can_change_units(actor, [unit_id])
    is_above = is_kept and employee_id in people_above(actor)
    may_change = is_kept and not is_above
    is_reset = has_password(employee.account)
    return PersonPage(
        id=employee.pk,
        name=employee.name,
        full_name=_full_name(employee),
        nip=employee.nip or "",
        kind=employee.get_kind_display(),
        post=now.label,
        unit_id=unit_id,
        unit=now.detail,
        standing=_now(standings).label,
        rank=_now(ranks).label,
        superior=superior_of(employee_id, on),
        postings=postings,
        ranks=ranks,
        standings=standings,
        lines=_lines(employee, on),
        grants=_grants(employee, on),
        chosen=_chosen(employee, on),
        proposed=proposal_of(employee_id),
        role=role,
        about=frozenset({employee_id}),
        may_change=may_change,
        is_above=is_above,
        may_grant=may_change and actor.has(Role.PERSONNEL),
        login="" if employee.nip or employee.account is None else employee.account.login,
        account=account_words(employee) if may_change else "",
        has_password=is_reset,
        may_issue=may_change and can_issue_password(actor, employee_id, is_reset=is_reset),
    )


def _full_name(employee: Employee) -> str:
    name = f"{employee.front_title} {employee.name}".strip()
    return f"{name}, {employee.back_title}" if employee.back_title else name


def _unit_of(employee: Employee, on: date) -> int | None:
    held = employee.postings.filter(in_force(on), kind=Posting.Kind.DEFINITIVE)
    return held.values_list("unit_id", flat=True).first()


def _is_now(start_on: date, end_on: date | None, on: date) -> bool:
    return start_on <= on and (end_on is None or end_on > on)


def _now(periods: tuple[Period, ...]) -> Period:
    """The one in force; an empty one when there is none."""
    return next((period for period in periods if period.is_now), Period("", "", date.min, None))


def _postings(employee: Employee, on: date) -> tuple[Period, ...]:
    rows = employee.postings.select_related("position", "unit").order_by("-start_on", "kind")
    return tuple(
        Period(
            row.position.title if row.kind == Posting.Kind.DEFINITIVE
            else f"{row.get_kind_display()} {row.position.title}",
            row.unit.name,
            row.start_on,
            row.end_on,
            row.pk if row.kind != Posting.Kind.DEFINITIVE else 0,
            row.kind == Posting.Kind.DEFINITIVE and _is_now(row.start_on, row.end_on, on),
        )
        for row in rows
    )  # fmt: skip


def _ranks(employee: Employee, on: date) -> tuple[Period, ...]:
    rows = employee.ranks.order_by("-start_on")
    return tuple(
        Period(
            f"{RANK_NAMES[row.code]} ({row.code})" if row.code in RANK_NAMES else row.code,
            "",
            row.start_on,
            row.end_on,
            is_now=_is_now(row.start_on, row.end_on, on),
        )
        for row in rows
    )


def _standings(employee: Employee, on: date) -> tuple[Period, ...]:
    words = dict(StandingPeriod.Standing.choices)
    rows = employee.standings.order_by("-start_on").values_list("standing", "start_on", "end_on")
    return tuple(
        Period(words[code], "", start, end, is_now=_is_now(start, end, on))
        for code, start, end in rows
    )


def _lines(employee: Employee, on: date) -> tuple[Period, ...]:
    words = dict(ReportingLine.Basis.choices)
    rows = employee.reporting_lines.order_by("-start_on").values_list(
        "superior__name", "basis", "start_on", "end_on"
    )
    return tuple(
        Period(name or "Tanpa atasan", words[basis], start, end, is_now=_is_now(start, end, on))
        for name, basis, start, end in rows
    )


def _grants(employee: Employee, on: date) -> tuple[Period, ...]:
    words = dict(RoleGrant.Role.choices)
    rows = employee.role_grants.order_by("-start_on").values_list(
        "role", "unit__name", "start_on", "end_on", "pk"
    )
    return tuple(
        Period(words[role], unit or "Seluruh instansi", start, end, pk, _is_now(start, end, on))
        for role, unit, start, end, pk in rows
    )


def _chosen(employee: Employee, on: date) -> Period | None:
    row = employee.superior_overrides.filter(in_force(on)).select_related("superior").first()
    if row is None:
        return None
    return Period(row.superior.name, row.reason, row.start_on, row.end_on, row.pk, is_now=True)
