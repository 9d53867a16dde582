"""Reports that are owed and did not come, and days at work without a trace: planted and honest."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest

from noken.attendance.models import Day
from noken.calendars.models import Disruption
from noken.core import clock
from noken.findings.models import Row
from noken.organization.models import Employee, Position
from noken.regulations.cards import rule_cards
from noken.work.models import PersonalGrace, Report
from tests.detecting import ask_all, fallen
from tests.world import NOON, TODAY, make_employee, make_position, make_posting, make_unit
from tests.world_attendance import make_absence
from tests.world_corrections import make_day
from tests.world_detectors import measured, seen
from tests.world_findings import make_card
from tests.world_schedules import make_day_off
from tests.world_work import make_feedback, make_report, workdays_before

pytestmark = pytest.mark.django_db
SINCE = date(2026, 11, 1)
DAYS = workdays_before(date(2026, 11, 21), 10)
"""Two weeks whose time to report is over."""


def staff(*names: str, family: str = "GENERAL", kind: str = "PNS") -> list[Employee]:
    unit = make_unit()
    found = []
    for name in names:
        person = make_employee(name, kind=kind, account=False)
        make_posting(person, make_position(unit, family=family))
        found.append(person)
    return found


def report_on(person: Employee, days: Sequence[date], **more: object) -> None:
    for day in days:
        make_report(person, on=day, **more)  # type: ignore[arg-type]  # of the maker


def keep_quiet(*people: Employee, upto: Sequence[date] = DAYS) -> None:
    """The days around the two weeks are reported, so that only those are judged."""
    around = [SINCE + timedelta(n) for n in range(30) if SINCE + timedelta(n) not in upto]
    for person in people:
        report_on(person, [day for day in around if day <= TODAY])


def items(code: str, person: Employee) -> list[str]:
    return [hit.item for hit in seen(code, since=SINCE) if hit.employee_id == person.pk]


def test_days_without_a_report_are_named_day_by_day() -> None:
    (maria,) = staff("Maria")
    keep_quiet(maria)
    report_on(maria, DAYS[3:])

    hits = [hit for hit in seen("LAP-01", since=SINCE) if hit.employee_id == maria.pk]

    assert [(hit.item, hit.day, hit.amount) for hit in hits] == [
        (day.isoformat(), day, Decimal(1)) for day in DAYS[:3]
    ]
    assert {hit.period for hit in hits} == {"2026-11"}
    assert {hit.facts["missing"] for hit in hits} == {3}
    assert items("LAP-01", maria) == [day.isoformat() for day in DAYS[:3]]


def test_a_window_in_the_month_names_its_own_days_only_and_counts_the_month() -> None:
    (maria,) = staff("Maria")
    keep_quiet(maria)
    report_on(maria, DAYS[3:])

    assert [hit.day for hit in seen("LAP-01", since=DAYS[2]) if hit.employee_id == maria.pk] == [
        DAYS[2]
    ]


def _late(person: Employee) -> None:
    report_on(person, DAYS[:5], at=NOON, late_reason="Tanpa sinyal")


def _on_leave(person: Employee) -> None:
    make_absence(person, DAYS[0], DAYS[4] + timedelta(1), family="LEAVE", kind="ANNUAL")


def _unit_free(person: Employee) -> None:
    for day in DAYS[:5]:
        make_day_off(day, person.postings.get().unit)


def _own_time(person: Employee) -> None:
    PersonalGrace.objects.create(
        employee=person, grace_workdays=20, source="Catatan baik", start_on=SINCE
    )


def _on_shift(person: Employee) -> None:
    """The weekend was worked, the days between were free: attendance says nothing of them."""
    for day in (*DAYS[5:], DAYS[0] - timedelta(1), DAYS[4] + timedelta(1)):
        make_day(person, day)


def _absent(person: Employee) -> None:
    for day in DAYS[:5]:
        make_day(person, day, Day.Status.OPEN, first=None, last=None)


def _studies(person: Employee) -> None:
    person.standings.update(standing="STUDY")


HONEST: Mapping[str, Callable[[Employee], None]] = {
    "two days": lambda person: report_on(person, DAYS[2:5]),
    "late report": _late,
    "leave": _on_leave,
    "holiday of the unit": _unit_free,
    "own time": _own_time,
    "shift": _on_shift,
    "absent": _absent,
    "studies": _studies,
}


def honest(case: str, **more: str) -> Employee:
    (person,) = staff(case, **more)
    keep_quiet(person)
    report_on(person, DAYS[5:])
    if case in HONEST:
        HONEST[case](person)
    return person


def test_planted_cases_are_found_and_honest_ones_are_not() -> None:
    planted = staff("Diam", "Hilang", "Jarang", kind="PPPK")
    for at, person in enumerate(planted):
        keep_quiet(person)
        report_on(person, DAYS[3 + at :])
        report_on(person, DAYS[:1], status=Report.Status.WITHDRAWN)
    good = {case: honest(case) for case in HONEST}
    good["teacher"] = honest("teacher", family=Position.Family.TEACHER)
    good["official"] = honest("official", kind="OFFICIAL")
    found = {hit.employee_id for hit in seen("LAP-01", since=SINCE)}
    found &= {person.pk for person in [*planted, *good.values()]}

    result = measured([str(pk) for pk in found], [str(person.pk) for person in planted])

    card = rule_cards()["LAP-01"]
    assert (result.recall, result.false_alarm) == (card.recall, card.false_alarm), [
        case for case, person in good.items() if person.pk in found
    ]


def test_an_outage_owes_nothing_and_gives_time() -> None:
    person = honest("outage")
    Disruption.objects.create(
        start_at=clock.at_noon(DAYS[0]),
        end_at=clock.at_noon(DAYS[4]),
        what="Listrik padam",
        proof="Catatan PLN",
        recorded_at=NOON,
    )

    assert items("LAP-01", person) == []


@pytest.mark.parametrize("only_presence", [True, False])
def test_a_silent_machine_of_the_unit_takes_no_report_away(*, only_presence: bool) -> None:
    person = honest("outage")
    Disruption.objects.create(
        start_at=clock.at_noon(DAYS[0]),
        end_at=clock.at_noon(DAYS[4]),
        unit=person.postings.get().unit,
        only_presence=only_presence,
        what="Mesin diam",
        proof="Diukur noken",
        recorded_at=NOON,
    )

    assert bool(items("LAP-01", person)) is only_presence


def at_work(person: Employee, days: Sequence[date]) -> None:
    for day in days:
        make_day(person, day)


def test_days_at_work_without_any_trace_are_named() -> None:
    silent, few, reviews, away, shielded = staff("Diam", "Empat", "Meninjau", "Dinas", "Mati lampu")
    for person in (silent, few, reviews, away, shielded):
        keep_quiet(person)
        report_on(person, DAYS[5:])
        at_work(person, DAYS)
    report_on(few, DAYS[:1])
    for day in DAYS[:5]:
        make_feedback(silent, reviews, at=clock.at_noon(day))
    make_absence(away, DAYS[0], DAYS[4] + timedelta(1))
    Day.objects.filter(employee=shielded, day__in=DAYS[:5]).update(is_shielded=True)

    hits = seen("HDR-09", since=SINCE)

    planted = [str(silent.pk)]
    people = {silent.pk, few.pk, reviews.pk, away.pk, shielded.pk}
    found = {str(hit.employee_id) for hit in hits if hit.employee_id in people}
    result = measured(sorted(found), planted)
    card = rule_cards()["HDR-09"]
    assert (result.recall, result.false_alarm) == (card.recall, card.false_alarm)
    assert [hit.item for hit in hits if hit.employee_id == silent.pk] == [
        day.isoformat() for day in DAYS[:5]
    ]


def test_posts_without_a_duty_are_never_asked() -> None:
    (teacher,) = staff("Guru", family=Position.Family.TEACHER)
    at_work(teacher, DAYS)

    assert items("HDR-09", teacher) == []
    assert items("LAP-01", teacher) == []


def test_late_reports_put_it_right_and_leave_that_came_later_does_not() -> None:
    maria, other = staff("Maria", "Yunus")
    keep_quiet(maria, other)
    report_on(maria, DAYS[3:])
    report_on(other, DAYS[3:])
    ask_all("LAP-01")

    report_on(maria, DAYS[:1], at=NOON, late_reason="Tanpa sinyal")
    make_absence(other, DAYS[0], DAYS[0] + timedelta(1))
    fallen("LAP-01")

    rows = Row.objects.values_list("finding__employee__name", "state", "put_right").distinct()
    assert set(rows) == {("Maria", "CLEARED", True), ("Yunus", "CLEARED", False)}


@pytest.mark.parametrize(
    ("changes", "amount"),
    [
        ({}, 0),
        ({"values": {"least_missing": 7}}, 1),
        ({"groups": ("PPPK",)}, 1),
        ({"rests_on": ("least_missing",)}, 1),
    ],
)
def test_days_whose_reports_are_asked_for_are_not_asked_about_twice(
    changes: Mapping[str, object], amount: int
) -> None:
    (maria,) = staff("Maria")
    keep_quiet(maria)
    report_on(maria, DAYS[5:])
    for day in DAYS[:5]:
        make_day(maria, day)
    groups = ("PNS", "CPNS", "PPPK", "PPPK_PART_TIME")
    make_card("LAP-01", **{"groups": groups, **changes})  # type: ignore[arg-type]  # of the maker

    hits = [hit for hit in seen("HDR-09", since=SINCE) if hit.employee_id == maria.pk]

    assert [hit.day for hit in hits] == DAYS[:5]
    assert {int(hit.amount) for hit in hits} == {amount}
