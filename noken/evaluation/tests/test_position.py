from datetime import date, timedelta

import pytest

from noken.core.actor import Role
from noken.evaluation.models import Period
from noken.evaluation.queries import position
from noken.evaluation.queries.position import PositionPage
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_employee, make_position, make_posting
from tests.world_evaluation import make_period, make_rating, make_self, make_sheet, split_sheet
from tests.world_planning import make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def period(cast: Cast) -> Period:  # noqa: ARG001 (the people are there first)
    return make_period(self_due_on=TODAY + timedelta(1))


def page_of(person: Employee, on: date = TODAY) -> PositionPage:
    return position.position_page(actor(person, on=on))


def states(page: PositionPage) -> list[str]:
    return [stage.state for stage in page.own[0].stages]


def titles(page: PositionPage) -> list[str]:
    return [ask.title for ask in page.asks]


def test_before_a_word_the_own_assessment_is_due(cast: Cast, period: Period) -> None:
    make_plan(cast.owner)
    make_sheet(cast.owner, period)

    page = page_of(cast.owner)

    assert states(page) == ["now", "next", "next", "next"]
    assert page.own[0].says == (
        "Menunggu Anda: kirim penilaian diri sampai Rabu, 25 November 2026."
    )
    assert titles(page) == ["Penilaian diri Triwulan III 2026"]
    assert not page.asks[0].is_late
    assert page.teams == ()


def test_without_a_plan_that_is_asked_for_too(cast: Cast, period: Period) -> None:
    make_sheet(cast.owner, period)

    assert titles(page_of(cast.owner)) == [
        "Penilaian diri Triwulan III 2026",
        "SKP 2026 belum disepakati",
    ]


def test_a_plan_of_a_year_gone_is_asked_for_until_it_is_agreed(cast: Cast, period: Period) -> None:
    """Whatever was rated meanwhile: a draft of the rater hides no plan that came after it."""
    make_rating(make_sheet(cast.owner, period), cast.acting_superior, published=False)
    new_year = date(2027, 1, 11)
    make_plan(cast.owner, year=2027)

    before = titles(page_of(cast.owner, new_year))
    make_plan(cast.owner)
    after = titles(page_of(cast.owner, new_year))

    assert set(before) - set(after) == {"SKP 2026 belum disepakati"}


def test_once_sent_the_rater_of_the_day_is_named(cast: Cast, period: Period) -> None:
    make_plan(cast.owner)
    make_self(make_sheet(cast.owner, period))

    page = page_of(cast.owner)

    assert states(page) == ["done", "now", "next", "next"]
    assert page.own[0].says == "Menunggu Naomi Rumbiak, sampai Senin, 30 November 2026."
    assert page.asks == ()


def test_a_published_result_waits_to_be_opened(cast: Cast, period: Period) -> None:
    make_plan(cast.owner)
    sheet = make_sheet(cast.owner, period)
    make_rating(sheet, cast.superior)

    page = page_of(cast.owner)

    assert states(page) == ["done", "done", "now", "next"]
    assert page.own[0].stages[0].note == "tidak dikirim"
    assert titles(page) == ["Hasil Triwulan III 2026 sudah terbit"]


def test_what_is_late_with_the_rater_does_not_burden_the_person(cast: Cast, period: Period) -> None:
    make_plan(cast.owner)
    make_self(make_sheet(cast.owner, period))

    says = page_of(cast.owner, date(2026, 12, 2)).own[0].says

    assert says.endswith("Tenggatnya sudah lewat; ini tidak membebani Anda.")


def test_a_closed_period_is_no_position(cast: Cast, period: Period) -> None:
    make_sheet(cast.owner, period)
    Period.objects.update(closed_at=NOON)

    page = page_of(cast.owner)

    assert page.own == ()
    assert page.plans.own is not None


def test_a_rater_sees_who_stands_where_and_how_many_wait(cast: Cast, period: Period) -> None:
    make_sheet(cast.owner, period)
    make_self(make_sheet(cast.peer, period))
    done = make_employee("Yosep Indey")
    make_posting(done, make_position(cast.section))
    done.reporting_lines.create(
        superior=cast.acting_superior, basis="ACTING", start_on=date(2026, 1, 1)
    )
    make_rating(make_sheet(done, period), cast.acting_superior)

    page = page_of(cast.acting_superior)

    (team,) = page.teams
    assert (team.done, team.owed, team.is_late) == (1, 3, False)
    assert [(group.label, [m.person.name for m in group.members]) for group in team.groups] == [
        ("Menunggu penilaian diri", ["Maria Wanggai"]),
        ("Menunggu penilai", ["Frans Rumbiak"]),
        ("Dinilai", ["Yosep Indey"]),
    ]
    assert titles(page) == ["2 orang menunggu penilaian Anda", "SKP 2026 belum disepakati"]
    assert page.about == {cast.owner.pk, cast.peer.pk, done.pk}


def test_the_superior_who_is_away_rates_nobody_meanwhile(cast: Cast, period: Period) -> None:
    make_sheet(cast.owner, period)

    assert page_of(cast.superior).teams == ()
    assert len(page_of(cast.superior, date(2026, 12, 1)).teams) == 1


def test_parts_of_who_moved_away_wait_to_be_closed(cast: Cast, period: Period) -> None:
    sheet = make_sheet(cast.owner, period, superior=cast.superior)
    split_sheet(sheet, date(2026, 8, 1), cast.former_superior)

    make_plan(cast.former_superior)

    page = page_of(cast.former_superior)

    assert titles(page) == [
        "1 bagian semasa Anda memimpin menunggu Anda tutup",
        "3 orang pindah dari Anda",
    ]
    assert page.teams == ()
    assert actor(cast.former_superior).has(Role.SUPERIOR)
