"""Rule cards on a phone and a desk, light and dark: all states, a change seen before it is made."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from noken.findings.models import CardRest, CardVersion, Row
from noken.organization.models import Employee
from tests.amending import amend
from tests.browser.conftest import DESK, Open
from tests.browser.office import DAY, NOON, Office, make_keepers, make_office
from tests.browser.test_pages import check
from tests.world_findings import make_card, make_finding, make_row, make_table, make_terms

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]
LONG = "Tujuh jam dihitung satu hari, sesuai masukan semua OPD pada rapat koordinasi. " * 3


@pytest.fixture
def people() -> tuple[Office, dict[str, Employee]]:
    office = make_office()
    return office, make_keepers(office)


def fill(office: Office, keepers: dict[str, Employee]) -> None:
    """One card in force with findings that fell, one that stopped itself, one that waits."""
    signers = (keepers["PERSONNEL"], keepers["LEADER"])
    card = make_card("HDR-03", rests_on=("reset",), signers=signers)
    for place in range(30):
        state = Row.State.ACCEPTED if place % 9 == 0 else Row.State.REFUSED
        finding = make_finding(office.maria, card, period=f"2026-{place}")
        make_row(finding, DAY - timedelta(place + 9), state, by=office.yohana)
    stopped = make_card("LAP-02", rests_on=("least_words",), signers=signers)
    CardRest.objects.create(
        code="LAP-02", version=stopped, started_at=NOON, settled=32, overturned=13, lower_percent=25
    )
    waiting = make_card("HDR-07", groups=("PNS",), unit=office.unit, start_on=DAY + timedelta(9))
    amend(
        CardVersion.objects.filter(pk=waiting.pk),
        parameters={"minutes_per_day": 420},
        proposed_by=keepers["PERSONNEL"],
        change=LONG[:300],
        rests_on=["minutes_per_day"],
    )
    make_terms()
    make_terms(start_on=DAY + timedelta(9), signed=False, reply_workdays=5)


def test_pages_of_the_rules(window: Open, people: tuple[Office, dict[str, Employee]]) -> None:
    office, keepers = people
    fill(office, keepers)
    paths = ["/aturan/", "/aturan/HDR-03/", "/aturan/LAP-02/", "/aturan/ketentuan/"]
    check(window, office.maria, [*paths, "/aturan/HDR-07/?versi=2"])
    check(window, keepers["PERSONNEL"], ["/aturan/HDR-07/", "/aturan/LAP-05/ubah/", paths[3]])


def test_a_change_is_seen_before_it_is_proposed(
    window: Open, people: tuple[Office, dict[str, Employee]]
) -> None:
    _office, keepers = people
    keeper = window(keepers["PERSONNEL"], DESK)

    page = keeper.go("/aturan/LAP-01/ubah/")
    page.get_by_label("Hari tanpa laporan").fill("5")
    page.get_by_label("Apa yang berubah, dan mengapa").fill("Lima hari, uji coba.")
    page.get_by_label("Dasar").fill("Perbup 4/2026")
    expect(page.get_by_role("button", name="Ajukan usulan")).to_have_count(0)
    page.get_by_role("button", name="Lihat dampaknya").click()
    expect(page.get_by_role("heading", name="Seandainya berlaku 90 hari terakhir")).to_be_visible()
    page.get_by_role("button", name="Ajukan usulan").click()

    expect(page.get_by_role("heading", name="Usulan yang menunggu")).to_be_visible()
    page.get_by_label("Alasan Anda menyetujui").fill("Sesuai rapat.")
    page.get_by_role("button", name="Setujui versi").click()
    expect(page.get_by_text("Anda sudah menyetujuinya")).to_be_visible()
    assert keeper.complaints == []


def test_the_table_for_pppk_in_its_three_states(
    window: Open, people: tuple[Office, dict[str, Employee]]
) -> None:
    office, keepers = people
    path, readers = ["/aturan/pppk/"], (keepers["PERSONNEL"], office.maria)
    for reader in readers:
        check(window, reader, path)
    waiting = make_table(start_on=DAY, signed=False)
    for reader in readers:
        check(window, reader, path)
    waiting.withdrawn_at = NOON
    waiting.save(update_fields=["withdrawn_at"])
    make_table()
    for reader in readers:
        check(window, reader, path)
