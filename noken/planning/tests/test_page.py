"""The page of one plan: what it offers and says, progress, and versions."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from noken.organization.models import Employee
from noken.planning import queries, services
from noken.planning.models import Plan, PlannedResult, Revision, Step
from noken.planning.ports import Progress, progress_of
from noken.planning.rules import Standing
from tests.amending import amend, erase
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_planning import (
    make_indicator,
    make_plan,
    make_result,
)

pytestmark = pytest.mark.django_db
Status = Revision.Status


def page(person: Employee, plan: Plan, **options: str) -> queries.PlanPage:
    return queries.plan_page(actor(person), plan.pk, **options)


# The page


def test_the_page_costs_the_same_for_a_small_and_a_large_plan(cast: Cast) -> None:
    above = make_result(make_plan(cast.acting_superior, results=()))
    small = make_plan(cast.owner, supports=above)
    large = make_plan(cast.peer, results=["Hasil"] * 20, indicators=5, supports=above)

    counts = []
    for plan in (small, large):
        with CaptureQueriesContext(connection) as asked:
            page(cast.acting_superior, plan)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 18


@pytest.mark.parametrize(
    ("status", "may"),
    [
        (Status.DRAFT, {"edit"}),
        (Status.RETURNED, {"edit"}),
        (Status.SUBMITTED, {"withdraw"}),
        (Status.APPROVED, {"revise"}),
        (Status.SUPERSEDED, set()),
    ],
)
def test_what_the_owner_may_do_in_each_state(cast: Cast, status: str, may: set[str]) -> None:
    shown = page(cast.owner, make_plan(cast.owner, status=status))

    assert {
        act
        for act in ("edit", "withdraw", "revise", "decide")
        if getattr(shown, f"may_{act}")
    } == may  # fmt: skip
    assert (shown.why_closed == "") is (may == {"edit"})


def test_only_the_direct_superior_is_offered_the_decision(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)

    assert page(cast.acting_superior, plan).may_decide
    assert not page(cast.superior, plan).may_decide
    assert not page(cast.personnel, plan).may_decide


def test_each_state_names_who_acts_next(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    lines = []
    for status in Status.values:
        plan.revisions.update(status=status)
        for person in (cast.owner, cast.acting_superior):
            shown = page(person, plan)
            lines.append(shown.says)
            assert [stage.label for stage in shown.stages][:1] in ([], ["Draf"])
    named = [line for line in lines if cast.acting_superior.name in line]

    assert len(named) >= 4
    assert any(cast.owner.name in line for line in lines)


@pytest.mark.parametrize("basis", ["TOP", "GAP"])
def test_who_has_no_superior_is_told_so(cast: Cast, basis: str) -> None:
    line = cast.owner.reporting_lines
    line.update(superior=None, basis=basis)
    plan = make_plan(cast.owner, status=Status.DRAFT)

    shown = page(cast.owner, plan)

    assert shown.superior.person is None
    assert "atasan" in shown.says.lower()


def test_a_plan_for_next_year_does_not_run_yet(cast: Cast) -> None:
    shown = page(cast.owner, make_plan(cast.owner, year=2027))

    assert [stage.state for stage in shown.stages] == ["done", "done", "now", ""]
    first = shown.results[0].indicators[0].measured
    assert first is not None
    assert (first.planned, first.standing) == (Decimal(0), Standing.ON)


def test_progress_of_the_reports_stands_beside_each_indicator(cast: Cast) -> None:
    plan = make_plan(cast.owner)
    result = plan.revisions.get().results.get()
    limit = make_indicator(
        result, order=2, unit="persen", lower_is_better=True, targets=[Decimal(2)] * 4
    )
    make_indicator(result, order=3, lower_is_better=True, targets=[Decimal(2)] * 4)
    make_indicator(result, order=4, unit="persen", targets=[Decimal(85)] * 4)
    key = result.indicators.get(order=1).key

    def reports(*_: Any) -> dict[tuple[int, Any], Progress]:
        day = date(2026, 11, 23)
        return {
            (cast.owner.pk, key): Progress(Decimal(42), day, unreviewed=3),
            (cast.owner.pk, limit.key): Progress(Decimal(3), day),
        }

    wired = progress_of._answers
    progress_of.connect([reports])
    try:
        first, second, third, fourth = page(cast.owner, plan).results[0].indicators
    finally:
        progress_of.connect(wired)

    assert (first.tone, first.words) == ("k", "42 dari 42 sekolah setahun, target tercapai")
    assert first.measured is not None
    assert (first.measured.share_pct, first.measured.unreviewed) == (Decimal(100), 3)
    assert (second.tone, second.words) == ("w", "3 persen, melewati batas 2")
    assert third.words == "belum ada nilai, batas 2 sekolah"
    assert fourth.words == "belum ada nilai, target 85 persen"


# Versions


def test_every_version_can_be_read_and_compared(cast: Cast) -> None:
    plan = make_plan(cast.owner, results=("Satu",))
    services.start_revision(plan.pk, "Tugas baru", by=actor(cast.owner), at=NOON)

    own, others = page(cast.owner, plan), page(cast.acting_superior, plan)

    assert [version.name for version in own.versions] == ["1", "draf"]
    assert own.compare_with == "1..draf"
    assert [version.name for version in others.versions] == ["1"]
    assert others.compare_with == ""
    assert others.number == 1
    old = page(cast.owner, plan, version="1")
    assert old.asked is not None
    assert (old.may_edit, [r.view.text for r in old.results]) == (False, ["Satu"])
    same = page(cast.owner, plan, comparing="1..draf").comparison
    assert same is not None
    assert same.changes == ()
    assert page(cast.owner, plan, comparing="1..7").comparison is None
    assert page(cast.acting_superior, plan, comparing="1..draf").comparison is None


def test_a_plan_brought_in_without_snapshots_is_a_version_too(cast: Cast) -> None:
    plan = make_plan(cast.owner, results=("Satu",))
    for _ in range(2):
        shown = page(cast.owner, plan, version="1")

        assert [version.name for version in shown.versions] == ["1"]
        assert shown.results[0].view.text == "Satu"
        amend(Step.objects.all(), content=None)
    erase(Step.objects.all())
    assert page(cast.owner, plan, version="1").results[0].view.text == "Satu"


def test_a_comparison_is_in_words(cast: Cast) -> None:
    plan = make_plan(cast.owner, results=("Satu", "Dua"))
    revision = services.start_revision(plan.pk, "Tugas", by=actor(cast.owner), at=NOON)
    first, second = revision.results.order_by("order")
    PlannedResult.objects.filter(pk=first.pk).update(kind="ADDITIONAL", order=3)
    measure = second.indicators.get()
    measure.aspect, measure.lower_is_better, measure.target_q1 = "TIME", True, Decimal("1.5")
    measure.unit = ""
    measure.save()

    found = page(cast.owner, plan, comparing="1..draf").comparison

    assert found is not None
    said = {(field.label, field.old, field.new) for c in found.changes for field in c.fields}
    assert said == {
        ("Jenis", "Utama", "Tambahan"),
        ("Aspek", "Kuantitas", "Waktu"),
        ("Arah", "makin banyak makin baik", "batas atas"),
        ("Triwulan I", "9", "1,5"),
        ("Satuan", "sekolah", "kosong"),
    }
    assert "Urutan hasil kerja ditata ulang" in {change.words for change in found.changes}


def test_a_new_order_of_indicators_is_named(cast: Cast) -> None:
    plan = make_plan(cast.owner, indicators=2)
    revision = services.start_revision(plan.pk, "Tugas", by=actor(cast.owner), at=NOON)
    last = revision.results.get().indicators.get(order=2)
    last.order = 0
    last.save()

    found = page(cast.owner, plan, comparing="1..draf").comparison

    assert found is not None
    assert [change.words for change in found.changes] == ["Urutan indikator ditata ulang"]
