"""A day of a superior, of the one who acts in her place, and two who decide at once."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from noken.core import clock
from noken.notices.models import Notice
from noken.planning.models import Revision
from noken.work.models import Review
from tests.cast import BACK_ON, Cast, make_cast
from tests.fixtures import BACKEND
from tests.journeys.walk import Clock, Walk
from tests.world import NOON, TODAY
from tests.world_planning import make_plan
from tests.world_work import make_agreed, make_report, make_review, workdays_before


@pytest.mark.django_db
def test_a_plan_goes_back_with_a_note_and_comes_again(cast: Cast, walk: Walk) -> None:
    plan = make_plan(cast.owner, status=Revision.Status.SUBMITTED)
    naomi = walk(cast.acting_superior)
    naomi.go("/menunggu/").sees(cast.owner.name)

    naomi.go(plan.get_absolute_url()).press("Kembalikan dengan catatan", note="")
    assert naomi.status == 422
    naomi.press("Kembalikan dengan catatan", note="Tambah target triwulan II.")
    naomi.sees("Dikembalikan kepada Maria Wanggai")

    walk(cast.owner).go(plan.get_absolute_url()).sees("Tambah target triwulan II.")
    assert plan.revisions.get().status == Revision.Status.RETURNED
    naomi.go("/skp/menunggu/").sees("Tidak ada SKP yang menunggu Anda.", "Sedang menyusun")


@pytest.mark.django_db
def test_bulk_approval_leaves_out_and_names_what_needs_a_look(
    cast: Cast, walk: Walk, time: Clock
) -> None:
    agreed = make_agreed(cast.owner)
    for day in workdays_before(TODAY, 8):
        old = make_report(cast.owner, agreed.indicators[0], on=day, note=f"Sekolah {day}")
        make_review(old, cast.acting_superior, at=clock.at_noon(day))
    usual = make_report(cast.owner, agreed.indicators[0], note="Sekolah hari ini")
    odd = make_report(cast.owner, agreed.indicators[0], quantity=400, title="Empat ratus sekolah")
    make_report(cast.peer, title="Menyusun jadwal")
    naomi = walk(cast.acting_superior)

    naomi.go("/tim/").sees("Maria Wanggai", "Frans Rumbiak", "2 laporan", "1 laporan")
    form = next(form for form in naomi.forms if form.id == "massal")
    assert form.values.get("laporan") is None
    rows = re.findall(r'name="laporan" value="([^"]+)"', naomi.html)
    naomi.press("Setujui A", laporan=rows)

    naomi.sees("2 laporan disetujui.", "Maria Wanggai, Empat ratus sekolah")
    usual.refresh_from_db()
    odd.refresh_from_db()
    assert (usual.status, odd.status) == ("APPROVED", "WAITING")

    naomi.press("Urungkan", at="/laporan/tinjau/urungkan/").sees("menunggu keputusan Anda lagi")
    usual.refresh_from_db()
    assert usual.status == "WAITING"
    assert Review.objects.filter(report=usual).count() == 2
    time.wait(minutes=1)
    assert not Notice.objects.filter(revoked_at=None).exists()


@pytest.mark.django_db
def test_the_export_holds_the_teams_reports_and_no_formula(cast: Cast, walk: Walk) -> None:
    make_report(cast.owner, title='=HYPERLINK("http://x")', note="@SUM(1)")
    make_report(cast.admin_other, title="Bukan tim ini")

    naomi = walk(cast.acting_superior).go("/tim/ekspor/")

    book = naomi.answer.content
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    texts = [str(cell) for row in rows for cell in row]
    assert any("HYPERLINK" in text for text in texts)
    assert not any("Bukan tim ini" in text for text in texts)
    with ZipFile(BytesIO(book)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "/sheet" in name]
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


@pytest.mark.django_db
def test_who_acts_decides_and_gives_the_chair_back_with_its_last_day(
    cast: Cast, walk: Walk, time: Clock
) -> None:
    report = make_report(cast.owner)
    form = {"laporan": str(report.pk), "keputusan": "setujui"}
    naomi, yohana = walk(cast.acting_superior), walk(cast.superior)

    naomi.go("/tim/").sees("Maria Wanggai")
    yohana.go("/tim/").misses("Maria Wanggai").sees("Naomi Rumbiak")
    yohana.go(report.get_absolute_url()).misses("Keputusan Anda")

    time.at = clock.at_noon(BACK_ON)
    yohana = walk(cast.superior).go("/tim/").sees("Maria Wanggai")
    naomi = walk(cast.acting_superior)
    assert naomi.go("/tim/").status == 404
    assert naomi.go(report.get_absolute_url()).status == 404
    assert naomi.client.post(reverse("work:review"), form).status_code in {403, 404}
    yohana.go(report.get_absolute_url()).press("Setujui").sees("1 laporan disetujui.")
    assert Review.objects.get().by_id == cast.superior.pk


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("decision", ["setujui", "kembalikan"])
def test_two_who_decide_at_once_make_one_decision(
    monkeypatch: pytest.MonkeyPatch, decision: str
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    cast = make_cast()
    reports = [make_report(cast.owner, at=NOON - timedelta(seconds=s + 1)) for s in range(6)]

    clients = [Client() for _ in range(4)]
    for client in clients:
        client.force_login(cast.acting_superior.account, backend=BACKEND)  # type: ignore[arg-type]  # has one

    def decide(number: int) -> int:
        """Four windows of the same chair; every second one chose from below."""
        form = {
            "laporan": " ".join(str(report.pk) for report in reports[:: 1 - 2 * (number % 2)]),
            "keputusan": decision if number else "setujui",
            "catatan": "Lengkapi." if number else "",
            "dilihat": " ".join(str(report.pk) for report in reports),
        }
        try:
            return int(clients[number].post(reverse("work:review"), form).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(decide, range(4)))

    assert set(codes) == {302}
    for report in reports:
        report.refresh_from_db()
        assert report.reviews.count() == 1
        assert report.status == report.reviews.get().decision
