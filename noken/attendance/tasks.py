"""Deriving in the background, and the reactions that make days wait for it.

A fact and the days that wait for it are one transaction; the job comes after it. A job that is
lost loses nothing: the next round takes what waits. Each may run twice without harm.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued

from noken.attendance import queries, services
from noken.attendance.events import CorrectionAccepted, SiteChanged, SiteMade, WorkingTimeChanged
from noken.attendance.queries.begun import first_days
from noken.attendance.queries.day_facts import Asked
from noken.attendance.queries.sites import pin_owners, site, unit_path
from noken.calendars import queries as calendars
from noken.calendars.events import (
    DisruptionRecorded,
    DisruptionShortened,
    HolidayDecided,
    HolidaysSeeded,
    UnitDaysChanged,
)
from noken.core import clock
from noken.core.actor import Actor, system
from noken.core.events import Event
from noken.core.tenancy import current_tenant
from noken.findings import queries as findings
from noken.findings import services as findings_services
from noken.findings.events import FindingEvent
from noken.leave.events import AbsenceChanged
from noken.organization.events import EmployeeImported, PersonMoved, StandingChanged
from noken.tenants.jobs import by_the_clock, job

DAY = timedelta(1)
RECENT = timedelta(62)
FEW = 20
"""Of so many people days are derived at once, in the transaction of what changed them."""
OF_DAYS = ("HDR-03", "HDR-07", "HDR-09", "HDR-10", "LAP-01")
"""The rules that go by what a day was; some count them by the month."""
SHARDS = 2
"""As many as the worker does at once."""


@job("attendance.derive", queue="days")
def derive(*, shard: int) -> None:
    """Derive everything that waits for a part of the people, some hundred of them at a time."""
    while services.derive_waiting(
        shard=shard, shards=SHARDS, by=system(clock.today()), at=clock.now()
    ):
        pass


@by_the_clock("*/5 * * * *")
def go_round(by: Actor, at: datetime) -> None:
    """Every five minutes: judge days that are over, and take what waited in vain."""
    services.mark_over(by=by, at=at)
    _queue()


@by_the_clock("10 15 * * *")
def begin_day(by: Actor, at: datetime) -> None:
    """Just after midnight in Papua: everybody on duty gets the day that begins."""
    services.mark_dirty(None, by.on, by.on + DAY, by=by, at=at)
    _queue()


def follow_findings(batch: Sequence[FindingEvent]) -> None:
    """What was said and decided of a day in a finding holds for the day too."""
    rows = {row for event in batch for row in event.rows}
    services.follow_findings(findings.said_of_days(rows), by=batch[0].by, at=batch[0].at)


def derive_soon(batch: Sequence[Event]) -> None:  # noqa: ARG001 (what waits is in the table)
    """Have what waits derived; many facts at once are one job."""
    _queue()


def follow_absences(batch: Sequence[AbsenceChanged]) -> None:
    """Leave and duty: the days they cover, or covered before. Of a few people they are derived at
    once, with what findings ask about them; of many they wait."""
    told = [each for each in batch if each.subject_id]
    spans = [Asked(each.subject_id or 0, each.start_on, each.end_on) for each in told]
    by, at = batch[0].by, batch[0].at
    if len(spans) > FEW:
        services.mark_spans(spans, by=by, at=at)
        return
    services.derive_days(spans, by=by, at=at)
    _look_again({each.employee_id for each in spans}, min(each.start_on for each in spans), at)


def look_again(batch: Sequence[CorrectionAccepted]) -> None:
    """What a person said of a day holds: what rules saw of the day may have gone."""
    people = {event.subject_id for event in batch if event.subject_id}
    _look_again(people, min(event.day for event in batch), batch[0].at)


def _look_again(people: set[int], since: date, at: datetime) -> None:
    today = clock.day_of(at)
    if since <= today:
        first = since.replace(day=1)
        findings_services.run_cards(
            codes=OF_DAYS, since=first, people=people, by=system(today), at=at
        )


def mark_disruptions(batch: Sequence[DisruptionRecorded | DisruptionShortened]) -> None:
    """The days an outage touches or touched, and the night before, of those it concerned."""
    for event in batch:
        span = calendars.disruption(event.disruption_id)
        if span is None:
            continue
        end_at = event.end_before if isinstance(event, DisruptionShortened) else span.end_at
        start, end = clock.day_of(span.start_at) - DAY, clock.day_of(end_at) + 2 * DAY
        _mark_unit(event, span.path, start, end)
        if span.site_id is not None:
            _mark(event, pin_owners(span.site_id, start, end), start, end)


def mark_holidays(batch: Sequence[HolidayDecided]) -> None:
    """A day off for all, or none any more; its neighbours' reach changes with it."""
    for event in batch:
        _mark(event, None, event.day - DAY, event.day + 2 * DAY)


def mark_years(batch: Sequence[HolidaysSeeded]) -> None:
    for event in batch:
        _mark(event, None, date(event.year, 1, 1), date(event.year + 1, 1, 1))


def mark_unit_days(batch: Sequence[UnitDaysChanged]) -> None:
    for event in batch:
        path = unit_path(event.unit_id)
        _mark_unit(event, path, event.start_on - DAY, event.end_on + DAY)


def mark_hours(batch: Sequence[WorkingTimeChanged]) -> None:
    """Schedules, rosters and Ramadan: the days within, and those beside them."""
    for event in batch:
        start, end = event.start_on - DAY, event.end_on and event.end_on + DAY
        if event.employee_ids:
            _mark(event, event.employee_ids, start, end)
        else:
            path = unit_path(event.unit_id) if event.unit_id else None
            _mark_unit(event, path, start, end)


def mark_sites(batch: Sequence[SiteMade | SiteChanged]) -> None:
    """A place gives the people below its unit their zone: the days an open page may show."""
    for event in batch:
        place, start = site(event.site_id), clock.day_of(event.at) - RECENT
        units = {place.unit_id} if place else set()
        if isinstance(event, SiteChanged):
            units.add(event.unit_before)
        for unit_id in sorted(units):
            _mark_unit(event, unit_path(unit_id), start, None)


def mark_moved(batch: Sequence[PersonMoved | StandingChanged]) -> None:
    """Somebody took up a post or has another standing: the days since."""
    people = [event.subject_id for event in batch if event.subject_id]
    services.mark_moved(people, by=batch[0].by, at=batch[0].at)


def mark_kinds(batch: Sequence[EmployeeImported]) -> None:
    """Hours of part-time PPPK are those of their contract: whose kind changed has other days."""
    people = [each.subject_id for each in batch if each.subject_id and "kind" in each.fields]
    starts = first_days().values()
    if people and starts:
        services.mark_dirty(people, min(starts), None, by=batch[0].by, at=batch[0].at)


def begin_newcomers(batch: Sequence[EmployeeImported]) -> None:
    """Who came by a file counts from the day that was said for the file, and not before."""
    days = {each.subject_id: each.start_on for each in batch if each.subject_id and each.start_on}
    if days:
        services.begin_newcomers(days, by=batch[0].by, at=batch[0].at)


def _mark(event: Event, employee_ids: Sequence[int] | None, start: date, end: date | None) -> None:
    services.mark_dirty(employee_ids, start, end, by=event.by, at=event.at)


def _mark_unit(event: Event, path: str | None, start: date, end: date | None) -> None:
    if path is None:
        _mark(event, None, start, end)
    else:
        services.mark_below(path, start, end, by=event.by, at=event.at)


def _queue() -> None:
    """A job for each part of the people of whom somebody waits, unless one stands ready."""
    tenant = current_tenant()
    for shard in queries.waiting_shards(SHARDS):
        name = f"attendance.derive-{tenant}-{shard}"
        try:
            with transaction.atomic():
                derive.configure(queueing_lock=name, lock=name).defer(tenant=tenant, shard=shard)
        except AlreadyEnqueued:
            pass
