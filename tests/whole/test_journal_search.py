"""The inspectorate searches the journal: a reason first, names only after it, never what was
written; and who was read sees it."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from noken.audit import services as audit
from noken.audit.models import Entry, Reading
from noken.core.actor import Role
from noken.core.events import Event
from noken.organization.models import Employee
from noken.oversight.queries.trail import SIZE
from noken.oversight.rules import acts
from tests.cast import Cast
from tests.world import NOON, TODAY, actor

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
URL = "/inspektorat/jejak/"
WHY = {"dasar": "Surat tugas", "nomor": "700/12", "alasan": "Memeriksa aduan tentang jam kerja."}
WRITE = """
insert into audit_entry (at, employee_id, role, action, subject_id, reason)
select %(at)s::timestamptz - make_interval(mins => n / 2), %(by)s, %(role)s, %(action)s, %(about)s,
    'rahasia' from generate_series(1, %(many)s) as n
"""


def wrote(
    action: str,
    *,
    by: Employee | None = None,
    about: Employee | None = None,
    role: Role = Role.SELF,
    at: datetime = NOON,
    many: int = 1,
) -> None:
    who = {"by": by.pk if by else None, "about": about.pk if about else None}
    what: dict[str, Any] = {"role": str(role), "at": at, "action": action, "many": many}
    with connection.cursor() as cursor:
        cursor.execute(WRITE, {**who, **what})


def seen(client: Client, **asked: object) -> str:
    answer = client.get(f"{URL}?{urlencode(asked)}")
    assert answer.status_code == 200
    return main(answer.content.decode())


def main(html: str) -> str:
    found = re.search(r"<main.*</main>", html, re.DOTALL)
    assert found is not None
    return unescape(found[0])


def acts_in(html: str) -> list[str]:
    return re.findall(r'<th role="rowheader" scope="row">(.*?)</th>', html)


@pytest.fixture
def inspector(cast: Cast, browse: Browse) -> Client:
    """Maria filed and her superior approved; the inspectorate looks."""
    wrote("ReportFiled", by=cast.owner, about=cast.owner)
    wrote("ReportApproved", by=cast.superior, about=cast.owner, role=Role.SUPERIOR)
    wrote("SettingSigned", by=cast.personnel, role=Role.PERSONNEL)
    return browse(cast.inspectorate)


def test_without_a_reason_there_are_acts_and_roles_and_no_names(
    cast: Cast, inspector: Client
) -> None:
    html = seen(inspector)

    assert acts_in(html)[:3] == ["menandatangani setelan", "menyetujui laporan", "mengirim laporan"]
    assert "seorang pegawai" in html
    assert "atasan" in html
    for person in (cast.owner, cast.superior, cast.personnel):
        assert person.name not in html
    assert "rahasia" not in html
    assert not Reading.objects.exists()


def test_by_person_a_reason_comes_first_and_the_person_sees_who_looked(
    cast: Cast, inspector: Client, browse: Browse
) -> None:
    found = seen(inspector, cari=cast.owner.name.split()[0])
    assert cast.owner.name in found
    link = unescape(re.findall(rf'href="(\?pegawai={cast.owner.pk}[^"]*)"', found)[0])

    door = main(inspector.get(f"{URL}{link}").content.decode())
    assert "Buka jejak pegawai?" in door
    assert acts_in(door) == []
    assert not Entry.objects.filter(action="RecordOpened").exists()
    short = inspector.post(f"{URL}{link}", {**WHY, "alasan": "perlu"})
    assert short.status_code == 422
    assert "sedikitnya 20 huruf" in short.content.decode()

    answer = inspector.post(f"{URL}{link}", WHY, follow=True)

    html = main(answer.content.decode())
    assert sorted(acts_in(html)) == sorted(
        ["menulis alasan membuka data", "menyetujui laporan", "mengirim laporan"]
    )
    assert f"tentang {cast.owner.name}" in html
    assert cast.superior.name not in html  # nobody said why about the superior
    reading = Reading.objects.get()
    assert (reading.person_id, reading.screen) == (cast.owner.pk, "oversight:trail")
    own = unescape(browse(cast.owner).get("/saya/dilihat/").content.decode())
    assert "Membuka jejak Anda dalam jurnal" in own
    assert f"Surat tugas 700/12: {WHY['alasan']}" in own


def test_by_doer_a_reason_about_the_doer_comes_first(cast: Cast, inspector: Client) -> None:
    sought = f"{URL}?pelaku={cast.superior.pk}"
    assert "Buka jejak pegawai?" in inspector.get(sought).content.decode()

    html = main(inspector.post(sought, WHY, follow=True).content.decode())

    assert acts_in(html) == ["menyetujui laporan"]
    assert cast.superior.name in html
    assert cast.owner.name not in html
    assert set(Reading.objects.values_list("person_id", flat=True)) == {cast.superior.pk}


def test_the_names_of_one_row_open_after_a_reason_to_both(cast: Cast, inspector: Client) -> None:
    html = seen(inspector, jenis="ReportApproved")
    (link,) = re.findall(r'href="(\?[^"]*baris=\d+)"', html)

    door = main(inspector.get(f"{URL}{link}").content.decode())
    assert cast.owner.name not in door
    html = main(inspector.post(f"{URL}{link}", WHY, follow=True).content.decode())

    assert acts_in(html) == ["menyetujui laporan"]
    assert cast.owner.name in html
    assert cast.superior.name in html
    assert "Buka nama" not in html
    told = Entry.objects.filter(action="RecordOpened").values_list("subject_id", flat=True)
    assert set(told) == {cast.owner.pk, cast.superior.pk}
    assert set(Reading.objects.values_list("person_id", flat=True)) == set(told)


def test_each_reading_says_the_reason_that_was_given_for_that_person(
    cast: Cast, inspector: Client
) -> None:
    other = "Menindaklanjuti sampel audit acak."
    inspector.post(f"{URL}?pegawai={cast.owner.pk}", WHY)
    inspector.post(f"{URL}?pelaku={cast.superior.pk}", {**WHY, "alasan": other})

    seen(inspector)

    reasons = dict(Reading.objects.values_list("person_id", "reason"))
    assert WHY["alasan"] in reasons[cast.owner.pk]
    assert other in reasons[cast.superior.pk]


def test_by_kind_and_by_day(cast: Cast, inspector: Client) -> None:
    wrote("ReportFiled", by=cast.peer, about=cast.peer, at=NOON - timedelta(days=40))

    assert acts_in(seen(inspector, jenis="SettingSigned")) == ["menandatangani setelan"]
    day = TODAY - timedelta(days=40)
    assert acts_in(seen(inspector, dari=day, sampai=day)) == ["mengirim laporan"]
    empty = seen(inspector, dari="2020-01-01", sampai="2020-01-31")
    assert "Tidak ada jejak" in empty
    assert "Tidak ada pegawai bernama itu" in seen(inspector, cari="Zzyzx Qwrt")


def test_what_belongs_to_two_people_is_not_found(cast: Cast, inspector: Client) -> None:
    for kind in sorted(acts.BETWEEN_TWO):
        wrote(kind, by=cast.superior, about=cast.owner)

    assert len(acts_in(seen(inspector))) == 3
    assert inspector.get(f"{URL}?jenis=TalkAsked").status_code == 422


def test_pages_follow_one_another_and_cost_the_same(cast: Cast, inspector: Client) -> None:
    wrote("LoggedIn", by=cast.peer, about=cast.peer, at=NOON - timedelta(days=1), many=2 * SIZE + 7)
    url, pages = "?jenis=LoggedIn", []
    while url:
        html = main(inspector.get(URL + url).content.decode())
        pages.append(len(acts_in(html)))
        older = re.search(r'rel="next" href="([^"]+)"', html)
        url = older[1] if older else ""
    assert pages == [SIZE, SIZE, 7]

    with CaptureQueriesContext(connection) as caught:
        inspector.get(f"{URL}?jenis=LoggedIn")
    asked = [each["sql"] for each in caught if 'FROM "audit_entry"' in each["sql"]]
    assert all("COUNT(" not in sql and "OFFSET" not in sql for sql in asked)
    assert any(f"LIMIT {SIZE + 1}" in sql for sql in asked)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("pegawai=0", 422),
        ("pegawai=99999999999999999999999", 200),
        ("pegawai=987654321", 404),
        ("dari=0000-00-00", 422),
        ("dari=9999-12-31&sampai=9999-12-31", 200),
        ("dari=2026-11-02&sampai=2026-11-01", 422),
        ("jenis=apa", 422),
        ("sebelum=1", 422),
        ("sebelum=99999999999999999-1", 200),
        ("sebelum=1-999999999999999999", 200),
        ("baris=9223372036854775807", 200),
        ("cari=%00", 200),
    ],
)
def test_an_odd_address_is_answered(inspector: Client, asked: str, status: int) -> None:
    assert inspector.get(f"{URL}?{asked}").status_code == status


def test_of_oneself_no_reason_is_asked_and_nothing_is_a_reading(
    cast: Cast, inspector: Client
) -> None:
    html = seen(inspector, pelaku=cast.inspectorate.pk)

    assert "Tidak ada jejak" in html
    assert not Reading.objects.exists()


def _kinds(of: type[Event]) -> set[str]:
    """What areas write into the journal; readings are another table."""
    written = of.__module__.endswith("events") or ".events." in of.__module__
    own = {of.kind} if written and of.kind and not of.is_derived else set()
    return own.union(*(_kinds(each) for each in of.__subclasses__()))


def test_every_kind_of_event_has_words_or_belongs_to_two() -> None:
    kinds = _kinds(Event)

    assert len(kinds) > 250
    assert kinds - set(acts.WORDS) - acts.BETWEEN_TWO == set()
    assert set(acts.WORDS) & acts.BETWEEN_TWO == set()


def test_what_belongs_to_two_people_is_not_found_by_its_number_either(
    cast: Cast, inspector: Client
) -> None:
    wrote("TalkEnded", by=cast.superior, about=cast.owner, role=Role.SUPERIOR)
    number = Entry.objects.get(action="TalkEnded").pk

    assert seen(inspector, baris=number) == seen(inspector, baris=number + 50)
    inspector.post(f"{URL}?baris={number}", WHY)
    assert not Entry.objects.filter(action="RecordOpened").exists()


def test_a_reason_for_one_record_opens_no_trail(cast: Cast, inspector: Client) -> None:
    by = actor(cast.inspectorate, Role.INSPECTORATE)
    audit.state_reason(cast.owner.pk, "Surat tugas", WHY["alasan"], by=by, at=NOON, record="12")

    assert "Buka jejak pegawai?" in seen(inspector, pegawai=cast.owner.pk)


def test_a_reason_nobody_can_read_is_none(cast: Cast, inspector: Client) -> None:
    answer = inspector.post(f"{URL}?pegawai={cast.owner.pk}", {**WHY, "alasan": "\u3164" * 40})

    assert answer.status_code == 422
    assert not Entry.objects.filter(action="RecordOpened").exists()
