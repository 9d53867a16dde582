"""A session leads to its account and to no other."""

import pytest
from django.contrib.auth import get_user
from django.test import RequestFactory

from noken.accounts.backends import AccountBackend
from noken.accounts.models import User
from noken.accounts.sessions import SessionStore
from noken.core import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    account = User(login="199001012015031002")
    account.set_password("Rahasia-Sekali-1")
    account.save()
    return account


def test_the_account_is_read_whole(user: User) -> None:
    again = AccountBackend().get_user(user.pk)

    assert again is not None
    for field in User._meta.concrete_fields:
        assert getattr(again, field.attname) == getattr(user, field.attname)


def test_a_closed_account_is_nobody(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert AccountBackend().get_user(user.pk) is None
    assert AccountBackend().get_user(user.pk + 1) is None


def test_a_session_is_read_until_it_ends() -> None:
    written = SessionStore()
    written["kata"] = "noken"
    written.save()

    assert SessionStore(written.session_key)["kata"] == "noken"
    written.set_expiry(clock.now())
    written.save()
    assert "kata" not in SessionStore(written.session_key)


def test_a_session_nobody_wrote_is_empty(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.session = SessionStore("a" * 32)

    assert get_user(request).pk is None
