"""Seeding a year, deciding days, recording outages."""

from datetime import date, timedelta

import pytest

from noken.audit.models import Entry
from noken.calendars import queries, services
from noken.calendars.models import Disruption, Holiday
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
