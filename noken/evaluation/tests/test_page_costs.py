"""What the sheet and the rater's list cost: statements, however much there is to see."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from noken.core import clock
from noken.evaluation.models import Sheet
from noken.organization.models import Employee
from tests.cast import Cast
from tests.test_page_costs import statements
from tests.world import START, make_employee, make_line, make_position, make_posting
from tests.world_evaluation import make_period, make_pin, make_rating, make_self, make_sheet
from tests.world_work import make_agreed, make_feedback, make_report

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
TEAM, REPORTS, NOTES = 14, 60, 24


@pytest.fixture
def full(cast: Cast) -> Sheet:
    """Fourteen people, half of them rated; of Maria sixty reports on four results, 24 notes."""
    period = make_period()
    team = [cast.maria, cast.peer]
    for number in range(TEAM - len(team)):
        person = make_employee(f"Anggota {number}")
        make_posting(person, make_position(cast.section))
        make_line(person, cast.acting_superior, start_on=START)
        team.append(person)
    sheets = [make_sheet(person, period) for person in team]
    for sheet in sheets[1:8]:
        make_rating(sheet, cast.acting_superior)
    agreed = make_agreed(cast.maria, [f"Hasil {number}" for number in range(1, 5)])
    for number in range(REPORTS):
        day = period.start_on + timedelta(number)
        make_report(cast.maria, agreed.indicators[number % 4], on=day, status="APPROVED")
    for number in range(NOTES):
        at = clock.at_noon(period.start_on + timedelta(number * 3))
        make_feedback(cast.maria, team[1 + number % 9], f"Catatan {number}", at=at)
    make_self(sheets[0])
    make_pin(sheets[0], cast.acting_superior)
    make_rating(sheets[0], cast.acting_superior, published=False)
    return sheets[0]


def test_a_full_sheet_with_the_spread_asks_only_so_much(
    cast: Cast, browse: Browse, full: Sheet
) -> None:
    sent = statements(browse(cast.acting_superior), full.get_absolute_url())

    assert len(sent) <= 15, "\n".join(sql[:160] for sql in sent)


def test_the_own_sheet_asks_less(cast: Cast, browse: Browse, full: Sheet) -> None:
    sent = statements(browse(cast.maria), full.get_absolute_url())

    assert len(sent) <= 13, "\n".join(sql[:160] for sql in sent)


def test_the_list_of_a_rater_asks_only_so_much(cast: Cast, browse: Browse, full: Sheet) -> None:
    sent = statements(browse(cast.acting_superior), f"/evaluasi/?periode={full.period_id}")

    assert len(sent) <= 16, "\n".join(sql[:160] for sql in sent)
