"""Who led people in a period and leads nobody today still reaches what they rate and close."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from noken.core.actor import Role
from noken.core.tally import counted
from noken.evaluation.models import Sheet
from noken.evaluation.queries import sheets_awaiting, team_evaluations, waiting_tally
from noken.evaluation.queries.position import position_page
from noken.organization.models import Employee, ReportingLine
from tests.cast import BACK_ON, Cast
from tests.world import (
    TODAY,
    actor,
    make_employee,
    make_line,
    make_position,
    make_posting,
    make_unit,
)
from tests.world_evaluation import make_period, make_self, make_sheet, split_sheet
from tests.world_planning import make_plan

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
HANDED_OVER = date(2026, 10, 1)


@pytest.fixture
def ruth(cast: Cast) -> Employee:
    """Head of a section until the end of September, in a functional post since."""
    found = make_employee("Ruth Wonda")
    make_posting(found, make_position(cast.division, "Widyaiswara Ahli Muda"))
    make_line(found, cast.higher_superior)
    return found


@pytest.fixture
def moved(cast: Cast, ruth: Employee) -> Sheet:
    """Yosep left Ruth's section in October; she rates his Triwulan III."""
    section, now = make_unit("Seksi PAUD", cast.division), make_unit("Seksi SMP", cast.division)
    yosep = make_employee("Yosep Indey")
    make_posting(yosep, make_position(section), end_on=HANDED_OVER)
    make_posting(yosep, make_position(now), start_on=HANDED_OVER)
    make_line(yosep, ruth, end_on=HANDED_OVER)
    make_line(yosep, cast.higher_superior, start_on=HANDED_OVER)
    sheet = make_sheet(yosep, make_period(self_due_on=TODAY))
    make_self(sheet)
    return sheet


def test_who_leads_nobody_today_is_told_what_to_rate(ruth: Employee, moved: Sheet) -> None:
    by = actor(ruth)

    assert not by.has(Role.SUPERIOR)
    assert [(row.sheet_id, row.part) for row in sheets_awaiting(by)] == [(moved.pk, False)]
    assert counted([waiting_tally(by)])["evaluation"] == 1
    page = position_page(by)
    assert [ask.title for ask in page.asks][:1] == ["1 orang menunggu penilaian Anda"]
    assert [(team.owed, team.done) for team in page.teams] == [(1, 0)]
    assert not page.leads
    assert page.about == {moved.employee_id}
    team = team_evaluations(by)
    assert team is not None
    assert [row.sheet_id for row in team.ready] == [moved.pk]


def test_and_rates_from_the_list(ruth: Employee, moved: Sheet, browse: Browse) -> None:
    client = browse(ruth)

    position = client.get("/evaluasi/posisi/").content.decode()
    assert "Yang Anda nilai" in position
    assert f"/evaluasi/?periode={moved.period_id}" in position
    listed = client.get(f"/evaluasi/?periode={moved.period_id}").content.decode()
    assert "Yosep Indey" in listed
    assert "/tim/" not in listed.split("<main")[1]
    sheet = client.get(moved.get_absolute_url()).content.decode()
    assert f'href="/evaluasi/?periode={moved.period_id}"' in sheet
    answer = client.post(
        f"{moved.get_absolute_url()}nilai/", {"rating": "AS-AS", "aksi": "terbitkan"}
    )

    assert answer.status_code == 302
    moved.refresh_from_db()
    assert moved.status == "PUBLISHED"
    done = client.get(f"/evaluasi/?periode={moved.period_id}").content.decode()
    assert "Baik" in done
    assert "Cetak dokumen" not in done


def test_a_part_waits_for_who_leads_nobody_today(
    cast: Cast, ruth: Employee, browse: Browse
) -> None:
    make_plan(ruth)
    sheet = make_sheet(cast.maria, make_period(), superior=cast.superior)
    split_sheet(sheet, date(2026, 8, 1), ruth)
    by = actor(ruth)

    assert [(row.sheet_id, row.part) for row in sheets_awaiting(by)] == [(sheet.pk, True)]
    assert [(ask.title, ask.url) for ask in position_page(by).asks] == [
        ("1 bagian semasa Anda memimpin menunggu Anda tutup", "/evaluasi/")
    ]
    page = browse(ruth).get("/evaluasi/").content.decode()
    assert "Bagian untuk Anda tutup" in page
    assert "tutup bagian Anda" in page


def test_who_never_led_anybody_finds_an_empty_list(cast: Cast, browse: Browse) -> None:
    make_sheet(cast.maria, make_period())

    page = browse(cast.maria).get("/evaluasi/").content.decode()

    assert "Belum ada yang perlu dinilai" in page
    assert sheets_awaiting(actor(cast.maria)) == []
    assert position_page(actor(cast.maria)).teams == ()


def test_the_last_part_waits_for_who_was_replaced_after_the_period(cast: Cast) -> None:
    """Elias led all of Triwulan III; Yohana, who follows him, rates."""
    make_plan(cast.former_superior)
    sheet = make_sheet(cast.maria, make_period())
    by = actor(cast.former_superior)

    assert [(row.sheet_id, row.part) for row in sheets_awaiting(by)] == [(sheet.pk, True)]
    assert counted([waiting_tally(by)])["evaluation"] == 1
    assert position_page(by).asks[0].title == "1 bagian semasa Anda memimpin menunggu Anda tutup"


def test_who_is_away_for_a_week_is_not_asked_to_close(cast: Cast) -> None:
    """Naomi acts for Yohana, who leads again from a day that is known."""
    sheet = make_sheet(cast.maria, make_period(), superior=cast.superior)
    by = actor(cast.superior)

    assert sheets_awaiting(by) == []
    assert not any("tutup" in ask.title for ask in position_page(by).asks)

    ReportingLine.objects.filter(employee=cast.maria, start_on=BACK_ON).update(
        superior=cast.acting_superior
    )
    assert [row.sheet_id for row in sheets_awaiting(by)] == [sheet.pk]


def test_the_rater_is_asked_to_rate_and_not_to_close(cast: Cast) -> None:
    period = make_period(self_due_on=TODAY - timedelta(1))
    make_sheet(cast.maria, period, superior=cast.acting_superior)

    assert [row.part for row in sheets_awaiting(actor(cast.acting_superior))] == [False]
