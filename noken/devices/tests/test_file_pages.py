"""Files, PINs, quarantine and health on the screen, as BKPSDM and as an OPD's admin."""

# ruff: noqa: DTZ001 (what a clock on the wall showed has no zone)

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from noken.attendance.models import PinAssignment, Punch, Recorder
from noken.audit.models import Entry, Reading
from noken.core import clock
from noken.core.uuid7 import uuid7
from noken.devices.models import (
    BadLine,
    Delivery,
    DeviceUser,
    IgnoredPin,
    Settlement,
    SourceMapping,
    Upload,
)
from noken.devices.tests.attlogs import line
from noken.notices.models import Notice
from noken.organization.models import Employee
from tests.cast import Cast
from tests.world import NOON
from tests.world_attendance import make_pin, make_recorder, make_site

pytestmark = pytest.mark.django_db
Browse = Callable[[Employee | None], Client]
GOOD = [line("1042", "2025-11-23 07:21:09"), line("0317", "2025-11-23 07:21:44", 1, 15)]
SURE = {"sure": "1"}
"""The lines are a year old."""
CSV = (
    "PIN;Nama;Tanggal;Masuk;Pulang\r\n7;Yosias Iba;24/11/2025;07.21;16.02\r\n8;=cmd();x;07.00;\r\n"
)


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "files")


@pytest.fixture
def machine(cast: Cast) -> Recorder:
    return make_recorder(make_site(cast.section, "Kantor"), "Pintu utama")


def send(
    browser: Client, source: int | str, content: str | bytes, *, table: bool = False, **more: Any
) -> Any:
    raw = content if isinstance(content, bytes) else content.encode()
    name = "bulanan.csv" if table else "1_attlog.dat"
    url = reverse("devices:upload") + ("?jenis=tabel" if table else "")
    values = {"source": source, "file": SimpleUploadedFile(name, raw), "key": str(uuid7(NOON))}
    return browser.post(url, values | more)


def attlog_text(*lines: str) -> str:
    return "".join(f"{each}\r\n" for each in lines)


def test_a_file_is_brought_looked_at_and_taken_in(
    cast: Cast, browse: Browse, machine: Recorder
) -> None:
    browser = browse(cast.personnel)

    answer = send(browser, machine.pk, attlog_text(*GOOD, "rubbish <b>"))
    page = browser.get(answer.url).content.decode()

    assert "Periksa 3 baris" in page
    assert "rubbish &lt;b&gt;" in page
    assert "Muat 2 rekaman, tahan 1" in page
    upload = Upload.objects.get()
    taken = browser.post(reverse("devices:take", args=[upload.pk]), SURE, follow=True)
    assert "2 rekaman baru dimuat, 1 baris ditahan." in taken.content.decode()
    assert Punch.objects.count() == 2
    assert Delivery.objects.get().by_id == cast.personnel.pk
    assert {"FileReceived", "FileTaken"} <= set(Entry.objects.values_list("action", flat=True))


def test_the_same_file_again_offers_nothing_to_take(
    cast: Cast, browse: Browse, machine: Recorder
) -> None:
    browser = browse(cast.admin_opd)
    first = send(browser, machine.pk, attlog_text(*GOOD))
    browser.post(reverse("devices:take", args=[first.url.split("/")[-2]]), SURE)

    page = browser.get(send(browser, machine.pk, attlog_text(*GOOD)).url).content.decode()

    assert "Tidak ada yang perlu dimuat." in page
    assert "Berkas yang persis sama sudah dimuat" in page
    assert "/terapkan/" not in page


@pytest.mark.parametrize(
    ("source", "content", "word"),
    [
        ("", attlog_text(*GOOD), "Pilih mesin asal berkas ini."),
        ("999999", attlog_text(*GOOD), "Pilih dari daftar."),
        ("own", b"", "kosong"),
        ("own", b"PK\x03\x04", "Excel"),
    ],
)
def test_what_cannot_be_brought_is_said(
    source: str, content: str | bytes, word: str, cast: Cast, browse: Browse, machine: Recorder
) -> None:
    chosen = machine.pk if source == "own" else source

    answer = send(browse(cast.personnel), chosen, content)

    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert not Upload.objects.exists()


def test_a_machine_without_network_is_named_on_the_way(cast: Cast, browse: Browse) -> None:
    site = make_site(cast.section, "Pos Terpencil")

    send(browse(cast.admin_opd), "", attlog_text(*GOOD), site=site.pk, name="Mesin pos")

    assert Upload.objects.get().recorder.name == "Mesin pos"
    assert Recorder.objects.get().kind == Recorder.Kind.DEVICE


def test_columns_are_chosen_once_and_known_next_month(cast: Cast, browse: Browse) -> None:
    site = make_site(cast.section, "Kantor")
    browser = browse(cast.admin_opd)

    first = send(browser, "", CSV, table=True, site=site.pk, name="Aplikasi lama")
    page = browser.get(first.url).content.decode()
    assert "Cocokkan kolom" in page
    assert "Yosias Iba" in page
    upload = Upload.objects.get()
    meanings = {"kolom-0": "PIN", "kolom-1": "NAME", "kolom-2": "DATE", "kolom-3": "TIME"}
    values = meanings | {"kolom-4": "TIME", "title_row": 1, "sheet": "", "order": "DMY"}
    seen = browser.post(reverse("devices:columns", args=[upload.pk]), values, follow=True)
    assert "Muat 2 rekaman, tahan 1" in seen.content.decode()
    browser.post(reverse("devices:take", args=[upload.pk]), SURE)

    assert sorted(Punch.objects.values_list("pin_key", "local_time")) == [
        ("7", datetime(2025, 11, 24, 7, 21)),
        ("7", datetime(2025, 11, 24, 16, 2)),
    ]
    assert DeviceUser.objects.get(pin_key="7").name == "Yosias Iba"
    source = SourceMapping.objects.get().recorder
    again = send(browser, source.pk, CSV.replace("24/11", "25/11"), table=True)
    assert "Periksa 3 baris" in browser.get(again.url).content.decode()


def test_a_table_without_titles_loses_no_row(cast: Cast, browse: Browse) -> None:
    site = make_site(cast.section, "Kantor")
    browser = browse(cast.admin_opd)
    bare = "7;Yosias Iba;24/11/2025 07:21\n8;Ida Rumbiak;24/11/2025 07:30\n"

    first = send(browser, "", bare, table=True, site=site.pk, name="Aplikasi lama")
    page = browser.get(first.url).content.decode()
    upload = Upload.objects.get()
    values = {"kolom-0": "PIN", "kolom-1": "NAME", "kolom-2": "MOMENT"}
    values |= {"title_row": "0", "sheet": "", "order": "DMY"}
    seen = browser.post(reverse("devices:columns", args=[upload.pk]), values, follow=True)
    browser.post(reverse("devices:take", args=[upload.pk]), SURE)
    source = SourceMapping.objects.get().recorder
    again = send(browser, source.pk, bare.replace("24/11", "25/11"), table=True)

    assert 'name="title_row" value="0"' in page
    assert page.index("Yosias Iba") < page.index("Ida Rumbiak")
    assert "Muat 2 rekaman" in seen.content.decode()
    assert set(Punch.objects.values_list("pin_key", flat=True)) == {"7", "8"}
    assert "Periksa 2 baris" in browser.get(again.url).content.decode()


def test_a_missing_column_is_said_in_words(cast: Cast, browse: Browse) -> None:
    browser = browse(cast.admin_opd)
    site = make_site(cast.section, "Kantor")
    send(browser, "", CSV, table=True, site=site.pk, name="Aplikasi lama")

    values = {"kolom-0": "NAME", "title_row": 1, "sheet": "", "order": "DMY"}
    answer = browser.post(reverse("devices:columns", args=[Upload.objects.get().pk]), values)

    assert answer.status_code == 422
    assert "Pilih tepat satu kolom sebagai PIN" in answer.content.decode()
    assert not SourceMapping.objects.exists()


def take(browser: Client, machine: Recorder, *lines: str) -> Delivery:
    answer = send(browser, machine.pk, attlog_text(*lines))
    browser.post(reverse("devices:take", args=[answer.url.split("/")[-2]]), SURE)
    return Delivery.objects.latest("received_at")


def test_a_pin_is_paired_and_what_waited_is_credited(
    cast: Cast, browse: Browse, machine: Recorder
) -> None:
    browser = browse(cast.admin_opd)
    take(browser, machine, *GOOD)
    DeviceUser.objects.create(
        site=machine.site, pin_key="1042", name=cast.owner.name.upper(), told_at=NOON
    )

    page = browser.get(reverse("devices:pins")).content.decode()
    assert f"Mungkin <b>{cast.owner.name}</b>" in page
    url = reverse("devices:pair", args=[machine.site_id, "1042"])
    values = {"person": cast.owner.pk, "start_on": "2025-11-23"}
    done = browser.post(url, values, follow=True).content.decode()

    assert "PIN 1042 dipasangkan; 1 rekaman langsung dihitung." in done
    assert Punch.objects.get(pin_key="1042").employee_id == cast.owner.pk
    (told,) = Notice.objects.filter(person_id=cast.owner.pk)
    assert told.text == ("PIN 1042 di Kantor dicatat sebagai milik Anda; 1 rekaman kini dihitung.")
    assert Reading.objects.filter(person_id=cast.owner.pk, screen="devices:pins").exists()


def test_a_person_is_found_by_name(cast: Cast, browse: Browse, machine: Recorder) -> None:
    browser = browse(cast.admin_opd)
    take(browser, machine, *GOOD)
    url = reverse("devices:pair", args=[machine.site_id, "317"])

    page = browser.get(url, {"cari": cast.owner.name}).content.decode()
    nobody = browser.post(url, {"start_on": "2025-11-23"})

    assert f'value="{cast.owner.pk}"' in page
    assert nobody.status_code == 422
    assert "Cari nama pegawainya" in nobody.content.decode()
    assert not PinAssignment.objects.exists()


def test_records_from_before_the_owners_time_are_offered_to_end_there(
    cast: Cast, browse: Browse, machine: Recorder
) -> None:
    browser = browse(cast.admin_opd)
    take(browser, machine, *GOOD)
    make_pin(machine.site, "1042", cast.owner, start_on=date(2026, 1, 5))

    page = browser.get(reverse("devices:pair", args=[machine.site_id, "1042"])).content.decode()
    listed = browser.get(reverse("devices:pins")).content.decode()

    assert "pemilik PIN ini sejak 5 Jan 2026" in page
    assert 'name="last_on" value="2026-01-04"' in page
    assert 'name="last_on" value="2026-01-04"' in listed


def test_a_pin_is_ended_on_a_day(cast: Cast, browse: Browse, machine: Recorder) -> None:
    browser = browse(cast.admin_opd)
    take(browser, machine, line("5", "2025-11-23 07:00:00"), line("5", "2025-11-25 07:00:00"))
    browser.post(
        reverse("devices:pair", args=[machine.site_id, "5"]),
        {"person": cast.owner.pk, "start_on": "2025-11-01"},
    )
    owner = PinAssignment.objects.get()

    url = reverse("devices:pin_end", args=[owner.pk])
    done = browser.post(url, {"last_on": "2025-11-24"}, follow=True).content.decode()

    assert "1 rekaman sesudahnya menunggu lagi." in done
    assert Punch.objects.filter(employee=None).count() == 1


def test_a_technicians_pin_is_ignored_and_asked_about_again(
    cast: Cast, browse: Browse, machine: Recorder
) -> None:
    browser = browse(cast.admin_opd)
    take(browser, machine, line("0009", "2025-11-23 07:00:00"))
    url = reverse("devices:pin_ignore", args=[machine.site_id, "9"])

    assert browser.post(url, {"why": " "}).status_code == 422
    page = browser.post(url, {"why": "PIN teknisi"}, follow=True).content.decode()
    assert "Semua PIN sudah ada pemiliknya" in page
    assert "PIN teknisi" in page
    assert Punch.objects.count() == 1

    browser.post(reverse("devices:pin_notice", args=[machine.site_id, "9"]))
    assert not IgnoredPin.objects.exists()


def test_a_year_ahead_is_shifted_with_a_reason_and_stays_as_it_came(
    cast: Cast, browse: Browse, machine: Recorder
) -> None:
    browser = browse(cast.admin_opd)
    ahead = clock.local(clock.now()).replace(tzinfo=None, microsecond=0) + timedelta(days=364)
    take(browser, machine, *GOOD, line("27", ahead))
    url = reverse("devices:shift", args=[machine.pk])

    page = browser.get(reverse("devices:quarantine")).content.decode()
    assert "Terlihat maju tepat 365 hari." in page
    assert browser.post(url, {"days": 365, "why": ""}).status_code == 422
    assert browser.post(url, {"days": 300, "why": "x"}).status_code == 422
    done = browser.post(url, {"days": 365, "why": "baterai diganti"}, follow=True)

    assert "1 baris dihitung 365 hari lebih awal." in done.content.decode()
    punch = Punch.objects.get(pin_key="27")
    assert (punch.local_time, punch.doubtful) == (ahead - timedelta(days=365), True)
    held = BadLine.objects.get()
    assert f"{ahead:%Y-%m-%d %H:%M:%S}" in held.text
    settled = Settlement.objects.get()
    assert (settled.days, settled.why, settled.by_id) == (365, "baterai diganti", cast.admin_opd.pk)
    assert browser.post(url, {"days": 365, "why": "lagi"}).status_code == 422
    assert Entry.objects.get(action="LinesSettled").reason == "baterai diganti"


def test_lines_are_left_uncounted_with_a_reason(
    cast: Cast, browse: Browse, machine: Recorder
) -> None:
    browser = browse(cast.admin_opd)
    take(browser, machine, *GOOD, "rubbish")

    page = browser.get(reverse("devices:held_lines", args=[machine.pk, "UNREADABLE"]))
    assert "rubbish" in page.content.decode()
    url = reverse("devices:held_drop", args=[machine.pk])
    assert browser.post(url, {"reason": "UNREADABLE"}).status_code == 422
    browser.post(url, {"reason": "UNREADABLE", "why": "uji coba"})

    assert "Tidak ada baris yang ditahan" in (
        browser.get(reverse("devices:quarantine")).content.decode()
    )


def test_the_download_holds_no_formula(cast: Cast, browse: Browse, machine: Recorder) -> None:
    browser = browse(cast.admin_opd)
    take(browser, machine, *GOOD, "=cmd|' /C calc'!A0")

    answer = browser.get(reverse("devices:held_csv"))

    text = answer.content.decode("utf-8-sig")
    assert text.splitlines()[0] == "Diterima;Mesin;Baris;Isi;Sebab"
    assert ";'=cmd|" in text
    assert answer["Cache-Control"] == "no-store"


def test_the_history_says_who_brought_what(cast: Cast, browse: Browse, machine: Recorder) -> None:
    browser = browse(cast.admin_opd)
    take(browser, machine, *GOOD)

    page = browser.get(reverse("devices:history")).content.decode()

    assert "1_attlog.dat" in page
    assert cast.admin_opd.name in page
    assert (
        "Belum ada apa-apa"
        in browser.get(reverse("devices:history"), {"saring": "mesin"}).content.decode()
    )


def test_another_opd_sees_and_does_nothing(cast: Cast, browse: Browse, machine: Recorder) -> None:
    take(browse(cast.admin_opd), machine, *GOOD, "rubbish")
    other = browse(cast.admin_other)
    upload = Upload.objects.get()

    assert other.get(reverse("devices:upload_page", args=[upload.pk])).status_code == 404
    lines = reverse("devices:held_lines", args=[machine.pk, "UNREADABLE"])
    assert other.get(lines).status_code == 404
    assert other.get(reverse("devices:pair", args=[machine.site_id, "1042"])).status_code == 404
    page = other.get(reverse("devices:health")).content.decode()
    assert "Pintu utama" not in page
    assert send(other, machine.pk, attlog_text(*GOOD)).status_code == 422


def test_the_inspectorate_reads_health_without_pins(
    cast: Cast, browse: Browse, machine: Recorder
) -> None:
    take(browse(cast.admin_opd), machine, *GOOD)

    page = browse(cast.inspectorate).get(reverse("devices:health")).content.decode()

    assert "Kesehatan mesin" in page
    assert "PIN belum dikenal" not in page
    assert "1042" not in page
