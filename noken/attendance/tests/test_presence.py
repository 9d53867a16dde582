"""Who is at work right now, as the live board asks."""

from datetime import date, datetime, timedelta

import pytest

from noken.attendance import queries
from noken.attendance.models import Recorder
from noken.attendance.queries.day_facts import Asked
from noken.attendance.services import derive_days
from noken.calendars import services as calendars
from noken.core.actor import system
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_attendance import make_absence, make_punch, make_recorder, make_site
from tests.world_schedules import make_day_off, make_person_schedule, make_roster, shift

pytestmark = pytest.mark.django_db
SYSTEM = system(TODAY)
DAY = timedelta(1)


@pytest.fixture
def recorder(cast: Cast) -> Recorder:
    return make_recorder(make_site(cast.division))


def punch(person: Employee, recorder: Recorder, clock: str, day: date = TODAY) -> None:
    make_punch(person, recorder, datetime.fromisoformat(f"{day}T{clock}"))


def state(person: Employee, at: datetime = NOON) -> queries.Presence:
    derive_days([Asked(person.pk, TODAY - DAY, TODAY + DAY)], by=SYSTEM, at=at)
    return queries.present_states([person.pk], at)[person.pk]


def test_nobody_has_come_before_the_first_record(cast: Cast) -> None:
    found = state(cast.maria)

    assert (found.code, found.since) == ("NOT_YET", None)
    assert found.sentence == "Belum ada rekaman; jam kerja mulai 07.30."


def test_who_came_is_in_and_who_left_after_work_is_out(recorder: Recorder, cast: Cast) -> None:
    punch(cast.maria, recorder, "07:24")
    punch(cast.maria, recorder, "12:03")
    came = state(cast.maria)
    punch(cast.maria, recorder, "16:05")
    left = state(cast.maria, NOON + timedelta(hours=5))

    assert (came.code, left.code) == ("IN", "OUT")
    assert came.since == datetime.fromisoformat("2026-11-24T07:24+09:00")
    assert left.since == datetime.fromisoformat("2026-11-24T16:05+09:00")


def test_who_came_has_come_also_when_work_is_over(recorder: Recorder, cast: Cast) -> None:
    punch(cast.maria, recorder, "07:24")

    found = state(cast.maria, NOON + timedelta(hours=6))

    assert (found.code, found.since) == ("IN", datetime.fromisoformat("2026-11-24T07:24+09:00"))


@pytest.mark.parametrize(
    ("family", "kind", "code"),
    [("LEAVE", "SICK", "LEAVE"), ("DUTY", "DUTY", "DUTY"), ("TRAINING", "TRAINING", "TRAINING")],
)
def test_who_is_lawfully_away_is_said_to_be(cast: Cast, family: str, kind: str, code: str) -> None:
    make_absence(cast.maria, TODAY, TODAY + DAY, family=family, kind=kind)

    assert state(cast.maria).code == code


def test_on_a_free_day_nobody_is_awaited(cast: Cast) -> None:
    make_day_off(TODAY)

    assert state(cast.maria).code == "OFF"


def test_before_the_day_is_derived_nothing_is_said(cast: Cast) -> None:
    assert queries.present_states([cast.maria.pk], NOON)[cast.maria.pk].code == "UNKNOWN"


def test_in_an_outage_nobody_is_missing(cast: Cast) -> None:
    calendars.record_disruption(
        NOON - timedelta(hours=5),
        NOON + timedelta(hours=1),
        what="Jaringan padam",
        proof="BA",
        by=SYSTEM,
        at=NOON,
    )

    found = state(cast.maria)

    assert (found.code, found.sentence) == ("SHIELDED", "Jaringan padam sejak 07.00.")


def test_a_night_shift_goes_on_after_midnight(recorder: Recorder, cast: Cast) -> None:
    make_person_schedule(cast.maria, "CLINIC_SHIFTS")
    make_roster(cast.maria, TODAY - DAY, shift("CLINIC_SHIFTS", "M"))
    punch(cast.maria, recorder, "21:20", TODAY - DAY)

    assert state(cast.maria, NOON - timedelta(hours=10)).code == "IN"


def test_a_team_costs_one_statement(cast: Cast, django_assert_max_num_queries: object) -> None:
    team = [cast.maria, cast.yohana, cast.peer]
    for person in team:
        state(person)

    with django_assert_max_num_queries(1):  # type: ignore[operator]
        queries.present_states([person.pk for person in team], NOON)
