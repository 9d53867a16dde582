"""The role-result matrix: what it shows, filling it, sending it."""

from uuid import UUID

import pytest

from noken.audit.models import Entry
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.organization.models import Employee
from noken.planning import queries, services
from noken.planning.models import MatrixCell, PlannedResult, Revision
from noken.planning.queries.matrix import seen_of
from noken.planning.services import Typed
from tests.cast import Cast
from tests.world import NOON, TODAY, actor
from tests.world_cascade import TEXT, fill, sent
from tests.world_planning import make_plan, make_result

pytestmark = pytest.mark.django_db
Status = Revision.Status
YEAR = TODAY.year


def page(person: Employee, year: int = YEAR, **options: object) -> queries.MatrixPage:
    return queries.matrix_page(actor(person), year, **options)  # type: ignore[arg-type]


def code(error: pytest.ExceptionInfo[Refused]) -> str:
    return error.value.code


# The page


def test_own_indicators_are_the_columns_and_the_team_of_today_the_rows(cast: Cast) -> None:
    make_plan(cast.acting_superior, results=["Data valid", "Jadwal sepakat"], indicators=2)

    shown = page(cast.acting_superior)

    assert [(g.number, g.text, g.span) for g in shown.groups] == [
        (1, "Data valid", 2),
        (2, "Jadwal sepakat", 2),
    ]
    assert len(shown.columns) == 4
    assert [row.person.id for row in shown.rows] == [cast.peer.pk, cast.owner.pk]
    assert shown.about == {cast.peer.pk, cast.owner.pk}
    assert shown.why_not_sent == ""


def test_who_has_no_plan_yet_sees_an_empty_matrix(cast: Cast) -> None:
    shown = page(cast.acting_superior)

    assert (shown.plan_id, shown.columns, shown.groups) == (None, (), ())


def test_results_that_stand_already_show_once_in_the_first_column_of_their_result(
    cast: Cast,
) -> None:
    above = make_plan(cast.acting_superior, indicators=2)
    result = PlannedResult.objects.get(revision__plan=above)
    make_plan(cast.owner, results=["Data 16 sekolah valid"], supports=result)
    make_plan(cast.peer, status=Status.DRAFT, results=["Draf rahasia"], supports=result)

    rows = {row.person.id: row for row in page(cast.acting_superior).rows}

    assert [cell.existing for cell in rows[cast.owner.pk].cells] == [("Data 16 sekolah valid",), ()]
    assert [cell.existing for cell in rows[cast.peer.pk].cells] == [(), ()]
    assert [each.people for each in page(cast.acting_superior).columns] == [1, 0]


def test_somebody_from_elsewhere_is_a_guest_row(cast: Cast) -> None:
    make_plan(cast.acting_superior)

    asked = page(cast.acting_superior, person_id=cast.admin_other.pk)

    assert asked.person is not None
    assert asked.person.is_guest
    assert asked.rows[-1].person.id == cast.admin_other.pk


@pytest.mark.parametrize("name", ["acting_superior", "superior", "agency_head", "bupati"])
def test_neither_oneself_nor_ones_superiors_nor_an_official_is_a_guest(
    cast: Cast, name: str
) -> None:
    make_plan(cast.acting_superior)

    asked = page(cast.acting_superior, person_id=getattr(cast, name).pk)

    assert asked.person is None


# Filling


def test_a_filled_cell_is_a_draft_that_only_the_asker_sees(cast: Cast) -> None:
    plan = make_plan(cast.acting_superior)

    count = fill(plan, cast.owner, f"  {TEXT} ", by=cast.acting_superior)

    cell = MatrixCell.objects.get()
    assert (count, cell.text, cell.status, cell.sent_at) == (1, TEXT, "DRAFT", None)
    assert queries.asks_page(actor(cast.owner)).count == 0
    assert page(cast.acting_superior).unsent == 1
    assert Entry.objects.filter(action="CellFilled").count() == 1


def test_what_was_not_changed_is_not_written(cast: Cast) -> None:
    plan = make_plan(cast.acting_superior)
    fill(plan, cast.owner, by=cast.acting_superior)

    assert fill(plan, cast.owner, by=cast.acting_superior, seen=seen_of(TEXT)) == 0
    assert fill(plan, cast.peer, "", by=cast.acting_superior) == 0


def test_an_emptied_cell_is_gone(cast: Cast) -> None:
    cell = sent(cast, cast.owner)

    fill(cell.plan, cast.owner, "", by=cast.acting_superior, seen=seen_of(TEXT))

    assert not MatrixCell.objects.exists()
    assert queries.asks_page(actor(cast.owner)).count == 0


def test_a_changed_cell_waits_to_be_sent_again(cast: Cast) -> None:
    cell = sent(cast, cast.owner)

    fill(cell.plan, cast.owner, "Lain", by=cast.acting_superior, seen=seen_of(TEXT))

    changed = MatrixCell.objects.get()
    assert (changed.key, changed.status) == (cell.key, "DRAFT")
    assert queries.asks_page(actor(cast.owner)).count == 0


def test_two_tabs_do_not_write_over_each_other(cast: Cast) -> None:
    plan = make_plan(cast.acting_superior)
    fill(plan, cast.owner, by=cast.acting_superior)

    with pytest.raises(Refused) as refusal:
        fill(plan, cast.owner, "Dari tab lama", by=cast.acting_superior)

    assert code(refusal) == "matrix.changed_elsewhere"
    assert MatrixCell.objects.get().text == TEXT


def test_only_the_owner_of_the_plan_fills_its_matrix(cast: Cast) -> None:
    plan = make_plan(cast.acting_superior)

    with pytest.raises(Refused) as refusal:
        fill(plan, cast.owner, by=cast.superior)

    assert code(refusal) == "plan.not_yours"


def test_a_column_that_is_gone_cannot_be_filled(cast: Cast) -> None:
    plan = make_plan(cast.acting_superior)
    typed = {(UUID(int=7), cast.owner.pk): Typed(TEXT, "")}

    with pytest.raises(Refused) as refusal:
        services.fill_cells(plan.pk, typed, by=actor(cast.acting_superior), at=NOON)

    assert code(refusal) == "matrix.no_column"


@pytest.mark.parametrize("name", ["acting_superior", "superior", "agency_head", "ended"])
def test_who_cannot_be_asked_is_not(cast: Cast, name: str) -> None:
    plan = make_plan(cast.acting_superior)

    with pytest.raises(Refused) as refusal:
        fill(plan, getattr(cast, name), by=cast.acting_superior)

    assert code(refusal) == "matrix.not_to_be_asked"


def test_a_text_too_long_is_refused_whole(cast: Cast) -> None:
    plan = make_plan(cast.acting_superior)

    with pytest.raises(Refused) as refusal:
        fill(plan, cast.owner, "a" * 401, by=cast.acting_superior)

    assert code(refusal) == "matrix.too_long"


# Sending


def test_sending_tells_each_member_once(cast: Cast) -> None:
    plan = make_plan(cast.acting_superior, indicators=2)
    for place in (0, 1):
        fill(plan, cast.owner, by=cast.acting_superior, place=place)
    fill(plan, cast.peer, by=cast.acting_superior)

    count = services.send_cells(plan.pk, None, by=actor(cast.acting_superior), at=NOON)

    assert count == 3
    assert Entry.objects.filter(action="CellsSent").count() == 2
    assert queries.asks_page(actor(cast.owner)).count == 2


def test_sending_to_one_leaves_the_others_as_they_are(cast: Cast) -> None:
    plan = make_plan(cast.acting_superior)
    fill(plan, cast.owner, by=cast.acting_superior)
    fill(plan, cast.peer, by=cast.acting_superior)

    services.send_cells(plan.pk, cast.peer.pk, by=actor(cast.acting_superior), at=NOON)

    assert MatrixCell.objects.get(member=cast.owner).status == "DRAFT"


def test_nothing_goes_out_before_the_own_plan_was_handed_in(cast: Cast) -> None:
    plan = make_plan(cast.acting_superior, status=Status.DRAFT)
    fill(plan, cast.owner, by=cast.acting_superior)

    with pytest.raises(Refused) as refusal:
        services.send_cells(plan.pk, None, by=actor(cast.acting_superior), at=NOON)

    assert code(refusal) == "matrix.plan_not_submitted"
    assert page(cast.acting_superior).why_not_sent


def test_an_empty_matrix_cannot_be_sent(cast: Cast) -> None:
    plan = make_plan(cast.acting_superior)

    with pytest.raises(Refused) as refusal:
        services.send_cells(plan.pk, None, by=actor(cast.acting_superior), at=NOON)

    assert code(refusal) == "matrix.nothing_to_send"


def test_a_column_that_went_leaves_its_cells_to_be_cleared(cast: Cast) -> None:
    cell = sent(cast, cast.owner)
    revision = cell.plan.revisions.get()
    revision.results.all().delete()
    make_result(cell.plan, "Hasil baru")

    shown = page(cast.acting_superior)

    assert [(lost.pk, person.id) for lost, person in shown.lost] == [(cell.pk, cast.owner.pk)]
    typed = {(cell.indicator_key, cast.owner.pk): Typed("", seen_of(TEXT))}
    services.fill_cells(cell.plan.pk, typed, by=actor(cast.acting_superior), at=NOON)
    assert not MatrixCell.objects.exists()


def test_the_matrix_costs_the_same_for_two_and_for_many(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    make_plan(cast.acting_superior, results=["Hasil"] * 4, indicators=2)
    for member in (cast.owner, cast.peer):
        make_plan(member)
    asker = actor(cast.acting_superior, Role.SUPERIOR)

    with django_assert_max_num_queries(10):  # type: ignore[operator]  # pytest-django's
        queries.matrix_page(asker, YEAR)
