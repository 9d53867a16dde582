"""The numbers in force for a person, and their annual leave by year."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Min, Q

from noken.calendars import queries as calendars
from noken.core.periods import in_force
from noken.leave.models import OpeningBalance, Request, Value
from noken.leave.rules import kinds
from noken.leave.rules.balance import (
    Balance,
    Record,
    Terms,
    balance_of,
    counted_days,
    service_since,
)
from noken.leave.rules.flow import APPROVED, STANDING
from noken.leave.rules.limits import Setting
from noken.organization.models import Employee, Posting, Unit
from noken.regulations import loader

LONGEST_GAP = 21
"""No row of days off is longer than this."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person stands on a day: own unit and those above, nearest first."""

    unit_id: int | None
    above: tuple[int, ...]


def place_of(employee_id: int, on: date) -> Place:
    posting = (
        Posting.objects.filter(in_force(on), employee_id=employee_id, kind=Posting.Kind.DEFINITIVE)
        .select_related("unit")
        .first()
    )
    return Place(None, ()) if posting is None else place_in(posting.unit)


def place_in(unit: Unit) -> Place:
    return Place(unit.pk, chain_of(unit.path))


def chain_of(path: str) -> tuple[int, ...]:
    """The unit of a path and all above, nearest first."""
    return tuple(int(part) for part in reversed(path.strip("/").split("/")) if part)


def settings_for(place: Place, on: date) -> dict[str, Setting]:
    """The numbers in force at a place: the nearest unit's, else the instansi's, else the law's."""
    rows = Value.objects.filter(in_force(on)).filter(
        Q(unit__isnull=True) | Q(unit_id__in=place.above)
    )
    nearness = {unit: step for step, unit in enumerate(place.above)}
    signed: dict[str, tuple[int, int]] = {}
    for row in rows:
        step = nearness.get(row.unit_id, len(nearness)) if row.unit_id else len(nearness)
        if row.name not in signed or step < signed[row.name][0]:
            signed[row.name] = (step, row.value)
    return {
        name: Setting(signed[name][1], value.mark, settled=True)
        if name in signed
        else Setting(value.value, value.mark)
        for name, value in loader.leave_values().items()
    }


def terms_from(settings: Mapping[str, Setting]) -> Terms:
    return Terms(
        annual_days=settings["ANNUAL_DAYS"].value,
        after_months=settings["ANNUAL_AFTER_MONTHS"].value,
        most_with_one=settings["CARRY_ONE_YEAR"].value,
        most_with_two=settings["CARRY_TWO_YEARS"].value,
    )


def workdays_of(unit_id: int | None, start: date, end: date, *, extra_days: int = 0) -> list[date]:
    """The workdays of `[start, end)` as the unit has them, without the last `extra_days`."""
    last = max(start, end - timedelta(extra_days))
    calendar = calendars.calendar(start, last, unit_id)
    days = (start + timedelta(offset) for offset in range((last - start).days))
    return [day for day in days if calendar.is_workday(day)]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a balance is made of, for one person."""

    employee: Employee
    place: Place
    settings: Mapping[str, Setting]
    record: Record

    def balance(self, year: int) -> Balance:
        return balance_of(year, self.record, terms_from(self.settings))


def ledger_of(employee: Employee, on: date, *, without: object = None) -> Ledger:
    """Annual leave of a person as it stands.

    Args:
        without: id of a request that is left out, because it is being judged anew.
    """
    place = place_of(employee.pk, on)
    settings = settings_for(place, on)
    rows = [
        row
        for row in Request.objects.filter(
            employee=employee, status__in=STANDING, kind__in=(kinds.ANNUAL, kinds.LONG)
        )
        if row.pk != without
    ]
    used, asked = _by_year(place, rows)
    known = settings["RECORDS_SINCE"]
    return Ledger(
        employee,
        place,
        settings,
        Record(
            since=since_of(employee),
            used=used,
            asked=asked,
            openings=dict(
                OpeningBalance.objects.filter(employee=employee).values_list("year", "carried_days")
            ),
            known_since=known.value if known.settled and known.value else None,
            long_years=frozenset(
                day.year
                for row in rows
                if row.kind == kinds.LONG and row.status == APPROVED
                for day in (row.start_on, row.end_on - timedelta(1))
            ),
        ),
    )


def balance_with(request: Request, on: date) -> Balance | None:
    """The owner's year as every other page has it, this request included; of annual leave only."""
    if request.kind != kinds.ANNUAL:
        return None
    return ledger_of(request.employee, on).balance(request.start_on.year)


def unbroken(
    employee_id: int,
    kind: str,
    start: date,
    end: date,
    *,
    unit_id: int | None,
    without: object = None,
) -> tuple[date, date]:
    """The leave of one kind that `[start, end)` is part of: with what was granted or asked for
    before and after it, where no workday lies between."""
    rows = [
        row
        for row in Request.objects.filter(
            employee=employee_id, kind=kind, status__in=STANDING
        ).order_by("start_on")
        if row.pk != without
    ]
    for row in reversed(rows):
        if row.end_on <= start and _adjoin(row.end_on, start, unit_id):
            start = row.start_on
    for row in rows:
        if row.start_on >= end and _adjoin(end, row.start_on, unit_id):
            end = row.end_on
    return start, end


def _adjoin(before: date, after: date, unit_id: int | None) -> bool:
    return (after - before).days <= LONGEST_GAP and not workdays_of(unit_id, before, after)


def since_of(employee: Employee) -> date | None:
    first = Posting.objects.filter(employee=employee).aggregate(first=Min("start_on"))["first"]
    pppk = employee.kind in kinds.PPPK_KINDS
    return service_since(employee.nip or "", pppk=pppk, first_posted=first)


def _by_year(
    place: Place, rows: Collection[Request]
) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    """Workdays of annual leave by year, granted and waiting; the calendar is read once."""
    annual = [row for row in rows if row.kind == kinds.ANNUAL]
    used: defaultdict[int, Decimal] = defaultdict(Decimal)
    asked: defaultdict[int, Decimal] = defaultdict(Decimal)
    for row, days in zip(annual, _workdays(place, annual), strict=True):
        into = used if row.status == APPROVED else asked
        for year, count in counted_days(days, row.portion).items():
            into[year] += count
    return dict(used), dict(asked)


def _workdays(place: Place, rows: Collection[Request]) -> Iterable[list[date]]:
    if not rows:
        return
    start, end = min(row.start_on for row in rows), max(row.end_on for row in rows)
    calendar = calendars.calendar(start, end, place.unit_id)
    for row in rows:
        last = row.end_on - timedelta(row.extra_days)
        days = (row.start_on + timedelta(n) for n in range((last - row.start_on).days))
        yield [day for day in days if calendar.is_workday(day)]
