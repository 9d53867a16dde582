"""Roles for the whole instansi: two hands give them, one takes them."""

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import IntegrityError, transaction

from noken.accounts.models import User
from noken.audit.models import Entry
from noken.core.actor import Actor, Role, system
from noken.notices.models import Notice
from noken.organization import services
from noken.organization.models import Employee, RoleGrant, RoleProposal
from noken.organization.rules.holding import Holders, is_due, may_second, needs_console, seconds
from noken.organization.tests.refusals import refused
from tests.amending import amend, as_owner_does
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, confirm_account, make_employee, make_grant

NEXT = TODAY + timedelta(1)
A, B, C, L, INS, G = range(1, 7)


def holders(made_by: dict[int, set[int]], **roles: str) -> Holders:
    people = {"a": A, "b": B, "c": C, "l": L, "i": INS}
    return Holders({people[key]: set(held.split()) for key, held in roles.items()}, made_by)


@pytest.mark.parametrize(
    ("role", "held", "may"),
    [
        ("PERSONNEL", "PERSONNEL", True),
        ("PERSONNEL", "LEADER", True),
        ("PERSONNEL", "INSPECTORATE", False),
        ("LEADER", "PERSONNEL", False),
        ("LEADER", "LEADER", True),
        ("LEADER", "INSPECTORATE", True),
        ("LEADER", "LEADER PERSONNEL", False),
        ("INSPECTORATE", "PERSONNEL", False),
        ("INSPECTORATE", "LEADER", True),
        ("INSPECTORATE", "INSPECTORATE PERSONNEL", False),
        ("PERSONNEL", "ADMIN_OPD SELF", False),
    ],
)
def test_who_confirms_which_role(role: str, held: str, may: bool) -> None:
    assert may_second(role, held.split()) == may


@pytest.mark.parametrize(
    ("made_by", "able"),
    [
        ({}, {B, L}),
        ({B: {A}}, {L}),
        ({A: {B}}, {L}),
        ({B: {G}}, {L}),
        ({G: {L}}, {B}),
        ({G: {A}}, set()),
        ({B: {C}, A: {C}}, {L}),
    ],
)
def test_the_second_is_no_hand_of_the_first_nor_of_the_person(
    made_by: dict[int, set[int]], able: set[int]
) -> None:
    known = holders(made_by, a="PERSONNEL", b="PERSONNEL", l="LEADER", i="INSPECTORATE")

    assert seconds("PERSONNEL", G, A, known) == able


@pytest.mark.parametrize(
    ("role", "roles", "made_by", "needed"),
    [
        ("PERSONNEL", {"a": "PERSONNEL"}, {}, True),
        ("PERSONNEL", {"a": "PERSONNEL", "b": "PERSONNEL"}, {}, False),
        ("PERSONNEL", {"a": "PERSONNEL", "b": "PERSONNEL"}, {B: {A}}, True),
        ("PERSONNEL", {"a": "PERSONNEL", "b": "PERSONNEL"}, {G: {A}}, True),
        ("PERSONNEL", {"a": "PERSONNEL", "b": "PERSONNEL", "l": "LEADER"}, {G: {A}}, False),
        ("LEADER", {"a": "PERSONNEL", "b": "PERSONNEL"}, {}, True),
        ("LEADER", {"a": "PERSONNEL", "i": "INSPECTORATE"}, {}, False),
        ("INSPECTORATE", {"l": "LEADER", "i": "INSPECTORATE"}, {}, True),
    ],
)
def test_where_no_two_could_give_it_the_console_is_the_second_hand(
    role: str,
    roles: dict[str, str],
    made_by: dict[int, set[int]],
    needed: bool,
) -> None:
    assert needs_console(role, G, holders(made_by, **roles)) == needed


@pytest.mark.parametrize(
    ("start_on", "reviewed_on", "due"),
    [
        (date(2025, 11, 24), None, True),
        (date(2025, 11, 25), None, False),
        (date(2020, 1, 1), date(2025, 11, 25), False),
        (date(2020, 1, 1), date(2025, 11, 24), True),
        (date(2027, 1, 1), None, False),
    ],
)
def test_a_role_is_looked_at_again_after_a_year(
    start_on: date,
    reviewed_on: date | None,
    due: bool,
) -> None:
    assert is_due(start_on, reviewed_on, TODAY) == due


# --- services ---


@pytest.fixture
def able(cast: Cast) -> Cast:
    """The standing people, who can all log in."""
    User.objects.filter(password="!", is_active=True).update(password="md5$x$y")
    return cast


def grant(person: Employee, role: str = "LEADER", **more: object) -> services.Grant:
    values: dict[str, object] = {"reason": "Menggantikan", "letter": "SK 800/8"}
    return services.Grant(person.pk, role, None, TODAY, **values | more)  # type: ignore[arg-type]  # a table


def keeper(cast: Cast) -> Actor:
    return actor(cast.personnel, Role.PERSONNEL)


def inspector(cast: Cast) -> Actor:
    return actor(cast.inspectorate, Role.INSPECTORATE)


def propose(cast: Cast, person: Employee | None = None, role: str = "LEADER") -> int:
    wanted = grant(person or cast.peer, role)
    return services.propose_role(wanted, by=keeper(cast), at=NOON).pk


def told(kind: str) -> set[int]:
    return set(Notice.objects.filter(kind=kind).values_list("person_id", flat=True))


@pytest.mark.django_db
def test_one_proposes_another_confirms_and_all_holders_are_told(able: Cast) -> None:
    waiting = propose(able)
    assert actor(able.peer).roles == {Role.SELF}
    assert told("RoleProposed") == {able.inspectorate.pk, able.leader.pk}

    made = services.confirm_role(waiting, "Benar", by=inspector(able), at=NOON)

    assert actor(able.peer).has(Role.LEADER)
    hands = (made.proposed_by_id, made.confirmed_by_id, made.at_console, made.letter)
    assert hands == (able.personnel.pk, able.inspectorate.pk, False, "SK 800/8")
    assert told("RoleChanged") == {able.personnel.pk, able.leader.pk, able.peer.pk}
    assert Entry.objects.filter(action="RoleChanged", employee_id=able.inspectorate.pk).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("by", "code"),
    [
        ("personnel", "role.not_a_signer"),
        ("peer", "role.not_a_signer"),
        ("admin_opd", "role.not_a_signer"),
    ],
)
def test_who_is_no_second_hand(able: Cast, by: str, code: str) -> None:
    waiting = propose(able)

    with refused(code):
        services.confirm_role(waiting, "Benar", by=actor(getattr(able, by)), at=NOON)


@pytest.mark.django_db
def test_nobody_confirms_twice_nor_the_own_role(able: Cast) -> None:
    again = propose(able, able.leader, "PERSONNEL")
    with refused("role.not_a_signer"):
        services.confirm_role(again, "Benar", by=actor(able.leader, Role.LEADER), at=NOON)
    own = propose(able, role="PERSONNEL")
    with refused("role.one_hand"):
        services.confirm_role(own, " ", by=_tied(able), at=NOON)
    with refused("role.signed_twice"):
        services.confirm_role(own, "Benar", by=keeper(able), at=NOON)
    services.confirm_role(own, "Benar", by=actor(able.leader, Role.LEADER), at=NOON)
    for act in (_confirm(own, able), _withdraw(own, able), _console(own)):
        with refused("role.gone"):
            act()


def _tied(cast: Cast) -> Actor:
    """Somebody of BKPSDM whose password the proposer made."""
    other = make_employee("Yulius Ayomi")
    make_grant(other, "PERSONNEL")
    services.issue_password(other.pk, by=keeper(cast), at=NOON)
    confirm_account(other)
    return actor(other, Role.PERSONNEL)


def _confirm(proposal: int, cast: Cast) -> Callable[[], object]:
    return lambda: services.confirm_role(
        proposal, "Benar", by=actor(cast.leader, Role.LEADER), at=NOON
    )


def _withdraw(proposal: int, cast: Cast) -> Callable[[], object]:
    return lambda: services.withdraw_role(proposal, by=keeper(cast), at=NOON)


def _console(proposal: int) -> Callable[[], object]:
    return lambda: services.confirm_at_console(proposal, by=system(TODAY), at=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"letter": " "}, "role.no_letter"),
        ({"letter": "x" * 201}, "role.too_long"),
        ({"reason": " "}, "role.no_reason"),
        ({"end_on": TODAY}, "dates.order"),
        ({"role": "ADMIN_OPD"}, "role.not_yours"),
    ],
)
def test_what_is_no_proposal(able: Cast, more: dict[str, object], code: str) -> None:
    with refused(code):
        services.propose_role(grant(able.peer, **more), by=keeper(able), at=NOON)  # type: ignore[arg-type]  # a table


@pytest.mark.django_db
def test_for_whom_and_from_when_nothing_is_proposed(able: Cast) -> None:
    past = services.Grant(able.peer.pk, "LEADER", None, TODAY - timedelta(1), None, "R", "SK")
    for wanted, code in (
        (past, "role.in_the_past"),
        (grant(able.personnel), "role.not_yours"),
        (grant(able.ended), "employee.not_in_service"),
        (grant(able.leader), "role.exists"),
    ):
        with refused(code):
            services.propose_role(wanted, by=keeper(able), at=NOON)
    for by in (inspector(able), actor(able.admin_opd, Role.ADMIN_OPD)):
        with refused("role.not_yours"):
            services.propose_role(grant(able.peer), by=by, at=NOON)


@pytest.mark.django_db
def test_who_made_the_persons_password_does_not_propose_them(able: Cast) -> None:
    services.issue_password(able.peer.pk, by=keeper(able), at=NOON)
    confirm_account(able.peer)
    make_grant(able.agency_head, "PERSONNEL")

    with refused("role.one_hand"):
        propose(able)
    waiting = services.propose_role(grant(able.peer), by=actor(able.agency_head), at=NOON)

    services.confirm_role(waiting.pk, "Benar", by=inspector(able), at=NOON)
    assert actor(able.peer).has(Role.LEADER)


@pytest.mark.django_db
def test_a_proposal_falls_with_its_proposer(able: Cast) -> None:
    waiting = propose(able)
    mine = RoleGrant.objects.get(employee=able.personnel)

    services.end_role(mine.pk, TODAY, "Pindah", by=inspector(able), at=NOON)

    for act in (
        lambda: services.confirm_role(waiting, "Benar", by=inspector(able), at=NOON),
        _console(waiting),
    ):
        with refused("role.proposer_gone"):
            act()


@pytest.mark.django_db
def test_a_proposal_whose_day_has_passed_is_proposed_again(able: Cast) -> None:
    waiting = propose(able)
    late = actor(able.inspectorate, Role.INSPECTORATE, on=NEXT)

    with refused("role.too_late"):
        services.confirm_role(waiting, "Benar", by=late, at=NOON)
    propose(able)

    assert RoleProposal.objects.get(withdrawn_at=None).pk != waiting
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleProposal.objects.update(withdrawn_at=None)


@pytest.mark.django_db
def test_the_console_is_the_second_hand_while_there_are_no_two(able: Cast) -> None:
    waiting = propose(able)
    with refused("role.console_closed"):
        services.confirm_at_console(waiting, by=system(TODAY), at=NOON)
    RoleGrant.objects.filter(role__in=("LEADER", "INSPECTORATE")).update(end_on=TODAY)
    make_grant(able.agency_head, "LEADER")
    services.issue_password(able.agency_head.pk, by=keeper(able), at=NOON)
    confirm_account(able.agency_head)
    with refused("role.needs_console"):
        services.confirm_role(
            waiting, "Benar", by=actor(able.agency_head, Role.LEADER), at=NOON
        )  # fmt: skip

    with refused("role.too_late"):
        services.confirm_at_console(waiting, by=system(NEXT), at=NOON)

    made = services.confirm_at_console(waiting, by=system(TODAY), at=NOON)

    assert (made.at_console, made.confirmed_by_id) == (True, None)
    assert Entry.objects.get(action="RoleChanged", ids__change="GRANTED").ids["console"] is True


@pytest.mark.django_db
def test_nobody_gives_such_a_role_alone(able: Cast) -> None:
    for by in (keeper(able), inspector(able), actor(able.admin_opd, Role.ADMIN_OPD)):
        for role in ("PERSONNEL", "INSPECTORATE", "LEADER"):
            with refused("role.two_hands"):
                services.grant_role(grant(able.peer, role), by=by, at=NOON)


@pytest.mark.django_db
def test_any_other_holder_ends_one_at_once_and_it_comes_back_by_two(able: Cast) -> None:
    held = RoleGrant.objects.get(employee=able.leader)
    for by in (actor(able.leader, Role.LEADER), actor(able.admin_opd, Role.ADMIN_OPD)):
        with refused("role.not_yours"):
            services.end_role(held.pk, TODAY, by=by, at=NOON)
    with refused("role.too_long"):
        services.end_role(held.pk, TODAY, "x" * 301, by=inspector(able), at=NOON)

    services.end_role(held.pk, TODAY, "Selesai", by=inspector(able), at=NOON)

    held.refresh_from_db()
    assert not actor(able.leader).has(Role.LEADER)
    assert (held.end_on, held.ended_by_id, held.ended_at) == (TODAY, able.inspectorate.pk, NOON)
    assert told("RoleChanged") == {able.personnel.pk, able.leader.pk}
    back = propose(able, able.leader)
    services.confirm_role(back, "Benar", by=inspector(able), at=NOON)
    assert actor(able.leader).has(Role.LEADER)


@pytest.mark.django_db
def test_the_last_keeper_may_be_ended_and_the_console_names_another(able: Cast) -> None:
    last = RoleGrant.objects.get(role="PERSONNEL")

    services.end_role(last.pk, TODAY, by=inspector(able), at=NOON)

    made = services.grant_role(grant(able.peer, "PERSONNEL"), by=system(TODAY), at=NOON)
    assert made.at_console


@pytest.mark.django_db
def test_a_review_says_why(able: Cast) -> None:
    held = RoleGrant.objects.get(employee=able.leader)
    for by, reason, code in (
        (actor(able.leader, Role.LEADER), "Masih", "role.not_yours"),
        (keeper(able), " ", "role.no_reason"),
        (keeper(able), "x" * 301, "role.too_long"),
    ):
        with refused(code):
            services.review_role(held.pk, reason, by=by, at=NOON)
    with refused("role.unknown"):
        services.review_role(0, "Masih", by=keeper(able), at=NOON)

    services.review_role(held.pk, "Masih menjabat", by=keeper(able), at=NOON)

    held.refresh_from_db()
    assert (held.reviewed_by_id, held.reviewed_on) == (able.personnel.pk, TODAY)
    assert Entry.objects.filter(action="RoleReviewed", subject_id=able.leader.pk).exists()
    RoleGrant.objects.filter(pk=held.pk).update(end_on=TODAY)
    with refused("role.over"):
        services.review_role(held.pk, "Masih", by=keeper(able), at=NOON)


@pytest.mark.django_db
def test_who_leaves_the_service_leaves_the_register_whole(able: Cast) -> None:
    services.set_standing(able.leader.pk, "RETIRED", TODAY, by=keeper(able), at=NOON)

    held = RoleGrant.objects.get(employee=able.leader)
    assert (held.end_on, held.ended_by_id) == (TODAY, able.personnel.pk)
    assert told("RoleChanged") == {able.inspectorate.pk, able.leader.pk}


@pytest.mark.django_db
def test_what_was_granted_before_the_register_is_known_from_the_journal(able: Cast) -> None:
    wanted = services.Grant(able.peer.pk, "ADMIN_OPD", able.section.pk, TODAY)
    made = services.grant_role(wanted, by=keeper(able), at=NOON)
    services.end_role(made.pk, NEXT, by=actor(able.admin_opd, Role.ADMIN_OPD), at=NOON)
    first = services.grant_role(grant(able.owner), by=system(TODAY), at=NOON)
    nobody = {"proposed_by": None, "ended_by": None, "ended_at": None}
    amend(RoleGrant.objects.all(), at_console=False, **nobody)

    as_owner_does(import_module("noken.organization.migrations.0004_role_register").KNOWN)

    made.refresh_from_db()
    first.refresh_from_db()
    assert (made.proposed_by_id, made.at_console) == (able.personnel.pk, False)
    assert (made.ended_by_id, made.ended_at) == (able.admin_opd.pk, NOON)
    assert (first.proposed_by_id, first.at_console) == (None, True)
