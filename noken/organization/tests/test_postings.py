"""Who sits where: first postings, transfers, acting officers; each exit of each service."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from noken.core.actor import Role
from noken.organization import services
from noken.organization.models import (
    Employee,
    Position,
    Posting,
    RoleGrant,
    StandingPeriod,
    SuperiorOverride,
)
from noken.organization.queries import superior_of, superiors
from noken.organization.tests.refusals import refused
from tests.cast import Cast
from tests.world import NOON, START, TODAY, actor, make_employee, make_position, make_posting

MONTH_LATER = date(2026, 12, 24)


def _head_of(cast: Cast, unit: str) -> Position:
    return Position.objects.get(unit=getattr(cast, unit), is_head=True)


def test_a_first_posting_gives_a_superior(cast: Cast) -> None:
    person = make_employee("Sance Wonggor")
    post = make_position(cast.section)

    services.post_employee(
        person.pk, post.pk, TODAY, by=actor(cast.admin_opd, Role.ADMIN_OPD), at=NOON
    )

    assert superiors([person.pk], TODAY) == {person.pk: cast.acting_superior.pk}


def test_a_transfer_in_mid_year_is_merged_by_time(cast: Cast) -> None:
    post = make_position(cast.other_agency)

    services.move_employee(
        cast.owner.pk, post.pk, MONTH_LATER, by=actor(cast.personnel, Role.PERSONNEL), at=NOON
    )

    assert list(
        Posting.objects.filter(employee=cast.owner)
        .order_by("start_on")
        .values_list("unit", "start_on", "end_on")
    ) == [
        (cast.section.pk, START, MONTH_LATER),
        (cast.other_agency.pk, MONTH_LATER, None),
    ]
    assert superior_of(cast.owner.pk, date(2026, 12, 23)).person.id == cast.superior.pk  # type: ignore[union-attr]
    assert superior_of(cast.owner.pk, MONTH_LATER).person.id == cast.former_superior.pk  # type: ignore[union-attr]


def test_a_head_who_leaves_makes_a_vacancy(cast: Cast) -> None:
    post = make_position(cast.agency)

    services.move_employee(
        cast.higher_superior.pk,
        post.pk,
        TODAY,
        by=actor(cast.admin_opd, Role.ADMIN_OPD),
        at=NOON,
    )

    answer = superior_of(cast.superior.pk, TODAY)
    assert (answer.person.id, answer.basis) == (cast.agency_head.pk, "VACANCY")  # type: ignore[union-attr]


def test_what_was_tied_to_the_old_unit_ends_with_a_transfer(cast: Cast) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)
    services.set_superior(
        services.Choice(cast.admin_opd.pk, cast.leader.pk, "SK 1/2026", START), by=by, at=NOON
    )

    services.move_employee(
        cast.admin_opd.pk, make_position(cast.other_agency).pk, TODAY, by=by, at=NOON
    )

    assert SuperiorOverride.objects.get(employee=cast.admin_opd).end_on == TODAY
    assert RoleGrant.objects.get(employee=cast.admin_opd).end_on == TODAY
    assert actor(cast.admin_opd).roles == {Role.SELF}


def test_a_transfer_inside_the_own_units_keeps_the_role(cast: Cast) -> None:
    services.move_employee(
        cast.admin_opd.pk,
        make_position(cast.division).pk,
        TODAY,
        by=actor(cast.personnel, Role.PERSONNEL),
        at=NOON,
    )

    assert actor(cast.admin_opd).has(Role.ADMIN_OPD)


def test_a_posting_is_refused(cast: Cast) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)
    post = make_position(cast.section)
    newcomer = make_employee()
    gone = make_employee(standing=StandingPeriod.Standing.RETIRED)

    with refused("posting.already"):
        services.post_employee(cast.owner.pk, post.pk, TODAY, by=by, at=NOON)
    with refused("employee.not_in_service"):
        services.post_employee(gone.pk, post.pk, TODAY, by=by, at=NOON)
    with refused("posting.head_taken"):
        services.post_employee(newcomer.pk, _head_of(cast, "section").pk, TODAY, by=by, at=NOON)
    with refused("position.unknown"):
        services.post_employee(newcomer.pk, 0, TODAY, by=by, at=NOON)
    with refused("employee.unknown"):
        services.post_employee(0, post.pk, TODAY, by=by, at=NOON)
    with refused("unit.not_begun"):
        services.post_employee(newcomer.pk, post.pk, date(2020, 1, 1), by=by, at=NOON)
    with refused("employee.own_record"):
        services.post_employee(cast.personnel.pk, post.pk, TODAY, by=by, at=NOON)
    with refused("unit.not_yours"):
        services.post_employee(
            newcomer.pk, post.pk, TODAY, by=actor(cast.admin_other, Role.ADMIN_OPD), at=NOON
        )


def test_a_posting_before_another_one_is_refused(cast: Cast) -> None:
    person = make_employee()
    make_posting(person, make_position(cast.section), start_on=MONTH_LATER)

    with refused("posting.overlap"):
        services.post_employee(
            person.pk,
            make_position(cast.section).pk,
            TODAY,
            by=actor(cast.personnel, Role.PERSONNEL),
            at=NOON,
        )


def test_a_transfer_is_refused(cast: Cast) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)
    own = Posting.objects.get(employee=cast.owner).position

    with refused("posting.same_post"):
        services.move_employee(cast.owner.pk, own.pk, TODAY, by=by, at=NOON)
    with refused("posting.none"):
        services.move_employee(make_employee().pk, own.pk, TODAY, by=by, at=NOON)
    with refused("posting.head_taken"):
        services.move_employee(cast.owner.pk, _head_of(cast, "division").pk, TODAY, by=by, at=NOON)
    with refused("employee.not_yours"):
        services.move_employee(
            cast.owner.pk,
            make_position(cast.other_agency).pk,
            TODAY,
            by=actor(cast.admin_other, Role.ADMIN_OPD),
            at=NOON,
        )
    with refused("unit.not_yours"):
        services.move_employee(
            cast.owner.pk,
            make_position(cast.other_agency).pk,
            TODAY,
            by=actor(cast.admin_opd, Role.ADMIN_OPD),
            at=NOON,
        )


def _plt(cast: Cast, person: Employee, **changes: object) -> services.Acting:
    fields: dict[str, object] = {
        "employee_id": person.pk,
        "position_id": _head_of(cast, "section").pk,
        "kind": Posting.Kind.PLT,
        "start_on": date(2026, 12, 1),
        "end_on": date(2027, 1, 1),
    }
    return services.Acting(**{**fields, **changes})  # type: ignore[arg-type]


def test_a_plt_fills_the_vacancy_and_its_end_opens_it_again(cast: Cast) -> None:
    by = actor(cast.admin_opd, Role.ADMIN_OPD)
    services.move_employee(
        cast.superior.pk, make_position(cast.agency).pk, date(2026, 12, 1), by=by, at=NOON
    )
    day = date(2026, 12, 10)
    assert superior_of(cast.owner.pk, day).basis == "VACANCY"

    acting = services.appoint_acting(_plt(cast, cast.peer), by=by, at=NOON)
    assert superiors([cast.owner.pk, cast.peer.pk], day) == {
        cast.owner.pk: cast.peer.pk,
        cast.peer.pk: cast.higher_superior.pk,
    }

    services.end_acting(acting.pk, day, by=by, at=NOON)
    assert superior_of(cast.owner.pk, day).basis == "VACANCY"
    assert superior_of(cast.owner.pk, date(2026, 12, 9)).basis == "ACTING"


def test_an_appointment_that_has_not_begun_is_taken_back(cast: Cast) -> None:
    by = actor(cast.admin_opd, Role.ADMIN_OPD)
    plh = _plt(cast, cast.peer, kind=Posting.Kind.PLH)
    acting = services.appoint_acting(plh, by=by, at=NOON)

    services.end_acting(acting.pk, TODAY, by=by, at=NOON)

    assert not Posting.objects.filter(pk=acting.pk).exists()
    assert superior_of(cast.owner.pk, date(2026, 12, 10)).basis == "STRUCTURE"


@pytest.mark.parametrize(
    ("who", "changes", "code"),
    [
        ("peer", {}, "acting.not_vacant"),
        ("peer", {"kind": "PLH", "end_on": None}, "acting.needs_end"),
        ("peer", {"kind": "PLH", "start_on": TODAY}, "posting.head_taken"),
        ("peer", {"kind": "PLH", "end_on": date(2026, 12, 1)}, "dates.order"),
        ("superior", {"kind": "PLH"}, "acting.holder"),
        ("ended", {"kind": "PLH"}, "employee.not_in_service"),
        ("admin_opd", {"kind": "PLH"}, "employee.own_record"),
    ],
)
def test_an_appointment_is_refused(
    cast: Cast, who: str, changes: dict[str, object], code: str
) -> None:
    with refused(code):
        services.appoint_acting(
            _plt(cast, getattr(cast, who), **changes),
            by=actor(cast.admin_opd, Role.ADMIN_OPD),
            at=NOON,
        )


def test_an_appointment_is_refused_for_other_posts_and_by_others(cast: Cast) -> None:
    staff = make_position(cast.section)
    vacant = Position.objects.get(title="Kepala BKPSDM")
    by = actor(cast.personnel, Role.PERSONNEL)

    with refused("acting.not_head"):
        services.appoint_acting(_plt(cast, cast.peer, position_id=staff.pk), by=by, at=NOON)
    with refused("acting.vacant"):
        services.appoint_acting(
            _plt(cast, cast.peer, position_id=vacant.pk, kind=Posting.Kind.PLH), by=by, at=NOON
        )
    with refused("unit.not_yours"):
        services.appoint_acting(
            _plt(cast, cast.peer), by=actor(cast.admin_other, Role.ADMIN_OPD), at=NOON
        )


def test_the_end_of_an_appointment_is_refused(cast: Cast) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)
    plh = Posting.objects.get(kind=Posting.Kind.PLH)
    own = Posting.objects.get(employee=cast.owner)

    with refused("acting.unknown"):
        services.end_acting(own.pk, TODAY, by=by, at=NOON)
    with refused("acting.over"):
        services.end_acting(plh.pk, date(2027, 1, 1), by=by, at=NOON)
    with refused("unit.not_yours"):
        services.end_acting(plh.pk, TODAY, by=actor(cast.admin_other, Role.ADMIN_OPD), at=NOON)


def test_the_database_knows_one_post_a_person_and_one_head_a_unit(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_posting(cast.owner, make_position(cast.section), start_on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_posting(make_employee(), _head_of(cast, "section"), start_on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_posting(make_employee(), make_position(cast.section), start_on=TODAY, end_on=TODAY)
