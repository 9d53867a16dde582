"""What the one who is asked makes of a cell: a result of the own plan, or a talk first."""

from datetime import timedelta

import pytest

from noken.core.errors import Refused
from noken.core.tally import counted
from noken.organization.models import Employee
from noken.planning import queries, services
from noken.planning.models import MatrixCell, Plan, PlannedResult, Revision
from noken.planning.queries.matrix import seen_of
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_cascade import TEXT, fill, sent
from tests.world_planning import make_plan

pytestmark = pytest.mark.django_db
Status = Revision.Status
YEAR = TODAY.year


def page(person: Employee, year: int = YEAR, **options: object) -> queries.MatrixPage:
    return queries.matrix_page(actor(person), year, **options)  # type: ignore[arg-type]


def code(error: pytest.ExceptionInfo[Refused]) -> str:
    return error.value.code


# Taking


def test_a_taken_cell_becomes_a_result_under_the_superiors_result(cast: Cast) -> None:
    cell = sent(cast, cast.owner)

    plan = services.take_cell(cell.pk, TEXT, by=actor(cast.owner), at=NOON)

    result = PlannedResult.objects.get(revision__plan=plan)
    above = PlannedResult.objects.get(revision__plan=cell.plan)
    assert (result.key, result.text, result.kind) == (cell.key, TEXT, "MAIN")
    assert result.supports == above
    assert result.indicators.count() == 1
    assert plan.revisions.get().status == Status.DRAFT
    (shown,) = [c for row in page(cast.acting_superior).rows for c in row.cells if c.text]
    assert (shown.status, shown.is_fixed, shown.existing) == ("TAKEN", True, ())
    assert shown.words == "Diterima"
    plan.revisions.update(status=Status.SUBMITTED)
    (shown,) = [c for row in page(cast.acting_superior).rows for c in row.cells if c.text]
    assert (shown.words, shown.existing) == ("Menjadi RHK", ())


def test_what_was_in_the_draft_stays(cast: Cast) -> None:
    draft = make_plan(cast.owner, status=Status.DRAFT, results=["Sudah ada"])
    cell = sent(cast, cast.owner)

    services.take_cell(cell.pk, TEXT, by=actor(cast.owner), at=NOON)

    texts = PlannedResult.objects.filter(revision__plan=draft).order_by("order")
    assert list(texts.values_list("text", flat=True)) == ["Sudah ada", TEXT]


def test_a_plan_in_force_goes_on_while_a_change_is_begun(cast: Cast) -> None:
    agreed = make_plan(cast.owner)
    cell = sent(cast, cast.owner)

    services.take_cell(cell.pk, TEXT, by=actor(cast.owner), at=NOON)

    statuses = dict(agreed.revisions.values_list("status", "reason"))
    assert set(statuses) == {Status.APPROVED, Status.DRAFT}
    assert cast.acting_superior.name in statuses[Status.DRAFT]


def test_a_plan_that_waits_for_the_superior_is_taken_back_first(cast: Cast) -> None:
    make_plan(cast.owner, status=Status.SUBMITTED)
    cell = sent(cast, cast.owner)

    with pytest.raises(Refused) as refusal:
        services.take_cell(cell.pk, TEXT, by=actor(cast.owner), at=NOON)

    assert code(refusal) == "plan.not_draft"
    assert MatrixCell.objects.get().status == "SENT"


def test_from_another_unit_it_becomes_an_additional_result(cast: Cast) -> None:
    make_plan(cast.former_superior, results=["Puskesmas ramah"])
    cell = sent(cast, cast.admin_other)

    asked = queries.asks_page(actor(cast.admin_other)).cells[0]
    services.take_cell(cell.pk, TEXT, by=actor(cast.admin_other), at=NOON)

    result = PlannedResult.objects.get(key=cell.key)
    assert not asked.is_superior
    assert (result.kind, result.supports) == ("ADDITIONAL", None)


@pytest.mark.parametrize("name", ["peer", "acting_superior"])
def test_only_who_is_asked_answers(cast: Cast, name: str) -> None:
    cell = sent(cast, cast.owner)

    for act in (
        lambda by: services.take_cell(cell.pk, TEXT, by=by, at=NOON),
        lambda by: services.discuss_cell(cell.pk, "Kapan?", by=by, at=NOON),
    ):
        with pytest.raises(Refused) as refusal:
            act(actor(getattr(cast, name)))

        assert code(refusal) == "matrix.not_yours"


def test_words_that_changed_meanwhile_are_read_once_more(cast: Cast) -> None:
    cell = sent(cast, cast.owner)

    with pytest.raises(Refused) as refusal:
        services.take_cell(cell.pk, "Kata lama", by=actor(cast.owner), at=NOON)

    assert code(refusal) == "matrix.changed_elsewhere"
    assert not Plan.objects.filter(owner=cast.owner, year=YEAR).exists()


def test_an_answer_is_given_once(cast: Cast) -> None:
    cell = sent(cast, cast.owner)
    services.take_cell(cell.pk, TEXT, by=actor(cast.owner), at=NOON)

    with pytest.raises(Refused) as refusal:
        services.take_cell(cell.pk, TEXT, by=actor(cast.owner), at=NOON + timedelta(1))

    assert code(refusal) == "matrix.not_waiting"


def test_what_was_taken_is_changed_in_the_plan_and_not_in_the_matrix(cast: Cast) -> None:
    cell = sent(cast, cast.owner)
    services.take_cell(cell.pk, TEXT, by=actor(cast.owner), at=NOON)

    with pytest.raises(Refused) as refusal:
        fill(cell.plan, cast.owner, "Lain", by=cast.acting_superior, seen=seen_of(TEXT))

    assert code(refusal) == "matrix.taken"


# Talking


def test_who_wants_to_talk_first_says_why_and_the_asker_reads_it(cast: Cast) -> None:
    cell = sent(cast, cast.owner)

    services.discuss_cell(cell.pk, " Butuh kendaraan ke Masni ", by=actor(cast.owner), at=NOON)

    (shown,) = [c for row in page(cast.acting_superior).rows for c in row.cells if c.text]
    assert (shown.status, shown.note, shown.is_fixed) == ("TALK", "Butuh kendaraan ke Masni", False)
    assert not Plan.objects.filter(owner=cast.owner).exists()
    assert counted([queries.waiting_tally(actor(cast.acting_superior))])["matrix"] == 1
    assert counted([queries.waiting_tally(actor(cast.owner))])["matrix"] == 0


def test_a_wish_to_talk_needs_a_word(cast: Cast) -> None:
    cell = sent(cast, cast.owner)

    with pytest.raises(Refused) as refusal:
        services.discuss_cell(cell.pk, "  ", by=actor(cast.owner), at=NOON)

    assert code(refusal) == "matrix.no_note"
