"""What the leader expects of behaviour: written, kept by version, shown."""

import pytest

from noken.audit.models import Entry
from noken.notices.models import Notice
from noken.organization.models import Employee
from noken.organization.tests.refusals import refused
from noken.planning import queries, services
from noken.planning.models import Expectation, Plan, Revision, Step
from tests.amending import erase
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_planning import make_expectation, make_plan, make_revision

pytestmark = pytest.mark.django_db
Status = Revision.Status


def expect(plan: Plan, by: Employee, **texts: str) -> tuple[str, ...]:
    return services.write_expectations(plan.pk, texts, by=actor(by), at=NOON)


def shown(plan: Plan, reader: Employee, **options: str) -> dict[str, str]:
    page = queries.plan_page(actor(reader), plan.pk, **options)
    return {value.code: value.text for value in page.behaviour if value.text}


def test_the_direct_superior_says_what_is_expected(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)

    changed = expect(plan, cast.acting_superior, SERVICE=" Balas   hari itu juga ", LOYAL="")

    assert changed == ("SERVICE",)
    assert shown(plan, cast.owner) == {"SERVICE": "Balas hari itu juga"}
    assert Entry.objects.get().action == "ExpectationsWritten"
    assert Notice.objects.get().person_id == cast.owner.pk


@pytest.mark.parametrize("who", ["owner", "superior", "personnel", "peer"])
def test_nobody_else_says_it(cast: Cast, who: str) -> None:
    with refused("plan.not_direct_superior"):
        expect(make_plan(cast.owner), getattr(cast, who), SERVICE="Ramah")


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"KINDNESS": "Ramah"}, "plan.unknown_value"),
        ({"SERVICE": "a" * 501}, "plan.expectation_too_long"),
    ],
)
def test_what_cannot_be_kept_is_refused_whole(cast: Cast, texts: dict[str, str], code: str) -> None:
    with refused(code):
        expect(make_plan(cast.owner), cast.acting_superior, LOYAL="Setia", **texts)
    assert not Expectation.objects.exists()


def test_saying_the_same_again_changes_nothing(cast: Cast) -> None:
    plan = make_plan(cast.owner)
    make_expectation(plan, cast.acting_superior, "Ramah")

    assert expect(plan, cast.acting_superior, SERVICE="Ramah") == ()
    assert (Expectation.objects.count(), Entry.objects.count()) == (1, 0)


def test_an_expectation_is_taken_back_by_an_empty_one_and_stays_readable(cast: Cast) -> None:
    plan = make_plan(cast.owner)
    make_expectation(plan, cast.acting_superior, "Ramah")

    assert expect(plan, cast.acting_superior, SERVICE="") == ("SERVICE",)

    assert shown(plan, cast.owner) == {}
    assert Expectation.objects.filter(text="Ramah").exists()


def test_a_clarified_expectation_of_a_plan_in_force_is_a_version(cast: Cast) -> None:
    plan = make_plan(cast.owner)
    expect(plan, cast.acting_superior, SERVICE="Balas hari itu juga")

    page = queries.plan_page(actor(cast.owner), plan.pk, comparing="1..1.2")

    assert [version.name for version in page.versions] == ["1", "1.2"]
    assert shown(plan, cast.owner, version="1") == {}
    assert shown(plan, cast.owner, version="1.2") == {"SERVICE": "Balas hari itu juga"}
    assert page.comparison is not None
    (change,) = page.comparison.changes
    assert change.words == "Ekspektasi pimpinan diubah"
    assert [(f.label, f.old, f.new) for f in change.fields] == [
        ("Berorientasi Pelayanan", "kosong", "Balas hari itu juga")
    ]


def test_a_version_without_snapshot_has_the_expectations_of_its_time(cast: Cast) -> None:
    plan = make_plan(cast.owner)
    erase(Step.objects.all())
    expect(plan, cast.acting_superior, SERVICE="Balas hari itu juga")

    assert shown(plan, cast.owner, version="1") == {}
    assert shown(plan, cast.owner, version="1.2") == {"SERVICE": "Balas hari itu juga"}


def test_what_is_said_while_a_draft_is_written_shows_nothing_of_the_draft(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    expect(plan, cast.acting_superior, SERVICE="Ramah")

    page = queries.plan_page(actor(cast.acting_superior), plan.pk)

    assert Step.objects.get(kind=Step.Kind.CLARIFIED).content is None
    assert (page.versions, page.results) == ((), ())
    assert shown(plan, cast.acting_superior) == {"SERVICE": "Ramah"}


def test_while_a_change_is_drafted_the_plan_in_force_gets_the_version(cast: Cast) -> None:
    plan = make_plan(cast.owner)
    make_revision(plan, number=2, reason="Tugas baru")

    expect(plan, cast.acting_superior, SERVICE="Ramah")

    assert Step.objects.get(kind=Step.Kind.CLARIFIED).revision.number == 1


def test_expectations_hold_over_a_change_and_are_kept_in_what_is_handed_in(cast: Cast) -> None:
    plan = make_plan(cast.owner)
    make_expectation(plan, cast.acting_superior, "Ramah")
    services.start_revision(plan.pk, "Tugas baru", by=actor(cast.owner), at=NOON)
    services.submit_plan(plan.pk, by=actor(cast.owner), at=NOON)

    assert shown(plan, cast.acting_superior, version="2") == {"SERVICE": "Ramah"}


def test_a_decision_can_be_undone_although_an_expectation_was_clarified_after(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)
    services.approve_plan(plan.pk, by=actor(cast.acting_superior), at=NOON)
    expect(plan, cast.acting_superior, SERVICE="Ramah")

    services.reopen_plan(plan.pk, by=actor(cast.acting_superior), at=NOON)

    assert plan.revisions.get().status == Status.SUBMITTED


def test_guides_of_all_seven_values_are_shown(cast: Cast) -> None:
    page = queries.plan_page(actor(cast.owner), make_plan(cast.owner).pk)

    assert [len(value.guides) for value in page.behaviour] == [3] * 7
