"""A person objects to the own grade, adds to it, and takes it back."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from noken.core.actor import system
from noken.core.errors import Refused
from noken.objections import services
from noken.objections.models import Attachment, Objection, Statement, Step
from noken.objections.queries.deciders import decider_of
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_objections import (
    WHY,
    make_grade,
    make_objection,
    new_key,
    objection_draft,
    statement_draft,
)
from tests.world_work import photo

pytestmark = pytest.mark.django_db


def code_of(act: pytest.ExceptionInfo[Refused]) -> str:
    return act.value.code


def test_it_is_filed_with_what_stood_and_goes_to_the_superior_of_the_rater(cast: Cast) -> None:
    sheet = make_grade(cast.owner, cast.superior)

    made = services.file_objection(objection_draft(sheet), by=actor(cast.owner), at=NOON)

    assert made.status == "FILED"
    assert (made.before_result, made.before_behaviour, made.before_grade) == (
        "BELOW",
        "AS",
        "NEEDS_IMPROVEMENT",
    )
    assert (made.received_on, made.due_on) == (date(2026, 11, 20), date(2026, 12, 4))
    assert not made.is_late
    assert made.take_by == date(2026, 11, 27)
    assert made.rater == cast.superior
    assert decider_of(made.pk, TODAY) == cast.higher_superior.pk
    assert made.steps.get().kind == Step.Kind.FILED
    sheet.refresh_from_db()
    assert sheet.objected_at is None, "evaluation must know nothing that the rater could notice"


def test_who_acts_for_another_today_changes_nothing_about_who_rated(cast: Cast) -> None:
    """Elias rated who moved away from him; where Maria is now, Naomi acts."""
    cast.former_superior.reporting_lines.filter(end_on=None).update(
        superior=cast.leader, basis="OVERRIDE", via=None
    )

    published = NOON - timedelta(2)
    sheet = make_grade(cast.owner, cast.former_superior, published_at=published, received_at=NOON)
    row = make_objection(sheet, at=NOON)

    assert decider_of(row.pk, TODAY) == cast.leader.pk


def test_the_same_submission_twice_is_one_objection(cast: Cast) -> None:
    draft = objection_draft(make_grade(cast.owner, cast.superior))

    first = services.file_objection(draft, by=actor(cast.owner), at=NOON)
    again = services.file_objection(draft, by=actor(cast.owner), at=NOON + timedelta(minutes=1))

    assert again == first
    assert Objection.objects.count() == 1
    assert again.filed_at == NOON


def test_the_same_key_with_other_words_is_refused(cast: Cast) -> None:
    sheet = make_grade(cast.owner, cast.superior)
    draft = objection_draft(sheet)
    services.file_objection(draft, by=actor(cast.owner), at=NOON)
    other = objection_draft(sheet, key=draft.key, text="Lain")

    with pytest.raises(Refused) as act:
        services.file_objection(other, by=actor(cast.owner), at=NOON)

    assert code_of(act) == "receipt.changed"
    assert Objection.objects.get().text == WHY


@pytest.mark.parametrize(
    ("days", "late"), [(10, False), (11, True), (400, True)], ids=["last", "after", "much"]
)
def test_late_is_recorded_and_never_refused(cast: Cast, days: int, late: bool) -> None:
    sheet = make_grade(cast.owner, cast.superior)
    at = NOON + timedelta(days)

    made = services.file_objection(
        objection_draft(sheet, key=new_key(at)),
        by=actor(cast.owner, on=TODAY + timedelta(days)),
        at=at,
    )

    assert made.is_late == late


def test_a_final_grade_can_still_be_objected_to(cast: Cast) -> None:
    sheet = make_grade(cast.owner, cast.superior, final=True)

    made = services.file_objection(objection_draft(sheet), by=actor(cast.owner), at=NOON)

    assert made.status == "FILED"


def test_files_go_with_it(cast: Cast) -> None:
    draft = objection_draft(
        make_grade(cast.owner, cast.superior), uploads=(photo(), photo("b.jpg"))
    )

    made = services.file_objection(draft, by=actor(cast.owner), at=NOON)

    assert made.attachments.count() == 2
    assert {each.by for each in made.attachments.all()} == {cast.owner}


def test_six_files_are_too_many_and_nothing_is_kept(cast: Cast) -> None:
    uploads = tuple(photo(f"{number}.jpg") for number in range(6))
    draft = objection_draft(make_grade(cast.owner, cast.superior), uploads=uploads)

    with pytest.raises(Refused) as act:
        services.file_objection(draft, by=actor(cast.owner), at=NOON)

    assert code_of(act) == "objection.too_many_files"
    assert not Objection.objects.exists()
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": "  "}, "objection.empty"),
        ({"text": "x" * 8001}, "objection.too_long"),
        ({"about": "EVERYTHING"}, "objection.no_part"),
        ({"sheet_id": 2**40}, "objection.no_grade"),
    ],
)
def test_what_cannot_be_filed(cast: Cast, fields: dict[str, object], code: str) -> None:
    draft = objection_draft(make_grade(cast.owner, cast.superior), **fields)

    with pytest.raises(Refused) as act:
        services.file_objection(draft, by=actor(cast.owner), at=NOON)

    assert code_of(act) == code
    assert not Objection.objects.exists()


def test_an_account_without_a_person_objects_to_nothing(cast: Cast) -> None:
    draft = objection_draft(make_grade(cast.owner, cast.superior))

    with pytest.raises(Refused) as act:
        services.file_objection(draft, by=system(TODAY), at=NOON)

    assert code_of(act) == "objection.no_person"


def test_a_key_that_is_none_is_refused(cast: Cast) -> None:
    draft = objection_draft(make_grade(cast.owner, cast.superior), key=uuid4())

    with pytest.raises(Refused) as act:
        services.file_objection(draft, by=actor(cast.owner), at=NOON)

    assert code_of(act) == "receipt.bad_key"


def test_what_does_not_exist_is_said_so(cast: Cast) -> None:
    with pytest.raises(Refused) as act:
        services.withdraw(new_key(), by=actor(cast.owner), at=NOON)

    assert code_of(act) == "objection.unknown"


def test_nobody_objects_for_somebody_else(cast: Cast) -> None:
    draft = objection_draft(make_grade(cast.owner, cast.superior))

    with pytest.raises(Refused) as act:
        services.file_objection(draft, by=actor(cast.peer), at=NOON)

    assert code_of(act) == "objection.no_grade"


def test_a_result_is_opened_before_it_is_objected_to(cast: Cast) -> None:
    draft = objection_draft(make_grade(cast.owner, cast.superior, received_at=None))

    with pytest.raises(Refused) as act:
        services.file_objection(draft, by=actor(cast.owner), at=NOON)

    assert code_of(act) == "objection.not_received"


@pytest.mark.parametrize(
    ("status", "code"), [("FILED", "objection.already"), ("DECIDED", "objection.final")]
)
def test_one_objection_a_grade_and_the_decision_is_final(
    cast: Cast, status: str, code: str
) -> None:
    sheet = make_grade(cast.owner, cast.superior)
    make_objection(sheet, status=status, by=cast.higher_superior)

    with pytest.raises(Refused) as act:
        services.file_objection(objection_draft(sheet), by=actor(cast.owner), at=NOON)

    assert code_of(act) == code


def test_after_taking_it_back_one_may_object_again(cast: Cast) -> None:
    sheet = make_grade(cast.owner, cast.superior)
    make_objection(sheet, status="WITHDRAWN")

    made = services.file_objection(objection_draft(sheet), by=actor(cast.owner), at=NOON)

    assert made.status == "FILED"


def test_the_database_holds_one_standing_objection_a_sheet(cast: Cast) -> None:
    sheet = make_grade(cast.owner, cast.superior)
    make_objection(sheet)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_objection(sheet)


def test_nobody_decides_on_themselves_says_the_database(cast: Cast) -> None:
    sheet = make_grade(cast.owner, cast.superior)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_objection(sheet, status="TAKEN", by=cast.superior)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_objection(sheet, status="TAKEN", by=cast.owner)


def test_something_is_added_once(cast: Cast) -> None:
    row = make_objection(make_grade(cast.owner, cast.superior))
    draft = statement_draft("Surat tugasnya menyusul.", uploads=(photo(),))

    first = services.add_statement(row.pk, draft, by=actor(cast.owner), at=NOON)
    again = services.add_statement(row.pk, draft, by=actor(cast.owner), at=NOON)

    assert again == first
    assert first.kind == Statement.Kind.ADDITION
    assert first.attachments.count() == 1


@pytest.mark.parametrize("who", ["peer", "superior", "higher_superior", "personnel"])
def test_only_the_person_adds_and_withdraws(cast: Cast, who: str) -> None:
    row = make_objection(make_grade(cast.owner, cast.superior))
    by = actor(getattr(cast, who))

    with pytest.raises(Refused) as adding:
        services.add_statement(row.pk, statement_draft(), by=by, at=NOON)
    with pytest.raises(Refused) as withdrawing:
        services.withdraw(row.pk, by=by, at=NOON)

    assert code_of(adding) == code_of(withdrawing) == "objection.unknown"


def test_nothing_is_added_after_the_decision(cast: Cast) -> None:
    sheet = make_grade(cast.owner, cast.superior)
    row = make_objection(sheet, status="DECIDED", by=cast.higher_superior)

    with pytest.raises(Refused) as act:
        services.add_statement(row.pk, statement_draft(), by=actor(cast.owner), at=NOON)

    assert code_of(act) == "objection.not_now"


def test_taken_back_before_anybody_took_it_evaluation_never_heard_of_it(cast: Cast) -> None:
    sheet = make_grade(cast.owner, cast.superior)
    row = make_objection(sheet)

    services.withdraw(row.pk, by=actor(cast.owner), at=NOON)

    row.refresh_from_db()
    assert row.status == "WITHDRAWN"
    assert list(row.steps.values_list("kind", flat=True)) == ["FILED", "WITHDRAWN"]


def test_taken_back_while_it_is_examined_lets_the_result_go(cast: Cast) -> None:
    sheet = make_grade(cast.owner, cast.superior)
    row = make_objection(sheet, status="TAKEN", by=cast.higher_superior)

    services.withdraw(row.pk, by=actor(cast.owner), at=NOON)

    sheet.refresh_from_db()
    assert sheet.objected_at is None
    assert sheet.status == "PUBLISHED"


def test_a_decided_one_cannot_be_taken_back(cast: Cast) -> None:
    sheet = make_grade(cast.owner, cast.superior)
    row = make_objection(sheet, status="DECIDED", by=cast.higher_superior)

    with pytest.raises(Refused) as act:
        services.withdraw(row.pk, by=actor(cast.owner), at=NOON)

    assert code_of(act) == "objection.not_now"
