"""Before a period is opened: how far the plans are, and what the evidence of today makes one
expect."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from noken.audit.models import Reading
from noken.evaluation.models import Period
from noken.evaluation.queries import Asked, gather
from noken.evaluation.queries.ahead import plans_ahead, today_page
from noken.evaluation.queries.words import rating_word
from noken.evaluation.rules.grading import forecast
from noken.evaluation.rules.periods import MONTH, QUARTER, YEAR, running_on, span_of
from noken.organization.models import Employee, Position, StandingPeriod
from noken.regulations import grades
from tests.cast import Cast
from tests.world import TODAY, actor, make_employee, make_line, make_position, make_posting
from tests.world_evaluation import make_period
from tests.world_planning import make_late_term, make_plan
from tests.world_work import make_agreed, make_duty, make_report

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
QUARTER_START, QUARTER_END = date(2026, 10, 1), date(2027, 1, 1)


@pytest.mark.parametrize("kind", [MONTH, QUARTER, "SEMESTER", YEAR])
@pytest.mark.parametrize("on", [date(2026, 1, 1), date(2026, 6, 30), date(2026, 12, 31)])
def test_a_day_lies_in_the_period_that_runs(kind: str, on: date) -> None:
    which = running_on(on, "GENERAL", kind)

    start, end = span_of(which.kind, which.year, which.number)
    assert start <= on < end


def test_the_kind_is_the_one_the_group_was_last_evaluated_by(cast: Cast) -> None:
    before = today_page(actor(cast.owner)).own
    start, end = date(2026, 9, 1), date(2026, 10, 1)
    make_period(kind=Period.Kind.MONTH, number=9, start_on=start, end_on=end)
    make_period(kind=Period.Kind.YEAR, number=0)
    make_period(kind=Period.Kind.QUARTER, group=Period.Group.TEACHERS, number=3)

    after = today_page(actor(cast.owner)).own

    assert before is not None
    assert after is not None
    assert (before.label, after.label) == ("Triwulan IV 2026", "November 2026")


@pytest.mark.parametrize("on", [TODAY, QUARTER_END - timedelta(1)])
def test_the_forecast_of_a_day_is_that_of_the_final_one_at_that_day(cast: Cast, on: date) -> None:
    agreed = make_agreed(cast.owner, ["Data valid"], target=12)
    make_report(cast.owner, agreed.indicators[0], on=TODAY, quantity=14, status="APPROVED")
    make_duty(start_on=on)
    asked = Asked(cast.owner.pk, QUARTER_START, QUARTER_END)
    known = gather(actor(cast.superior, on=on), [asked], on)[0].evidence
    expected = forecast(known, grades.grade_table())

    page = today_page(actor(cast.owner, on=on))

    assert page.own is not None
    assert page.own.label == "Triwulan IV 2026"
    assert page.own.why == expected.why
    assert page.own.result == rating_word(expected.result).lower()
    assert page.own.grade is not None
    assert page.own.grade.code == expected.grade
    assert page.team == ()


def test_without_measured_results_no_grade_is_named(cast: Cast) -> None:
    page = today_page(actor(cast.owner))

    assert page.own is not None
    assert page.own.grade is None


def test_a_superior_reads_the_forecasts_of_direct_reports_only(cast: Cast) -> None:
    page = today_page(actor(cast.acting_superior))

    assert [one.name for one in page.team] == ["Frans Rumbiak", "Maria Wanggai"]
    assert page.about == {cast.owner.pk, cast.peer.pk}
    assert [one.name for one in today_page(actor(cast.higher_superior)).team] == ["Yohana Saiba"]


def test_a_teacher_is_read_by_semester(cast: Cast) -> None:
    teacher = make_employee("Selfina Ahoren")
    make_posting(teacher, make_position(cast.section, family=Position.Family.TEACHER))
    make_line(teacher, cast.superior)

    page = today_page(actor(teacher))

    assert page.own is not None
    assert page.own.label == "Semester II 2026"


def test_who_writes_no_plan_has_neither(cast: Cast) -> None:
    StandingPeriod.objects.filter(employee=cast.peer).update(standing="STUDY")

    for person in (cast.bupati, cast.peer):
        assert today_page(actor(person)).own is None
        ahead = plans_ahead(actor(person))
        assert (ahead.own, ahead.next_says) == (None, "")


@pytest.mark.parametrize(
    ("status", "states", "asks"),
    [
        ("", ["now", "next", "next"], True),
        ("DRAFT", ["now", "next", "next"], True),
        ("RETURNED", ["now", "next", "next"], True),
        ("SUBMITTED", ["done", "done", "now"], False),
        ("APPROVED", ["done", "done", "done"], False),
    ],
)
def test_the_own_plan_says_whose_turn_it_is(
    cast: Cast, status: str, states: list[str], asks: bool
) -> None:
    if status:
        make_plan(cast.owner, status=status)

    own = plans_ahead(actor(cast.owner, on=date(2026, 1, 15))).own

    assert own is not None
    assert [stage.state for stage in own.stages] == states
    assert own.asks is asks
    assert "enggat" not in own.says


@pytest.mark.parametrize(
    ("signers", "mark"), [(1, " (menunggu penetapan BKPSDM)"), (2, "")], ids=["open", "signed"]
)
def test_a_late_plan_says_since_when_on_what_and_burdens_nobody_who_has_sent_it(
    cast: Cast, signers: int, mark: str
) -> None:
    make_plan(cast.owner, status="SUBMITTED")
    make_late_term(*(cast.personnel, cast.leader)[:signers], start_on=date(2026, 1, 1))

    own = plans_ahead(actor(cast.owner)).own
    team = plans_ahead(actor(cast.acting_superior)).team

    assert own is not None
    assert own.says == (
        f"Menunggu persetujuan atasan. Tenggat{mark} lewat sejak Sabtu, 31 Januari 2026. "
        "Ini tidak membebani Anda."
    )
    assert team is not None
    assert dict(team.groups[0][1])[cast.owner.name] == (
        f"tenggat{mark} lewat sejak Sabtu, 31 Januari 2026"
    )


def test_the_team_is_named_where_a_plan_is_missing(cast: Cast) -> None:
    make_plan(cast.owner, status="SUBMITTED")

    ahead = plans_ahead(actor(cast.acting_superior, on=date(2026, 11, 21)))

    assert ahead.team is not None
    assert (ahead.team.agreed, ahead.team.total, ahead.team.sent) == (0, 2, 1)
    assert [(word, [name for name, _ in members]) for word, members in ahead.team.groups] == [
        ("Menunggu persetujuan Anda", ["Maria Wanggai"]),
        ("Belum dimulai", ["Frans Rumbiak"]),
    ]
    assert ahead.about == {cast.owner.pk, cast.peer.pk}


def test_a_team_with_all_plans_needs_no_list(cast: Cast) -> None:
    for person in (cast.owner, cast.peer):
        make_plan(person)

    ahead = plans_ahead(actor(cast.acting_superior))

    assert ahead.team is None
    assert ahead.about == frozenset()
    assert ahead.next_says == (
        "Triwulan IV 2026 berjalan sampai Kamis, 31 Desember 2026. Sesudah itu BKPSDM membuka "
        "evaluasinya."
    )


def test_the_position_page_shows_the_plan_stage_and_fetches_the_forecast_late(
    cast: Cast, browse: Browse
) -> None:
    make_plan(cast.owner, status="RETURNED")
    client = browse(cast.owner)

    page = client.get("/evaluasi/posisi/").content.decode()

    assert "Dikembalikan atasan dengan catatan" in page
    assert "SKP 2026 belum disepakati" in page
    assert "Triwulan IV 2026 berjalan sampai" in page
    assert 'hx-get="/evaluasi/posisi/prakiraan/"' in page
    card = client.get("/evaluasi/posisi/prakiraan/", headers={"HX-Request": "true"})
    assert card.content.decode().lstrip().startswith("<section")
    assert "Data belum cukup." in card.content.decode()


def test_reading_the_forecasts_of_others_is_journalled(cast: Cast, browse: Browse) -> None:
    browse(cast.acting_superior).get("/evaluasi/posisi/prakiraan/")

    read = Reading.objects.filter(screen="evaluation:today", reader_id=cast.acting_superior.pk)
    assert set(read.values_list("person_id", flat=True)) == {cast.owner.pk, cast.peer.pk}


def test_many_people_cost_no_more_statements(cast: Cast) -> None:
    for number in range(8):
        person = make_employee(f"Anggota {number}")
        make_posting(person, make_position(cast.section))
        make_line(person, cast.acting_superior)
        make_agreed(person)

    with CaptureQueriesContext(connection) as caught:
        page = today_page(actor(cast.acting_superior))

    assert len(page.team) == 10
    assert len(caught) <= 13
