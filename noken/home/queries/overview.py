"""The first honest page of leaders: counts by agency, nobody by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from noken.calendars import queries as calendars
from noken.core import clock
from noken.core.actor import Actor
from noken.organization import queries as organization
from noken.planning import queries as planning
from noken.work import queries as work

LEAST_PEOPLE = 10
"""Below this many people a share says more about persons than about the agency: not shown."""


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency. Shares are percent; None where fewer than ten people stand behind them."""

    id: int
    name: str
    people: int
    reported_pct: int | None
    agreed_pct: int | None
    waiting: int
    overdue: int


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The whole instansi today. `as_of` is the moment the figures were read; `plans` are those of
    the agencies, `outage` the last one of two weeks; `limit` is how many workdays a report
    may wait."""

    rows: Sequence[AgencyRow]
    people: int
    due: int
    reported: int
    agreed: int
    planned: int
    waiting: int
    overdue: int
    as_of: datetime
    is_workday: bool
    plans: Sequence[planning.AgencyPlans]
    outage: calendars.Disruption | None
    limit: int

    @property
    def disruption(self) -> str:
        return self.outage.what if self.outage else ""

    @property
    def reported_pct(self) -> int | None:
        return share(self.reported, self.due)

    @property
    def agreed_pct(self) -> int | None:
        return share(self.agreed, self.planned)

    @property
    def unplanned(self) -> int:
        return self.planned - self.agreed

    @property
    def late(self) -> Sequence[AgencyRow]:
        """Agencies in which a superior has let a report wait too long."""
        return [row for row in self.rows if row.overdue]


def overview_page(actor: Actor, at: datetime) -> OverviewPage:
    """Figures by agency, in the order of the structure, never ranked."""
    on = clock.day_of(at)
    days = calendars.calendar(on - work.COUNTING_LOOK_BACK, on + timedelta(1))
    reports = work.reports_by_agency(actor, on, work.counted_before(on, days))
    plans = planning.plans_by_agency(actor, on.year, on)
    rows = [
        _row(agency.value, agency.label, reports.get(agency.value), plans.get(agency.value))
        for agency in organization.agencies(actor)
    ]
    return OverviewPage(
        rows=[row for row in rows if row.people],
        people=sum(row.people for row in rows),
        due=sum(found.due for found in reports.values()),
        reported=sum(found.reported for found in reports.values()),
        agreed=sum(found.agreed for found in plans.values()),
        planned=sum(found.people for found in plans.values()),
        waiting=sum(row.waiting for row in rows),
        overdue=sum(row.overdue for row in rows),
        as_of=at,
        is_workday=days.is_workday(on),
        plans=tuple(plans.values()),
        outage=calendars.latest_disruption(at, timedelta(days=14)),
        limit=work.review_terms(on).count_workdays,
    )


def share(part: int, whole: int) -> int | None:
    """Percent, rounded; None for a group too small to show."""
    return round(100 * part / whole) if whole >= LEAST_PEOPLE else None


def _row(
    unit_id: int,
    name: str,
    reports: work.AgencyReports | None,
    plans: planning.AgencyPlans | None,
) -> AgencyRow:
    return AgencyRow(
        id=unit_id,
        name=name,
        people=reports.people if reports else 0,
        reported_pct=share(reports.reported, reports.due) if reports else None,
        agreed_pct=share(plans.agreed, plans.people) if plans else None,
        waiting=reports.waiting if reports else 0,
        overdue=reports.overdue if reports else 0,
    )
