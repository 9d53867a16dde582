"""Accounts in use at the update count as confirmed; what nobody has used yet waits."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.db import ProgrammingError, connection, transaction

from noken.accounts.models import User
from noken.core.actor import Role
from noken.organization import services
from noken.organization.models import Activation
from noken.organization.queries.activations import confirmers_of
from tests.cast import Cast
from tests.world import NOON, TODAY, actor

pytestmark = pytest.mark.django_db
update = import_module("noken.organization.migrations.0007_accounts_in_use")


def test_the_update_stops_nobody_who_works(cast: Cast) -> None:
    User.objects.filter(employee=cast.superior).update(password="md5$x$y")
    by = actor(cast.personnel, Role.PERSONNEL)
    services.issue_password(cast.leader.pk, by=by, at=NOON - timedelta(3))
    Activation.objects.all().delete()

    with connection.cursor() as cursor:
        cursor.execute(update.IN_USE)
        cursor.execute(update.UNUSED)

    used = Activation.objects.get(employee=cast.superior)
    unused = Activation.objects.get(employee=cast.leader)
    assert (used.way, used.confirmed_by, used.confirmed_at is None) == ("BEFORE", None, False)
    assert (unused.made_by, unused.confirmed_at) == (cast.personnel, None)
    assert unused.made_at == NOON - timedelta(3)
    assert Activation.objects.count() == 2
    assert actor(cast.superior).has(Role.SUPERIOR)
    assert actor(cast.leader).withheld >= {Role.LEADER}


def test_who_could_confirm_is_named(cast: Cast) -> None:
    User.objects.filter(password="!").update(password="md5$x$y")
    by = actor(cast.personnel, Role.PERSONNEL)
    for person in (cast.superior, cast.agency_head, cast.leader):
        person.refresh_from_db()
        services.issue_password(person.pk, by=by, at=NOON)

    assert confirmers_of(cast.superior.pk, TODAY) == [
        cast.higher_superior.name,
        cast.admin_opd.name,
    ]
    assert confirmers_of(cast.agency_head.pk, TODAY) == [cast.bupati.name]

    cast.higher_superior.refresh_from_db()
    services.issue_password(cast.higher_superior.pk, by=by, at=NOON)
    assert confirmers_of(cast.superior.pk, TODAY) == [cast.admin_opd.name]


@pytest.mark.parametrize("value", [{"way": "BEFORE"}, {"confirmed_at": None}, {"made_by": None}])
def test_who_confirmed_an_account_stays(cast: Cast, value: dict[str, object]) -> None:
    row = Activation.objects.create(employee=cast.superior, made_by=cast.personnel, made_at=NOON)
    Activation.objects.filter(pk=row.pk).update(confirmed_at=NOON, way="CONSOLE")

    with pytest.raises(ProgrammingError, match="never changed"), transaction.atomic():
        Activation.objects.filter(pk=row.pk).update(**value)
