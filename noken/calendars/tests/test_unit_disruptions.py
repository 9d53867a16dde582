"""Outages of one unit: recorded by its admin, longer while they last, never of the instansi."""

from datetime import timedelta

import pytest

from noken.calendars import queries, services
from noken.calendars.models import Disruption
from noken.core.actor import Actor, Role, system
from noken.core.errors import Refused
from noken.organization.models import Unit
from tests.cast import Cast
from tests.world import NOON, TODAY, actor

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def record(by: Actor, unit: Unit | None) -> Disruption:
    return services.record_disruption(
        NOON,
        NOON + HOUR,
        what="Mesin pintu utama diam",
        proof="Catatan mesin",
        unit_id=unit.pk if unit else None,
        by=by,
        at=NOON,
    )


def test_an_outage_of_a_unit_is_not_one_of_the_instansi(cast: Cast) -> None:
    row = record(system(TODAY), cast.agency)

    assert queries.disruptions_between(NOON, NOON + HOUR) == []
    [span] = queries.disruption_spans(NOON, NOON + HOUR)
    assert (span.id, span.path) == (row.pk, cast.agency.path)
    assert queries.disruption(row.pk) == span


def test_the_admin_records_it_for_the_own_units_only(cast: Cast) -> None:
    admin = actor(cast.admin_opd, Role.ADMIN_OPD)

    assert record(admin, cast.agency).recorded_by_id == cast.admin_opd.pk
    for unit in (cast.other_agency, None):
        with pytest.raises(Refused) as refusal:
            record(admin, unit)
        assert refusal.value.code == "calendar.not_yours"


def test_an_outage_that_goes_on_becomes_longer_and_never_shorter(cast: Cast) -> None:
    row, by = record(system(TODAY), cast.agency), system(TODAY)

    services.extend_disruption(row.pk, NOON + 3 * HOUR, by=by, at=NOON)
    services.extend_disruption(row.pk, NOON + 2 * HOUR, by=by, at=NOON)

    row.refresh_from_db()
    assert row.end_at == NOON + 3 * HOUR


def test_only_its_keepers_make_it_longer(cast: Cast) -> None:
    row = record(system(TODAY), cast.other_agency)

    with pytest.raises(Refused) as refusal:
        services.extend_disruption(
            row.pk, NOON + 3 * HOUR, by=actor(cast.admin_opd, Role.ADMIN_OPD), at=NOON
        )

    assert refusal.value.code == "calendar.not_yours"


def test_what_is_not_there_is_not_made_longer() -> None:
    with pytest.raises(Refused) as refusal:
        services.extend_disruption(0, NOON, by=system(TODAY), at=NOON)

    assert refusal.value.code == "calendar.unknown_disruption"
