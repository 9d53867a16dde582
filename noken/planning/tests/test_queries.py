"""Who sees which plan, agreed results, the cascade, and lists."""

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from noken.core.actor import Role
from noken.core.tally import counted
from noken.organization.models import Employee, StandingPeriod
from noken.planning import access, queries, services
from noken.planning.models import Plan, PlannedResult, Revision
from noken.planning.queries.results import parents_of
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_employee, make_line, make_position, make_posting
from tests.world_planning import (
    content_now,
    make_plan,
    make_result,
    make_revision,
)

pytestmark = pytest.mark.django_db
Status = Revision.Status


def page(person: Employee, plan: Plan, **options: str) -> queries.PlanPage:
    return queries.plan_page(actor(person), plan.pk, **options)


# Who sees


def test_the_filter_and_the_single_answer_agree_for_everybody(cast: Cast) -> None:
    plans = [make_plan(person) for person in (cast.owner, cast.agency_head, cast.admin_other)]

    for person in cast.standing().values():
        who = actor(person)
        seen = set(Plan.objects.filter(access.visible_to(who)).values_list("pk", flat=True))
        assert seen == {plan.pk for plan in plans if access.can_see(who, plan.owner_id)}


@pytest.mark.parametrize(
    ("relation", "role"),
    [
        ("owner", Role.SELF),
        ("superior", None),
        ("acting_superior", Role.SUPERIOR),
        ("higher_superior", None),
        ("former_superior", None),
        ("peer", None),
        ("admin_opd", Role.ADMIN_OPD),
        ("admin_other", None),
        ("personnel", Role.PERSONNEL),
        ("inspectorate", None),
        ("leader", None),
        ("ended", None),
    ],
)
def test_a_plan_is_shown_in_the_relation_that_opens_it(
    cast: Cast, relation: str, role: Role | None
) -> None:
    plan = make_plan(cast.owner)
    who = actor(getattr(cast, relation))
    if relation in {"superior", "higher_superior"}:
        role = Role.SUPERIOR  # Naomi acts for Yohana and answers to her: the chain goes on above

    if role is None:
        with pytest.raises(Http404):
            queries.plan_page(who, plan.pk)
        with pytest.raises(Http404):
            queries.get_plan(who, plan.pk)
    else:
        assert queries.plan_page(who, plan.pk).role is role
        assert queries.get_plan(who, plan.pk) == plan


def test_a_plan_that_is_not_there_looks_like_one_that_is_not_yours(cast: Cast) -> None:
    with pytest.raises(Http404):
        queries.plan_page(actor(cast.owner), 0)


# Results in force


def test_agreed_results_of_many_owners_come_in_one_statement(cast: Cast) -> None:
    for person in (cast.owner, cast.peer, cast.superior):
        make_plan(person, results=("Satu", "Dua"), indicators=2)
    make_plan(cast.admin_opd, status=Status.SUBMITTED)
    make_plan(cast.leader, year=2025)

    with CaptureQueriesContext(connection) as asked:
        found = queries.results_in_force(Employee.objects.values("pk"), 2026)

    assert len(asked) == 1
    assert set(found) == {cast.owner.pk, cast.peer.pk, cast.superior.pk}
    first = found[cast.owner.pk][0]
    assert (first.text, first.order, len(first.indicators)) == ("Satu", 1, 2)
    assert first.indicators[0].year_target == 42


def test_the_revision_being_written_does_not_count_yet(cast: Cast) -> None:
    plan = make_plan(cast.owner, results=("Berlaku",))
    make_revision(plan, number=2)
    make_result(plan, "Baru")

    (result,) = queries.results_in_force([cast.owner.pk], 2026)[cast.owner.pk]

    assert result.text == "Berlaku"


def test_what_may_be_served_is_agreed_first_and_then_what_is_handed_in(cast: Cast) -> None:
    plan = make_plan(cast.superior, results=("Berlaku",))
    kept = plan.revisions.get().results.get()
    make_revision(plan, number=2, status=Status.SUBMITTED)
    again = make_result(plan, "Berlaku, rumusan baru")
    PlannedResult.objects.filter(pk=again.pk).update(key=kept.key)
    make_result(plan, "Baru")

    found = parents_of(cast.superior.pk, 2026)

    assert [row.view.text for row in found.values()] == ["Berlaku", "Baru"]
    assert parents_of(None, 2026) == {}


# The cascade


def test_the_cascade_goes_two_levels_up(cast: Cast) -> None:
    top = make_result(make_plan(cast.higher_superior, results=()), "Mutu meningkat")
    above = make_result(make_plan(cast.acting_superior, results=()), "Data terkelola", supports=top)
    plan = make_plan(cast.owner, status=Status.DRAFT, results=("Satu", "Dua"), supports=above)
    make_result(plan, "Tambahan", kind="ADDITIONAL")

    served, loose = page(cast.owner, plan).branches

    assert served.top is not None
    assert served.parent is not None
    assert (served.top.text, served.top.person and served.top.person.id) == (
        "Mutu meningkat",
        cast.higher_superior.pk,
    )
    assert served.parent.person is not None
    assert (served.parent.text, served.parent.person.id) == (
        "Data terkelola",
        cast.acting_superior.pk,
    )
    assert [own.text for own in served.own] == ["Satu", "Dua"]
    assert (loose.parent, [own.number for own in loose.own]) == (None, [3])


def test_a_result_of_a_former_superior_is_marked_and_keeps_nobody(cast: Cast) -> None:
    make_plan(cast.acting_superior)
    old = make_result(make_plan(cast.former_superior, results=()), "Lama")
    plan = make_plan(cast.owner, status=Status.DRAFT, supports=old)

    shown = page(cast.owner, plan)

    assert [(branch.stale, branch.parent and branch.parent.text) for branch in shown.branches] == [
        (True, "Lama")
    ]
    assert shown.problems == ()
    assert [hint.kind for hint in shown.hints.hints] == ["OLD_GOAL"]


def test_a_changed_wording_above_is_shown_below(cast: Cast) -> None:
    plan_above = make_plan(cast.acting_superior, results=("Lama",))
    old = plan_above.revisions.get().results.get()
    plan = make_plan(cast.owner, supports=old)
    plan_above.revisions.update(status=Status.SUPERSEDED)
    make_revision(plan_above, number=2, status=Status.APPROVED)
    new = make_result(plan_above, "Baru")
    PlannedResult.objects.filter(pk=new.pk).update(key=old.key)

    shown = page(cast.owner, plan)

    assert shown.results[0].parent_text == "Baru"
    assert shown.branches[0].stale is False


# Lists


def test_my_plans_say_what_counts_and_what_can_be_begun(cast: Cast) -> None:
    make_plan(cast.owner, year=2025, results=("Satu", "Dua"))
    plan = make_plan(cast.owner)
    services.start_revision(plan.pk, "Tugas", by=actor(cast.owner), at=NOON)

    found = queries.my_plans(actor(cast.owner))

    assert found.current is not None
    assert (found.current.words, found.current.tone) == ("Berlaku, perubahan: draf", "ok")
    assert (found.current.results, found.current.in_force) == (1, 1)
    assert [row.year for row in found.others] == [2025]
    assert (found.startable, found.copyable) == ((2027,), 2026)


@pytest.mark.parametrize(
    ("status", "words", "tone"),
    [
        (Status.DRAFT, "Draf", ""),
        (Status.SUBMITTED, "Menunggu atasan", "thr"),
        (Status.RETURNED, "Dikembalikan", "warn"),
        (Status.APPROVED, "Berlaku", "ok"),
        (Status.SUPERSEDED, "", ""),
    ],
)
def test_a_plan_in_a_list_says_its_state(cast: Cast, status: str, words: str, tone: str) -> None:
    make_plan(cast.owner, status=status)

    row = queries.my_plans(actor(cast.owner)).current

    assert row is not None
    assert (row.words, row.tone) == (words, tone)


def test_what_waits_is_the_direct_superiors_of_the_day(cast: Cast) -> None:
    waiting = make_plan(cast.owner, status=Status.SUBMITTED)
    make_plan(cast.peer, status=Status.DRAFT)

    acting, away = actor(cast.acting_superior), actor(cast.superior)

    assert [plan.plan_id for plan in queries.plans_awaiting(acting)] == [waiting.pk]
    assert queries.plans_awaiting(away) == []
    for who, plans in ((acting, 1), (away, 0)):
        places = counted([queries.waiting_tally(who)])
        assert (places["team_plans"], places["own_plan"]) == (plans, 0)


def test_the_superiors_list_names_who_has_not_begun(cast: Cast) -> None:
    make_plan(cast.owner, status=Status.DRAFT)

    found = queries.awaiting_page(actor(cast.acting_superior))

    assert [person.id for person in found.drafting] == [cast.owner.pk]
    assert [person.id for person in found.without] == [cast.peer.pk]
    assert found.about == {cast.owner.pk, cast.peer.pk}


def test_people_without_a_plan_are_counted_by_cause_inside_ones_care(cast: Cast) -> None:
    make_plan(cast.owner, status=Status.SUBMITTED)
    make_plan(cast.peer, status=Status.RETURNED)
    make_plan(cast.superior)
    gone = make_employee(standing=StandingPeriod.Standing.RETIRED)
    make_posting(gone, make_position(cast.section))
    make_line(gone, cast.superior)

    found = queries.without_plan_counts(actor(cast.admin_opd), 2026)
    other = queries.without_plan_counts(actor(cast.admin_other), 2026)
    nobody = queries.without_plan_counts(actor(cast.peer), 2026)

    assert (found.waiting, found.drafting) == (1, 1)
    assert found.none == len(queries.without_plan(actor(cast.admin_opd), 2026))
    assert found.total == found.none + 2
    assert other.waiting == nobody.total == 0
    names = [person.name for person in queries.without_plan(actor(cast.personnel), 2026)]
    assert names == sorted(names)
    assert cast.bupati.name not in names


def test_the_plan_of_a_year_is_found_by_its_owner(cast: Cast) -> None:
    plan = make_plan(cast.owner)

    assert queries.current_plan_ids([cast.owner.pk, cast.peer.pk], TODAY.year) == {
        cast.owner.pk: plan.pk
    }


def test_models_name_themselves(cast: Cast) -> None:
    plan = make_plan(cast.owner)
    revision = plan.revisions.get()
    result = revision.results.get()

    assert [str(thing) for thing in (plan, revision, revision.steps.get(), result)] == [
        "SKP 2026",
        "versi 1",
        "Diajukan",
        content_now(plan).results[0].text,
    ]
    assert str(result.indicators.get()) == "Sekolah dengan data valid"
