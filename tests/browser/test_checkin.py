"""The office's screen in one window, a phone in the other: paired, scanned, typed, offline."""

import hashlib
import re

import pytest
from playwright.sync_api import Page, expect

from noken.attendance.models import Punch, Site
from noken.checkin.models import Claim, Phone
from noken.checkin.rules import codes
from tests.browser.conftest import PHONE, Open
from tests.browser.office import Office, make_office
from tests.browser.test_pages import faults
from tests.world import make_grant
from tests.world_attendance import make_site
from tests.world_checkin import OFFICE
from tests.world_checkin import make_office as make_place

pytestmark = pytest.mark.timeout(200)
PICTURES = {
    14: "ea035ebd51c4148e",
    26: "b103c6aa02f46602",
    42: "794cd88f2f68339d",
    62: "858de62d7b4b9779",
    84: "268c47424ad9c517",
    106: "a6c6249b6a1e5a85",
    122: "d9009443ea4dad3a",
    152: "f01028e8bdd5dff3",
    180: "59503f88d713a16e",
}
"""By the length of the text, versions 1 to 9: SHA-256 of the same code drawn by segno 1.6.6."""
ROWS = "(text) => window.noken.qr(text).map((row) => row.map(Number).join('')).join('\\n')"


@pytest.fixture
def office() -> Office:
    made = make_office()
    assert made.above is not None
    make_grant(made.above, "ADMIN_OPD", made.unit.parent)
    make_place(make_site(made.unit, "Kantor Seksi Kurikulum"))
    return made


def paired(window: Open, office: Office) -> Page:
    """An administrator registers a screen, a device takes the word."""
    admin = window(office.above).go("/presensi/kantor/")
    admin.get_by_role("link", name="Kantor Seksi Kurikulum").click()
    admin.get_by_label("Nama layar").fill("Lobi")
    admin.get_by_role("button", name="Daftarkan layar").click()
    word = admin.locator(".word").inner_text()
    screen = window(None).go("/presensi/layar/")
    screen.get_by_label("Kata pemasangan").fill(word.lower())
    screen.get_by_role("button", name="Pasang").click()
    expect(screen.locator("[data-screen]")).to_have_attribute("data-token", re.compile("."))
    return screen


def token_of(screen: Page) -> str:
    return str(screen.locator("[data-screen]").get_attribute("data-token"))


def test_a_screen_and_a_phone(window: Open, office: Office) -> None:
    screen = paired(window, office)
    mine = window(office.maria, PHONE)
    mine.context.grant_permissions(["geolocation"])
    mine.context.set_geolocation(
        {"latitude": float(OFFICE[0]), "longitude": float(OFFICE[1]), "accuracy": 9}
    )
    phone = mine.go("/presensi/cara/")
    phone.get_by_role("button", name="Daftarkan perangkat ini").click()
    expect(phone.get_by_text("Perangkat ini", exact=True)).to_be_visible()

    mine.go(f"/presensi/?k={token_of(screen)}")
    phone.get_by_role("button", name="Catat hadir").click()

    expect(phone.locator("#pesan")).to_contain_text("Hadir tercatat pukul")
    claim = Claim.objects.get(employee=office.maria)
    assert (claim.way, claim.grade, claim.inside) == ("QR", 2, True)
    assert claim.phone == Phone.objects.get(employee=office.maria)
    assert Punch.objects.get(employee=office.maria).recorder.kind == "CODE"


def test_digits_are_typed_at_any_computer_and_the_screen_goes_on_without_network(
    window: Open, office: Office
) -> None:
    screen = paired(window, office)
    before = token_of(screen)
    screen.context.set_offline(True)
    expect(screen.locator("[data-screen]")).not_to_have_attribute(
        "data-token", before, timeout=35_000
    )
    digits = screen.locator("[data-digits]").inner_text()
    frans = window(office.others[0]).go("/presensi/")

    frans.get_by_label("Angka di layar kantor").fill(digits)
    frans.get_by_role("button", name="Catat hadir").click()

    expect(frans.locator("#catatan")).to_contain_text("Dihitung")
    claim = Claim.objects.get(employee=office.others[0])
    assert (claim.way, claim.grade, claim.latitude) == ("TYPED", 3, None)
    assert claim.step == codes.token_from(token_of(screen)).step  # type: ignore[union-attr]  # one


def test_the_picture_is_the_one_another_programme_draws(window: Open, office: Office) -> None:
    screen = paired(window, office)

    for length, picture in PICTURES.items():
        rows = str(screen.evaluate(ROWS, ("noken.kode/" * 20)[:length]))
        assert hashlib.sha256(rows.encode()).hexdigest()[:16] == picture, length


@pytest.mark.slow
def test_every_page_is_readable_by_everybody(window: Open, office: Office) -> None:
    assert office.above is not None
    make_grant(office.above, "INSPECTORATE")
    screen = paired(window, office)
    said = [f"layar: {fault}" for fault in faults(screen)]
    screen.goto(screen.url + "ketik/")
    said += [f"ketik: {fault}" for fault in faults(screen)]
    site_id = Site.objects.get(unit=office.unit).pk
    for person, paths in (
        (office.maria, ["/presensi/", "/presensi/cara/"]),
        (office.yohana, ["/presensi/manual/", "/presensi/manual/catat/", "/presensi/tanya/"]),
        (office.above, ["/presensi/kantor/", f"/presensi/kantor/{site_id}/", "/presensi/pola/"]),
    ):
        opened = window(person)
        for path in paths:
            said += [f"{path}: {fault}" for fault in faults(opened.go(path))]
    assert said == []
