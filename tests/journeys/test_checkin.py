"""An office without a machine: a screen is put up, people come, one has no phone, two decide."""

import re

import pytest
from django.test import Client

from noken.attendance.models import Day, Punch, Site
from noken.checkin.models import PresenceCheck
from tests.cast import Cast
from tests.journeys.walk import Walk, Walker
from tests.world_attendance import make_site
from tests.world_checkin import make_check, make_claim

pytestmark = pytest.mark.django_db


def put_up(admin: Walker, site: Site) -> Walker:
    """The admin registers a screen and reads out the word; a device becomes the screen."""
    admin.go("/presensi/kantor/").sees("Kantor Dinas Pendidikan", "Belum")
    admin.go(f"/presensi/kantor/{site.pk}/")
    admin.press("Simpan titik", lintang="-0,861", bujur="134,062", jari="150", foto="0")
    admin.sees("Titik kantor tersimpan.").press("Daftarkan layar", nama="Lobi")
    word = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", admin.text)
    assert word is not None
    device = Walker(Client(enforce_csrf_checks=True))
    device.go("/presensi/layar/").press("Pasang", kata=word[0])
    admin.go(f"/presensi/kantor/{site.pk}/").sees("Terpasang")
    return device.sees("Kantor Dinas Pendidikan", "Lobi")


def digits(screen: Walker) -> str:
    found = re.search(r"\b\d{4} \d{4}\b", screen.go("/presensi/layar/").text)
    assert found is not None
    return found[0]


def test_a_morning_without_a_machine(cast: Cast, walk: Walk) -> None:
    site = make_site(cast.agency, "Kantor Dinas Pendidikan")
    maria, frans, naomi = walk(cast.owner), walk(cast.peer), walk(cast.acting_superior)
    screen = put_up(walk(cast.admin_opd), site)

    maria.go("/hari-ini/").sees("Catat hadir")
    maria.go("/presensi/").press("Catat hadir", kode=digits(screen))
    maria.sees("Hadir tercatat pukul", "Tanda terima", "Dihitung")

    frans.go("/presensi/cara/").press("Simpan kode", kode="482913").sees("Kode pribadi tersimpan.")
    screen.go("/presensi/layar/ketik/").press("Catat hadir", nip=cast.peer.nip, kode="000000")
    screen.sees("NIP dan kode pribadi tidak cocok")
    screen.press("Catat hadir", nip=cast.peer.nip, kode="482913").sees("Frans Rumbiak")

    naomi.go("/presensi/").press("Kirim pernyataan", keterangan="Apel di lapangan Borarsi")
    naomi.sees("menunggu dibenarkan")
    assert set(Punch.objects.values_list("employee", flat=True)) == {cast.owner.pk, cast.peer.pk}

    higher = walk(cast.admin_opd).go("/presensi/manual/").sees("Apel di lapangan Borarsi")
    entry = re.search(r'name="presensi" value="(\d+)"', higher.html)
    assert entry is not None
    higher.press("Benarkan yang dipilih", presensi=entry[1]).sees("1 presensi dibenarkan")
    assert Punch.objects.filter(employee=cast.acting_superior).exists()


def test_the_machine_is_broken_and_two_people_write_the_list(cast: Cast, walk: Walk) -> None:
    make_site(cast.agency, "Kantor Dinas Pendidikan")
    admin, naomi = walk(cast.admin_opd), walk(cast.acting_superior)

    naomi.go("/presensi/manual/catat/")
    typed = {f"masuk-{cast.owner.pk}": "07.25", f"masuk-{cast.peer.pk}": "0731"}
    naomi.press("Simpan untuk diperiksa", alasan="Mesin mati sejak 06.50", **typed)
    naomi.sees("2 presensi tercatat dan menunggu diperiksa", "Mesin rusak: Mesin mati sejak 06.50")

    admin.go("/presensi/manual/").sees("Maria Wanggai", "Frans Rumbiak")
    ids = re.findall(r'name="presensi" value="(\d+)"', admin.html)
    admin.press("Tidak dapat dibenarkan", presensi=ids[0], catatan="")
    assert admin.status == 422
    admin.go("/presensi/manual/").press("Benarkan yang dipilih", presensi=ids)
    assert Punch.objects.count() == 2


def test_the_superior_is_asked_once_in_a_while(cast: Cast, walk: Walk) -> None:
    site = make_site(cast.agency, "Kantor Dinas Pendidikan")
    make_check(make_claim(cast.owner, site))
    naomi = walk(cast.acting_superior)

    naomi.go("/menunggu/").sees("Apakah Maria Wanggai ada di kantor?")
    naomi.go("/presensi/tanya/").press("Saya tidak melihat").sees("tidak ada akibat otomatis")

    naomi.go("/menunggu/").misses("Apakah Maria Wanggai ada di kantor?")
    assert PresenceCheck.objects.get().answer == "UNSEEN"
    assert not Day.objects.exists()
