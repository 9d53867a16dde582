"""Two second hands at the same moment give one role."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from noken.accounts.models import User
from noken.core.actor import Role
from noken.core.errors import Refused
from noken.organization import services
from noken.organization.models import RoleGrant
from tests.cast import make_cast
from tests.world import NOON, actor, make_proposal

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SCHEMA = "manokwari"


@pytest.mark.usefixtures("noon")
def test_a_role_confirmed_twice_at_once_is_given_once() -> None:
    cast = make_cast()
    User.objects.filter(is_active=True).update(password="md5$x$y")
    waiting = make_proposal(cast).pk
    people = (
        actor(cast.leader, Role.LEADER),
        actor(cast.inspectorate, Role.INSPECTORATE),
    )
    start = Barrier(len(people))

    def confirm(place: int) -> str:
        connection.set_schema(SCHEMA)  # type: ignore[attr-defined]  # django-tenants adds it
        try:
            start.wait()
            return _code(lambda: services.confirm_role(waiting, "Ya", by=people[place], at=NOON))
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        codes = sorted(pool.map(confirm, range(len(people))))

    assert codes == ["", "role.gone"]
    assert RoleGrant.objects.filter(employee=cast.peer).count() == 1


def _code(act: Callable[[], object]) -> str:
    try:
        act()
    except Refused as refusal:
        return refusal.code
    return ""
