"""Windows of people from what is stored: nearest schedule, calendar, roster, zone; few and all."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from noken.attendance.models import Site
from noken.attendance.queries.windows import Window, lay_windows, windows
from noken.attendance.rules.working_time import Kind
from noken.organization.models import Employee, StandingPeriod
from tests.cast import Cast
from tests.world import START
from tests.world_schedules import (
    make_day_off,
    make_person_schedule,
    make_roster,
    make_unit_schedule,
    shift,
)

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)
FRIDAY, SATURDAY = MONDAY + timedelta(4), MONDAY + timedelta(5)


def _day(person: Employee, day: date) -> Window:
    (found,) = windows([person.pk], day, day + timedelta(1))[person.pk]
    return found


def _utc(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def test_where_nothing_is_set_the_usual_hours_hold(cast: Cast) -> None:
    monday, friday = _day(cast.owner, MONDAY), _day(cast.owner, FRIDAY)

    assert monday.start_at == _utc(MONDAY - timedelta(1), 22, 30)
    assert monday.end_at == _utc(MONDAY, 7)
    assert friday.end_at == _utc(FRIDAY, 7, 30)
    assert _day(cast.owner, SATURDAY).shape.kind is Kind.OFF


def test_the_nearest_unit_decides_and_the_person_before_it(cast: Cast) -> None:
    make_unit_schedule(cast.agency, "SCHOOL")
    assert _day(cast.owner, MONDAY).shape.schedule == "Sekolah, enam hari"

    make_unit_schedule(cast.section, "FLEXIBLE", start_on=FRIDAY)
    assert _day(cast.owner, MONDAY).shape.schedule == "Sekolah, enam hari"
    assert _day(cast.owner, FRIDAY).shape.is_flexible

    make_person_schedule(cast.owner, "NORMAL", start_on=FRIDAY, elsewhere_days=[4])
    assert _day(cast.owner, FRIDAY).shape.schedule == "Jam kerja biasa, lima hari"
    assert _day(cast.owner, FRIDAY).shape.elsewhere
    assert not _day(cast.owner, MONDAY).shape.elsewhere
    assert _day(cast.peer, FRIDAY).shape.is_flexible


def test_days_off_of_a_unit_hold_below_it_and_nowhere_else(cast: Cast) -> None:
    make_day_off(MONDAY, cast.division)

    assert _day(cast.owner, MONDAY).shape.kind is Kind.HOLIDAY
    assert _day(cast.agency_head, MONDAY).shape.kind is Kind.WORK


def test_ramadan_shortens_the_day(cast: Cast) -> None:
    shape = _day(cast.owner, date(2026, 2, 23)).shape

    assert (shape.start, shape.end, shape.required, shape.ramadan) == (480, 900, 390, True)


def test_a_leap_day_is_a_day(cast: Cast) -> None:
    assert _day(cast.owner, date(2024, 2, 29)).end_at == _utc(date(2024, 2, 29), 7)


def test_a_roster_says_who_works_when(cast: Cast) -> None:
    make_unit_schedule(cast.section, "CLINIC_SHIFTS")
    make_roster(cast.owner, MONDAY, shift("CLINIC_SHIFTS", "M"))
    make_roster(cast.owner, MONDAY + timedelta(1), None)

    night, free, unset = windows([cast.owner.pk], MONDAY, MONDAY + timedelta(3))[cast.owner.pk]

    assert night.start_at == _utc(MONDAY, 12, 30)
    assert night.end_at == _utc(MONDAY, 22, 30)
    assert (free.shape.kind, unset.shape.kind) == (Kind.OFF, Kind.UNSET)
    assert night.closes_at == free.opens_at


def test_a_night_before_the_first_day_is_seen(cast: Cast) -> None:
    make_unit_schedule(cast.section, "CLINIC_SHIFTS")
    make_roster(cast.owner, MONDAY, shift("CLINIC_SHIFTS", "M"))
    alone = windows([cast.owner.pk], MONDAY + timedelta(1), MONDAY + timedelta(2))
    together = windows([cast.owner.pk], MONDAY, MONDAY + timedelta(2))

    assert alone[cast.owner.pk] == together[cast.owner.pk][1:]


def test_a_change_to_office_hours_leaves_the_last_night_whole(cast: Cast) -> None:
    tuesday = MONDAY + timedelta(1)
    make_unit_schedule(cast.section, "CLINIC_SHIFTS")
    make_person_schedule(cast.owner, "NORMAL", start_on=tuesday)
    make_roster(cast.owner, MONDAY, shift("CLINIC_SHIFTS", "M"))

    night, office = windows([cast.owner.pk], MONDAY, tuesday + timedelta(1))[cast.owner.pk]

    assert night.end_at == office.start_at
    assert night.closes_at == office.opens_at


def test_who_is_not_in_active_service_has_no_day(cast: Cast) -> None:
    StandingPeriod.objects.filter(employee=cast.owner).update(end_on=MONDAY)

    assert windows([cast.owner.pk], MONDAY - timedelta(1), MONDAY + timedelta(2))[
        cast.owner.pk
    ] == [_day(cast.owner, MONDAY - timedelta(1))]


@pytest.mark.parametrize(
    ("zone", "hour"), [("Asia/Jayapura", 22), ("Asia/Makassar", 23), ("Pacific/Kiritimati", 17)]
)
def test_the_clock_is_that_of_the_nearest_site(cast: Cast, zone: str, hour: int) -> None:
    Site.objects.create(name="Kantor jauh", unit=cast.division, timezone=zone)

    start = _day(cast.owner, MONDAY).start_at

    assert start == _utc(MONDAY - timedelta(1), hour, 30)


def _rows() -> dict[tuple[int, date], tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select employee_id, day, shape, start_at, end_at, opens_at, closes_at, zone"
            " from attendance_window"
        )
        return {row[:2]: row[2:] for row in cursor.fetchall()}


def test_all_at_once_says_the_same_as_one_by_one(cast: Cast) -> None:
    make_unit_schedule(cast.section, "CLINIC_SHIFTS", start_on=MONDAY)
    make_roster(cast.owner, MONDAY, shift("CLINIC_SHIFTS", "M"))
    make_day_off(FRIDAY, cast.agency)
    Site.objects.create(name="Dinas", unit=cast.agency, timezone="Asia/Makassar")
    start, end = MONDAY - timedelta(3), MONDAY + timedelta(11)

    shapes = lay_windows(start, end)
    rows = _rows()

    ids = {pk for pk, _ in rows}
    assert {cast.owner.pk, cast.peer.pk, cast.agency_head.pk} <= ids
    one_by_one = windows(ids, start, end)
    assert len(rows) == sum(map(len, one_by_one.values()))
    for window in (each for own in one_by_one.values() for each in own):
        shape, *times, zone = rows[window.employee_id, window.day]
        assert shapes[int(str(shape))] == window.shape
        assert zone == window.zone
        assert times == [window.start_at, window.end_at, window.opens_at, window.closes_at]


def test_laying_again_replaces_what_was_laid(cast: Cast) -> None:
    lay_windows(START, START + timedelta(2))
    lay_windows(MONDAY, MONDAY + timedelta(1), [cast.owner.pk])

    assert list(_rows()) == [(cast.owner.pk, MONDAY)]


def test_the_number_of_statements_does_not_grow_with_people(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture
        windows([cast.owner.pk, cast.peer.pk, cast.agency_head.pk], MONDAY, FRIDAY)
