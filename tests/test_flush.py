"""A test that empties the database leaves the seeds of the migrations to the tests after it, and
nothing of its own."""

import pytest
from django.db import connection

from noken.attendance.models import Schedule
from noken.work.models import Duty
from tests.world_work import make_duty


@pytest.mark.django_db(transaction=True)
def test_what_a_test_wrote_into_a_seeded_table_goes_and_the_seeds_come_back() -> None:
    before = set(Duty.objects.values_list("family", "employee_kind", "rhythm", "end_on"))
    schedules = set(Schedule.objects.values_list("code", "name"))
    make_duty(family="TEACHER", kind="PPPK", rhythm="NONE")
    Duty.objects.filter(family="").delete()
    Schedule.objects.filter(pk=Schedule.objects.latest("pk").pk).update(name="lain")

    connection.ops.execute_sql_flush([])

    assert before
    assert set(Duty.objects.values_list("family", "employee_kind", "rhythm", "end_on")) == before
    assert set(Schedule.objects.values_list("code", "name")) == schedules
