"""The rounds of the night and the morning, over every instansi."""

from datetime import timedelta

import pytest

from noken.evaluation import tasks
from noken.evaluation.models import Period, Sheet
from noken.notices.models import Notice
from tests.cast import Cast
from tests.world import NOON, TODAY, make_employee, make_line, make_position, make_posting
from tests.world_evaluation import make_period, make_sheet

pytestmark = pytest.mark.django_db


def test_at_night_running_periods_are_completed(cast: Cast) -> None:
    running = make_period()
    closed = make_period(number=2)
    Period.objects.filter(pk=closed.pk).update(closed_at=NOON)
    new = make_employee("Yosep Indey")
    make_posting(new, make_position(cast.section))
    make_line(new, cast.superior)

    tasks.complete(timestamp=0)

    assert [sheet.period for sheet in Sheet.objects.filter(employee=new)] == [running]
    assert not Sheet.objects.filter(period=closed).exists()


def test_in_the_morning_people_are_reminded(cast: Cast) -> None:
    make_sheet(cast.owner, make_period(self_due_on=TODAY + timedelta(1)))

    tasks.remind(timestamp=0)

    notice = Notice.objects.get(person_id=cast.owner.pk, kind="SelfDueSoon")
    assert "Rabu, 25 November 2026" in notice.text
