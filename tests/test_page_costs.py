"""What the pages cost that are open all day: statements, whatever the number of people and rows.

Bytes and requests of a first visit are in tests/browser/test_first_load.py.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON, START, TODAY, make_employee, make_line, make_position, make_posting
from tests.world_findings import make_finding, make_reply, make_row
from tests.world_planning import make_plan
from tests.world_work import make_agreed, make_feedback, make_report, make_review, workdays_before

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
TEAM = 14


@pytest.fixture
def busy(cast: Cast) -> Cast:
    """Fourteen people who write every day, each with a plan; notes and notices for all."""
    team = [cast.owner, cast.peer]
    for number in range(TEAM - len(team)):
        person = make_employee(f"Anggota {number}")
        make_posting(person, make_position(cast.section))
        make_line(person, cast.acting_superior, start_on=START)
        team.append(person)
    led = make_agreed(cast.acting_superior)
    for person in team:
        agreed = make_agreed(person, supports=led.results)
        for day in workdays_before(TODAY, 5):
            old = make_report(person, agreed.indicators[0], on=day, places=["SD Inpres 12"])
            make_review(old, cast.acting_superior)
        report = make_report(person, agreed.indicators[0])
        make_feedback(person, cast.acting_superior, report=report)
        Notice.objects.create(
            person_id=person.pk,
            key=f"uji-{person.pk}",
            kind="FeedbackGiven",
            text="Ada umpan balik.",
            url="/umpan-balik/",
            at=NOON - timedelta(1),
            deliver_at=NOON - timedelta(1),
        )
    return cast


def statements(client: Client, path: str) -> list[str]:
    """What one more visit asks of the database, without what only tests send
    and without what sets a connection up."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    sent = [query["sql"] for query in caught.captured_queries]
    return [sql for sql in sent if not sql.startswith(("SAVEPOINT", "RELEASE", "SET "))]


@pytest.mark.parametrize(
    ("path", "who", "most"),
    [
        ("/hari-ini/", "owner", 10),
        ("/tim/", "acting_superior", 12),
        ("/menunggu/", "acting_superior", 12),
        ("/kehadiran/", "owner", 16),
        ("/kehadiran/tim/", "acting_superior", 15),
        ("/kehadiran/rekap/", "admin_opd", 15),
        ("/pegawai/", "personnel", 9),
        ("/pegawai/?cari=anggota", "personnel", 10),
        ("/laporan/", "owner", 10),
        ("/umpan-balik/", "owner", 10),
        ("/pemberitahuan/", "owner", 8),
        ("/ikhtisar/", "leader", 12),
        ("/antrean/", "personnel", 24),
        ("/evaluasi/posisi/", "acting_superior", 10),
        ("/evaluasi/periode/", "personnel", 12),
        ("/evaluasi/periode/buka/", "personnel", 15),
        ("/skp/matriks/", "acting_superior", 15),
        ("/skp/usulan/", "owner", 11),
        ("/skp/templat/", "owner", 12),
        ("/temuan/saya/", "owner", 10),
        ("/temuan/tim/", "acting_superior", 11),
        ("/temuan/semua/", "personnel", 11),
    ],
)
def test_a_page_asks_only_so_much(
    busy: Cast, browse: Browse, path: str, who: str, most: int
) -> None:
    sent = statements(browse(getattr(busy, who)), path)

    assert len(sent) <= most, "\n".join(sql[:160] for sql in sent)


def test_a_plan_asks_only_so_much(cast: Cast, browse: Browse) -> None:
    plan = make_plan(cast.owner, results=[f"Hasil {number}" for number in range(8)], indicators=3)

    sent = statements(browse(cast.owner), plan.get_absolute_url())

    assert len(sent) <= 18, "\n".join(sql[:160] for sql in sent)


@pytest.mark.parametrize(("who", "most"), [("owner", 34), ("acting_superior", 39)])
def test_a_finding_asks_only_so_much(cast: Cast, browse: Browse, who: str, most: int) -> None:
    finding = make_finding(cast.owner)
    for number in range(8):
        row = make_row(finding, TODAY - timedelta(number + 3), "REPLIED", facts={"after": None})
        make_reply(finding, row)

    sent = statements(browse(getattr(cast, who)), finding.get_absolute_url())

    assert len(sent) <= most, "\n".join(sql[:160] for sql in sent)


def test_a_larger_team_asks_no_more(cast: Cast, browse: Browse, request: object) -> None:
    small = len(statements(browse(cast.acting_superior), "/tim/"))
    request.getfixturevalue("busy")  # type: ignore[attr-defined]  # pytest's own

    large = len(statements(browse(cast.acting_superior), "/tim/"))

    assert large <= small + 2


def test_what_a_visitor_asks_for_asks_little(db: None, client: Client) -> None:  # noqa: ARG001 (a mark)
    assert len(statements(client, reverse("account_login"))) <= 1
    assert len(statements(client, reverse("documents:check"))) == 0
    assert len(statements(client, reverse("documents:check_paper"))) == 0
    asked = reverse("documents:check_paper_code", args=["0" * 12])
    assert len(statements(client, asked)) <= 10  # nine of them count the tries of an address
