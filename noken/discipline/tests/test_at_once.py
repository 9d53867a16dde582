"""Several superiors open a case in the same moment: each gets a number of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from noken.core.actor import Role
from noken.discipline import services
from noken.discipline.models import Case
from tests.cast import make_cast
from tests.world import NOON, actor
from tests.world_discipline import from_breach
from tests.world_findings import make_terms

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SCHEMA = "manokwari"


@pytest.mark.usefixtures("noon")
def test_cases_opened_at_once_have_numbers_that_follow_one_another() -> None:
    cast = make_cast()
    make_terms()
    by = actor(cast.personnel, Role.PERSONNEL)
    people = (cast.owner, cast.peer, cast.acting_superior, cast.superior)
    start = Barrier(len(people))

    def opened(place: int) -> int:
        connection.set_schema(SCHEMA)  # type: ignore[attr-defined]  # django-tenants adds it
        try:
            start.wait()
            return services.open_from_breach(from_breach(people[place]), by=by, at=NOON).serial
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        serials = sorted(pool.map(opened, range(len(people))))

    assert serials == [1, 2, 3, 4]
    assert Case.objects.count() == len(people)
