"""After how many days a plan is called late, who is, and what is proposed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from noken.core.actor import ROLE_WORDS, Actor, Role
from noken.core.periods import in_force
from noken.core.signing import SIGNATURES
from noken.organization import queries as organization
from noken.organization.models import Employee, StandingPeriod
from noken.organization.queries import Person
from noken.planning.models import LateTerm, Plan, Revision
from noken.planning.rules.hints import LATE_DAYS, late_since


@dataclass(frozen=True, slots=True)
class LateDays:
    """The days in force and on what they rest. `is_signed` False: two people have not signed, so
    it is a hint only and nothing may follow from it."""

    days: int
    source: str
    is_signed: bool
    since: date | None = None


@dataclass(frozen=True, slots=True)
class ShownSignature:
    name: str
    role: str
    reason: str


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """A number that waits for signatures."""

    id: int
    days: int
    source: str
    start_on: date
    proposer: str
    signatures: tuple[ShownSignature, ...]
    may_sign: bool


@dataclass(frozen=True, slots=True)
class TermsPage:
    """The setting, what waits, and what was in force before."""

    now: LateDays
    first_late: date
    waiting: tuple[ShownProposal, ...]
    earlier: tuple[LateDays, ...]
    may_propose: bool
    on: date


@dataclass(frozen=True, slots=True)
class LatePlan:
    """A plan that is not agreed although the days are over; a reminder, no finding."""

    year: int
    since: date
    days: int
    is_signed: bool

    @property
    def text(self) -> str:
        return (
            f"SKP {self.year} belum disepakati dalam {self.days} hari. Ini pengingat, bukan "
            "pelanggaran."
        )


def late_days(on: date) -> LateDays:
    """What holds on a day: the newest number that two people signed, else noken's own."""
    signed = _signed().filter(start_on__lte=on).order_by("-start_on", "-pk").first()
    if signed is None:
        return LateDays(LATE_DAYS, "setelan noken, menunggu penetapan BKPSDM", is_signed=False)
    return LateDays(signed.days, signed.source, is_signed=True, since=signed.start_on)


def late_plans(owners: Collection[int], year: int, on: date) -> dict[int, LatePlan]:
    """Who of these people has no agreed plan of a year though its days are over; three statements.

    Whoever came into service, or back to it, in the year has the days from then on; officials and
    people not in active service write no plan.
    """
    term = late_days(on)
    first = late_since(year, None, term.days)
    if on < first:
        return {}
    agreed = set(
        Plan.objects.filter(
            owner__in=owners, year=year, revisions__status=Revision.Status.APPROVED
        ).values_list("owner_id", flat=True)
    )
    open_ones = [pk for pk in owners if pk not in agreed]
    active = StandingPeriod.objects.filter(
        in_force(on), employee__in=open_ones, standing=StandingPeriod.Standing.ACTIVE
    ).exclude(employee__kind=Employee.Kind.OFFICIAL)
    began = dict(active.values_list("employee", "start_on"))
    found = {pk: late_since(year, began[pk], term.days) for pk in open_ones if pk in began}
    return {
        pk: LatePlan(year, since, term.days, term.is_signed)
        for pk, since in found.items()
        if on >= since
    }


def terms_page(actor: Actor) -> TermsPage:
    """The setting for everybody; acts for those who may."""
    rows = LateTerm.objects.filter(withdrawn_at=None).prefetch_related("signatures")
    waiting = [row for row in rows.order_by("-pk") if row.signatures.count() < SIGNATURES]
    ids = {row.proposed_by_id for row in waiting}
    ids |= {each.signer_id for row in waiting for each in row.signatures.all()}
    people = organization.people([pk for pk in ids if pk is not None], actor.on)
    now = late_days(actor.on)
    earlier = [
        LateDays(row.days, row.source, is_signed=True, since=row.start_on)
        for row in _signed().order_by("-start_on", "-pk")
        if row.start_on != now.since
    ]
    return TermsPage(
        now=now,
        first_late=date(actor.on.year, 1, 1) + timedelta(now.days),
        waiting=tuple(_shown(row, people, actor) for row in waiting),
        earlier=tuple(earlier),
        may_propose=actor.has(Role.PERSONNEL),
        on=actor.on,
    )


def _signed() -> QuerySet[Any, Any]:
    counted = LateTerm.objects.filter(withdrawn_at=None).annotate(count=Count("signatures"))
    return counted.filter(count__gte=SIGNATURES)


def _shown(row: LateTerm, people: dict[int, Person], actor: Actor) -> ShownProposal:
    signatures = list(row.signatures.all())
    proposer = people.get(row.proposed_by_id or 0)
    signed = {each.signer_id for each in signatures}
    return ShownProposal(
        id=row.pk,
        days=row.days,
        source=row.source,
        start_on=row.start_on,
        proposer=proposer.name if proposer else "sistem",
        signatures=tuple(
            ShownSignature(people[each.signer_id].name, ROLE_WORDS[Role(each.role)], each.reason)
            for each in signatures
        ),
        may_sign=organization.can_sign_settings(actor) and actor.employee_id not in signed,
    )
