"""Plans that were never handed in: planted and honest."""

from datetime import date, timedelta

import pytest

from noken.findings import queries as findings
from noken.findings.queries.rule_list import ACTIVE, WAITING
from noken.organization.models import Employee
from noken.planning import queries
from noken.planning.models import Revision
from noken.regulations.cards import rule_cards
from tests.amending import erase
from tests.cast import Cast
from tests.detecting import ask_all, fallen
from tests.world import TODAY, actor, make_employee, make_position, make_posting, make_unit
from tests.world_attendance import make_absence
from tests.world_detectors import measured, seen
from tests.world_findings import make_card
from tests.world_planning import make_late_term, make_plan

pytestmark = pytest.mark.django_db
Status = Revision.Status
YEAR = date(2026, 1, 1)


@pytest.fixture
def signed() -> None:
    """Two people settled the thirty days."""
    make_late_term(*staff("Kepala", "Sekretaris"), start_on=YEAR)


def staff(*names: str, kind: str = "PNS") -> list[Employee]:
    unit = make_unit()
    found = []
    for name in names:
        person = make_employee(name, kind=kind, account=False)
        make_posting(person, make_position(unit))
        found.append(person)
    return found


@pytest.mark.usefixtures("signed")
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


@pytest.mark.usefixtures("cast", "signed")
def test_while_nobody_writes_plans_here_nobody_is_late() -> None:
    assert seen("SKP-01") == []


@pytest.mark.usefixtures("signed")
def test_only_a_window_with_the_day_names_it() -> None:
    never, agreed = staff("Tidak ada", "Setuju")
    make_plan(agreed)

    assert [hit.employee_id for hit in seen("SKP-01") if hit.employee_id == never.pk]
    assert not [h for h in seen("SKP-01", since=date(2026, 3, 1)) if h.employee_id == never.pk]


@pytest.mark.usefixtures("signed")
def test_a_plan_handed_in_after_the_question_puts_it_right() -> None:
    never, agreed = staff("Tidak ada", "Setuju")
    make_plan(agreed)
    ask_all("SKP-01")

    make_plan(never, status=Status.SUBMITTED)

    assert fallen("SKP-01") == {"skp-2026": True}


def test_nobody_is_late_by_a_number_that_one_person_signed_and_the_card_says_so(cast: Cast) -> None:
    make_plan(cast.peer)
    make_card("SKP-01", start_on=YEAR)
    make_late_term(cast.personnel, start_on=YEAR)

    seen_by_one, page = seen("SKP-01"), findings.card_page(actor(cast.owner), "SKP-01")
    make_late_term(cast.personnel, cast.leader, start_on=YEAR)
    settled = findings.card_page(actor(cast.owner), "SKP-01")

    assert seen_by_one == []
    assert (page.state, settled.state) == (WAITING, ACTIVE)
    assert page.awaited is not None
    assert (page.awaited.url, settled.awaited) == ("/skp/ketentuan/", None)
    assert seen("SKP-01")


def test_what_was_asked_by_an_unsigned_number_falls(cast: Cast) -> None:
    make_plan(cast.peer)
    term = make_late_term(cast.personnel, cast.leader, start_on=YEAR)
    ask_all("SKP-01")

    erase(term.signatures.all())

    assert fallen("SKP-01") == {"skp-2026": False}


def test_a_number_signed_in_the_year_makes_nobody_late_before_its_day(cast: Cast) -> None:
    make_plan(cast.peer)
    (came,) = staff("Baru")
    make_late_term(cast.personnel, cast.leader, start_on=TODAY - timedelta(10))
    make_late_term(cast.personnel, cast.leader, days=20, start_on=TODAY)
    came.standings.update(start_on=TODAY - timedelta(30))

    assert queries.late_days(TODAY).days == 20
    assert {hit.employee_id for hit in seen("SKP-01")} == {came.pk}
