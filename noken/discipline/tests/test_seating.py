"""A case changes hands with the posts: lists, tasks and notices follow who sits there."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from noken.audit.models import Entry
from noken.core import clock, events
from noken.core.actor import system
from noken.core.tally import counted
from noken.discipline import queries, services, tasks
from noken.discipline.models import Case
from noken.findings.models import CardVersion
from noken.notices.models import Notice
from noken.organization.events import LinesRefreshed
from noken.organization.models import Employee, Posting, ReportingLine
from tests.cast import BACK_ON, STANDING_PEOPLE, Cast
from tests.jobs import do
from tests.world import NOON, TODAY, actor, make_employee, make_line, make_posting
from tests.world_discipline import (
    from_finding,
    make_case,
    make_counting,
    make_settings,
    new_decision,
)
from tests.world_findings import sign_card

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _settings(cast: Cast) -> None:  # noqa: ARG001 (people first)
    make_settings()


def night(on: date) -> None:
    for case_id in queries.misplaced(on):
        services.reseat(case_id, by=system(on), at=clock.at_noon(on))


def listed(person: Employee, on: date = TODAY) -> tuple[int, int]:
    """How many cases the list and the menu hold for somebody."""
    by = actor(person, on=on)
    rows = queries.cases_page(by, clock.at_noon(on)).rows
    return len(rows), counted([queries.waiting_tally(by)])["cases"]


def test_when_the_superior_is_back_the_case_is_theirs(cast: Cast) -> None:
    """Naomi acted for Yohana while Maria's case was opened."""
    finding = make_counting(cast.owner)
    services.open_from_findings(from_finding(finding), by=actor(cast.acting_superior), at=NOON)
    assert listed(cast.acting_superior) == (1, 1)

    night(BACK_ON)

    assert listed(cast.acting_superior, BACK_ON) == (0, 0)
    assert listed(cast.superior, BACK_ON) == (1, 1)
    notice = Notice.objects.get(kind="CasePassedOn")
    assert notice.person_id == cast.superior.pk
    assert notice.text.endswith("beralih kepada Anda dan menunggu langkah Anda.")
    assert Entry.objects.filter(action="CasePassedOn").count() == 1
    assert queries.misplaced(BACK_ON) == []


def test_the_night_and_every_change_of_lines_have_it_written_down(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[Any]],
) -> None:
    row = make_case(cast.owner, cast.personnel)
    monkeypatch.setattr(clock, "now", lambda: clock.at_noon(BACK_ON))

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            events.emit(LinesRefreshed(by=system(BACK_ON), at=NOON, people=1))
    (job,) = ProcrastinateJob.objects.filter(task_name="discipline.seat")
    do(tasks.seat, **job.args)
    assert Case.objects.get(pk=row.pk).examiner_id == cast.superior.pk

    Case.objects.update(examiner=None)
    tasks.night.func(timestamp=0)
    assert Case.objects.get(pk=row.pk).examiner_id == cast.superior.pk


def test_a_new_head_decides_what_the_old_one_left(cast: Cast) -> None:
    """The head of the section is moved between the draft and the decision."""
    on = BACK_ON + timedelta(1)
    row = make_case(cast.owner, cast.higher_superior, "REPORTED")
    night(on)
    services.draft(row.pk, new_decision(), by=actor(cast.personnel, on=on), at=clock.at_noon(on))
    assert listed(cast.superior, on) == (1, 1)

    heir, later = _moved(cast, on + timedelta(1)), on + timedelta(1)
    night(later)

    assert listed(cast.superior, later) == (0, 0)
    assert listed(heir, later) == (1, 1)
    assert Notice.objects.filter(kind="CasePassedOn", person_id=heir.pk).count() == 1


def test_who_keeps_the_rule_reads_on_and_the_next_above_examines(cast: Cast) -> None:
    finding = make_counting(cast.owner)
    sign_card(CardVersion.objects.get(code="HDR-03"), cast.acting_superior)

    services.open_from_findings(from_finding(finding), by=actor(cast.acting_superior), at=NOON)

    assert listed(cast.acting_superior) == (1, 0)
    assert listed(cast.superior) == (1, 1)
    told = Notice.objects.filter(text__endswith="menunggu langkah Anda.")
    assert [each.person_id for each in told] == [cast.superior.pk]


@pytest.mark.parametrize("status", ["SUSPECTED", "REPORTED", "DELIVERED", "SERVED", "DROPPED"])
def test_what_is_listed_can_be_opened(cast: Cast, status: str) -> None:
    make_case(cast.owner, cast.acting_superior, status, official=cast.former_superior)
    on = BACK_ON + timedelta(1)
    _moved(cast, on)
    night(on)

    for name in STANDING_PEOPLE[:-2]:
        by = actor(getattr(cast, name), on=on)
        for row in queries.cases_page(by, clock.at_noon(on), only_open=False).rows:
            queries.find_case(by, row.number)


def test_a_closed_case_passes_on_in_silence(cast: Cast) -> None:
    row = make_case(cast.owner, cast.acting_superior, "DROPPED")

    night(BACK_ON)

    assert Case.objects.get(pk=row.pk).examiner_id == cast.superior.pk
    assert not Notice.objects.exists()


def _moved(cast: Cast, on: date) -> Employee:
    """Somebody else leads the section from a day on."""
    heir = make_employee("Kepala Baru")
    seat = Posting.objects.get(employee=cast.superior, kind=Posting.Kind.DEFINITIVE, is_head=True)
    seat.end_on = on
    seat.save()
    make_posting(heir, seat.position, start_on=on)
    for line in ReportingLine.objects.filter(superior=cast.superior, end_on=None):
        line.end_on = on
        line.save()
        make_line(line.employee, heir, start_on=on)
    make_line(heir, cast.higher_superior, start_on=on)
    return heir
