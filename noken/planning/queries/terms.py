"""After how many days a plan is called late, who is, and what is proposed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.core.signing import SIGNATURES
from noken.organization.models import Employee, StandingPeriod
from noken.organization.queries import ProposalRow, proposals_of, row_of, signed_of, signers_of
from noken.planning.models import LateTerm, Plan, Revision
from noken.planning.rules.hints import LATE_DAYS, late_since
from noken.ui.formats import day_long


@dataclass(frozen=True, slots=True)
class LateDays:
    """The days in force and on what they rest. `is_signed` False: two people have not signed, so
    it is a hint only and nothing may follow from it. `first_on`: since when there is a signed
    number at all."""

    days: int
    source: str
    is_signed: bool
    since: date | None = None
    first_on: date | None = None


@dataclass(frozen=True, slots=True)
class TermsPage:
    """The setting, what waits (its `value` is a number of days), and what was in force before."""

    now: LateDays
    first_late: date
    waiting: tuple[ProposalRow, ...]
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
    def unsettled(self) -> str:
        """What stands behind the number while two people have not signed it."""
        return "" if self.is_signed else " (menunggu penetapan BKPSDM)"

    @property
    def text(self) -> str:
        return (
            f"SKP {self.year} belum disepakati dalam {self.days} hari{self.unsettled}. Ini "
            "pengingat, bukan pelanggaran."
        )

    @property
    def since_words(self) -> str:
        return f"tenggat{self.unsettled} lewat sejak {day_long(self.since)}"


def late_days(on: date) -> LateDays:
    """What holds on a day: the newest number that two people signed, else noken's own."""
    signed = [
        row
        for row in signed_of(LateTerm)
        if row.start_on <= on and len(signers_of(row)) >= SIGNATURES
    ]
    if signed:
        row, first_on = signed[0], signed[-1].start_on
        return LateDays(row.days, row.source, is_signed=True, since=row.start_on, first_on=first_on)
    return LateDays(LATE_DAYS, "setelan noken, menunggu penetapan BKPSDM", is_signed=False)


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
    rows = [row_of(row, row.days, actor) for row in proposals_of(LateTerm)]
    now = late_days(actor.on)
    earlier = [
        LateDays(row.value, row.source, is_signed=True, since=row.start_on)
        for row in rows
        if not row.left and row.start_on != now.since
    ]
    return TermsPage(
        now=now,
        first_late=date(actor.on.year, 1, 1) + timedelta(now.days),
        waiting=tuple(row for row in rows if row.left),
        earlier=tuple(earlier),
        may_propose=actor.has(Role.PERSONNEL),
        on=actor.on,
    )
