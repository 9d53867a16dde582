"""Days derived and stored: which facts change them, and what is kept of what stood before."""

from datetime import date, datetime, timedelta

import pytest

from noken.attendance.models import Day, Recorder
from noken.attendance.queries.day_facts import Asked
from noken.attendance.services import derive_days
from noken.core.actor import system
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY
from tests.world_attendance import make_punch, make_recorder, make_site

pytestmark = pytest.mark.django_db
SYSTEM = system(TODAY)
MONDAY = date(2026, 11, 23)


@pytest.fixture
def recorder(cast: Cast) -> Recorder:
    return make_recorder(make_site(cast.division))


def at(clock: str, day: date = MONDAY) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}")


def derive(person: Employee, day: date = MONDAY, now: datetime = NOON) -> Day | None:
    derive_days([Asked(person.pk, day, day + timedelta(1))], by=SYSTEM, at=now)
    return Day.objects.filter(employee=person, day=day).first()


def derived(person: Employee, day: date = MONDAY, now: datetime = NOON) -> Day:
    found = derive(person, day, now)
    assert found is not None
    return found


def test_first_and_last_punch_make_the_day(recorder: Recorder, cast: Cast) -> None:
    for clock in ("07:24:31", "12:03", "16:04:59"):
        make_punch(cast.maria, recorder, at(clock))

    day = derived(cast.maria)

    assert (day.status, day.late_minutes, day.early_minutes, day.grade) == ("PRESENT", 0, 0, 1)
    assert day.worked_minutes == 450
    assert day.first_at == datetime.fromisoformat("2026-11-23T07:24:31+09:00")
    assert day.last_at == datetime.fromisoformat("2026-11-23T16:04:59+09:00")
