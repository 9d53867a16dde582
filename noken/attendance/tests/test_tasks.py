"""What makes days wait, the job that derives them, and the rounds that lose nothing."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from noken.attendance import services, tasks
from noken.attendance.events import ScheduleSet
from noken.attendance.models import Day, DirtySpan, Recorder
from noken.calendars import services as calendars
from noken.core import events
from noken.core.actor import system
from noken.core.uuid7 import uuid7
from noken.leave.events import AbsenceChanged
from noken.organization.events import PersonMoved
from noken.organization.models import Employee
from tests.cast import Cast
from tests.jobs import do
from tests.world import NOON, TODAY
from tests.world_attendance import make_absence, make_pin, make_recorder, make_site

pytestmark = pytest.mark.django_db
SYSTEM = system(TODAY)
DAY = timedelta(1)
Capture = Callable[..., AbstractContextManager[list[Callable[[], Any]]]]


def waiting() -> set[tuple[int, date, date]]:
    return set(DirtySpan.objects.values_list("employee", "start_on", "end_on"))


class Away(AbsenceChanged):
    """Any of them."""

    kind: ClassVar[str] = "Away"


def absent(start_on: date, end_on: date, *people: Employee) -> None:
    events.emit(
        *(
            Away(by=SYSTEM, at=NOON, subject_id=each.pk, start_on=start_on, end_on=end_on)
            for each in people
        )
    )


def derive_all() -> None:
    for shard in range(tasks.SHARDS):
        do(tasks.derive, shard=shard)


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="attendance.derive", status="todo").count()


def test_punches_are_derived_by_one_job_however_many_come(
    cast: Cast, django_capture_on_commit_callbacks: Capture
) -> None:
    recorder: Recorder = make_recorder(make_site(cast.division))
    make_pin(recorder.site, "7", cast.maria)
    morning = datetime(2026, 11, 23, 7, 20)  # noqa: DTZ001 (the wall clock)
    with django_capture_on_commit_callbacks(execute=True):
        for hours in (0, 9):
            services.record_punches(
                [services.NewPunch("7", morning + timedelta(hours=hours))],
                recorder_id=recorder.pk,
                delivery_id=uuid7(NOON),
                by=SYSTEM,
                at=NOON,
            )

    assert jobs() == 1
    derive_all()
    assert Day.objects.get(employee=cast.maria, day=TODAY - DAY).status == "PRESENT"
    assert not DirtySpan.objects.exists()


def test_the_leave_of_a_few_changes_their_days_at_once(cast: Cast) -> None:
    make_absence(cast.maria, TODAY - DAY, TODAY)

    absent(TODAY - DAY, TODAY, cast.maria)

    assert waiting() == set()
    assert Day.objects.get().status == "DUTY"


def test_the_leave_of_many_makes_their_days_wait(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "FEW", 1)

    absent(TODAY - DAY, TODAY, cast.maria, cast.peer)

    assert waiting() == {(each.pk, TODAY - DAY, TODAY) for each in (cast.maria, cast.peer)}


def test_days_to_come_do_not_wait(cast: Cast) -> None:
    absent(TODAY + DAY, TODAY + 9 * DAY, cast.maria)

    assert waiting() == set()


def test_an_outage_of_a_unit_makes_its_people_wait(cast: Cast) -> None:
    start = NOON - 5 * DAY
    calendars.record_disruption(
        start,
        start + timedelta(hours=1),
        what="Listrik padam",
        proof="BA",
        unit_id=cast.section.pk,
        by=SYSTEM,
        at=NOON,
    )

    people = {person for person, *_ in waiting()}
    assert cast.maria.pk in people
    assert cast.admin_other.pk not in people
    assert {span[1:] for span in waiting()} == {(TODAY - 6 * DAY, TODAY - 3 * DAY)}


def test_an_outage_of_all_makes_everybody_wait(cast: Cast) -> None:
    calendars.record_disruption(
        NOON - DAY, NOON, what="Listrik padam", proof="BA", by=SYSTEM, at=NOON
    )

    assert {cast.maria.pk, cast.admin_other.pk} <= {person for person, *_ in waiting()}


def test_a_day_off_makes_everybody_wait(cast: Cast) -> None:
    calendars.add_local_day(TODAY - DAY, "Hari daerah", source="SK", by=SYSTEM, at=NOON)

    assert (cast.maria.pk, TODAY - 2 * DAY, TODAY + DAY) in waiting()


def test_days_off_of_a_unit_make_its_people_wait(cast: Cast) -> None:
    span = calendars.UnitDays(
        unit_id=cast.section.pk,
        first=TODAY - 4 * DAY,
        last=TODAY - DAY,
        name="Libur semester",
        source="Kalender pendidikan",
    )
    calendars.add_unit_days(span, by=SYSTEM, at=NOON)

    assert cast.maria.pk in {person for person, *_ in waiting()}
    assert cast.admin_other.pk not in {person for person, *_ in waiting()}


@pytest.mark.parametrize("whose", ["person", "unit", "all"])
def test_other_hours_make_days_wait(cast: Cast, whose: str) -> None:
    events.emit(
        ScheduleSet(
            by=SYSTEM,
            at=NOON,
            start_on=TODAY - 5 * DAY,
            unit_id=cast.section.pk if whose == "unit" else None,
            employee_ids=(cast.maria.pk,) if whose == "person" else (),
        )
    )

    spans = waiting()
    assert (cast.maria.pk, TODAY - 6 * DAY, TODAY + DAY) in spans
    assert (cast.admin_other.pk in {person for person, *_ in spans}) == (whose == "all")


def test_who_moved_is_derived_since_the_move(cast: Cast) -> None:
    events.emit(
        PersonMoved(
            by=SYSTEM,
            at=NOON,
            subject_id=cast.maria.pk,
            unit_id=cast.section.pk,
            left_unit_id=None,
        )
    )

    [(person, start_on, end_on)] = waiting()
    assert (person, end_on) == (cast.maria.pk, TODAY + DAY)
    assert start_on <= cast.maria.postings.latest("pk").start_on


def test_the_new_day_gives_everybody_a_day(cast: Cast) -> None:
    tasks.begin_day(timestamp=0)
    assert jobs() == tasks.SHARDS

    derive_all()

    assert Day.objects.get(employee=cast.maria, day=TODAY).status == "RUNNING"


def test_the_round_judges_what_is_over(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks.begin_day(timestamp=0)
    derive_all()
    monkeypatch.setattr("noken.core.clock.now", lambda: NOON + DAY)

    tasks.go_round(timestamp=0)
    derive_all()

    assert Day.objects.get(employee=cast.maria, day=TODAY).status == "OPEN"
