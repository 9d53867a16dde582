"""Lists of objections ask the same, however long they are; one objection asks only so much."""

from collections.abc import Callable

import pytest
from django.test import Client

from noken.organization.models import Employee
from tests.cast import Cast
from tests.test_page_costs import statements
from tests.world_objections import make_answer, make_grade, make_objection

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
LISTS = (
    ("/keberatan/", "owner", 9),
    ("/keberatan/tim/", "higher_superior", 10),
    ("/keberatan/tim/", "superior", 10),
    ("/keberatan/pantau/", "personnel", 9),
    ("/menunggu/", "higher_superior", 12),
)


def fill(cast: Cast, numbers: range) -> None:
    """In each quarter one that waits, one that is examined and one that nobody decides."""
    for number in numbers:
        make_objection(make_grade(cast.owner, cast.superior, number=number))
        other = make_grade(cast.peer, cast.superior, number=number)
        make_objection(other, status="TAKEN", by=cast.higher_superior)
        make_objection(make_grade(cast.agency_head, cast.bupati, number=number))


@pytest.mark.parametrize(("path", "who", "most"), LISTS)
def test_a_longer_list_asks_no_more(
    cast: Cast, browse: Browse, path: str, who: str, most: int
) -> None:
    fill(cast, range(1, 2))
    client = browse(getattr(cast, who))
    short = statements(client, path)

    fill(cast, range(2, 5))
    long = statements(client, path)

    assert len(long) <= len(short), "\n".join(sql[:160] for sql in long)
    assert len(long) <= most, "\n".join(sql[:160] for sql in long)


@pytest.mark.parametrize("who", ["owner", "superior", "higher_superior", "personnel"])
def test_one_objection_asks_only_so_much(cast: Cast, browse: Browse, who: str) -> None:
    row = make_objection(
        make_grade(cast.owner, cast.superior), status="TAKEN", by=cast.higher_superior
    )
    make_answer(row)

    sent = statements(browse(getattr(cast, who)), row.get_absolute_url())

    assert len(sent) <= 17, "\n".join(sql[:160] for sql in sent)
