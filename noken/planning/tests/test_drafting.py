"""Beginning plans and changes, and writing drafts: one test per exit."""

from dataclasses import replace

import pytest

from noken.audit.models import Entry
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.organization.models import ReportingLine
from noken.organization.tests.refusals import refused
from noken.planning import rules, services
from noken.planning.models import Plan, PlannedResult, Revision, Step
from noken.planning.queries.results import content_of, results_of
from noken.planning.rules import Content
from tests.cast import Cast
from tests.world import NOON, actor
from tests.world_planning import content_now, make_plan, make_result, make_revision, result_content

pytestmark = pytest.mark.django_db
Status = Revision.Status


def seen(plan: Plan) -> str:
    return rules.fingerprint(content_now(plan))


def save(plan: Plan, content: Content, by: Actor, token: str = "") -> Revision:
    return services.save_draft(plan.pk, content, seen=token or seen(plan), by=by, at=NOON)


# Beginning


def test_a_plan_begins_as_an_empty_draft_and_is_journalled(cast: Cast) -> None:
    plan = services.start_plan(cast.owner.pk, 2026, by=actor(cast.owner), at=NOON)

    revision = plan.revisions.get()
    assert (revision.number, revision.status) == (1, Status.DRAFT)
    assert revision.steps.get().kind == Step.Kind.STARTED
    entry = Entry.objects.get()
    assert (entry.action, entry.subject_id) == ("PlanStarted", cast.owner.pk)


def test_nobody_begins_a_plan_for_another(cast: Cast) -> None:
    with refused("plan.not_yours"):
        services.start_plan(cast.owner.pk, 2026, by=actor(cast.superior), at=NOON)


def test_an_official_has_no_plan(cast: Cast) -> None:
    with refused("plan.not_employee"):
        services.start_plan(cast.bupati.pk, 2026, by=actor(cast.bupati), at=NOON)


@pytest.mark.parametrize("year", [2025, 2028])
def test_only_this_year_and_the_next_can_be_begun(cast: Cast, year: int) -> None:
    with refused("plan.not_startable"):
        services.start_plan(cast.owner.pk, year, by=actor(cast.owner), at=NOON)


def test_a_second_plan_for_a_year_is_refused(cast: Cast) -> None:
    make_plan(cast.owner)

    with refused("plan.not_startable"):
        services.start_plan(cast.owner.pk, 2026, by=actor(cast.owner), at=NOON)


# Beginning a change


def test_a_change_is_a_copy_with_the_same_keys_and_the_plan_goes_on(cast: Cast) -> None:
    above = make_result(make_plan(cast.acting_superior, results=()))
    plan = make_plan(cast.owner, supports=above)
    before = content_now(plan)

    revision = services.start_revision(plan.pk, " Tugas  baru ", by=actor(cast.owner), at=NOON)

    assert (revision.number, revision.status, revision.reason) == (2, Status.DRAFT, "Tugas baru")
    assert content_now(plan) == before
    assert plan.revisions.get(number=1).status == Status.APPROVED
    assert Entry.objects.get().reason == "Tugas baru"


def test_only_the_owner_begins_a_change(cast: Cast) -> None:
    plan = make_plan(cast.owner)

    with refused("plan.not_yours"):
        services.start_revision(plan.pk, "Tugas", by=actor(cast.acting_superior), at=NOON)


def test_a_second_open_change_is_refused(cast: Cast) -> None:
    plan = make_plan(cast.owner)
    services.start_revision(plan.pk, "Tugas", by=actor(cast.owner), at=NOON)

    with refused("plan.open_already"):
        services.start_revision(plan.pk, "Lagi", by=actor(cast.owner), at=NOON)


def test_without_an_agreed_plan_there_is_nothing_to_change(cast: Cast) -> None:
    plan = Plan.objects.create(owner=cast.owner, year=2026)
    make_revision(plan, status=Status.SUPERSEDED)

    with refused("plan.nothing_in_force"):
        services.start_revision(plan.pk, "Tugas", by=actor(cast.owner), at=NOON)


def test_a_change_needs_its_reason(cast: Cast) -> None:
    plan = make_plan(cast.owner)

    with refused("plan.no_reason"):
        services.start_revision(plan.pk, "  ", by=actor(cast.owner), at=NOON)


# Copying


def test_last_periods_results_come_with_new_keys_and_the_same_parent_by_its_words(
    cast: Cast,
) -> None:
    old_above = make_result(make_plan(cast.acting_superior, year=2025, results=()), "Mutu naik")
    new_above = make_result(make_plan(cast.acting_superior, results=()), "Mutu naik")
    old = make_plan(cast.owner, year=2025, supports=old_above)
    plan = make_plan(cast.owner, status=Status.DRAFT, results=())

    services.copy_from_last_period(plan.pk, by=actor(cast.owner), at=NOON)

    copied, source = content_now(plan).results[0], content_now(old).results[0]
    assert (copied.text, copied.supports) == (source.text, new_above.key)
    assert copied.key != source.key
    assert copied.indicators[0].key != source.indicators[0].key
    assert plan.revisions.get().saved_at == NOON


def test_a_copy_never_covers_what_is_written(cast: Cast) -> None:
    make_plan(cast.owner, year=2025)
    plan = make_plan(cast.owner, status=Status.DRAFT)

    with refused("plan.not_empty"):
        services.copy_from_last_period(plan.pk, by=actor(cast.owner), at=NOON)


def test_a_plan_never_agreed_is_nothing_to_copy(cast: Cast) -> None:
    make_plan(cast.owner, year=2025, status=Status.DRAFT)
    plan = make_plan(cast.owner, status=Status.DRAFT, results=())

    with refused("plan.nothing_to_copy"):
        services.copy_from_last_period(plan.pk, by=actor(cast.owner), at=NOON)


def test_only_into_a_draft_and_only_by_its_owner(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)

    with refused("plan.not_draft"):
        services.copy_from_last_period(plan.pk, by=actor(cast.owner), at=NOON)
    with refused("plan.not_yours"):
        services.copy_from_last_period(plan.pk, by=actor(cast.peer), at=NOON)


# Writing


def test_a_draft_holds_exactly_what_was_saved(cast: Cast) -> None:
    above = make_result(make_plan(cast.acting_superior, results=()))
    plan = make_plan(cast.owner, status=Status.DRAFT, results=("Lama", "Akan hilang"))
    kept = content_now(plan).results[0]
    kept_row = PlannedResult.objects.get(key=kept.key)
    wanted = Content(
        (result_content(supports=above), replace(kept, text="Data baru", indicators=()))
    )

    revision = save(plan, wanted, actor(cast.owner))

    assert content_now(plan) == wanted
    assert revision.saved_at == NOON
    assert PlannedResult.objects.get(key=kept.key).pk == kept_row.pk
    assert [entry.action for entry in Entry.objects.all()] == ["PlanDraftSaved"]


def test_unfinished_text_is_kept_in_every_open_state(cast: Cast) -> None:
    for person, status in ((cast.owner, Status.DRAFT), (cast.peer, Status.RETURNED)):
        plan = make_plan(person, status=status)
        wanted = Content((replace(content_now(plan).results[0], text=""),))

        save(plan, wanted, actor(person))

        assert content_now(plan) == wanted


def test_saving_the_same_again_changes_and_journals_nothing(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)

    revision = save(plan, content_now(plan), actor(cast.owner), token="anything")

    assert revision.saved_at is None
    assert not Entry.objects.exists()


def test_two_tabs_do_not_overwrite_each_other(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    token, first = seen(plan), content_now(plan).results[0]
    save(plan, Content((replace(first, text="Tab satu"),)), actor(cast.owner), token)

    with refused("plan.changed_elsewhere"):
        save(plan, Content((replace(first, text="Tab dua"),)), actor(cast.owner), token)

    assert content_now(plan).results[0].text == "Tab satu"


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.APPROVED])
def test_what_waits_or_is_agreed_cannot_be_written(cast: Cast, status: str) -> None:
    plan = make_plan(cast.owner, status=status)

    with refused("plan.not_draft"):
        save(plan, Content(), actor(cast.owner))


def test_nobody_writes_in_anothers_plan(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)

    with refused("plan.not_yours"):
        save(plan, Content(), actor(cast.acting_superior))


def test_a_plan_does_not_grow_beyond_its_limits(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT, results=())
    many = Content(tuple(result_content() for _ in range(rules.MAX_RESULTS + 1)))
    one = result_content()
    crowded = replace(
        one,
        indicators=tuple(
            replace(one.indicators[0], key=uuid7(NOON)) for _ in range(rules.MAX_INDICATORS + 1)
        ),
    )

    for content in (many, Content((crowded,))):
        with refused("plan.too_many"):
            save(plan, content, actor(cast.owner))


def test_keys_of_another_plan_are_refused(cast: Cast) -> None:
    other = content_now(make_plan(cast.peer)).results[0]
    plan = make_plan(cast.owner, status=Status.DRAFT, results=())
    own = result_content()

    for content in (
        Content((replace(own, key=other.key),)),
        Content((replace(own, indicators=other.indicators),)),
    ):
        with refused("plan.foreign_key"):
            save(plan, content, actor(cast.owner))


def test_a_result_supports_only_a_result_of_the_superior(cast: Cast) -> None:
    strange = make_result(make_plan(cast.peer, results=()))
    plan = make_plan(cast.owner, status=Status.DRAFT, results=())

    with refused("plan.not_superiors_result"):
        save(plan, Content((result_content(supports=strange),)), actor(cast.owner))


@pytest.mark.parametrize("status", [Status.APPROVED, Status.SUBMITTED])
def test_the_superiors_result_may_be_agreed_or_in_submission(cast: Cast, status: str) -> None:
    above = make_result(make_plan(cast.acting_superior, status=status, results=()))
    plan = make_plan(cast.owner, status=Status.DRAFT, results=())

    save(plan, Content((result_content(supports=above),)), actor(cast.owner))

    assert content_now(plan).results[0].supports == above.key


def test_a_draft_of_the_superior_is_not_yet_a_result_to_serve(cast: Cast) -> None:
    above = make_result(make_plan(cast.acting_superior, status=Status.DRAFT, results=()))
    plan = make_plan(cast.owner, status=Status.DRAFT, results=())

    with refused("plan.not_superiors_result"):
        save(plan, Content((result_content(supports=above),)), actor(cast.owner))


def test_what_was_chosen_under_a_former_superior_does_not_block_the_draft(cast: Cast) -> None:
    above = make_result(make_plan(cast.former_superior, results=()))
    plan = make_plan(cast.owner, status=Status.DRAFT, supports=above)
    changed = replace(content_now(plan).results[0], text="Data baru")

    save(plan, Content((changed,)), actor(cast.owner))

    assert content_now(plan).results[0].supports == above.key


def test_the_top_serves_nobodys_result(cast: Cast) -> None:
    ReportingLine.objects.filter(employee=cast.agency_head).update(
        superior=None, basis=ReportingLine.Basis.TOP
    )
    plan = make_plan(cast.agency_head, status=Status.DRAFT, results=())

    save(plan, Content((result_content(),)), actor(cast.agency_head))

    revision = plan.revisions.get()
    assert len(content_of(results_of([revision.pk])[revision.pk]).results) == 1


def test_a_refusal_leaves_the_draft_as_it_was(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    before = content_now(plan)

    with pytest.raises(Refused):
        save(plan, Content((result_content(),)), actor(cast.owner), token="old")

    assert content_now(plan) == before
    assert not Entry.objects.exists()
