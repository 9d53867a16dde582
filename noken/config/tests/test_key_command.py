"""`noken key rotate`: two people of BKPSDM who are there, or nothing changes."""

from argparse import Namespace

import pytest
from django.contrib.auth.hashers import make_password

from noken.accounts.models import User
from noken.audit.models import Entry
from noken.config.cli import keys as command
from noken.config.cli.terms import Mistake
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.documents.gateways import keys
from noken.documents.models import SigningKey
from noken.organization.models import Employee, RoleGrant
from noken.organization.services import issue_password
from tests.cast import Cast
from tests.world import NOON, actor, confirm_account, make_grant

PASSWORD = "kasuari-di-hutan-9"
ASKED = Namespace(reason="Laptop hilang", tenant="manokwari")
pytestmark = pytest.mark.django_db


@pytest.fixture
def second(cast: Cast) -> Employee:
    """Another person of BKPSDM; both have passwords of their own, and so has Maria."""
    make_grant(cast.peer, RoleGrant.Role.PERSONNEL, None)
    people = [cast.personnel, cast.peer, cast.maria]
    User.objects.filter(employee__in=people).update(password=make_password(PASSWORD))
    return cast.peer


def answers(monkeypatch: pytest.MonkeyPatch, *people: Employee, password: str = PASSWORD) -> None:
    names = iter([person.nip or "" for person in people])
    monkeypatch.setattr("builtins.input", lambda _: next(names))
    monkeypatch.setattr("getpass.getpass", lambda _: password)


def test_two_people_change_the_key(
    cast: Cast, second: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, cast.personnel, second)

    assert command.rotate(ASKED) == 0

    entry = Entry.objects.get(action="SigningKeyRotated")
    assert (entry.employee_id, entry.reason) == (cast.personnel.pk, "Laptop hilang")
    assert entry.ids["second"] == second.account_id
    assert SigningKey.objects.filter(first_used_at=NOON, retired_at=None).count() == 1


def test_who_made_the_others_password_is_no_second(
    cast: Cast, second: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue_password(second.pk, by=actor(cast.personnel, Role.PERSONNEL), at=NOON)
    User.objects.filter(employee=second).update(
        password=make_password(PASSWORD), one_time_until=None
    )
    confirm_account(second)
    answers(monkeypatch, cast.personnel, second)

    with pytest.raises(Mistake, match="one hand"):
        command.rotate(ASKED)

    assert not Entry.objects.filter(action="SigningKeyRotated").exists()


def test_one_person_twice_changes_nothing(
    cast: Cast, second: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert second
    before = keys.current_signer("manokwari").key_id
    answers(monkeypatch, cast.personnel, cast.personnel)

    with pytest.raises(Refused) as refusal:
        command.rotate(ASKED)

    assert refusal.value.code == "key.one_person"
    assert keys.current_signer("manokwari").key_id == before


def test_who_is_not_of_the_agency_is_asked_again_and_then_no_more(
    cast: Cast, second: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert second
    answers(monkeypatch, *[cast.maria] * command.TRIES)

    with pytest.raises(Mistake):
        command.rotate(ASKED)


@pytest.mark.parametrize("wrong", ["password", "one-time"])
def test_a_wrong_or_one_time_password_is_no_consent(
    cast: Cast, second: Employee, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    assert second
    if wrong == "one-time":
        User.objects.filter(employee=cast.personnel).update(one_time_until=NOON)
    given = PASSWORD if wrong == "one-time" else "salah sekali lagi"
    answers(monkeypatch, *[cast.personnel] * command.TRIES, password=given)

    with pytest.raises(Mistake):
        command.rotate(ASKED)
