"""Urungkan, corrections, evidence and reading over HTTP."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from noken.audit.models import Reading
from noken.core.uuid7 import uuid7
from noken.organization.models import Employee
from noken.work.models import Evidence, Report
from tests.cast import Cast
from tests.world import NOON
from tests.world_work import make_agreed, make_report, photo

Browse = Callable[[Employee | None], Client]
HTMX = {"HX-Request": "true"}


def fields(**more: Any) -> dict[str, Any]:
    return {"key": str(uuid7(NOON)), "kembali": "/hari-ini/", **more}


# --- urungkan, koreksi, bukti ---


def test_urungkan_takes_the_report_back(cast: Cast, maria: Client) -> None:
    report = make_report(cast.maria, at=NOON)

    answer = maria.post(f"{reverse('work:withdraw')}?laporan={report.pk}")

    assert answer.status_code == 302
    report.refresh_from_db()
    assert report.status == Report.Status.WITHDRAWN


def test_urungkan_by_htmx_brings_the_cards_back(cast: Cast, maria: Client) -> None:
    make_agreed(cast.maria)
    report = make_report(cast.maria, at=NOON)

    answer = maria.post(f"{reverse('work:withdraw')}?laporan={report.pk}", headers=HTMX)

    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="target"' in html
    assert 'id="terkirim"' in html


def test_urungkan_too_late_says_what_to_do_instead(cast: Cast, maria: Client) -> None:
    report = make_report(cast.maria, at=NOON - timedelta(minutes=1))

    answer = maria.post(reverse("work:withdraw"), {"laporan": report.pk})

    assert answer.status_code == 422
    assert "kirim koreksi" in answer.content.decode()


def test_urungkan_without_an_id_is_refused(maria: Client) -> None:
    assert maria.post(reverse("work:withdraw")).status_code == 422


def test_a_correction_leads_to_the_new_report(cast: Cast, maria: Client) -> None:
    report = make_report(cast.maria, status="RETURNED")
    sent = fields(judul="Verifikasi 3 sekolah", jumlah="3")

    answer = maria.post(reverse("work:correct", args=[report.pk]), sent)

    assert answer["Location"] == reverse("work:report", args=[sent["key"]])
    html = maria.get(answer["Location"]).content.decode()
    assert "Koreksi dikirim" in html
    assert "Verifikasi 3 sekolah" in html


def test_an_unreadable_correction_is_refused(cast: Cast, maria: Client) -> None:
    report = make_report(cast.maria)

    answer = maria.post(reverse("work:correct", args=[report.pk]), fields(jumlah="dua"))

    assert answer.status_code == 422


def test_evidence_follows_and_is_shown_to_those_who_may(
    cast: Cast, maria: Client, superior: Client, browse: Browse
) -> None:
    report = make_report(cast.maria)
    attach = reverse("work:attach", args=[report.pk])

    answer = maria.post(attach, {"key": str(uuid7(NOON)), "berkas": photo()})
    as_json = maria.post(
        attach,
        {"key": str(uuid7(NOON)), "berkas": photo("b.jpg", "#112233")},
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 302
    assert as_json.json()["receipt"]["number"]
    url = reverse("work:evidence", args=[Evidence.objects.order_by("order")[0].file_id])
    assert url in maria.get(reverse("work:report", args=[report.pk])).content.decode()
    assert maria.get(url)["Content-Type"] == "image/jpeg"
    assert superior.get(f"{url}?kecil=1").status_code == 200
    assert browse(cast.peer).get(url).status_code == 404
    assert Reading.objects.filter(screen="work:evidence", person_id=cast.maria.pk).exists()
    assert maria.post(attach, {"key": str(uuid7(NOON))}).status_code == 422


# --- reading ---


def test_my_month_and_the_empty_month(cast: Cast, maria: Client) -> None:
    make_report(cast.maria, title="Rekap kehadiran guru")

    html = maria.get(reverse("work:reports")).content.decode()
    empty = maria.get(f"{reverse('work:reports')}?bulan=2026-09").content.decode()
    filtered = maria.get(f"{reverse('work:reports')}?saring=APPROVED").content.decode()

    assert "Rekap kehadiran guru" in html
    assert "Belum ada laporan bulan ini" in empty
    assert "Hapus saringan" in filtered
    assert maria.get(f"{reverse('work:reports')}?bulan=salah&halaman=x").status_code == 200


def test_a_superior_reads_a_month_and_the_person_can_see_that(
    cast: Cast, superior: Client, browse: Browse
) -> None:
    make_report(cast.maria)
    url = f"{reverse('work:reports')}?pegawai={cast.maria.pk}"

    html = superior.get(url).content.decode()

    assert "Laporan Maria Wanggai" in html
    reading = Reading.objects.get(person_id=cast.maria.pk)
    assert (reading.reader_id, reading.role) == (cast.acting_superior.pk, "SUPERIOR")
    assert browse(cast.peer).get(url).status_code == 404


def test_the_page_of_a_report_offers_what_the_reader_may_do(
    cast: Cast, maria: Client, superior: Client, browse: Browse
) -> None:
    report = make_report(cast.maria)
    url = reverse("work:report", args=[report.pk])

    own, above = maria.get(url).content.decode(), superior.get(url).content.decode()

    assert "Kirim koreksi" in own
    assert "Minta perbaikan" not in own
    assert "Minta perbaikan" in above
    assert "Kirim koreksi" not in above
    assert browse(cast.peer).get(url).status_code == 404
    assert maria.get(reverse("work:report", args=[uuid7(NOON)])).status_code == 404
