"""What gives time to answer and to decide, and what lapsed only for the want of it."""

from datetime import date, timedelta

import pytest

from noken.calendars.models import Disruption
from noken.core import clock
from noken.core.actor import system
from noken.findings import services
from noken.findings.models import RowStep
from noken.findings.queries.deadlines import Deadlines
from noken.notices.models import Notice
from noken.organization.models import Employee, Unit
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_findings import make_finding, make_row, make_terms

pytestmark = pytest.mark.django_db
BY = system(TODAY)
MONDAY = date(2026, 11, 16)


def told_at(person: Employee) -> list[str]:
    return list(Notice.objects.filter(person_id=person.pk).values_list("kind", flat=True))


def outage(
    first: date, last: date, unit: Unit | None = None, *, only_presence: bool = False
) -> int:
    return Disruption.objects.create(
        start_at=clock.start_of(first),
        end_at=clock.start_of(last) + timedelta(hours=20),
        unit=unit,
        only_presence=only_presence,
        what="Jaringan putus",
        proof="Berita acara",
        recorded_at=NOON,
    ).pk


def test_an_outage_moves_the_days_to_answer(cast: Cast) -> None:
    make_terms()
    monday = NOON - timedelta(1)
    row = make_row(
        make_finding(cast.owner), MONDAY, told=True, at=monday, reply_by=date(2026, 11, 26)
    )

    moved = services.move_deadlines(outage(TODAY, TODAY + timedelta(1)), by=BY, at=NOON)

    row.refresh_from_db()
    assert (moved, row.reply_by) == (1, date(2026, 11, 30))
    assert row.steps.filter(kind=RowStep.Kind.MOVED).count() == 1
    assert told_at(cast.owner) == ["DeadlineMoved"]


def test_an_outage_elsewhere_or_before_moves_nothing(cast: Cast) -> None:
    make_terms()
    make_row(make_finding(cast.owner), MONDAY, told=True, at=NOON, reply_by=date(2026, 11, 27))
    elsewhere = outage(TODAY + timedelta(1), TODAY + timedelta(1), cast.other_agency)
    before = outage(TODAY - timedelta(3), TODAY - timedelta(2))

    assert services.move_deadlines(elsewhere, by=BY, at=NOON) == 0
    assert services.move_deadlines(before, by=BY, at=NOON) == 0
    assert services.move_deadlines(0, by=BY, at=NOON) == 0


def test_a_machine_that_is_silent_every_night_stops_no_clock(cast: Cast) -> None:
    make_terms()
    make_row(make_finding(cast.owner), MONDAY, told=True, at=NOON, reply_by=date(2026, 11, 27))
    silences = [
        outage(TODAY + timedelta(n), TODAY + timedelta(n), cast.agency, only_presence=True)
        for n in range(30)
    ]

    moved = [services.move_deadlines(silence, by=BY, at=NOON) for silence in silences]

    assert not any(moved)
    last = Deadlines(TODAY, 3).last_day(cast.agency.path, TODAY, 3)
    assert last == date(2026, 11, 27)


def test_what_lapsed_only_for_an_outage_is_open_again(cast: Cast) -> None:
    make_terms()
    told = NOON - timedelta(5)
    row = make_row(make_finding(cast.owner), MONDAY, "LAPSED", at=told, reply_by=date(2026, 11, 24))

    services.move_deadlines(outage(date(2026, 11, 20), TODAY), by=BY, at=NOON)

    row.refresh_from_db()
    assert (row.state, row.reply_by) == ("ASKED", date(2026, 11, 27))


def test_the_superior_s_days_move_too(cast: Cast) -> None:
    make_terms()
    row = make_row(
        make_finding(cast.owner), MONDAY, "REPLIED", at=NOON, decide_by=date(2026, 12, 1)
    )

    services.move_deadlines(outage(TODAY + timedelta(1), TODAY + timedelta(1)), by=BY, at=NOON)

    row.refresh_from_db()
    assert row.decide_by == date(2026, 12, 2)
