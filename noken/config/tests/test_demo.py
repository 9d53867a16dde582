"""The sample regency before it is written: the same on every machine, and as many as promised."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

import pytest

from noken.config.demo import loading, people, plans, reports, structure
from noken.config.demo.people import Staffing
from noken.config.demo.plans import DraftPlan
from noken.config.demo.reports import Diary, DraftReport
from noken.config.demo.structure import DraftUnit
from noken.organization.rules import nip
from tests.world import NOON, TODAY
from tests.world_work import workdays_before

DAY = timedelta(1)
SIZES = ("small", "full")
LONGEST_NAME = 120


@dataclass(frozen=True)
class Sample:
    units: list[DraftUnit]
    staffing: Staffing
    bosses: dict[int, int]
    plans: list[DraftPlan]


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 (a fixed seed on purpose)


def make(size: str, on: date = TODAY) -> Sample:
    """What a load would write, without a database."""
    random = seeded(loading.SEED)
    units = structure.units(size, random)
    staffing = people.staff(units, size, random, on)
    bosses = loading._bosses(staffing)
    return Sample(units, staffing, bosses, plans.plans(staffing, bosses, random, on))


sample = cache(make)


def diary_of(found: Sample) -> Diary:
    days = workdays_before(TODAY + DAY, 26)
    return Diary(days, frozenset(days[3:5]), NOON, found.bosses, never_looks=0)


def written(found: Sample, seed: int = 7) -> list[DraftReport]:
    diary, random = diary_of(found), seeded(seed)
    return [report for plan in found.plans for report in reports.reports(plan, diary, random)]


# --- the same on every machine ---


@pytest.mark.parametrize("size", SIZES)
def test_two_runs_give_the_same_people_and_plans(size: str) -> None:
    first, again = sample(size), make(size)

    assert first.staffing == again.staffing
    assert first.plans == again.plans


def test_two_runs_give_the_same_reports() -> None:
    first = written(sample("small"))

    assert first == written(make("small"))
    assert first != written(sample("small"), seed=8)


def test_another_day_brings_the_same_people() -> None:
    later = make("small", TODAY + 100 * DAY)

    names = [worker.identity for worker in sample("small").staffing.workers]
    assert [worker.identity for worker in later.staffing.workers] == names


# --- as many as promised ---


def test_the_full_sample_has_the_numbers_of_the_regency() -> None:
    found = sample("full")

    kinds = Counter(worker.kind for worker in found.staffing.workers)
    units = Counter(unit.kind for unit in found.units)
    assert kinds["PNS"] == 3102
    assert kinds["PPPK"] + kinds["PPPK_PART_TIME"] == 1384
    assert kinds.total() - kinds["OFFICIAL"] == 4486
    assert kinds["OFFICIAL"] == 1
    assert kinds["PPPK_PART_TIME"] > 100
    assert (units["OPD"], units["DISTRICT"]) == (35, 14)
    assert units["SCHOOL"] > 50
    assert units["PUSKESMAS"] == 14


def test_the_small_sample_is_small() -> None:
    kinds = Counter(worker.kind for worker in sample("small").staffing.workers)

    assert (kinds.total() - kinds["OFFICIAL"], kinds["PNS"]) == people.TOTALS["small"]


@pytest.mark.parametrize("size", SIZES)
def test_nobody_shares_an_nip_and_each_is_one(size: str) -> None:
    numbers = [worker.identity.nip for worker in sample(size).staffing.workers]

    assert len(set(numbers)) == len(numbers)
    assert {nip.why_not_a_nip(number) for number in numbers} == {""}


@pytest.mark.parametrize("size", SIZES)
def test_an_nip_fits_its_holder(size: str) -> None:
    for worker in sample(size).staffing.workers:
        parts = nip.take_apart(worker.identity.nip)
        assert parts.birth_on == worker.identity.born_on
        assert (parts.sex == nip.Sex.FEMALE) == worker.identity.is_woman
        assert parts.is_pppk_shape == worker.kind.startswith("PPPK")
        assert parts.start_year <= TODAY.year


@pytest.mark.parametrize("size", SIZES)
def test_each_sample_login_is_one_person(size: str) -> None:
    workers = sample(size).staffing.workers
    counts = Counter(worker.identity.name for worker in workers)

    assert {name: counts[name] for _, name in loading.LOGINS} == {
        name: 1 for _, name in loading.LOGINS
    }
    assert [w.is_head for w in workers if w.unit.key == loading.ADMIN_UNIT].count(True) == 1


# --- what is out of the ordinary ---


@pytest.mark.parametrize("size", SIZES)
def test_there_is_something_for_every_case_of_a_personnel_office(size: str) -> None:
    staffing = sample(size).staffing

    assert staffing.vacant
    assert not staffing.vacant & set(staffing.heads)
    assert {kind for _, _, kind, *_ in staffing.acting} >= {"PLH"}
    assert all(start <= TODAY < end for *_, start, end in staffing.acting)
    assert staffing.moved
    assert {worker.standing for worker in staffing.workers} == {"ACTIVE", "STUDY", "UNPAID_LEAVE"}
    lengths = [len(worker.identity.name) for worker in staffing.workers]
    assert 60 < max(lengths) <= LONGEST_NAME
    assert {role for _, role, _ in staffing.grants} == {
        "PERSONNEL",
        "INSPECTORATE",
        "LEADER",
        "ADMIN_OPD",
    }


def test_the_full_sample_has_plt_too() -> None:
    assert "PLT" in {kind for _, _, kind, *_ in sample("full").staffing.acting}


@pytest.mark.parametrize("size", SIZES)
def test_everybody_but_the_top_has_a_superior_and_nobody_is_ones_own(size: str) -> None:
    found = sample(size)

    without = [w for w in found.staffing.workers if w.id not in found.bosses]
    assert [worker.title for worker in without] == ["Bupati"]
    assert all(worker != boss for worker, boss in found.bosses.items())


# --- plans and reports ---


@pytest.mark.parametrize("size", SIZES)
def test_plans_serve_the_superiors_results_and_stand_in_every_state(size: str) -> None:
    found = sample(size)
    owner_of = {result.id: plan.owner.id for plan in found.plans for result in plan.results}

    served = [
        (found.bosses[plan.owner.id], owner_of[result.supports])
        for plan in found.plans
        for result in plan.results
        if result.supports
    ]
    assert len(served) > len(found.plans)
    assert all(boss == owner for boss, owner in served)
    assert len(owner_of) == sum(len(plan.results) for plan in found.plans)
    states = {plan.status for plan in found.plans}
    assert states == {"APPROVED", "SUBMITTED", "DRAFT", "RETURNED"}
    assert len(found.plans) < len(found.staffing.workers)


def test_reports_show_every_habit_and_none_is_ahead_of_its_time() -> None:
    found = written(sample("small"))

    assert len({report.id for report in found}) == len(found)
    assert all(report.id.version == 7 for report in found)
    assert all(report.claimed_at <= report.received_at < NOON for report in found)
    assert {report.status for report in found} >= {"WAITING", "APPROVED", "CORRECTED"}
    assert {decision for report in found for decision, *_ in report.reviews} == {
        "APPROVED",
        "RETURNED",
    }
    assert any(report.late_reason for report in found)
    assert {report.work_on.weekday() for report in found} == set(range(5))


def test_a_correction_comes_after_what_it_corrects_and_replaces_it() -> None:
    found = written(sample("small"))
    known: dict[object, DraftReport] = {}
    for report in found:
        if report.corrects:
            before = known[report.corrects]
            assert before.status == "CORRECTED"
            assert before.author == report.author
            assert before.received_at < report.received_at
        known[report.id] = report
    assert sum(report.corrects is not None for report in found) == sum(
        report.status == "CORRECTED" for report in found
    )


def test_a_report_of_an_outage_comes_late_and_says_why() -> None:
    found = sample("small")
    outage = diary_of(found).outage

    late = [report for report in written(found) if report.work_on in outage and not report.corrects]

    assert late
    assert {report.late_reason for report in late} == {"Server tidak dapat dicapai."}


def test_the_superior_who_never_looks_decides_nothing() -> None:
    found = sample("small")
    boss = found.staffing.heads["DISDIK-BID1"]
    diary = Diary(
        workdays_before(TODAY + DAY, 26), frozenset(), NOON, found.bosses, never_looks=boss
    )

    theirs = [plan for plan in found.plans if found.bosses.get(plan.owner.id) == boss]
    filed = [report for plan in theirs for report in reports.reports(plan, diary, seeded(7))]

    assert filed
    assert {report.status for report in filed} == {"WAITING"}
