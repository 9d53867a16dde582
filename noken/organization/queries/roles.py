"""The register of roles: who holds what, since when, by whose hands, on which letter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from noken.core.actor import Actor, Role
from noken.organization.access import can_end_role
from noken.organization.models import RoleGrant, RoleProposal
from noken.organization.queries.holders import holders_with
from noken.organization.rules.hands import is_one_hand
from noken.organization.rules.holding import is_due, needs_console, seconds

ENDED_SHOWN = 50
_ORDER = {"PERSONNEL": 0, "INSPECTORATE": 1, "LEADER": 2, "ADMIN_OPD": 3}
CONSOLE = "konsol server"


@dataclass(frozen=True, slots=True)
class Held:
    """One role of one person. `by`: whose hands gave it; `is_due`: to be looked at again."""

    id: int
    name: str
    role: str
    unit: str
    start_on: date
    last_on: date | None
    by: str
    letter: str
    reason: str
    reviewed_on: date | None
    reviewed_by: str
    review: str
    ended_by: str
    ended_at: datetime | None
    is_due: bool
    may_end: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal. `seconds`: the names of who may confirm it; `console`: the server's console
    is the second hand. `is_tied`: who proposed it is one hand with the person."""

    id: int
    name: str
    role: str
    start_on: date
    by: str
    letter: str
    reason: str
    seconds: Sequence[str]
    console: bool
    is_tied: bool
    is_over: bool
    may_confirm: bool


@dataclass(frozen=True, slots=True)
class RolesPage:
    waiting: Sequence[Waiting]
    held: Sequence[Held]
    ended: Sequence[Held]
    due: int
    text: str
    is_keeper: bool
    role: Role
    about: frozenset[int]


def roles_page(actor: Actor, at: datetime, text: str = "") -> RolesPage:
    """All roles that hold today or later, those to review first, and the newest that ended.

    Args:
        text: only people whose name holds it.
    """
    rows = RoleGrant.objects.select_related(
        "employee", "unit", "proposed_by", "confirmed_by", "ended_by", "reviewed_by"
    )
    if text:
        rows = rows.filter(employee__name__icontains=text)
    open_ = Q(end_on=None) | Q(end_on__gt=actor.on)
    held = [_held(row, actor) for row in sorted(rows.filter(open_), key=_place)]
    ended = rows.exclude(open_).order_by("-end_on", "-pk")[:ENDED_SHOWN]
    return RolesPage(
        waiting=proposals(actor, at),
        held=sorted(held, key=lambda each: not each.is_due),
        ended=[_held(row, actor) for row in ended],
        due=sum(each.is_due for each in held),
        text=text,
        is_keeper=actor.has(Role.PERSONNEL),
        role=actor.role,
        about=frozenset(),
    )


def proposals(actor: Actor, at: datetime) -> list[Waiting]:
    """All that wait for a second hand, the oldest first."""
    waiting = RoleProposal.objects.filter(withdrawn_at=None, done_at=None)
    rows = list(waiting.select_related("employee", "proposed_by").order_by("proposed_at", "pk"))
    if not rows:
        return []
    people = {row.employee_id for row in rows} | {row.proposed_by_id or 0 for row in rows}
    holders = holders_with(people, actor.on, at)
    able = [
        seconds(row.role, row.employee_id, row.proposed_by_id or 0, holders) for row in rows
    ]  # fmt: skip
    names = _names({each for some in able for each in some})
    return [
        Waiting(
            id=row.pk,
            name=row.employee.name,
            role=row.get_role_display(),
            start_on=row.start_on,
            by=row.proposed_by.name if row.proposed_by else CONSOLE,
            letter=row.source,
            reason=row.reason,
            seconds=[names[each] for each in sorted(some, key=lambda pk: names[pk])],
            console=needs_console(row.role, row.employee_id, holders),
            is_tied=is_one_hand(row.employee_id, row.proposed_by_id or 0, holders.made_by),
            is_over=row.start_on < actor.on,
            may_confirm=actor.employee_id in some and row.start_on >= actor.on,
        )
        for row, some in zip(rows, able, strict=True)
    ]


def _names(people: Iterable[int]) -> dict[int, str]:
    rows = RoleGrant.objects.filter(employee__in=people)
    return dict(rows.values_list("employee", "employee__name"))


def _place(row: RoleGrant) -> tuple[int, str, str]:
    return _ORDER[row.role], row.unit.name if row.unit else "", row.employee.name


def _held(row: RoleGrant, actor: Actor) -> Held:
    may_end = can_end_role(actor, row.employee_id, row.role, row.unit_id)
    is_open = row.end_on is None or row.end_on > actor.on
    return Held(
        id=row.pk,
        name=row.employee.name,
        role=row.get_role_display(),
        unit=row.unit.name if row.unit else "",
        start_on=row.start_on,
        last_on=max(row.end_on - timedelta(1), row.start_on) if row.end_on else None,
        by=_hands(row),
        letter=row.letter,
        reason=row.reason,
        reviewed_on=row.reviewed_on,
        reviewed_by=row.reviewed_by.name if row.reviewed_by else "",
        review=row.review,
        ended_by=row.ended_by.name if row.ended_by else "",
        ended_at=row.ended_at,
        is_due=is_open and is_due(row.start_on, row.reviewed_on, actor.on),
        may_end=is_open and may_end,
    )


def _hands(row: RoleGrant) -> str:
    hands = [each.name for each in (row.proposed_by, row.confirmed_by) if each]
    return ", ".join([*hands, *([CONSOLE] if row.at_console else [])]) or "tidak tercatat"
