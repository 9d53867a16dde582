"""People, their standing and rank, their roles and explicit superiors: each exit."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from noken.accounts.models import User
from noken.audit.models import Entry
from noken.core.actor import Role, system
from noken.organization import services
from noken.organization.models import (
    Employee,
    Posting,
    RankPeriod,
    ReportingLine,
    RoleGrant,
    StandingPeriod,
    SuperiorOverride,
)
from noken.organization.queries import actor_for, superior_of, superiors
from noken.organization.services._records import constraints_refuse
from noken.organization.tests.refusals import refused
from tests.cast import Cast
from tests.world import NOON, START, TODAY, actor, make_position

NIP = "199104122015042014"
NEXT = date(2026, 11, 25)
Standing = StandingPeriod.Standing


def _newcomer(**changes: object) -> services.NewEmployee:
    fields = {
        "nip": "19910412 201504 2 014",
        "name": " Ribka  D'Ornay",
        "kind": Employee.Kind.PNS,
        "start_on": TODAY,
    }
    return services.NewEmployee(**{**fields, **changes})  # type: ignore[arg-type]


def test_a_new_person_is_active_and_can_be_found(cast: Cast) -> None:
    made = services.add_employee(_newcomer(), by=actor(cast.personnel, Role.PERSONNEL), at=NOON)

    assert (made.name, made.nip, made.search) == ("Ribka D'Ornay", NIP, f"ribka dornay {NIP}")
    assert made.standings.get().standing == Standing.ACTIVE


def test_an_official_needs_no_nip(cast: Cast) -> None:
    official = _newcomer(nip="", kind=Employee.Kind.OFFICIAL)

    made = services.add_employee(official, by=actor(cast.personnel, Role.PERSONNEL), at=NOON)

    assert made.nip is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"nip": ""}, "employee.nip_wrong"),
        ({"nip": "1991041220150420"}, "employee.nip_wrong"),
        ({"nip": "199113122015042014"}, "employee.nip_wrong"),
        ({"name": " "}, "employee.no_name"),
    ],
)
def test_a_new_person_is_refused(cast: Cast, changes: dict[str, object], code: str) -> None:
    with refused(code):
        services.add_employee(
            _newcomer(**changes), by=actor(cast.personnel, Role.PERSONNEL), at=NOON
        )


def test_an_nip_is_registered_once_and_by_the_personnel_agency(cast: Cast) -> None:
    services.add_employee(_newcomer(), by=actor(cast.personnel, Role.PERSONNEL), at=NOON)

    with refused("employee.nip_taken"):
        services.add_employee(_newcomer(), by=actor(cast.personnel, Role.PERSONNEL), at=NOON)
    with refused("employee.not_yours"):
        services.add_employee(_newcomer(), by=actor(cast.admin_opd, Role.ADMIN_OPD), at=NOON)


@pytest.mark.parametrize("who", ["personnel", "admin_opd"])
def test_a_newcomer_is_posted_with_an_account_in_one_act(cast: Cast, who: str) -> None:
    post = make_position(cast.section, "Analis Buku")

    made = services.hire_employee(_newcomer(), post.pk, by=actor(getattr(cast, who)), at=NOON)

    held = made.postings.get()
    assert (held.position_id, held.start_on, held.end_on) == (post.pk, TODAY, None)
    assert made.account is not None
    assert (made.account.login, made.account.has_usable_password()) == (NIP, False)
    assert superior_of(made.pk, TODAY).person is not None
    actions = set(Entry.objects.values_list("action", flat=True))
    assert {"EmployeeAdded", "PersonMoved"} <= actions


@pytest.mark.parametrize(
    ("who", "changes", "code"),
    [
        ("admin_other", {}, "employee.not_yours"),
        ("owner", {}, "employee.not_yours"),
        ("inspectorate", {}, "employee.not_yours"),
        ("admin_opd", {"nip": "1991"}, "employee.nip_wrong"),
        ("admin_opd", {"name": " "}, "employee.no_name"),
    ],
)
def test_a_newcomer_is_refused_and_leaves_nothing_behind(
    cast: Cast, who: str, changes: dict[str, object], code: str
) -> None:
    post = make_position(cast.section, "Analis Buku")

    with refused(code):
        services.hire_employee(_newcomer(**changes), post.pk, by=actor(getattr(cast, who)), at=NOON)

    assert not post.postings.exists()
    assert not User.objects.filter(login=NIP).exists()


def test_who_is_known_already_is_not_taken_in_again(cast: Cast) -> None:
    post = make_position(cast.section, "Analis Buku")
    by = actor(cast.admin_opd)

    with refused("employee.nip_taken"):
        services.hire_employee(_newcomer(nip=cast.leader.nip), post.pk, by=by, at=NOON)


def test_a_head_on_unpaid_leave_counts_as_vacant_until_back(cast: Cast) -> None:
    by = actor(cast.admin_opd, Role.ADMIN_OPD)
    services.set_standing(cast.higher_superior.pk, Standing.UNPAID_LEAVE, NEXT, by=by, at=NOON)
    services.set_standing(
        cast.higher_superior.pk, Standing.ACTIVE, date(2027, 3, 1), by=by, at=NOON
    )

    assert superior_of(cast.superior.pk, NEXT).basis == "VACANCY"
    assert superior_of(cast.superior.pk, date(2027, 3, 1)).basis == "STRUCTURE"


def test_who_retires_gives_up_posts_roles_and_choices_that_day(cast: Cast) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)
    services.set_superior(
        services.Choice(cast.peer.pk, cast.admin_opd.pk, "SK 2", TODAY), by=by, at=NOON
    )

    services.set_standing(cast.admin_opd.pk, Standing.RETIRED, NEXT, by=by, at=NOON)

    assert Posting.objects.get(employee=cast.admin_opd).end_on == NEXT
    assert RoleGrant.objects.get(employee=cast.admin_opd).end_on == NEXT
    assert SuperiorOverride.objects.get(employee=cast.peer).end_on == NEXT
    assert superior_of(cast.peer.pk, NEXT).basis == "ACTING"
    assert actor_for(cast.admin_opd.account_id or 0, NEXT) is None
    assert not ReportingLine.objects.filter(employee=cast.admin_opd, end_on=None).exists()


def test_a_standing_is_refused(cast: Cast) -> None:
    by = actor(cast.admin_opd, Role.ADMIN_OPD)
    services.set_standing(cast.peer.pk, Standing.STUDY, date(2027, 1, 1), by=by, at=NOON)

    with refused("standing.same"):
        services.set_standing(cast.owner.pk, Standing.ACTIVE, TODAY, by=by, at=NOON)
    with refused("standing.later_exists"):
        services.set_standing(cast.peer.pk, Standing.SUSPENDED, TODAY, by=by, at=NOON)
    with refused("employee.not_yours"):
        services.set_standing(cast.leader.pk, Standing.STUDY, TODAY, by=by, at=NOON)
    with refused("employee.own_record"):
        services.set_standing(cast.admin_opd.pk, Standing.STUDY, TODAY, by=by, at=NOON)
    with refused("standing.posted_later"):
        services.set_standing(
            cast.acting_superior.pk, Standing.RETIRED, date(2026, 11, 1), by=by, at=NOON
        )


def test_a_rank_holds_from_a_day_on(cast: Cast) -> None:
    by = actor(cast.admin_opd, Role.ADMIN_OPD)
    services.set_rank(cast.owner.pk, "III/a", START, by=by, at=NOON)
    services.set_rank(cast.owner.pk, "III/b", TODAY, by=by, at=NOON)

    assert list(cast.owner.ranks.order_by("start_on").values_list("code", "end_on")) == [
        ("III/a", TODAY),
        ("III/b", None),
    ]
    with refused("rank.unknown"):
        services.set_rank(cast.owner.pk, "V/z", TODAY, by=by, at=NOON)
    with refused("rank.later_exists"):
        services.set_rank(cast.owner.pk, "II/d", date(2023, 1, 1), by=by, at=NOON)


def test_a_chosen_superior_goes_before_the_structure_until_cleared(cast: Cast) -> None:
    by = actor(cast.admin_opd, Role.ADMIN_OPD)
    services.set_superior(
        services.Choice(cast.owner.pk, cast.higher_superior.pk, "SK  3/2026", TODAY), by=by, at=NOON
    )
    assert superior_of(cast.owner.pk, TODAY).basis == "OVERRIDE"

    services.set_superior(
        services.Choice(cast.owner.pk, cast.agency_head.pk, "SK 4", NEXT), by=by, at=NOON
    )
    assert superiors([cast.owner.pk], NEXT) == {cast.owner.pk: cast.agency_head.pk}

    services.clear_superior(cast.owner.pk, date(2026, 12, 1), by=by, at=NOON)
    assert superior_of(cast.owner.pk, date(2026, 12, 1)).basis == "STRUCTURE"


@pytest.mark.parametrize(
    ("who", "above", "changes", "code"),
    [
        ("owner", "leader", {"reason": " "}, "superior.no_reason"),
        ("owner", "owner", {}, "superior.self"),
        ("owner", "ended", {}, "superior.not_able"),
        ("higher_superior", "superior", {}, "superior.circle"),
        ("agency_head", "leader", {}, "employee.above"),
        ("owner", "admin_opd", {}, "superior.own_gain"),
        ("owner", "higher_superior", {"start_on": START}, "superior.in_the_past"),
        ("owner", "agency_head", {"end_on": TODAY}, "dates.order"),
        ("owner", "leader", {}, "superior.other_agency"),
        ("leader", "bupati", {}, "employee.not_yours"),
        ("admin_opd", "leader", {}, "employee.own_record"),
    ],
)
def test_a_choice_is_refused(
    cast: Cast, who: str, above: str, changes: dict[str, object], code: str
) -> None:
    fields: dict[str, object] = {"reason": "SK 5", "start_on": TODAY, **changes}
    choice = services.Choice(getattr(cast, who).pk, getattr(cast, above).pk, **fields)  # type: ignore[arg-type]

    with refused(code):
        services.set_superior(choice, by=actor(cast.admin_opd, Role.ADMIN_OPD), at=NOON)


def test_a_choice_over_a_later_one_is_refused(cast: Cast) -> None:
    by = actor(cast.admin_opd, Role.ADMIN_OPD)
    later = services.Choice(cast.owner.pk, cast.higher_superior.pk, "SK 6", NEXT)
    services.set_superior(later, by=by, at=NOON)

    with refused("superior.later_exists"):
        services.set_superior(
            services.Choice(cast.owner.pk, cast.agency_head.pk, "SK 7", TODAY), by=by, at=NOON
        )


def test_an_admin_clears_no_choice_for_days_gone_by(cast: Cast) -> None:
    by = actor(cast.admin_opd, Role.ADMIN_OPD)

    with refused("superior.in_the_past"):
        services.clear_superior(cast.owner.pk, START, by=by, at=NOON)


def test_there_must_be_a_choice_to_clear(cast: Cast) -> None:
    with refused("superior.none"):
        services.clear_superior(
            cast.owner.pk, TODAY, by=actor(cast.admin_opd, Role.ADMIN_OPD), at=NOON
        )


def _grant(person: Employee, role: str, unit_id: int | None = None) -> services.Grant:
    return services.Grant(person.pk, role, unit_id, TODAY, reason="SK 8")


def test_a_role_begins_and_ends_with_its_days(cast: Cast) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)
    made = services.grant_role(
        _grant(cast.peer, RoleGrant.Role.ADMIN_OPD, cast.division.pk), by=by, at=NOON
    )
    assert actor(cast.peer).unit_ids == {cast.division.pk, cast.section.pk}

    services.end_role(made.pk, NEXT, by=by, at=NOON)

    assert actor(cast.peer, on=NEXT).roles == {Role.SELF}
    with refused("role.over"):
        services.end_role(made.pk, NEXT, by=by, at=NOON)


def test_a_role_taken_back_on_its_first_day_holds_on_none_and_stays_on_paper(cast: Cast) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)
    wanted = _grant(cast.peer, RoleGrant.Role.ADMIN_OPD, cast.section.pk)
    made = services.grant_role(wanted, by=by, at=NOON)

    services.end_role(made.pk, TODAY, by=by, at=NOON)

    made.refresh_from_db()
    assert (made.end_on, made.ended_by_id) == (TODAY, cast.personnel.pk)
    assert not actor(cast.peer).has(Role.ADMIN_OPD)
    assert services.grant_role(wanted, by=by, at=NOON).pk != made.pk


def test_an_admin_passes_on_no_more_than_the_own_role(cast: Cast) -> None:
    by = actor(cast.admin_opd, Role.ADMIN_OPD)

    services.grant_role(
        _grant(cast.peer, RoleGrant.Role.ADMIN_OPD, cast.section.pk), by=by, at=NOON
    )

    for grant in (
        _grant(cast.peer, RoleGrant.Role.ADMIN_OPD, cast.other_agency.pk),
        _grant(cast.admin_opd, RoleGrant.Role.ADMIN_OPD, cast.section.pk),
    ):
        with refused("role.not_yours"):
            services.grant_role(grant, by=by, at=NOON)


def test_the_programme_itself_grants_any_role(cast: Cast) -> None:
    made = services.grant_role(
        _grant(cast.peer, RoleGrant.Role.PERSONNEL), by=system(TODAY), at=NOON
    )

    assert made.employee_id == cast.peer.pk


def test_what_no_sentence_is_written_for_stays_a_fault(cast: Cast) -> None:
    with pytest.raises(IntegrityError), constraints_refuse():
        RankPeriod.objects.bulk_create(
            RankPeriod(pk=1, employee=cast.owner, code="III/a", start_on=START, end_on=TODAY)
            for _twice in range(2)
        )


def test_a_grant_is_refused(cast: Cast) -> None:
    by = actor(cast.personnel, Role.PERSONNEL)

    with refused("role.needs_unit"):
        services.grant_role(_grant(cast.peer, RoleGrant.Role.ADMIN_OPD), by=by, at=NOON)
    admin, section = RoleGrant.Role.ADMIN_OPD, cast.section.pk
    with refused("role.exists"):
        services.grant_role(_grant(cast.admin_opd, admin, cast.agency.pk), by=by, at=NOON)
    with refused("employee.not_in_service"):
        services.grant_role(_grant(cast.ended, admin, section), by=by, at=NOON)
    with refused("role.not_yours"):
        services.grant_role(_grant(cast.personnel, admin, section), by=by, at=NOON)
    wrong = services.Grant(cast.peer.pk, admin, section, TODAY, TODAY)
    with refused("dates.order"):
        services.grant_role(wrong, by=by, at=NOON)
    with refused("role.unknown"):
        services.end_role(0, TODAY, by=by, at=NOON)
    with refused("role.not_yours"):
        own = RoleGrant.objects.get(employee=cast.personnel)
        services.end_role(own.pk, NEXT, by=by, at=NOON)


def test_the_database_refuses_wrong_people(cast: Cast) -> None:
    wrong: tuple[dict[str, object], ...] = ({"nip": None}, {"nip": "123"})
    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Employee.objects.filter(pk=cast.owner.pk).update(**fields)
    twice: tuple[tuple[Any, dict[str, Any]], ...] = (
        (RankPeriod, {"code": "III/a"}),
        (StandingPeriod, {"standing": Standing.ACTIVE}),
        (SuperiorOverride, {"superior": cast.leader, "reason": "SK"}),
        (ReportingLine, {"superior": cast.leader, "basis": "STRUCTURE"}),
        (RoleGrant, {"role": RoleGrant.Role.LEADER}),
    )
    for model, values in twice:
        with pytest.raises(IntegrityError), transaction.atomic():  # noqa: PT012 (two rows, one day)
            for _time in range(2):
                model.objects.create(employee=cast.owner, start_on=TODAY, **values)
    for superior in (cast.owner, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReportingLine.objects.create(
                employee=cast.owner,
                superior=superior,
                basis="STRUCTURE",
                start_on=date(2020, 1, 1),
                end_on=START,
            )
    with pytest.raises(IntegrityError), transaction.atomic():
        SuperiorOverride.objects.create(
            employee=cast.owner, superior=cast.owner, reason="SK", start_on=TODAY
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(employee=cast.owner, role=RoleGrant.Role.ADMIN_OPD, start_on=TODAY)
