"""One hand that would sign twice: through an account whose password it made."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from noken.accounts.models import User
from noken.core.actor import Role
from noken.organization import services
from noken.organization.models import DeclaredProposal, Employee
from noken.organization.queries import setting_on
from tests.cast import Cast
from tests.settings import Example
from tests.world import NOON, TODAY, actor, confirm_account, make_employee, make_grant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
Browse = Callable[[Employee | None], Client]
PAGE = "/setelan/tests.example/"


def issue(by: Employee, *people: Employee, days_ago: int = 0) -> None:
    """Passwords made by somebody; their owners have logged in and chosen others."""
    for person in people:
        at = NOON - timedelta(days_ago)
        services.issue_password(person.pk, by=actor(by, Role.PERSONNEL), at=at)
        User.objects.filter(employee=person).update(one_time_until=None)
        confirm_account(person)
        person.refresh_from_db()


def propose(keeper: Client) -> int:
    keeper.post(
        f"{PAGE}usul/", {"days": "9", "rhythm": "YEAR", "mulai": TODAY, "dasar": "Perbup 9"}
    )
    return DeclaredProposal.objects.latest("pk").pk


def sign(client: Client, proposal_id: int) -> int:
    answer = client.post(f"{PAGE}{proposal_id}/setuju/", {"alasan": "Sudah dibahas"})
    assert answer.get("Location", PAGE) == PAGE
    return answer.status_code


def colleague(name: str = "Yulius Ayomi") -> Employee:
    """Somebody else of BKPSDM."""
    made = make_employee(name)
    make_grant(made, "PERSONNEL")
    return made


def test_who_made_the_leaders_password_does_not_sign_beside_them(
    cast: Cast, browse: Browse
) -> None:
    issue(cast.personnel, cast.leader)
    hendrik, puppet = browse(cast.personnel), browse(cast.leader)
    waiting = propose(hendrik)

    assert sign(puppet, waiting) == 302
    page = hendrik.post(f"{PAGE}{waiting}/setuju/", {"alasan": "Setuju"})

    assert page.status_code == 422
    assert "kata sandi" in page.content.decode()
    assert not setting_on(Example, TODAY).is_signed
    assert sign(browse(colleague()), waiting) == 302
    assert setting_on(Example, TODAY).days == 9


def test_it_is_the_same_the_other_way_round(cast: Cast, browse: Browse) -> None:
    issue(cast.personnel, cast.leader)
    waiting = propose(browse(cast.personnel))

    assert sign(browse(cast.personnel), waiting) == 302
    assert sign(browse(cast.leader), waiting) == 422


def test_two_accounts_of_one_hand_are_one(cast: Cast, browse: Browse) -> None:
    other = colleague()
    issue(cast.personnel, cast.leader, other)
    waiting = propose(browse(cast.personnel))

    assert sign(browse(other), waiting) == 302
    assert sign(browse(cast.leader), waiting) == 422


def test_a_hand_reaches_through_another_account(cast: Cast, browse: Browse) -> None:
    between = colleague()
    issue(cast.personnel, between)
    issue(between, cast.leader)
    waiting = propose(browse(cast.personnel))

    assert sign(browse(cast.leader), waiting) == 302
    assert sign(browse(cast.personnel), waiting) == 422


def test_whom_two_helped_does_not_tie_them(cast: Cast, browse: Browse) -> None:
    other, helped = colleague(), colleague("Petronela Sayori")
    issue(cast.personnel, helped)
    issue(other, helped)
    waiting = propose(browse(cast.personnel))

    assert sign(browse(cast.personnel), waiting) == 302
    assert sign(browse(other), waiting) == 302


@pytest.mark.parametrize(("days_ago", "status"), [(29, 422), (31, 302)])
def test_it_passes_after_thirty_days(
    cast: Cast, browse: Browse, days_ago: int, status: int
) -> None:
    issue(cast.personnel, cast.leader, days_ago=days_ago)
    waiting = propose(browse(cast.personnel))

    assert sign(browse(cast.leader), waiting) == 302
    assert sign(browse(cast.personnel), waiting) == status
