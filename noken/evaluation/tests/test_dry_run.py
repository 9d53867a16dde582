from datetime import date

import pytest

from noken.core.actor import Role
from noken.evaluation.models import CycleValue
from noken.evaluation.queries import candidates, dry_run, offered
from noken.evaluation.queries.dry_run import Asked, DryRunPage, NotReady
from noken.evaluation.rules.periods import GENERAL, MONTH, QUARTER, SEMESTER, TEACHERS, Which
from noken.organization.models import Employee, Posting, StandingPeriod
from tests.cast import Cast
from tests.fixtures import Browse
from tests.world import NOON, actor, make_employee, make_line, make_position, make_posting
from tests.world_evaluation import make_period
from tests.world_planning import make_plan

pytestmark = pytest.mark.django_db
THIRD = Which(GENERAL, 2026, QUARTER, 3)


def page_for(cast: Cast, code: str = "", *, unit_id: int | None = None) -> DryRunPage:
    by = actor(cast.personnel, Role.PERSONNEL)
    return dry_run.dry_run_page(by, Asked(THIRD, code, unit_id))


def row_of(page: DryRunPage, person: Employee) -> NotReady | None:
    return next((row for row in page.rows if row.id == person.pk), None)


def labels(row: NotReady | None) -> list[str]:
    return [matter.label for matter in row.matters] if row else []


def test_who_has_plan_and_superior_is_ready_and_not_named(cast: Cast) -> None:
    make_plan(cast.owner)

    page = page_for(cast)

    assert row_of(page, cast.owner) is None
    assert page.ready == 1
    assert page.total == page.ready + page.count


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        ("DRAFT", "SKP masih disusun, belum diajukan."),
        ("SUBMITTED", "SKP menunggu persetujuan atasan."),
        ("RETURNED", "SKP dikembalikan atasan dan sedang diperbaiki."),
    ],
)
def test_a_plan_that_is_not_agreed_is_one_click_away(cast: Cast, status: str, cause: str) -> None:
    plan = make_plan(cast.owner, status=status)

    row = row_of(page_for(cast, candidates.NO_PLAN), cast.owner)

    assert row is not None
    assert (row.matters[0].cause, row.url) == (cause, f"/skp/{plan.pk}/")


def test_nobody_above_is_named_with_the_place_to_choose(cast: Cast) -> None:
    alone = make_employee("Yosep Indey")
    make_posting(alone, make_position(cast.section))
    make_line(alone, None, basis="GAP")
    make_plan(alone)

    row = row_of(page_for(cast), alone)

    assert labels(row) == ["Belum ada atasan"]
    assert row is not None
    assert row.url == f"/pegawai/{alone.pk}/?buka=atasan"


def test_the_superior_of_today_is_enough(cast: Cast) -> None:
    alone = make_employee("Yosep Indey")
    make_posting(alone, make_position(cast.section))
    make_line(alone, None, basis="GAP", end_on=date(2026, 11, 1))
    make_line(alone, cast.superior, start_on=date(2026, 11, 1))
    make_plan(alone)

    assert row_of(page_for(cast), alone) is None


def test_who_moved_acts_or_is_away_is_told_of_but_does_not_wait(cast: Cast) -> None:
    make_plan(cast.owner)
    post = make_position(cast.other_agency, is_head=False)
    Posting.objects.filter(employee=cast.owner).update(end_on=date(2026, 8, 1))
    make_posting(cast.owner, post, start_on=date(2026, 8, 1))
    make_posting(cast.owner, make_position(cast.division), kind="PLT", start_on=date(2026, 8, 1))
    StandingPeriod.objects.filter(employee=cast.owner).update(standing="STUDY")

    assert row_of(page_for(cast), cast.owner) is None
    for code in (candidates.MOVED, candidates.TWO_POSTS, candidates.AWAY):
        assert labels(row_of(page_for(cast, code), cast.owner)) == [
            "Pindah atau ganti atasan",
            "Merangkap Plt",
            "Tidak bertugas penuh",
        ]


def test_who_has_no_account_or_no_post_is_named(cast: Cast) -> None:
    paper = make_employee("Tanpa Akun", account=False)
    make_posting(paper, make_position(cast.section))
    make_line(paper, cast.superior)
    new = make_employee("Belum Ditempatkan")

    assert labels(row_of(page_for(cast, candidates.NO_ACCOUNT), paper))[-1] == "Belum punya akun"
    assert labels(row_of(page_for(cast), new))[-1] == "Belum ada jabatan"


def test_a_unit_filters_to_all_below_it(cast: Cast) -> None:
    inside = page_for(cast, candidates.NO_PLAN, unit_id=cast.agency.pk)

    assert row_of(inside, cast.owner)
    assert row_of(inside, cast.admin_other) is None


def test_an_opds_admin_sees_the_own_units_only(cast: Cast) -> None:
    by = actor(cast.admin_opd, Role.ADMIN_OPD)

    page = dry_run.dry_run_page(by, Asked(THIRD))

    assert row_of(page, cast.owner)
    assert row_of(page, cast.admin_other) is None
    assert not page.may_open
    assert page.about == frozenset(row.id for row in page.rows)


def test_the_newest_that_ended_is_chosen_and_what_runs_may_be_looked_at(cast: Cast) -> None:
    make_plan(cast.owner)
    by = actor(cast.personnel, Role.PERSONNEL)

    page = dry_run.dry_run_page(by, Asked(None))
    running = dry_run.dry_run_page(by, Asked(Which(GENERAL, 2026, QUARTER, 4)))

    assert (page.label, page.ended) == ("Triwulan III 2026", True)
    assert not running.ended
    assert {choice.which for choice in page.choices if not choice.ended} >= {
        Which(GENERAL, 2026, QUARTER, 4),
        Which(TEACHERS, 2026, SEMESTER, 2),
    }


@pytest.mark.parametrize(("years", "offered_from"), [((), None), ((2026,), 2026), ((2025,), 2025)])
def test_no_period_before_the_first_agreed_plan_is_offered(
    cast: Cast, browse: Browse, years: tuple[int, ...], offered_from: int | None
) -> None:
    for year in years:
        make_plan(cast.owner, year=year)
    make_plan(cast.peer, year=2025, status="DRAFT")

    page = dry_run.dry_run_page(actor(cast.personnel, Role.PERSONNEL), Asked(None))
    ended = [choice.which.year for choice in page.choices if choice.ended]

    assert min(ended, default=None) == offered_from
    html = browse(cast.personnel).get("/evaluasi/periode/buka/").text
    assert ("Triwulan IV 2025" in html) is (2025 in years)


def test_another_rhythm_over_the_same_days_is_warned_of(cast: Cast) -> None:
    make_period()
    by = actor(cast.personnel, Role.PERSONNEL)

    page = dry_run.dry_run_page(by, Asked(Which(GENERAL, 2026, MONTH, 9)))

    assert page.overlaps == ("Triwulan III 2026",)
    assert page.opened_id is None


def test_days_are_proposed_from_today_and_as_settled(cast: Cast) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)
    proposed = dry_run.dry_run_page(by, Asked(THIRD))
    CycleValue.objects.create(
        name="SELF_DUE", value=2, source="SE Sekda 4/2026", set_at=NOON, start_on=date(2026, 1, 1)
    )

    settled = dry_run.dry_run_page(by, Asked(THIRD))

    assert proposed.usual == (date(2026, 11, 30), date(2026, 12, 14))
    assert settled.usual == (date(2026, 11, 25), date(2026, 12, 14))
    assert (proposed.usual_awaits, settled.usual_awaits) == (True, False)


@pytest.mark.parametrize("key", ["", "GENERAL", "GENERAL-QUARTER-2026-9", "X-QUARTER-2026-1"])
def test_a_key_that_names_nothing_is_none(key: str) -> None:
    assert offered.which_of(key) is None


def test_a_key_comes_back_as_the_period() -> None:
    assert offered.which_of(offered.key_of(THIRD)) == THIRD
