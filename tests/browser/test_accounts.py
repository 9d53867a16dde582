"""A password from the hand of the agency to the own one of its owner, in two browsers."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from noken.accounts.models import User
from noken.core.uuid7 import uuid7
from noken.organization.models import Activation, ImportRun, Unit
from noken.work.models import DutyProposal
from tests.browser.conftest import Open, inside_the_instansi
from tests.browser.office import DAY, NOON, make_keepers, make_office
from tests.browser.test_pages import check, faults
from tests.world import make_grant, make_login, make_unit

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]
CONFIRMED = "/pegawai/akun/konfirmasi/"
OWN = "kasuari-di-hutan-9"


def test_a_one_time_password_becomes_an_own_one(window: Open) -> None:
    office = make_office(3)
    keepers = make_keepers(office)
    User.objects.filter(employee=office.maria).update(password="!none")
    desk = window(keepers["PERSONNEL"])
    page = desk.go(f"/pegawai/{office.maria.pk}/")

    page.get_by_text("Buka akun").click()
    page.get_by_role("button", name="Buat kata sandi").click()
    expect(page.get_by_role("heading", name="Kata sandi sekali pakai")).to_be_visible()
    password = page.locator("dd.b").inner_text()

    hers = window(None)
    phone = hers.go("/masuk/")
    phone.get_by_label("NIP").fill(office.maria.nip or "")
    phone.get_by_label("Kata sandi").first.fill(password)
    phone.get_by_role("button", name="Masuk").click()
    expect(phone.get_by_role("heading", name="Kata sandi baru")).to_be_visible()
    assert list(faults(phone)) == []
    phone.get_by_label("Kata sandi sekarang").fill(password)
    phone.get_by_label("Kata sandi baru", exact=True).fill(OWN)
    phone.get_by_label("Ulangi kata sandi baru").fill("lain")
    phone.get_by_role("button", name="Simpan kata sandi").click()
    phone.get_by_label("Kata sandi sekarang").fill(password)
    phone.get_by_label("Kata sandi baru", exact=True).fill(OWN)
    phone.get_by_label("Ulangi kata sandi baru").fill(OWN)
    phone.get_by_role("button", name="Simpan kata sandi").click()
    expect(phone.locator("#pesan")).to_contain_text("Kata sandi baru tersimpan")


def test_sheets_columns_and_duties_are_for_everybody_to_read(window: Open) -> None:
    office = make_office(3)
    keepers = make_keepers(office)
    User.objects.filter(employee=office.maria).update(password="!none")
    run = ImportRun.objects.create(
        key=uuid7(NOON),
        file_name="pegawai dinas pendidikan november.xlsx",
        sha256="0" * 64,
        size_bytes=1,
        stored_name="0" * 32,
        status=ImportRun.Status.FAILED,
        failure="Kolom Nama belum dicocokkan. Pilih kolomnya, lalu periksa.",
        columns={"choices": [["NIP", "NIP"], ["SIAPA", ""], ["JABATAN TERAKHIR MENURUT SK", ""]]},
        uploaded_at=NOON,
        status_at=NOON,
    )
    DutyProposal.objects.create(
        employee_kind="PPPK",
        rhythm="WORKDAY",
        grace_workdays=3,
        start_on=DAY,
        source="Peraturan Bupati Manokwari Nomor 6 Tahun 2026 tentang laporan kerja",
        proposed_by=keepers["PERSONNEL"],
        proposed_at=NOON,
    )
    check(
        window, keepers["PERSONNEL"], ["/pegawai/akun/", f"/impor/{run.pk}/", "/laporan/kewajiban/"]
    )


def test_who_uses_an_account_is_confirmed_by_somebody_who_knows(window: Open) -> None:
    inside_the_instansi()
    office = make_office(6)
    keepers = make_keepers(office)
    check(window, keepers["PERSONNEL"], [CONFIRMED])
    Activation.objects.create(employee=office.yohana, made_at=NOON)
    other = make_unit("Dinas Kesehatan", kind=Unit.Kind.OPD)
    for person in office.others:
        make_grant(person, "ADMIN_OPD", other)
        Activation.objects.create(
            employee=person, made_by=keepers["ADMIN_OPD"], made_at=NOON - timedelta(2)
        )
    User.objects.filter(employee=office.others[0]).update(one_time_until=NOON + timedelta(12))

    check(window, keepers["PERSONNEL"], [CONFIRMED, "/menunggu/"])
    check(window, office.yohana, ["/hari-ini/", "/saya/"])


def test_where_the_own_account_is_open(window: Open) -> None:
    office = make_office(1)
    for number, device in enumerate(("Chrome di Android", "Samsung Internet di Android")):
        make_login(office.maria, device, NOON - timedelta(hours=number))
    check(window, office.maria, ["/sesi/"])
    check(window, office.yohana, ["/sesi/"])
