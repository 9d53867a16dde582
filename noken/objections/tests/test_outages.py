"""What an outage takes from the days of an objection comes back to them, by itself."""

from datetime import date, datetime, timedelta

import pytest

from noken.audit.models import Entry
from noken.calendars import services as calendars
from noken.calendars.models import Disruption
from noken.core import clock
from noken.core.actor import system
from noken.objections import services
from noken.objections.queries import my_objections
from noken.objections.queries.beside import beside_sheet
from noken.organization.models import Unit
from tests.cast import Cast
from tests.world import actor
from tests.world_objections import make_grade, make_objection, objection_draft

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 12, 2), date(2026, 12, 3)
"""Wednesday and Thursday; without them the last day in time would be Friday, 4 December."""
RECORDED = clock.at_noon(LAST)


def outage(unit: Unit | None = None, *, at: datetime = RECORDED) -> Disruption:
    return calendars.record_disruption(
        clock.at_noon(FIRST),
        clock.at_noon(LAST),
        what="Jaringan putus",
        proof="BA 12",
        unit_id=unit.pk if unit else None,
        by=system(clock.day_of(at)),
        at=at,
    )


def night(day: date) -> int:
    return services.finalize_due(by=system(day), at=clock.at_noon(day))


def test_a_grade_is_objected_to_in_time_and_final_as_many_days_later(cast: Cast) -> None:
    sheet = make_grade(cast.owner, cast.superior)
    outage()
    sunday = actor(cast.owner, on=date(2026, 12, 6))

    (row,) = my_objections(sunday).open

    assert (row.window.last_on, row.days_left) == (sunday.on, 0)
    assert "sampai Minggu, 6 Desember" in beside_sheet(sunday, sheet.pk)[0].text
    assert (night(sunday.on), night(date(2026, 12, 7))) == (0, 1)


def test_who_objects_on_a_day_that_was_given_back_is_in_time(cast: Cast) -> None:
    sheet = make_grade(cast.owner, cast.superior)
    outage()
    sunday = date(2026, 12, 6)

    row = services.file_objection(
        objection_draft(sheet), by=actor(cast.owner, on=sunday), at=clock.at_noon(sunday)
    )

    assert (row.due_on, row.is_late) == (sunday, False)


def test_an_outage_that_is_recorded_later_takes_lateness_away(cast: Cast) -> None:
    filed = clock.at_noon(date(2026, 12, 5))
    row = make_objection(make_grade(cast.owner, cast.superior), at=filed)
    assert row.is_late

    outage(at=filed + timedelta(1))

    row.refresh_from_db()
    assert (row.due_on, row.is_late) == (date(2026, 12, 6), False)
    assert Entry.objects.filter(action="ObjectionGivenTime").count() == 1


def test_the_days_of_both_sides_and_of_who_decides_move_once(cast: Cast) -> None:
    tuesday = date(2026, 12, 1)
    row = make_objection(
        make_grade(cast.owner, cast.superior),
        status="TAKEN",
        by=cast.higher_superior,
        at=clock.at_noon(tuesday),
    )
    row.answer_by, row.decide_by = date(2026, 12, 8), date(2026, 12, 22)
    row.save(update_fields=["answer_by", "decide_by"])

    found = outage()

    row.refresh_from_db()
    assert (row.answer_by, row.decide_by) == (date(2026, 12, 10), date(2026, 12, 24))
    assert services.give_time(found.pk, by=system(LAST), at=clock.at_noon(LAST)) == 0


def test_an_outage_of_a_single_unit_moves_nothing(cast: Cast) -> None:
    row = make_objection(make_grade(cast.owner, cast.superior))
    before = (row.due_on, row.take_by)

    outage(cast.section)

    row.refresh_from_db()
    assert (row.due_on, row.take_by) == before
    assert not Entry.objects.filter(action="ObjectionGivenTime").exists()
