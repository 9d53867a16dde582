"""Steps of discipline cases that nobody takes: whose they are, and those without anybody."""

from collections.abc import Callable

import pytest
from django.test import Client

from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.notices.models import Notice
from noken.organization.models import Employee
from noken.oversight import services
from noken.oversight.models import Reminder
from noken.oversight.queries.inaction import undone_groups
from tests.cast import Cast
from tests.world import NOON, actor, make_employee, make_grant, make_position, make_posting
from tests.world_discipline import make_case, make_days, make_settings

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]


@pytest.fixture
def by(cast: Cast) -> Actor:
    return actor(cast.inspectorate, Role.INSPECTORATE)


def test_steps_of_cases_stand_with_whose_they_are(cast: Cast, browse: Browse, by: Actor) -> None:
    """No matrix is signed: nobody may draft or decide. The PPK names the team."""
    make_days()
    make_case(cast.owner, cast.superior, "REPORTED")
    make_case(cast.peer, cast.superior, "SUMMONED_1", level="BERAT")
    make_case(cast.peer, cast.superior, "EXAMINED")

    groups = {group.kind: group for group in undone_groups(by, NOON)}
    html = browse(cast.inspectorate).get("/inspektorat/").content.decode()

    assert {kind: group.officials for kind, group in groups.items()} == {
        "CASE": 1,
        "DECIDE": 1,
        "KEEP": 0,
    }
    assert groups["DECIDE"].words == "tim pemeriksa belum dibentuk"
    assert groups["KEEP"].agency == "Tanpa pejabat yang berwenang"
    assert "Konsep keputusan belum disusun" in html
    assert html.count(">Ingatkan</button>") == 2
    assert services.remind("DECIDE", groups["DECIDE"].agency_id, by=by, at=NOON) == 1
    assert Reminder.objects.get().official_id == cast.bupati.pk
    notice = Notice.objects.get(person_id=cast.bupati.pk)
    assert "1 perkara disiplin menunggu langkah Anda sebagai pejabat" in notice.text
    with pytest.raises(Refused):
        services.remind("KEEP", groups["KEEP"].agency_id, by=by, at=NOON)


def test_what_any_of_bkpsdm_may_do_counts_once(cast: Cast, by: Actor) -> None:
    make_settings()
    make_case(cast.owner, cast.superior, "REPORTED")
    other = make_employee()
    make_posting(other, make_position(cast.other_agency))
    for person in (other, cast.former_superior):
        make_grant(person, "PERSONNEL")

    groups = {group.agency: group for group in undone_groups(by, NOON) if group.kind == "KEEP"}

    assert {name: group.officials for name, group in groups.items()} == {
        "BKPSDM": 1,
        "Dinas Kesehatan": 2,
    }
    assert {group.count for group in groups.values()} == {1}
