"""Submitting, withdrawing, returning and agreeing: one test per exit, and two superiors at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from noken.audit.models import Entry
from noken.core.errors import Refused
from noken.organization.models import ReportingLine
from noken.organization.tests.refusals import refused
from noken.planning import rules, services
from noken.planning.models import Indicator, Plan, PlannedResult, Revision, Step
from noken.planning.queries import plan_page
from noken.planning.rules import Content
from tests.cast import Cast, make_cast
from tests.world import NOON, actor
from tests.world_planning import content_now, make_plan, make_result, make_revision

pytestmark = pytest.mark.django_db
Status = Revision.Status
LATER = NOON + timedelta(hours=1)


def kept_in(step: Step) -> Content:
    assert step.content is not None
    return rules.from_json(step.content)


def newest(plan: Plan) -> Revision:
    return plan.revisions.latest("number")


# Handing in


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETURNED])
def test_a_complete_draft_goes_to_the_superior_with_its_snapshot(cast: Cast, status: str) -> None:
    plan = make_plan(cast.owner, status=status, note="Ubah")

    services.submit_plan(plan.pk, by=actor(cast.owner), at=NOON)

    revision = newest(plan)
    assert (revision.status, revision.submitted_at, revision.note) == (Status.SUBMITTED, NOON, "")
    step = revision.steps.get()
    assert step.kind == Step.Kind.SUBMITTED
    assert kept_in(step) == content_now(plan)
    entry = Entry.objects.get()
    assert (entry.action, entry.subject_id) == ("PlanSubmitted", cast.owner.pk)


def test_only_the_owner_submits(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)

    with refused("plan.not_yours"):
        services.submit_plan(plan.pk, by=actor(cast.peer), at=NOON)


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.APPROVED, Status.SUPERSEDED])
def test_only_a_draft_is_submitted(cast: Cast, status: str) -> None:
    plan = make_plan(cast.owner, status=status)

    with refused("plan.not_draft"):
        services.submit_plan(plan.pk, by=actor(cast.owner), at=NOON)


@pytest.mark.parametrize("basis", [ReportingLine.Basis.TOP, ReportingLine.Basis.GAP])
def test_without_a_superior_the_plan_stays_and_its_owner_is_told(cast: Cast, basis: str) -> None:
    ReportingLine.objects.filter(employee=cast.owner).update(superior=None, basis=basis)
    plan = make_plan(cast.owner, status=Status.DRAFT)

    with refused("plan.no_superior"):
        services.submit_plan(plan.pk, by=actor(cast.owner), at=NOON)

    assert newest(plan).status == Status.DRAFT


def test_an_incomplete_plan_stays_a_draft(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT, indicators=0)

    with refused("plan.incomplete"):
        services.submit_plan(plan.pk, by=actor(cast.owner), at=NOON)

    assert newest(plan).status == Status.DRAFT
    assert not Entry.objects.exists()


def test_no_hint_keeps_a_plan_from_its_superior_who_reads_it_before_deciding(cast: Cast) -> None:
    """No goal above, an old one, no measure: seen by both, handed in and agreed all the same."""
    make_result(make_plan(cast.acting_superior, results=()))
    old = make_result(make_plan(cast.former_superior, results=()), "Lama")
    plan = make_plan(cast.owner, status=Status.DRAFT, results=("Satu", "Dua"))
    PlannedResult.objects.filter(revision__plan=plan, text="Dua").update(supports=old)
    Indicator.objects.filter(result__revision__plan=plan, result__text="Satu").update(unit="")
    by = actor(cast.acting_superior)

    services.submit_plan(plan.pk, by=actor(cast.owner), at=NOON)

    for reader in (actor(cast.owner), by):
        kinds = {hint.kind for hint in plan_page(reader, plan.pk).hints.hints}
        assert kinds == {"NO_GOAL", "OLD_GOAL", "NO_MEASURE"}
    services.approve_plan(plan.pk, by=by, at=NOON)
    assert newest(plan).status == Status.APPROVED


# Taking back


def test_a_plan_is_taken_back_before_the_decision(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)

    services.withdraw_submission(plan.pk, by=actor(cast.owner), at=NOON)

    revision = newest(plan)
    assert (revision.status, revision.submitted_at) == (Status.DRAFT, None)
    assert revision.steps.latest("at").kind == Step.Kind.WITHDRAWN
    assert Entry.objects.get().action == "PlanWithdrawn"


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETURNED, Status.APPROVED])
def test_only_what_waits_is_taken_back(cast: Cast, status: str) -> None:
    plan = make_plan(cast.owner, status=status)

    with refused("plan.not_waiting"):
        services.withdraw_submission(plan.pk, by=actor(cast.owner), at=NOON)


def test_only_the_owner_takes_it_back(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)

    with refused("plan.not_yours"):
        services.withdraw_submission(plan.pk, by=actor(cast.acting_superior), at=NOON)


# Giving back


def test_a_plan_comes_back_with_its_note(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)
    acting = cast.acting_superior

    services.return_plan(plan.pk, " Tambahkan target. ", by=actor(acting), at=NOON)

    revision = newest(plan)
    assert (revision.status, revision.note) == (Status.RETURNED, "Tambahkan target.")
    assert (revision.decided_at, revision.decided_by) == (NOON, acting)
    step = revision.steps.latest("at")
    assert (step.kind, step.note, step.by) == (Step.Kind.RETURNED, "Tambahkan target.", acting)
    entry = Entry.objects.get()
    assert (entry.action, entry.reason) == ("PlanReturned", "Tambahkan target.")


def test_a_return_without_a_note_helps_nobody(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)

    with refused("plan.note_missing"):
        services.return_plan(plan.pk, "  ", by=actor(cast.acting_superior), at=NOON)


# Agreeing


def test_an_agreed_plan_supersedes_the_one_in_force(cast: Cast) -> None:
    plan = make_plan(cast.owner)
    first = newest(plan)
    make_revision(plan, number=2, status=Status.SUBMITTED)
    make_result(plan, "Data 48 sekolah valid")

    services.approve_plan(plan.pk, by=actor(cast.acting_superior), at=NOON)

    first.refresh_from_db()
    revision = newest(plan)
    assert (first.status, revision.status) == (Status.SUPERSEDED, Status.APPROVED)
    assert (revision.decided_at, revision.decided_by) == (NOON, cast.acting_superior)
    step = revision.steps.get(kind=Step.Kind.APPROVED)
    assert kept_in(step) == content_now(plan)
    assert Entry.objects.get().action == "PlanApproved"


@pytest.mark.parametrize(
    "relation",
    [
        "owner",
        "superior",
        "higher_superior",
        "former_superior",
        "peer",
        "admin_opd",
        "personnel",
        "leader",
    ],
)
def test_only_the_direct_superior_of_the_day_decides(cast: Cast, relation: str) -> None:
    """Yohana is away this week, so that even she does not: Naomi acts for her."""
    plan = make_plan(cast.owner, status=Status.SUBMITTED)
    by = actor(getattr(cast, relation))

    with refused("plan.not_direct_superior"):
        services.approve_plan(plan.pk, by=by, at=NOON)
    with refused("plan.not_direct_superior"):
        services.return_plan(plan.pk, "Ubah", by=by, at=NOON)


@pytest.mark.parametrize(
    "status", [Status.DRAFT, Status.RETURNED, Status.APPROVED, Status.SUPERSEDED]
)
def test_only_what_waits_is_decided(cast: Cast, status: str) -> None:
    plan = make_plan(cast.owner, status=status)
    by = actor(cast.acting_superior)

    with refused("plan.not_waiting"):
        services.approve_plan(plan.pk, by=by, at=NOON)
    with refused("plan.not_waiting"):
        services.return_plan(plan.pk, "Ubah", by=by, at=NOON)


def test_every_submission_stays_as_it_was_after_the_text_changes(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    owner, above = actor(cast.owner), actor(cast.acting_superior)
    services.submit_plan(plan.pk, by=owner, at=NOON)
    services.return_plan(plan.pk, "Ubah", by=above, at=NOON)
    first = content_now(plan)
    changed = Content((replace(first.results[0], text="Data 48 sekolah valid"),))
    services.save_draft(plan.pk, changed, seen=rules.fingerprint(first), by=owner, at=LATER)
    services.submit_plan(plan.pk, by=owner, at=LATER)
    services.approve_plan(plan.pk, by=above, at=LATER)

    kept = [kept_in(step) for step in Step.objects.exclude(content=None).order_by("pk")]

    assert kept == [first, changed, changed]


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_are_one() -> None:
    cast = make_cast()
    plan = make_plan(cast.owner, status=Status.SUBMITTED)
    by = actor(cast.acting_superior)
    schema = connection.schema_name  # type: ignore[attr-defined]  # django-tenants adds it

    def decide(number: int) -> str:
        connection.set_schema(schema)  # type: ignore[attr-defined]  # as above
        try:
            if number % 2:
                services.approve_plan(plan.pk, by=by, at=NOON)
            else:
                services.return_plan(plan.pk, "Ubah", by=by, at=NOON)
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(decide, range(4)))

    assert answers == ["done", *["plan.not_waiting"] * 3]
    decided = plan.revisions.get().steps.exclude(kind=Step.Kind.SUBMITTED)
    assert decided.count() == 1
    assert Entry.objects.count() == 1


# Urungkan of a decision


@pytest.mark.parametrize("agreed_before", [False, True])
def test_an_agreement_is_undone_and_what_was_in_force_is_again(
    cast: Cast, *, agreed_before: bool
) -> None:
    plan = make_plan(cast.owner, status=Status.APPROVED if agreed_before else Status.SUBMITTED)
    if agreed_before:
        make_revision(plan, number=2, status=Status.SUBMITTED)
    by = actor(cast.acting_superior)
    services.approve_plan(plan.pk, by=by, at=NOON)

    services.reopen_plan(plan.pk, by=by, at=NOON + timedelta(seconds=12))

    statuses = list(plan.revisions.order_by("number").values_list("status", flat=True))
    assert statuses == ([Status.APPROVED] if agreed_before else []) + [Status.SUBMITTED]
    revision = newest(plan)
    assert (revision.decided_at, revision.decided_by) == (None, None)
    kinds = list(revision.steps.order_by("pk").values_list("kind", flat=True))
    assert kinds[-2:] == [Step.Kind.APPROVED, Step.Kind.REOPENED]
    services.return_plan(plan.pk, "Tambahkan target", by=by, at=LATER)


def test_a_plan_given_back_by_mistake_waits_again_without_its_note(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)
    by = actor(cast.acting_superior)
    services.return_plan(plan.pk, "Salah orang", by=by, at=NOON)

    services.reopen_plan(plan.pk, by=by, at=NOON)

    assert (newest(plan).status, newest(plan).note) == (Status.SUBMITTED, "")


@pytest.mark.parametrize(
    ("who", "seconds", "code"),
    [
        ("acting_superior", 13, "plan.too_late_to_undo"),
        ("superior", 1, "plan.not_your_decision"),
        ("owner", 1, "plan.not_your_decision"),
    ],
)
def test_only_who_decided_undoes_it_and_only_at_once(
    cast: Cast, who: str, seconds: int, code: str
) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)
    services.approve_plan(plan.pk, by=actor(cast.acting_superior), at=NOON)

    with refused(code):
        services.reopen_plan(
            plan.pk, by=actor(getattr(cast, who)), at=NOON + timedelta(seconds=seconds)
        )

    assert newest(plan).status == Status.APPROVED


def test_a_decision_is_undone_once(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)
    by = actor(cast.acting_superior)
    services.approve_plan(plan.pk, by=by, at=NOON)
    services.reopen_plan(plan.pk, by=by, at=NOON)

    with refused("plan.not_your_decision"):
        services.reopen_plan(plan.pk, by=by, at=NOON)


def test_what_its_owner_has_begun_to_mend_stays_returned(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)
    by, owner = actor(cast.acting_superior), actor(cast.owner)
    services.return_plan(plan.pk, "Tambahkan target", by=by, at=NOON)
    second = NOON + timedelta(seconds=1)
    held = content_now(plan)
    mended = replace(held, results=(replace(held.results[0], text="Lebih jelas"),))
    services.save_draft(plan.pk, mended, seen=rules.fingerprint(held), by=owner, at=second)

    with refused("plan.gone_on"):
        services.reopen_plan(plan.pk, by=by, at=second)


def test_what_its_owner_has_begun_to_change_stays_agreed(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.SUBMITTED)
    by = actor(cast.acting_superior)
    services.approve_plan(plan.pk, by=by, at=NOON)
    services.start_revision(plan.pk, "Tugas baru", by=actor(cast.owner), at=NOON)

    with refused("plan.not_your_decision"):
        services.reopen_plan(plan.pk, by=by, at=NOON)


# A change that is given up


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETURNED])
def test_a_change_is_discarded_and_the_plan_goes_on(cast: Cast, status: str) -> None:
    plan = make_plan(cast.owner, status=Status.APPROVED)
    make_revision(plan, number=2, status=status)

    services.discard_revision(plan.pk, by=actor(cast.owner), at=NOON)

    statuses = list(plan.revisions.order_by("number").values_list("status", flat=True))
    assert statuses == [Status.APPROVED, Status.DISCARDED]
    assert newest(plan).steps.latest("pk").kind == Step.Kind.DISCARDED
    again = services.start_revision(plan.pk, "Tugas baru", by=actor(cast.owner), at=LATER)
    assert again.number == 3


@pytest.mark.parametrize(
    ("first", "change", "who", "code"),
    [
        (Status.APPROVED, None, "owner", "plan.nothing_to_discard"),
        (Status.DRAFT, None, "owner", "plan.nothing_to_discard"),
        (Status.APPROVED, Status.SUBMITTED, "owner", "plan.not_draft"),
        (Status.APPROVED, Status.DRAFT, "acting_superior", "plan.not_yours"),
    ],
)
def test_only_an_open_change_of_ones_own_is_discarded(
    cast: Cast, first: str, change: str | None, who: str, code: str
) -> None:
    plan = make_plan(cast.owner, status=first)
    if change:
        make_revision(plan, number=2, status=change)

    with refused(code):
        services.discard_revision(plan.pk, by=actor(getattr(cast, who)), at=NOON)
