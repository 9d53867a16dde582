"""The own day on whole pages: who is away is asked nothing, a missing going is said at once."""

import re
from datetime import datetime, timedelta

import pytest

from noken.attendance.models import Correction
from noken.core import clock
from noken.core.uuid7 import uuid7
from noken.leave.models import Absence
from noken.organization.models import Employee
from tests.cast import Cast
from tests.fixtures import Browse
from tests.world import NOON, TODAY
from tests.world_corrections import at_minute, make_day
from tests.world_leave import make_letter, make_request
from tests.world_work import make_agreed, make_duty

pytestmark = pytest.mark.django_db
ASKED = "Belum ada laporan hari ini"
EVENING = at_minute(TODAY, 18 * 60 + 20)


def waits(browse: Browse, person: Employee) -> tuple[bool, str]:
    """Whether Menunggu saya asks for the report of the day, and the count in the menu."""
    page = browse(person).get("/menunggu/").content.decode()
    (count,) = re.findall(r'href="/menunggu/"[^>]*>.*?</a>', page, re.DOTALL)[:1]
    return ASKED in page, "".join(re.findall(r"\d+", re.sub(r"<svg.*?</svg>", "", count)))


def away(person: Employee, how: str) -> None:
    if how == "LEAVE":
        make_request(person, status="APPROVED", start_on=TODAY, days=1)
    else:
        make_letter(person.postings.get().unit, [person], start_on=TODAY, days=1)


@pytest.mark.parametrize("how", ["LEAVE", "DUTY"])
def test_nothing_asks_a_report_of_who_is_away_today(cast: Cast, browse: Browse, how: str) -> None:
    make_duty()
    make_agreed(cast.peer)
    asked, count = waits(browse, cast.peer)
    assert asked

    away(cast.peer, how)
    assert waits(browse, cast.peer)[0] is False
    assert waits(browse, cast.peer)[1] != count

    Absence.objects.update(cancelled_at=NOON)
    assert waits(browse, cast.peer) == (True, count)


def test_half_a_day_away_leaves_the_report_of_the_day(cast: Cast, browse: Browse) -> None:
    make_duty()
    make_agreed(cast.peer)
    make_request(cast.peer, status="APPROVED", start_on=TODAY, days=1, portion="MORNING")

    assert waits(browse, cast.peer)[0]


@pytest.fixture
def evening(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """After work; Maria came, and no going was recorded."""
    make_day(cast.maria, status="RUNNING", last=None)
    monkeypatch.setattr(clock, "now", lambda: EVENING)
    return EVENING


@pytest.mark.usefixtures("evening")
def test_a_missing_going_is_said_after_work_and_can_be_stated_at_once(
    cast: Cast, browse: Browse
) -> None:
    client = browse(cast.maria)
    today = client.get("/hari-ini/").content.decode()
    assert "Masuk 07.24. Rekaman pulang belum ada." in today
    (where,) = re.findall(r'href="([^"]+)">Sampaikan sekarang', today)
    assert where == f"/kehadiran/?bulan={TODAY:%Y-%m}#hari-{TODAY.day}"
    month = client.get(where).content.decode()
    assert "Sampaikan keterangan" in month

    sent = {
        "key": uuid7(EVENING),
        "hari": TODAY.isoformat(),
        "sebenarnya": "MACHINE",
        "keterangan": "Pulang 16.05.",
    }
    assert client.post("/kehadiran/keterangan/", sent).status_code == 302

    said = Correction.objects.get()
    assert (said.employee, said.day, said.seen) == (
        cast.maria,
        TODAY,
        "Masuk 07.24. Rekaman pulang belum ada.",
    )
    assert "Sampaikan sekarang" not in client.get("/hari-ini/").content.decode()
    assert "Sampaikan keterangan" not in client.get(where).content.decode()


def test_before_the_end_of_work_nothing_is_missing(cast: Cast, browse: Browse) -> None:
    make_day(cast.maria, status="RUNNING", last=None)

    page = browse(cast.maria).get("/hari-ini/").content.decode()

    assert "Masuk 07.24, tepat waktu. Pulang dicatat nanti." in page
    assert "Sampaikan sekarang" not in page
    assert NOON < at_minute(TODAY, 16 * 60) < EVENING - timedelta(hours=2)


def test_after_work_no_page_waits_for_its_end(
    cast: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_day(cast.maria, status="RUNNING")
    monkeypatch.setattr(clock, "now", lambda: EVENING)

    for url in ("/hari-ini/", "/kehadiran/"):
        page = browse(cast.maria).get(url).content.decode()
        assert "Dihitung setelah rekaman hari itu ditutup" in page, url
        assert "setelah jam kerja selesai" not in page, url
