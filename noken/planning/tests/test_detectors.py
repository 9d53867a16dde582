"""Plans that were never handed in: planted and honest."""

from datetime import date, timedelta

import pytest

from noken.organization.models import Employee
from noken.planning.models import Revision
from noken.regulations.cards import rule_cards
from tests.detecting import ask_all, fallen
from tests.world import TODAY, make_employee, make_position, make_posting, make_unit
from tests.world_attendance import make_absence
from tests.world_detectors import measured, seen
from tests.world_planning import make_plan

pytestmark = pytest.mark.django_db
Status = Revision.Status


def staff(*names: str, kind: str = "PNS") -> list[Employee]:
    unit = make_unit()
    found = []
    for name in names:
        person = make_employee(name, kind=kind, account=False)
        make_posting(person, make_position(unit))
        found.append(person)
    return found


def test_plans_never_handed_in_are_found_and_waiting_ones_are_not() -> None:
    never, draft, waiting, agreed, came, studies, away = staff(
        *("Tidak ada", "Draf", "Menunggu", "Setuju", "Baru", "Tugas belajar", "Cuti")
    )
    (official,) = staff("Pejabat", kind="OFFICIAL")
    make_plan(draft, status=Status.DRAFT)
    make_plan(waiting, status=Status.SUBMITTED)
    make_plan(agreed)
    came.standings.update(start_on=TODAY - timedelta(20))
    studies.standings.update(standing="STUDY")
    make_absence(away, date(2026, 1, 20), TODAY, family="LEAVE", kind="UNPAID")
    people = {p.pk for p in (never, draft, waiting, agreed, came, studies, away, official)}

    hits = [hit for hit in seen("SKP-01") if hit.employee_id in people]

    result = measured([str(hit.employee_id) for hit in hits], [str(never.pk), str(draft.pk)])
    card = rule_cards()["SKP-01"]
    assert (result.recall, result.false_alarm) == (card.recall, card.false_alarm)
    assert {(hit.period, hit.item) for hit in hits} == {("2026", "skp-2026")}
    assert {hit.day for hit in hits} == {date(2026, 2, 9)}


@pytest.mark.usefixtures("cast")
def test_while_nobody_writes_plans_here_nobody_is_late() -> None:
    assert seen("SKP-01") == []


def test_only_a_window_with_the_day_names_it() -> None:
    never, agreed = staff("Tidak ada", "Setuju")
    make_plan(agreed)

    assert [hit.employee_id for hit in seen("SKP-01") if hit.employee_id == never.pk]
    assert not [h for h in seen("SKP-01", since=date(2026, 3, 1)) if h.employee_id == never.pk]


def test_a_plan_handed_in_after_the_question_puts_it_right() -> None:
    never, agreed = staff("Tidak ada", "Setuju")
    make_plan(agreed)
    ask_all("SKP-01")

    make_plan(never, status=Status.SUBMITTED)

    assert fallen("SKP-01") == {"skp-2026": True}
