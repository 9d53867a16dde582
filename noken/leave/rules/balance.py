"""Annual leave: what a year gives, what is carried into it, what is left."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

ZERO, HALF, ONE = Decimal(0), Decimal("0.5"), Decimal(1)


@dataclass(frozen=True, slots=True)
class Terms:
    """The numbers of the law: workdays a year, months of service before the first, and the most
    a year may hold with last year's rest or after two years without any leave."""

    annual_days: int = 12
    after_months: int = 12
    most_with_one: int = 18
    most_with_two: int = 24


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one person.

    `since` is the first day of service, None where nobody knows; `used` and `asked` are workdays
    by year, granted and waiting for a decision; `openings` what a paper list says was carried
    into a year; `known_since` the first year of which every leave is on record, None for none;
    `long_years` the years with long leave, which have no annual leave.
    """

    since: date | None
    used: Mapping[int, Decimal] = field(default_factory=dict)
    asked: Mapping[int, Decimal] = field(default_factory=dict)
    openings: Mapping[int, int] = field(default_factory=dict)
    known_since: int | None = None
    long_years: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Balance:
    """One year in workdays. `carried` is None where nobody knows what last year left.

    `right` is own and carried together, `left` what may still be asked for, never below 0;
    `from_on` the first day that may be taken, None without a date of service.
    """

    year: int
    own: Decimal
    carried: Decimal | None
    right: Decimal
    used: Decimal
    asked: Decimal
    left: Decimal
    from_on: date | None


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the first of the next month where there is none.

    A year from 29 February ends on 1 March: nobody's year is a day short.

    Raises:
        ValueError: months is negative.
    Source: PP 11/2017 (register: pp-11-2017-leave).
    """
    if months < 0:
        raise ValueError(f"months must be 0 or more, got {months}")
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)


def service_since(nip: str, *, pppk: bool, first_posted: date | None) -> date | None:
    """The first day of service, as the NIP tells it; None where nothing tells.

    PNS: year and month of the appointment. PPPK: the year; the day is that of the first posting
    when it lies in that year, else 1 January, in the person's favour.

    Source: susunan NIP (register: personnel-files).
    """
    if len(nip) != 18 or not nip.isdigit():
        return first_posted
    year, month = int(nip[8:12]), int(nip[12:14])
    if not 1950 <= year <= 2100:
        return first_posted
    if not pppk and 1 <= month <= 12:
        return date(year, month, 1)
    if first_posted is not None and first_posted.year == year:
        return first_posted
    return date(year, 1, 1)


def counted_days(workdays: Iterable[date], portion: str) -> dict[int, Decimal]:
    """What an annual leave uses up of each year; a half day half.

    Args:
        workdays: the workdays it covers, without the days of travel that are added to it.

    Source: PP 11/2017, dihitung hari kerja (register: pp-11-2017-leave).
    """
    each = ONE if portion == "FULL" else HALF
    counted: defaultdict[int, Decimal] = defaultdict(Decimal)
    for day in workdays:
        counted[day.year] += each
    return dict(counted)


def own_days(year: int, record: Record, terms: Terms) -> Decimal:
    """What the year itself gives: nothing before a year of service is over, nor beside long leave.

    Source: PP 11/2017 (register: pp-11-2017-leave).
    """
    if record.since is None or year in record.long_years:
        return ZERO
    begins = months_after(record.since, terms.after_months)
    return Decimal(terms.annual_days) if begins.year <= year else ZERO


def carried_days(year: int, record: Record, terms: Terms) -> Decimal | None:
    """What last year left for this one; None where nobody knows.

    A paper list goes first. Else what was left of last year's own right (days carried into it
    are used up first), at most what brings this year to 18; after two years of right without a
    day taken, to 24.

    Source: PP 11/2017 (register: pp-11-2017-leave).
    """
    own = own_days(year, record, terms)
    if not own:
        return ZERO
    if year in record.openings:
        return min(Decimal(record.openings[year]), terms.most_with_two - own)
    first = _first_known(year, record)
    if first is None or first >= year:
        return _before_records(year, record, terms)
    last_own = own_days(year - 1, record, terms)
    into_last = carried_days(year - 1, record, terms) or ZERO
    left = min(last_own, last_own + into_last - record.used.get(year - 1, ZERO))
    if left <= 0:
        return ZERO
    if first <= year - 2 and all(_untouched(past, record, terms) for past in (year - 1, year - 2)):
        return terms.most_with_two - own
    return min(left, terms.most_with_one - own)


def balance_of(year: int, record: Record, terms: Terms) -> Balance:
    """Annual leave of one year: what there is, what is used, asked for and left.

    Source: PP 11/2017 (register: pp-11-2017-leave), Peraturan BKN 7/2022 (register: bkn-7-2022).
    """
    own, carried = own_days(year, record, terms), carried_days(year, record, terms)
    right = own + (carried or ZERO)
    used, asked = record.used.get(year, ZERO), record.asked.get(year, ZERO)
    begins = months_after(record.since, terms.after_months) if record.since else None
    return Balance(
        year=year,
        own=own,
        carried=carried,
        right=right,
        used=used,
        asked=asked,
        left=max(ZERO, right - used - asked),
        from_on=begins,
    )


def _first_known(year: int, record: Record) -> int | None:
    """The first year from which on every leave up to `year` is known."""
    openings = [opening for opening in record.openings if opening <= year]
    starts = [*openings, *([record.known_since] if record.known_since else [])]
    return min(starts) if starts else None


def _before_records(year: int, record: Record, terms: Terms) -> Decimal | None:
    """Nothing was left where last year had no right; else nobody knows."""
    return ZERO if not own_days(year - 1, record, terms) else None


def _untouched(year: int, record: Record, terms: Terms) -> bool:
    return bool(own_days(year, record, terms)) and not record.used.get(year, ZERO)
