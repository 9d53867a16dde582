"""While nobody has confirmed who uses an account, its person acts for themselves alone."""

from collections.abc import Callable

import pytest
from django.test import Client

from noken.organization.models import Activation, Employee, RoleGrant
from tests.access.asks import DATA
from tests.access.records import Records
from tests.access.table import ADDRESSES, MATRIX
from tests.access.test_matrix import expected, no_form, undone, url_of
from tests.cast import STANDING_PEOPLE
from tests.world import NOON, START

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
DECIDERS = ("superior", "acting_superior", "former_superior", "admin_opd", "personnel", "leader")
OWN = frozenset(
    {
        *("coaching:answer", "coaching:ask", "coaching:tick", "coaching:weigh"),
        *("followup:answer", "followup:test_answer", "evaluation:print"),
    }
)
"""Where these people answer for themselves, or print what they have read."""


@pytest.mark.parametrize("address", [name for name, method in MATRIX if method == "POST"])
def test_who_is_not_confirmed_decides_nothing(
    records: Records, browse: Browse, address: str
) -> None:
    allowed = dict(zip(STANDING_PEOPLE, expected(address, "POST"), strict=True))
    if address in OWN or allowed["peer"] in {200, 302}:
        return
    for name in DECIDERS:
        if allowed[name] in {200, 302}:
            person = getattr(records.cast, name)
            Activation.objects.create(employee=person, made_at=NOON)
            assert (name, post(browse(person), address, records)) in {(name, 404), (name, 422)}


@pytest.mark.parametrize("address", ADDRESSES)
def test_for_oneself_nothing_is_withheld(records: Records, browse: Browse, address: str) -> None:
    """The owner, who was made a leader a moment ago."""
    owner = records.cast.owner
    RoleGrant.objects.create(employee=owner, role="LEADER", start_on=START)
    client, wanted = browse(owner), {way: expected(address, way)[0] for way in ("GET", "POST")}

    with undone(client):
        got = client.get(url_of(address, records)).status_code

    assert {"GET": got, "POST": post(client, address, records)} == wanted


def post(client: Client, address: str, records: Records) -> int:
    with undone(client):
        form = DATA.get(address, no_form)(records)
        url = url_of(address, records)
        return int((client.post(url, form) if form else client.post(url)).status_code)
