"""Random checks: the questions a superior is asked, and what was answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from noken.checkin.models import PresenceCheck
from noken.checkin.queries.turns import count_entries
from noken.core.actor import Actor, Role
from noken.organization import queries as organization

ASKED_DAYS = 3
"""Later nobody remembers, so nobody is asked."""
ANSWERED_DAYS = 30


@dataclass(frozen=True, slots=True)
class CheckRow:
    id: int
    person: organization.Person
    at: datetime
    site: str
    way: str
    grade: int
    photo_id: object
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class ChecksPage:
    """`open` are to be answered, `answered` what was said in the last 30 days."""

    open: Sequence[CheckRow]
    answered: Sequence[CheckRow]
    role: Role
    about: frozenset[int]


def checks_page(actor: Actor, at: datetime) -> ChecksPage:
    """Questions about the direct reports of today."""
    team = organization.direct_reports(actor.employee_id or 0, actor.on)
    asked = PresenceCheck.objects.filter(employee__in=team).select_related("claim__site")
    open_ = asked.filter(answer="", asked_at__gt=at - timedelta(ASKED_DAYS)).order_by("asked_at")
    answered = asked.filter(answered_at__gt=at - timedelta(ANSWERED_DAYS)).order_by("-answered_at")
    checks = [*open_, *answered]
    people = organization.people({check.employee_id for check in checks}, actor.on)
    rows = [_row(check, people[check.employee_id]) for check in checks]
    return ChecksPage(
        open=[row for row in rows if not row.answer],
        answered=[row for row in rows if row.answer],
        role=actor.role,
        about=frozenset(people),
    )


def _row(check: PresenceCheck, person: organization.Person) -> CheckRow:
    claim = check.claim
    return CheckRow(
        id=check.pk,
        person=person,
        at=claim.at,
        site=claim.site.name,
        way=claim.get_way_display(),
        grade=claim.grade,
        photo_id=claim.photo_id,
        answer=check.get_answer_display() if check.answer else "",
        answered_at=check.answered_at,
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """What of all this waits for the actor: entries whose turn it is, and questions."""

    entries: int
    checks: Sequence[CheckRow]
    about: frozenset[int]


NOTHING = Waiting(0, (), frozenset())


def waiting(actor: Actor, at: datetime) -> Waiting:
    """For Menunggu saya."""
    page = checks_page(actor, at)
    about = frozenset(row.person.id for row in page.open)
    return Waiting(count_entries(actor), page.open, about)
