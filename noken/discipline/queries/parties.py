"""Whom a form of a case may choose from: members of a team, who acts meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from noken.core.actor import Role
from noken.core.periods import in_force
from noken.discipline.access import Seats
from noken.discipline.models import Case
from noken.discipline.queries import grounds
from noken.discipline.queries.words import counted_words
from noken.discipline.rules import flow
from noken.organization import queries as organization
from noken.organization.models import Posting, RoleGrant

MOST_SHOWN = 60
Choice = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Choices:
    """Ids with name and post, for the selects of the forms; findings that may join, in words, and
    whether one of them goes `by_impact`."""

    superiors: Sequence[Choice] = ()
    supervisors: Sequence[Choice] = ()
    personnel: Sequence[Choice] = ()
    acting: Sequence[Choice] = ()
    findings: Sequence[Choice] = ()
    by_impact: bool = False


def choices_for(row: Case, seats: Seats, acts: Sequence[str], today: date) -> Choices:
    """Only what the forms of these acts ask."""
    superiors, supervisors, personnel, acting = [], [], [], []
    if flow.TEAM in acts:
        superiors = _people([each.employee_id for each in seats.chain[:4]], row, today)
        supervisors = _people(_holding(Role.INSPECTORATE, today), row, today)
        personnel = _people(_holding(Role.PERSONNEL, today), row, today)
    if flow.RELEASE in acts and row.unit_id:
        posts = Posting.objects.filter(in_force(today), unit_id=row.unit_id)
        acting = _people(list(posts.values_list("employee_id", flat=True)), row, today)
    more = grounds.joinable(row) if flow.JOIN in acts else []
    return Choices(
        superiors,
        supervisors,
        personnel,
        acting,
        findings=[(each.id, counted_words(each)) for each in more],
        by_impact=any(each.code not in grounds.LADDER for each in more),
    )


def _holding(role: Role, today: date) -> list[int]:
    rows = RoleGrant.objects.filter(in_force(today), role=role)
    return list(rows.values_list("employee_id", flat=True)[:MOST_SHOWN])


def _people(ids: Sequence[int], row: Case, today: date) -> list[Choice]:
    found = organization.people([pk for pk in ids if pk != row.employee_id], today)
    shown = [found[pk] for pk in dict.fromkeys(ids) if pk in found and found[pk].post]
    return [(each.id, f"{each.name}, {each.post}") for each in shown[:MOST_SHOWN]]
