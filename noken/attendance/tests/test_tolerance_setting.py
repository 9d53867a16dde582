"""Two different people sign, with a reason each; until then nothing adds up."""

from dataclasses import replace
from datetime import timedelta

import pytest

from noken.attendance import queries, services
from noken.attendance.models import ToleranceProposal
from noken.attendance.services.tolerance import NewTolerance
from noken.audit.models import Entry
from noken.core.errors import Refused
from noken.organization.models import Employee, RoleGrant
from tests.amending import amend
from tests.cast import Cast
from tests.world import NOON, TODAY, actor, make_grant

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(7)
GOOD = NewTolerance(15, 30, SOON, "Peraturan Bupati 7/2026")


def _propose(cast: Cast, new: NewTolerance = GOOD) -> ToleranceProposal:
    return services.propose_tolerance(new, by=actor(cast.personnel), at=NOON)


def _sign(row: ToleranceProposal, by: Employee, reason: str = "Sudah dibahas") -> bool:
    return services.sign_tolerance(row.pk, reason, by=actor(by), at=NOON)


def test_it_adds_up_once_two_people_signed(cast: Cast) -> None:
    row = _propose(cast)

    assert not _sign(row, cast.personnel)
    assert not queries.tolerance(SOON).adds_up
    assert _sign(row, cast.leader)

    held = queries.tolerance(SOON)
    assert (held.late_minutes, held.make_up_minutes, held.adds_up) == (15, 30, True)
    assert not queries.tolerance(SOON - timedelta(1)).adds_up
    reasons = Entry.objects.filter(action="ToleranceSigned").values_list("reason", flat=True)
    assert list(reasons) == ["Sudah dibahas", "Sudah dibahas"]


def test_nobody_signs_twice_and_nothing_is_signed_thrice(cast: Cast) -> None:
    row = _propose(cast)
    _sign(row, cast.personnel)

    with pytest.raises(Refused) as twice:
        _sign(row, cast.personnel)
    _sign(row, cast.leader)
    make_grant(cast.peer, RoleGrant.Role.PERSONNEL)
    with pytest.raises(Refused) as thrice:
        _sign(row, cast.peer)

    assert (twice.value.code, thrice.value.code) == ("tolerance.signed_twice", "tolerance.gone")


@pytest.mark.parametrize("who", ["admin_opd", "superior", "owner", "inspectorate"])
def test_others_neither_propose_nor_sign(cast: Cast, who: str) -> None:
    row, person = _propose(cast), getattr(cast, who)
    with pytest.raises(Refused) as signing:
        _sign(row, person)
    with pytest.raises(Refused) as proposing:
        services.propose_tolerance(GOOD, by=actor(person), at=NOON)
    with pytest.raises(Refused) as withdrawing:
        services.withdraw_tolerance(row.pk, by=actor(person), at=NOON)

    assert signing.value.code == "tolerance.not_a_signer"
    assert proposing.value.code == withdrawing.value.code == "tolerance.not_yours"


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewTolerance(15, 30, SOON, " "), "tolerance.no_source"),
        (NewTolerance(241, 30, SOON, "Perbup"), "tolerance.out_of_range"),
        (NewTolerance(15, -1, SOON, "Perbup"), "tolerance.out_of_range"),
        (NewTolerance(15, 30, TODAY - timedelta(1), "Perbup"), "tolerance.in_the_past"),
    ],
)
def test_what_is_wrong_is_said(cast: Cast, new: NewTolerance, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        _propose(cast, new)

    assert refusal.value.code == code


def test_a_reason_is_asked_and_the_day_must_still_come(cast: Cast) -> None:
    row = _propose(cast)
    with pytest.raises(Refused) as silent:
        _sign(row, cast.leader, " ")
    amend(ToleranceProposal.objects.all(), start_on=TODAY - timedelta(1))
    with pytest.raises(Refused) as late:
        _sign(row, cast.leader)

    assert (silent.value.code, late.value.code) == ("tolerance.no_reason", "tolerance.too_late")


def test_a_new_proposal_takes_the_place_of_one_that_waits(cast: Cast) -> None:
    first, second = _propose(cast), _propose(cast)

    with pytest.raises(Refused) as gone:
        _sign(first, cast.leader)
    services.withdraw_tolerance(second.pk, by=actor(cast.personnel), at=NOON)
    with pytest.raises(Refused):
        services.withdraw_tolerance(second.pk, by=actor(cast.personnel), at=NOON)

    assert gone.value.code == "tolerance.gone"
    assert not ToleranceProposal.objects.filter(withdrawn_at=None).exists()


def test_a_signed_one_stays_until_the_next_is_signed(cast: Cast) -> None:
    row = _propose(cast)
    _sign(row, cast.personnel)
    _sign(row, cast.leader)

    _propose(cast, NewTolerance(5, 0, SOON, "Perubahan"))

    assert queries.tolerance(SOON).late_minutes == 15


def test_what_is_too_long_is_said_and_not_cut(cast: Cast) -> None:
    row = _propose(cast)

    with pytest.raises(Refused) as reason:
        _sign(row, cast.leader, "x" * 301)
    with pytest.raises(Refused) as source:
        _propose(cast, replace(GOOD, source="x" * 201))

    assert {reason.value.code, source.value.code} == {"tolerance.too_long"}
    assert ToleranceProposal.objects.get(withdrawn_at=None) == row


def test_a_proposal_that_is_refused_leaves_the_one_that_waits(cast: Cast) -> None:
    row = _propose(cast)

    with pytest.raises(Refused) as refusal:
        _propose(cast, replace(GOOD, late_minutes=241))

    assert refusal.value.code == "tolerance.out_of_range"
    assert ToleranceProposal.objects.get(withdrawn_at=None) == row
