"""A day of an employee: from the login form to an answered note, without JavaScript."""

import re
from html import unescape

import pytest
from django.test import Client

from noken.planning.models import Plan
from noken.work.models import Feedback, FeedbackReply, Report
from tests.cast import Cast
from tests.journeys.walk import Clock, Walk, Walker
from tests.world import TODAY
from tests.world_planning import make_plan
from tests.world_work import make_duty, make_feedback, photo

pytestmark = pytest.mark.django_db


def write_plan(maria: Walker, above: Plan) -> Plan:
    """Draft one result with an indicator under the superior's and hand it in."""
    maria.go("/skp/").press(f"Mulai SKP {TODAY.year}")
    form = next(form for form in maria.forms if form.id == "isian")
    field = f"i-{form.values['indikator'][0]}"
    typed = {
        "rhk-supports": str(above.revisions.get().results.get().key),
        "rhk-text": "Data Dapodik 42 sekolah valid",
        f"{field}-text": "Sekolah dengan data valid",
        f"{field}-unit": "sekolah",
        f"{field}-q1": "9",
        f"{field}-q4": "15",
    }
    button = next(words for words, what in form.buttons.items() if what == ("aksi", "kirim"))
    maria.press(button, **typed).sees("SKP diajukan.")
    return Plan.objects.exclude(pk=above.pk).get()


def file_report(maria: Walker) -> tuple[Report, str]:
    """One target with a photo, from the page of the day; the report and its receipt's number."""
    maria.go("/hari-ini/").sees("Sekolah dengan data valid")
    maria.press("Kirim laporan", jumlah="2", catatan="Satu guru pindah", foto=photo())
    maria.sees("Laporan terkirim", "Data Dapodik 42 sekolah valid")
    report = Report.objects.get()
    short = re.search(r"Tanda terima ([0-9A-Z]{4}-)…", maria.text)
    maria.go(f"/laporan/{report.pk}/")
    number = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){6}", maria.text)
    assert short is not None
    assert number is not None
    assert number[0].startswith(short[1])
    return report, number[0]


def check_receipt(page: str, number: str) -> Walker:
    """Somebody without an account follows the link of the receipt."""
    link = re.search(r'href="(/periksa/\?[^"]+)"', page)
    assert link is not None
    return Walker(Client()).go(unescape(link[1])).sees("Asli", number)


def correct(maria: Walker, report: Report) -> Report:
    maria.press("Kirim koreksi", jumlah="3", catatan="Dua guru pindah").sees("Koreksi terkirim")
    maria.sees("Dua guru pindah", "Koreksi dikirim")
    report.refresh_from_db()
    new = Report.objects.exclude(pk=report.pk).get()
    assert (report.status, new.status, new.corrects_id) == ("CORRECTED", "WAITING", report.pk)
    assert [report.quantity, new.quantity] == [2, 3]
    return new


def test_a_day_of_an_employee(cast: Cast, walk: Walk, time: Clock) -> None:
    above = make_plan(cast.acting_superior)
    make_duty()
    maria, naomi = walk(cast.owner), walk(cast.acting_superior)
    maria.sees("Selamat siang", "Belum ada SKP yang disepakati")

    plan = write_plan(maria, above)
    naomi.go("/skp/menunggu/").sees(cast.owner.name)
    naomi.go(plan.get_absolute_url()).press("Setujui SKP").sees("disepakati")

    report, number = file_report(maria)
    maria.go(report.get_absolute_url()).sees(number, "Satu guru pindah", "Menunggu ditinjau")
    check_receipt(maria.html, number).misses(cast.owner.name, "Satu guru pindah")
    time.wait(minutes=20)
    new = correct(maria, report)

    naomi.go(new.get_absolute_url())
    naomi.press("Sampaikan", isi="Fotonya sudah jelas.").sees("Umpan balik tersampaikan.")
    note = Feedback.objects.get()
    maria.go("/umpan-balik/").sees("Fotonya sudah jelas.")
    button = next(b for f in maria.forms if str(note.pk) in f.action for b in f.buttons)
    maria.press(button, at=str(note.pk), isi="Terima kasih, Ibu.").sees("Jawaban Anda tersampaikan")
    time.wait(seconds=9)
    naomi.go("/pemberitahuan/").sees("Maria Wanggai menjawab umpan balik Anda.")
    assert FeedbackReply.objects.get().text == "Terima kasih, Ibu."


def test_who_logged_out_is_out(cast: Cast, walk: Walk) -> None:
    maria = walk(cast.owner)

    maria.press("Keluar")

    assert maria.go("/hari-ini/").url.startswith("/masuk/")


def test_a_notice_waits_for_the_eight_seconds_and_never_comes_when_undone(
    cast: Cast, walk: Walk, time: Clock
) -> None:
    make_feedback(cast.peer, cast.acting_superior)
    maria, naomi = walk(cast.owner), walk(cast.acting_superior)
    maria.go("/laporan/kirim/").press("Kirim laporan", judul="Rapat jadwal", jumlah="")
    report = Report.objects.get()
    said = f"{cast.acting_superior.name} menyetujui laporan Anda."

    naomi.go(report.get_absolute_url()).press("Setujui").sees("1 laporan disetujui.")
    time.wait(seconds=7)
    maria.go("/pemberitahuan/").misses(said)
    naomi.press("Urungkan")
    time.wait(seconds=60)
    maria.go("/pemberitahuan/").misses(said)

    naomi.go(report.get_absolute_url()).press("Setujui")
    time.wait(seconds=9)
    maria.go("/pemberitahuan/").sees(said)
    assert maria.text.count(said) == 1


def test_urungkan_takes_a_report_back_and_leaves_its_trace(
    cast: Cast, walk: Walk, time: Clock
) -> None:
    maria, naomi = walk(cast.owner), walk(cast.acting_superior)
    maria.go("/laporan/kirim/").press("Kirim laporan", judul="Salah ketik", jumlah="")

    time.wait(seconds=5)
    maria.press("Urungkan", at="/laporan/urungkan/").sees("Laporan ditarik")

    naomi.go("/menunggu/").misses("Salah ketik")
    report = Report.objects.get()
    assert report.status == "WITHDRAWN"
    maria.go(report.get_absolute_url()).sees("Salah ketik", "ditarik oleh penulisnya")


def test_a_late_report_asks_why_and_keeps_what_was_typed(cast: Cast, walk: Walk) -> None:
    make_duty(grace_workdays=0)
    maria = walk(cast.owner)

    maria.go("/laporan/kirim/?tanggal=2026-11-18")
    maria.press("Kirim laporan", judul="Rapat komite", catatan="Hasil terlampir", jumlah="")
    assert maria.status == 422
    maria.sees("Laporan belum terkirim", "Alasan terlambat")
    maria.press("Kirim laporan", alasan="Listrik padam di kantor").sees("Laporan terkirim")

    report = Report.objects.get()
    assert (report.title, report.note) == ("Rapat komite", "Hasil terlampir")
    assert report.late_reason == "Listrik padam di kantor"
