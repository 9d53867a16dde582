"""People as papers name them, on the day that counts."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from noken.organization.models import RankPeriod, Unit, UnitVersion
from noken.organization.queries import officials
from tests.cast import Cast
from tests.world import TODAY, make_employee, make_position, make_posting, make_unit

pytestmark = pytest.mark.django_db
BEFORE = TODAY - timedelta(100)


def test_a_name_bears_titles_and_the_nip_stands_in_groups(cast: Cast) -> None:
    person = cast.owner
    person.front_title, person.back_title = "Drs.", "M.Si."
    person.nip = "199104122015042014"
    person.save()

    facts = officials([person.pk], TODAY)[person.pk]

    assert facts.name == f"Drs. {person.name}, M.Si."
    assert facts.nip == "19910412 201504 2 014"


@pytest.mark.parametrize(
    ("day", "rank"),
    [
        (BEFORE, "Penata Muda (III/a)"),
        (TODAY, "Penata (III/c)"),
        (date(1990, 1, 1), ""),
    ],
)
def test_the_rank_is_that_of_the_day(day: date, rank: str) -> None:
    person = make_employee()
    RankPeriod.objects.create(
        employee=person, code="III/a", start_on=BEFORE, end_on=TODAY - timedelta(9)
    )
    RankPeriod.objects.create(employee=person, code="III/c", start_on=TODAY - timedelta(9))

    assert officials([person.pk], day)[person.pk].rank == rank


def test_ranks_of_contract_staff_are_their_grade() -> None:
    person = make_employee()
    RankPeriod.objects.create(employee=person, code="IX", start_on=BEFORE)

    assert officials([person.pk], TODAY)[person.pk].rank == "IX"


def test_post_unit_agency_and_government_are_named(cast: Cast) -> None:
    facts = officials([cast.owner.pk], TODAY)[cast.owner.pk]

    assert facts.unit == cast.section.name
    assert facts.agency == cast.agency.name
    assert facts.unit_and_agency == f"{cast.section.name}, {cast.agency.name}"
    assert facts.post
    assert (facts.government, facts.seat) == ("Pemerintah Kabupaten Manokwari", "Manokwari")


def test_an_agency_is_not_named_twice(cast: Cast) -> None:
    facts = officials([cast.agency_head.pk], TODAY)[cast.agency_head.pk]

    assert facts.unit_and_agency == cast.agency.name


def test_a_unit_is_called_as_it_was_called_then(cast: Cast) -> None:
    UnitVersion.objects.filter(unit=cast.section).update(end_on=TODAY)
    UnitVersion.objects.create(
        unit=cast.section, name="Seksi Baru", parent=cast.division, start_on=TODAY
    )
    Unit.objects.filter(pk=cast.section.pk).update(name="Seksi Baru")
    then = officials([cast.owner.pk], TODAY - timedelta(1))[cast.owner.pk]
    now = officials([cast.owner.pk], TODAY)[cast.owner.pk]

    assert (then.unit, now.unit) == (cast.section.name, "Seksi Baru")


def test_who_has_left_is_named_by_the_last_post() -> None:
    person = make_employee()
    unit = make_unit("Bidang Lama")
    make_posting(person, make_position(unit, "Analis"), end_on=BEFORE)

    assert officials([person.pk], TODAY)[person.pk].post == "Analis"


def test_unknown_people_are_left_out() -> None:
    assert officials([0], TODAY) == {}


def test_many_cost_one_statement(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert len(officials([cast.owner.pk, cast.superior.pk, cast.peer.pk], TODAY)) == 3
