"""Relations: one question for one person, the same question as a set."""

import pytest

from noken.core.actor import Role
from noken.organization import access
from noken.organization.models import RoleGrant, Unit
from noken.organization.queries import people, relation_of, subjects_of, superior_of, superiors
from tests.cast import Cast
from tests.world import TODAY, actor, make_grant

ROLES = (
    Role.SELF,
    Role.SUPERIOR,
    Role.ADMIN_OPD,
    Role.PERSONNEL,
    Role.INSPECTORATE,
    Role.LEADER,
    Role.SYSTEM,
    Role.ANONYMOUS,
)


def test_the_question_for_one_and_for_many_agree_over_the_whole_cast(cast: Cast) -> None:
    everyone = [person for person in cast.standing().values() if person] + [cast.bupati]

    for reader in [*everyone, None]:
        who = actor(reader)
        for role in ROLES:
            one_by_one = {
                person.pk for person in everyone if relation_of(who, person.pk, role) is role
            }
            as_a_set = set(subjects_of(who, role).values_list("pk", flat=True))
            assert one_by_one == as_a_set & {person.pk for person in everyone}, (reader, role)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("owner", Role.SELF),
        ("superior", Role.SUPERIOR),
        ("higher_superior", Role.SUPERIOR),
        ("acting_superior", Role.SUPERIOR),
        ("former_superior", None),
        ("peer", None),
        ("admin_opd", Role.ADMIN_OPD),
        ("admin_other", None),
        ("personnel", Role.PERSONNEL),
        ("inspectorate", Role.INSPECTORATE),
        ("leader", Role.LEADER),
        ("ended", None),
        ("anonymous", None),
    ],
)
def test_the_standing_people_stand_where_they_should(
    cast: Cast, name: str, expected: Role | None
) -> None:
    reader = actor(cast.standing()[name])

    assert relation_of(reader, cast.owner.pk, *ROLES[:6]) is expected


def test_a_page_asks_who_is_at_work_with_one_query(
    cast: Cast, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture
        rina = actor(cast.admin_opd)

    assert rina.unit_ids == {cast.agency.pk, cast.division.pk, cast.section.pk}
    assert rina.roles == {Role.SELF, Role.ADMIN_OPD}
    assert (rina.name, rina.post) == ("Rina Manurung", "Pengelola Kepegawaian")


def test_the_superior_of_a_day_is_the_one_who_acts(cast: Cast) -> None:
    answer = superior_of(cast.owner.pk, TODAY)

    assert answer.person is not None
    assert (answer.person.name, answer.basis, answer.via) == (
        "Naomi Rumbiak",
        "ACTING",
        "Seksi Kurikulum SD",
    )
    assert superiors([cast.owner.pk, cast.bupati.pk], TODAY) == {
        cast.owner.pk: cast.acting_superior.pk,
        cast.bupati.pk: None,
    }


def test_name_post_and_unit_of_many_come_in_one_query(
    cast: Cast, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture
        found = people([cast.owner.pk, cast.ended.pk, 0], TODAY)

    assert set(found) == {cast.owner.pk, cast.ended.pk}
    assert found[cast.owner.pk].unit == "Seksi Kurikulum SD"
    assert found[cast.ended.pk].unit_id is None
    assert people([cast.ended.pk])[cast.ended.pk].unit == "Seksi Kurikulum SD"


def test_who_fills_a_seat_is_led_by_none_of_it(cast: Cast) -> None:
    make_grant(cast.peer, RoleGrant.Role.ADMIN_OPD, cast.division)
    admins = (cast.admin_opd, cast.admin_other, cast.peer)

    for unit in Unit.objects.all():
        keepers = access.seat_keepers(unit.pk, TODAY)
        for person in admins:
            by = actor(person, Role.ADMIN_OPD)
            may = unit.pk in by.unit_ids - access.units_above(by)
            assert (person.pk in keepers) is may, (unit.name, person.name)


def test_people_above_are_the_chain_and_the_heads_of_the_units_above(cast: Cast) -> None:
    by = actor(cast.admin_opd, Role.ADMIN_OPD)

    assert access.people_above(by) == {cast.agency_head.pk, cast.bupati.pk}
    assert access.people_above(actor(cast.personnel)) == frozenset()
