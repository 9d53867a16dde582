"""Units through time: each act, and each way it is refused."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from noken.core.actor import Role
from noken.core.tally import counted
from noken.organization import services
from noken.organization.models import Employee, Position, ReportingLine, Unit, UnitVersion
from noken.organization.queries import superior_of, units_from, units_tally
from noken.organization.tests.refusals import refused
from tests.cast import Cast
from tests.world import NOON, START, TODAY, actor, make_position, make_unit

LATER = date(2027, 1, 1)


def _new(cast: Cast, **changes: object) -> services.NewUnit:
    fields = {
        "name": "Seksi  Peserta Didik",
        "kind": Unit.Kind.SECTION,
        "parent_id": cast.division.pk,
        "start_on": TODAY,
    }
    return services.NewUnit(**{**fields, **changes})  # type: ignore[arg-type]


def test_a_new_unit_has_a_version_a_place_and_a_vacant_seat(cast: Cast) -> None:
    unit = services.create_unit(
        _new(cast, head_title="Kepala Seksi Peserta Didik"),
        by=actor(cast.admin_opd, Role.ADMIN_OPD),
        at=NOON,
    )

    assert unit.name == "Seksi Peserta Didik"
    assert unit.path == f"{cast.division.path}{unit.pk}/"
    assert unit.versions.get().start_on == TODAY
    assert Position.objects.get(unit=unit).is_head


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "  "}, "unit.no_name"),
        ({"name": "seksi kurikulum sd"}, "unit.exists"),
        ({"parent_id": 0}, "unit.not_yours"),
        ({"parent_id": None}, "unit.not_yours"),
        ({"start_on": date(2020, 1, 1)}, "unit.not_begun"),
    ],
)
def test_a_new_unit_is_refused(cast: Cast, changes: dict[str, object], code: str) -> None:
    with refused(code):
        services.create_unit(
            _new(cast, **changes), by=actor(cast.admin_opd, Role.ADMIN_OPD), at=NOON
        )


def test_a_code_belongs_to_one_unit(cast: Cast) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)
    services.create_unit(_new(cast, code="S1"), by=by, at=NOON)

    with refused("unit.code_taken"):
        services.create_unit(_new(cast, name="Seksi Lain", code="S1"), by=by, at=NOON)


def test_an_unknown_parent_is_refused(cast: Cast) -> None:
    with refused("unit.unknown"):
        services.create_unit(
            _new(cast, parent_id=-1), by=actor(cast.personnel, Role.PERSONNEL), at=NOON
        )


def test_a_name_holds_from_a_day_on_and_the_old_one_stays_known(cast: Cast) -> None:
    by = actor(cast.admin_opd, Role.ADMIN_OPD)

    services.rename_unit(cast.section.pk, "Seksi Pembelajaran", TODAY, by=by, at=NOON)

    assert Unit.objects.get(pk=cast.section.pk).name == "Seksi Pembelajaran"
    assert list(
        UnitVersion.objects.filter(unit=cast.section).values_list("name", "start_on", "end_on")
    ) == [("Seksi Kurikulum SD", START, TODAY), ("Seksi Pembelajaran", TODAY, None)]


def test_a_name_for_a_day_to_come_shows_from_that_day(cast: Cast) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)
    services.rename_unit(cast.section.pk, "Seksi 2027", LATER, by=by, at=NOON)
    assert Unit.objects.get(pk=cast.section.pk).name == "Seksi Kurikulum SD"

    services.bring_up_to_date(by=by, at=NOON.replace(year=2027, month=2))

    assert Unit.objects.get(pk=cast.section.pk).name == "Seksi 2027"


def test_two_names_on_one_day_leave_the_last(cast: Cast) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)
    for name in ("Satu", "Dua"):
        services.rename_unit(cast.section.pk, name, TODAY, by=by, at=NOON)

    assert cast.section.versions.count() == 2
    assert Unit.objects.get(pk=cast.section.pk).name == "Dua"


def test_a_name_before_a_later_change_is_refused(cast: Cast) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)
    services.rename_unit(cast.section.pk, "Seksi 2027", LATER, by=by, at=NOON)

    with refused("unit.later_exists"):
        services.rename_unit(cast.section.pk, "Seksi 2026", TODAY, by=by, at=NOON)


def test_a_moved_unit_takes_all_below_it_and_its_people_get_another_superior(cast: Cast) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)

    services.move_unit(cast.division.pk, cast.other_agency.pk, TODAY, by=by, at=NOON)

    section = Unit.objects.get(pk=cast.section.pk)
    assert section.path == f"{cast.other_agency.path}{cast.division.pk}/{section.pk}/"
    answer = superior_of(cast.higher_superior.pk, TODAY)
    assert answer.person is not None
    assert answer.person.id == cast.former_superior.pk
    assert superior_of(cast.higher_superior.pk, date(2026, 11, 1)).via == "Dinas Pendidikan"


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda c, by: _move(c.division, c.section, by), "unit.circle"),
        (lambda c, by: _move(c.division, c.agency, by), "unit.same_parent"),
        (lambda c, by: _merge(c.agency, c.section, by), "unit.circle"),
        (lambda c, by: _close(c.section, by), "unit.has_people"),
        (lambda c, by: _close(c.instansi, by, START), "unit.has_people"),
        (lambda c, by: _merge(c.section, c.agency, by, START), "unit.later_exists"),
        (lambda c, by: _rename(c.section, " ", by), "unit.no_name"),
    ],
)
def test_an_act_is_refused(cast: Cast, act: Callable[[Cast, object], object], code: str) -> None:
    with refused(code):
        act(cast, actor(cast.personnel, Role.PERSONNEL))


@pytest.mark.parametrize(
    "act",
    [
        lambda c, by: _move(c.division, c.other_agency, by),
        lambda c, by: _merge(c.section, c.other_agency, by),
        lambda c, by: _close(c.agency, by),
        lambda c, by: _rename(c.other_agency, "Dinas Baru", by),
        lambda c, by: services.create_position(
            services.NewPosition(c.other_agency.pk, "Staf", Position.Kind.EXECUTIVE),
            by=by,
            at=NOON,
        ),
    ],
)
def test_an_admin_stays_inside_the_own_units(
    cast: Cast, act: Callable[[Cast, object], object]
) -> None:
    with refused("unit.not_yours"):
        act(cast, actor(cast.admin_opd, Role.ADMIN_OPD))
    with refused("unit.not_yours"):
        act(cast, actor(cast.owner))


def test_people_and_units_of_a_merged_unit_follow_its_successor(cast: Cast) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)

    services.merge_unit(cast.division.pk, cast.other_agency.pk, TODAY, by=by, at=NOON)

    division = Unit.objects.get(pk=cast.division.pk)
    assert (division.end_on, division.successor_id) == (TODAY, cast.other_agency.pk)
    assert division.path.startswith(cast.other_agency.path)
    assert Unit.objects.get(pk=cast.section.pk).parent_id == cast.other_agency.pk
    for person in (cast.superior, cast.higher_superior):
        assert ReportingLine.objects.filter(
            employee=person, superior=cast.former_superior, start_on=TODAY, end_on=None
        ).exists()


def test_an_empty_unit_is_closed_and_opens_no_more(cast: Cast) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)
    empty = make_unit("Seksi Lama", cast.division)

    services.close_unit(empty.pk, TODAY, by=by, at=NOON)

    with refused("unit.closed"):
        services.rename_unit(empty.pk, "Baru", TODAY, by=by, at=NOON)
    with refused("unit.closed"):
        services.create_position(
            services.NewPosition(empty.pk, "Staf", Position.Kind.EXECUTIVE), by=by, at=NOON
        )


def test_a_unit_with_units_below_is_not_closed(cast: Cast) -> None:
    above = make_unit("Bidang Lama", cast.agency)
    make_unit("Seksi Lama", above)

    with refused("unit.has_children"):
        services.close_unit(above.pk, TODAY, by=actor(cast.personnel, Role.PERSONNEL), at=NOON)


def test_a_heads_post_turns_the_people_of_a_unit_without_one_into_a_gap(cast: Cast) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)
    team = make_unit("Tim Kerja", cast.division)
    staff = make_position(team)
    services.move_employee(cast.peer.pk, staff.pk, TODAY, by=by, at=NOON)
    assert superior_of(cast.peer.pk, TODAY).basis == "STRUCTURE"

    services.create_position(
        services.NewPosition(team.pk, "Ketua Tim", Position.Kind.STRUCTURAL, is_head=True),
        by=by,
        at=NOON,
    )

    assert superior_of(cast.peer.pk, TODAY).basis == "VACANCY"


@pytest.mark.parametrize(
    ("title", "is_head", "code"),
    [
        ("Analis Kurikulum", False, "position.exists"),
        ("Kepala Baru", True, "position.head_exists"),
        (" ", False, "unit.no_name"),
    ],
)
def test_a_post_is_refused(cast: Cast, title: str, is_head: bool, code: str) -> None:
    new = services.NewPosition(cast.section.pk, title, Position.Kind.EXECUTIVE, is_head=is_head)

    with refused(code):
        services.create_position(new, by=actor(cast.personnel, Role.PERSONNEL), at=NOON)


def test_the_database_refuses_what_no_service_would_do(cast: Cast) -> None:
    wrong = (
        {"parent_id": cast.section.pk},
        {"successor_id": cast.section.pk},
        {"end_on": START},
    )
    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Unit.objects.filter(pk=cast.section.pk).update(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitVersion.objects.create(unit=cast.section, name="Lain", start_on=TODAY)


def _move(unit: Unit, parent: Unit, by: object) -> None:
    services.move_unit(unit.pk, parent.pk, TODAY, by=by, at=NOON)  # type: ignore[arg-type]


def _merge(unit: Unit, into: Unit, by: object, on: date = TODAY) -> None:
    services.merge_unit(unit.pk, into.pk, on, by=by, at=NOON)  # type: ignore[arg-type]


def _close(unit: Unit, by: object, on: date = TODAY) -> None:
    services.close_unit(unit.pk, on, by=by, at=NOON)  # type: ignore[arg-type]


def _rename(unit: Unit, name: str, by: object) -> None:
    services.rename_unit(unit.pk, name, TODAY, by=by, at=NOON)  # type: ignore[arg-type]


def test_the_units_above_a_person_lead_from_the_agency_to_where_they_head(cast: Cast) -> None:
    def way_to(person: Employee) -> list[str]:
        return units_from(counted([units_tally(actor(person))]))

    way = ["Dinas Pendidikan", "Bidang Pembinaan SD", "Seksi Kurikulum SD"]
    assert way_to(cast.maria) == way_to(cast.acting_superior) == way
    assert way_to(cast.higher_superior) == way[:2]
    assert way_to(cast.bupati) == ["Kabupaten Manokwari"]
    assert way_to(cast.ended) == []
