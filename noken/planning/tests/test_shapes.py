"""Approach, lay-out and annex in the services of plans: begun, saved, copied, changed, kept."""

from dataclasses import replace

import pytest

from noken.core.uuid7 import uuid7
from noken.organization.models import Position, Posting
from noken.organization.queries import post_of
from noken.organization.tests.refusals import refused
from noken.planning import queries, rules, services
from noken.planning.models import AnnexLine, Plan, Revision
from noken.planning.rules import AnnexContent, Content
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_planning import content_now, make_annex_line, make_expectation, make_plan

pytestmark = pytest.mark.django_db
Status = Revision.Status


def save(plan: Plan, content: Content, cast: Cast) -> None:
    seen = rules.fingerprint(content_now(plan))
    services.save_draft(plan.pk, content, seen=seen, by=actor(cast.owner), at=NOON)


def lines(count: int, section: str = "RESOURCES") -> tuple[AnnexContent, ...]:
    return tuple(AnnexContent(uuid7(NOON), section, f"Butir {n}") for n in range(count))


# The post decides how a plan begins


def test_the_post_of_a_person_is_the_definitive_one(cast: Cast) -> None:
    head, acting = post_of(cast.agency_head.pk, TODAY), post_of(cast.acting_superior.pk, TODAY)

    assert head is not None
    assert (head.is_head, head.unit_id, head.unit_kind) == (True, cast.agency.pk, "OPD")
    assert acting is not None
    assert not acting.is_head


def test_without_a_posting_there_is_no_post(cast: Cast) -> None:
    Posting.objects.filter(employee=cast.owner).delete()

    assert post_of(cast.owner.pk, TODAY) is None
    plan = services.start_plan(cast.owner.pk, TODAY.year, by=actor(cast.owner), at=NOON)
    assert plan.revisions.get().form == rules.STAFF


@pytest.mark.parametrize(("who", "form"), [("agency_head", "LEADER"), ("owner", "STAFF")])
def test_a_plan_begins_in_the_lay_out_of_the_post(cast: Cast, who: str, form: str) -> None:
    person = getattr(cast, who)

    plan = services.start_plan(person.pk, TODAY.year, by=actor(person), at=NOON)

    assert plan.revisions.get().form == form


def test_an_echelon_makes_a_leader_too(cast: Cast) -> None:
    Position.objects.filter(postings__employee=cast.owner).update(echelon="II.b")

    plan = services.start_plan(cast.owner.pk, TODAY.year, by=actor(cast.owner), at=NOON)

    assert plan.revisions.get().form == rules.LEADER


# Saving


def test_shape_annex_and_perspectives_are_stored_with_the_draft(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    content = content_now(plan)
    (result,) = content.results
    seen = replace(result.indicators[0], perspective="PROCESS")
    wanted = replace(
        content.having(replace(result, indicators=(seen,))),
        form=rules.LEADER,
        annex=(*lines(2), *lines(1, "CONSEQUENCES")),
    )

    save(plan, wanted, cast)

    assert content_now(plan) == wanted


def test_expectations_in_a_content_are_not_the_owners_to_write(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    make_expectation(plan, cast.acting_superior, "Ramah")
    content = content_now(plan)

    save(plan, replace(content, annex=lines(1), expectations=(("LOYAL", "Patuh"),)), cast)

    assert content_now(plan).expectations == (("SERVICE", "Ramah"),)


def test_a_section_of_the_annex_has_room_for_ten_lines(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    content = content_now(plan)

    save(plan, replace(content, annex=lines(rules.MAX_ANNEX)), cast)
    with refused("plan.too_many"):
        save(plan, replace(content, annex=lines(rules.MAX_ANNEX + 1)), cast)


# Changes and a new year


def test_a_change_begins_with_annex_and_shape_and_tells_what_differs(cast: Cast) -> None:
    plan = make_plan(cast.owner)
    kept = make_annex_line(plan, "Kendaraan dinas")
    services.start_revision(plan.pk, "Tugas baru", by=actor(cast.owner), at=NOON)
    content = content_now(plan)
    assert [(line.key, line.text) for line in content.annex] == [(kept.key, "Kendaraan dinas")]

    changed = replace(content.annex[0], text="Kendaraan dinas tiap bulan")
    save(plan, replace(content, annex=(changed,), form=rules.LEADER), cast)

    page = queries.plan_page(actor(cast.owner), plan.pk, comparing="1..draf")
    assert page.comparison is not None
    assert page.comparison.changes[0].words == "Bentuk SKP diubah"
    assert page.comparison.changes[0].fields[0].new == "JPT dan pimpinan unit kerja mandiri"
    assert AnnexLine.objects.filter(revision__number=1).get().text == "Kendaraan dinas"


def test_a_copy_brings_the_annex_and_keeps_the_lay_out_of_todays_post(cast: Cast) -> None:
    old = make_plan(cast.owner, year=TODAY.year - 1)
    old.revisions.update(form=rules.LEADER, approach=rules.QUALITATIVE)
    make_annex_line(old, "Kendaraan dinas")
    make_expectation(old, cast.acting_superior)
    new = services.start_plan(cast.owner.pk, TODAY.year, by=actor(cast.owner), at=NOON)

    services.copy_from_last_period(new.pk, by=actor(cast.owner), at=NOON)

    content = content_now(new)
    assert (content.form, content.approach) == (rules.STAFF, rules.QUALITATIVE)
    assert [line.text for line in content.annex] == ["Kendaraan dinas"]
    assert content.expectations == ()


def test_what_was_handed_in_stays_readable_when_the_draft_goes_on(cast: Cast) -> None:
    plan = make_plan(cast.owner, status=Status.DRAFT)
    make_annex_line(plan, "Kendaraan dinas")
    by = actor(cast.owner)
    services.submit_plan(plan.pk, by=by, at=NOON)
    services.withdraw_submission(plan.pk, by=by, at=NOON)
    save(plan, replace(content_now(plan), annex=()), cast)

    page = queries.plan_page(actor(cast.acting_superior), plan.pk)

    assert [line.text for section in page.annex for line in section.lines] == ["Kendaraan dinas"]
    assert content_now(plan).annex == ()
