"""Seeding a year, deciding days, recording outages."""

from datetime import date, timedelta

import pytest

from noken.audit.models import Entry
from noken.calendars import queries, services, tasks
from noken.calendars.models import Disruption, Holiday
from noken.calendars.services import UnitDays
from noken.core.actor import system
from noken.core.errors import Refused
from tests.cast import Cast
from tests.world import NOON, TODAY, actor

pytestmark = pytest.mark.django_db
BY = system(TODAY)


def test_a_year_is_seeded_once_and_the_decree_confirms_its_days() -> None:
    first = services.seed_holidays(2026, by=BY, at=NOON)
    again = services.seed_holidays(2026, by=BY, at=NOON)

    christmas = Holiday.objects.get(day=date(2026, 12, 25))
    assert first > 15
    assert again == 0
    assert christmas.confirmed
    assert christmas.kind == Holiday.Kind.NATIONAL


def test_the_night_fills_this_year_and_the_next_and_leaves_what_people_decided(cast: Cast) -> None:
    tasks.fill_years(timestamp=0)
    strike = queries.provisional_days(TODAY.year + 1)[0]
    services.decide_holiday(strike.pk, is_day_off=False, by=actor(cast.personnel), at=NOON)
    before = set(Holiday.objects.values_list("day", "confirmed"))

    tasks.fill_years(timestamp=0)

    assert {day.year for day, _ in before} == {TODAY.year, TODAY.year + 1}
    assert set(Holiday.objects.values_list("day", "confirmed")) == before
    assert strike.day not in {day for day, _ in before}
    assert Entry.objects.filter(action="HolidaysSeeded").count() == 2


def test_a_local_day_of_a_year_to_come_does_not_stand_for_its_holidays(cast: Cast) -> None:
    by = actor(cast.personnel)
    services.add_local_day(date(2027, 2, 5), "Injil", source="SK Bupati", by=by, at=NOON)

    services.fill_years(by=BY, at=NOON)

    assert Holiday.objects.filter(day__year=2027, kind=Holiday.Kind.NATIONAL).exists()


def test_a_year_without_decree_is_provisional() -> None:
    services.seed_holidays(2028, by=BY, at=NOON)

    assert len(queries.provisional_days(2028)) == Holiday.objects.filter(day__year=2028).count()


def test_a_day_can_be_confirmed_or_struck(cast: Cast) -> None:
    services.seed_holidays(2028, by=BY, at=NOON)
    keep, strike, *_ = queries.provisional_days(2028)
    hendrik = actor(cast.personnel)

    services.decide_holiday(keep.pk, is_day_off=True, by=hendrik, at=NOON)
    services.decide_holiday(strike.pk, is_day_off=False, by=hendrik, at=NOON)

    assert Holiday.objects.get(pk=keep.pk).confirmed
    assert not Holiday.objects.filter(pk=strike.pk).exists()
    assert Entry.objects.filter(action="HolidayDecided").count() == 2


def test_a_day_that_is_gone_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        services.decide_holiday(999_999, is_day_off=True, by=actor(cast.personnel), at=NOON)

    assert refusal.value.code == "calendar.unknown_day"


def test_a_local_day_is_a_day_off_and_is_taken_once(cast: Cast) -> None:
    gospel = date(2027, 2, 5)
    by = actor(cast.personnel)
    services.add_local_day(gospel, "Hari Pekabaran Injil", source="SK Bupati", by=by, at=NOON)

    with pytest.raises(Refused) as refusal:
        services.add_local_day(gospel, "Sekali lagi", source="SK Bupati", by=by, at=NOON)

    assert refusal.value.code == "calendar.day_taken"
    assert not queries.is_workday(gospel)


def test_only_the_keepers_change_the_calendar(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        services.seed_holidays(2026, by=actor(cast.owner), at=NOON)

    assert refusal.value.code == "calendar.not_yours"
    assert not Holiday.objects.exists()


@pytest.mark.parametrize(
    ("hours", "proof", "code"),
    [(0, "BA 12", "calendar.ends_before_start"), (2, "  ", "calendar.no_proof")],
)
def test_an_outage_needs_a_span_and_a_proof(cast: Cast, hours: int, proof: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        services.record_disruption(
            NOON,
            NOON + timedelta(hours=hours),
            what="Listrik padam",
            proof=proof,
            by=actor(cast.personnel),
            at=NOON,
        )

    assert refusal.value.code == code
    assert not Disruption.objects.exists()


def test_a_recorded_outage_is_found_by_its_days(cast: Cast) -> None:
    services.record_disruption(
        NOON,
        NOON + timedelta(hours=20),
        what="Kabel laut putus",
        proof="Surat penyedia",
        by=actor(cast.personnel),
        at=NOON,
    )

    found = queries.disrupted_days(TODAY - timedelta(3), TODAY + timedelta(3))

    assert found == {TODAY, TODAY + timedelta(1)}
    assert queries.latest_disruption(NOON + timedelta(days=2), timedelta(days=7)) is not None


def test_workdays_ahead_skip_days_off_and_a_unit_has_days_of_its_own(cast: Cast) -> None:
    friday = TODAY + timedelta(3)
    monday, tuesday = TODAY + timedelta(6), TODAY + timedelta(7)
    Holiday.objects.create(day=monday, name="Hari daerah", kind="LOCAL", source="SK")
    Holiday.objects.create(
        day=tuesday, name="Hari sekolah", kind="LOCAL", source="SK", unit=cast.agency
    )

    assert queries.add_workdays(friday, 1) == tuesday
    assert queries.is_workday(tuesday)
    assert not queries.is_workday(tuesday, cast.agency.pk)


def _term(cast: Cast, first: int, last: int, source: str = "Kalender pendidikan") -> UnitDays:
    return UnitDays(
        cast.section.pk, TODAY + timedelta(first), TODAY + timedelta(last), "Libur", source
    )


def test_a_units_admin_enters_its_days_off_and_they_hold_below_it(cast: Cast) -> None:
    by = actor(cast.admin_opd)
    span = UnitDays(cast.agency.pk, TODAY, TODAY + timedelta(2), "Libur semester", "SK 9")

    assert services.add_unit_days(span, by=by, at=NOON) == 3
    assert not queries.is_workday(TODAY, cast.section.pk)
    assert queries.is_workday(TODAY)
    assert queries.days_off_by_unit(TODAY, TODAY + timedelta(9))[cast.agency.pk] == {
        TODAY + timedelta(n) for n in range(3)
    }

    services.drop_unit_days(cast.agency.pk, TODAY, TODAY, by=by, at=NOON)
    assert queries.is_workday(TODAY, cast.section.pk)


@pytest.mark.parametrize(
    ("first", "last", "source", "code"),
    [
        (2, 1, "SK 9", "calendar.ends_before_start"),
        (0, 60, "SK 9", "calendar.too_long"),
        (0, 1, " ", "calendar.no_source"),
    ],
)
def test_days_off_of_a_unit_need_a_span_and_a_source(
    cast: Cast, first: int, last: int, source: str, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        services.add_unit_days(_term(cast, first, last, source), by=actor(cast.admin_opd), at=NOON)

    assert refusal.value.code == code


def test_days_off_of_a_unit_belong_to_its_admin(cast: Cast) -> None:
    for who in (cast.admin_other, cast.superior, cast.owner):
        with pytest.raises(Refused) as refusal:
            services.add_unit_days(_term(cast, 0, 1), by=actor(who), at=NOON)
        assert refusal.value.code == "calendar.not_yours"
    services.add_unit_days(_term(cast, 0, 1), by=actor(cast.personnel), at=NOON)
    with pytest.raises(Refused) as refusal:
        services.drop_unit_days(cast.section.pk, TODAY, TODAY, by=actor(cast.admin_other), at=NOON)
    assert refusal.value.code == "calendar.not_yours"


def test_days_that_are_off_already_are_said(cast: Cast) -> None:
    by = actor(cast.admin_opd)
    services.add_unit_days(_term(cast, 0, 1), by=by, at=NOON)

    with pytest.raises(Refused) as again:
        services.add_unit_days(_term(cast, 0, 1), by=by, at=NOON)
    with pytest.raises(Refused) as none:
        services.drop_unit_days(
            cast.section.pk, TODAY + timedelta(5), TODAY + timedelta(6), by=by, at=NOON
        )

    assert (again.value.code, none.value.code) == ("calendar.day_taken", "calendar.unknown_day")
