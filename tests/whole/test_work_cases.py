"""Superiors, back-filling and impossible days, as labelled: tricks are found, honest ones are not.
Each case stands alone; together they leave nothing to chance of the order."""

from datetime import timedelta

import pytest

from noken.organization.models import Employee
from tests.amending import amend
from tests.whole import cases_work as cases
from tests.whole.cases_work import Act, Filing, Hours
from tests.world import TODAY, make_unit
from tests.world_detectors import seen
from tests.world_work import make_report

pytestmark = pytest.mark.django_db
YES, NO = True, False


def asked(code: str, person: Employee) -> set[str]:
    return {hit.item for hit in seen(code) if hit.employee_id == person.pk and hit.amount}


@pytest.mark.parametrize("name", [*cases.SILENT, *cases.FAIR])
def test_superiors_before_whom_reports_wait(name: str) -> None:
    led = cases.make_led("SD Inpres 22")
    {**cases.SILENT, **cases.FAIR}[name](led)

    assert bool(asked("ATS-01", led.head)) is (name in cases.SILENT)


def test_all_superiors_together_are_told_apart() -> None:
    cases_of = {**cases.SILENT, **cases.FAIR}
    led = {name: cases.make_led(name) for name in cases_of}
    for name, act in cases_of.items():
        act(led[name])

    found = {hit.employee_id for hit in seen("ATS-01")}

    assert {name for name, each in led.items() if each.head.pk in found} == set(cases.SILENT)


@pytest.mark.parametrize(
    ("filing", "found"),
    [pytest.param(each, YES, id=name) for name, each in cases.FILLED.items()]
    + [pytest.param(each, NO, id=name) for name, each in cases.AGREED.items()],
)
def test_old_days_filled_at_once(filing: Filing, *, found: bool) -> None:
    cases.make_duty_of_two_weeks()
    person = filing.make(make_unit(), "Pengisi")

    assert bool(asked("LAP-05", person)) is found


@pytest.mark.parametrize(
    ("hours", "found"),
    [pytest.param(each, YES, id=name) for name, each in cases.TOO_MANY.items()]
    + [pytest.param(each, NO, id=name) for name, each in cases.POSSIBLE.items()],
)
def test_hours_of_a_day(hours: Hours, *, found: bool) -> None:
    report = hours.make(make_unit())

    assert (str(report.pk) in {hit.item for hit in seen("LAP-04")}) is found


def test_hours_and_minutes_of_a_day_are_added_and_lessons_are_not() -> None:
    first = Hours(10, "jam kerja").make(make_unit())
    for quantity, unit in ((400, "menit"), (30, "jam pelajaran")):
        other = make_report(first.author, on=first.work_on, quantity=quantity)
        amend(type(other).objects.filter(pk=other.pk), unit=unit)

    hits = seen("LAP-04")

    assert len(hits) == 2
    assert {hit.facts["hours"] for hit in hits} == {16.67}


@pytest.mark.parametrize(
    ("act", "found"),
    [pytest.param(each, YES, id=name) for name, each in cases.CONTRADICTS.items()]
    + [pytest.param(each, NO, id=name) for name, each in cases.CALLED.items()],
)
def test_reports_of_days_of_leave(act: Act, *, found: bool) -> None:
    person = cases.person_in(make_unit(), "Cuti")
    act(person, cases.LEAVE_DAY)
    report = make_report(person, on=cases.LEAVE_DAY)

    assert (str(report.pk) in {hit.item for hit in seen("LAP-04")}) is found


@pytest.mark.parametrize(
    ("act", "found"),
    [pytest.param(each, YES, id=name) for name, each in cases.QUIET.items()]
    + [pytest.param(each, NO, id=name) for name, each in cases.REVIEWING.items()],
)
def test_days_without_a_report(act: Act, *, found: bool) -> None:
    person = cases.person_in(make_unit(), "Kepala bidang", head=True)
    since = TODAY.replace(day=1)
    for number in range((TODAY - since).days):
        if (day := since + timedelta(number)) not in cases.MISSING:
            make_report(person, on=day)
    act(person, TODAY)

    assert bool(asked("LAP-01", person)) is found
