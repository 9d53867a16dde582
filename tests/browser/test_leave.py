"""Pages of leave and duty, empty and full, on a phone and a desk, light and dark."""

from datetime import timedelta

import pytest

from noken.leave.models import Letter, Request
from tests.browser.conftest import Open
from tests.browser.office import DAY, NOON, Office, make_keepers, make_office
from tests.browser.test_pages import check
from tests.world_leave import make_letter, make_request

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]


@pytest.fixture
def office() -> Office:
    return make_office()


def fill(office: Office) -> tuple[list[Request], Letter]:
    """One waiting with everything on it, one returned, one today; a letter that names Maria."""
    maria, other = office.maria, office.others[0]
    week = timedelta(7)
    waiting = make_request(
        maria, start_on=DAY + week, at=NOON, stand_in=other, address="Wosi " * 20
    )
    returned = make_request(
        maria, "SICK", status="RETURNED", start_on=DAY - timedelta(2), days=2, at=NOON
    )
    today = make_request(other, status="APPROVED", start_on=DAY, at=NOON)
    letter = make_letter(office.unit, [maria], issued_by=office.yohana, start_on=DAY)
    return [waiting, returned, today], letter


def test_pages_of_an_employee(window: Open, office: Office) -> None:
    check(window, office.maria, ["/cuti/", "/cuti/rekan/", "/surat-tugas/"])
    (waiting, returned, _), letter = fill(office)
    kinds = ("ANNUAL", "SICK", "FLEX_PLACE")
    check(
        window,
        office.maria,
        [
            *("/cuti/", "/cuti/ajukan/", "/cuti/rekan/", "/cuti/ketentuan/", "/surat-tugas/"),
            *(f"/cuti/ajukan/?jenis={kind}" for kind in kinds),
            *(waiting.get_absolute_url(), f"{returned.get_absolute_url()}perbaiki/"),
            letter.get_absolute_url(),
        ],
    )


def test_pages_of_a_superior_and_of_those_who_keep_leave(window: Open, office: Office) -> None:
    keeper = make_keepers(office)["PERSONNEL"]
    (waiting, _, today), letter = fill(office)
    record = f"/cuti/pegawai/{office.maria.pk}/"
    check(
        window,
        office.yohana,
        [
            *("/cuti/tim/", "/surat-tugas/", "/surat-tugas/terbitkan/", record),
            *(each.get_absolute_url() for each in (waiting, today, letter)),
        ],
    )
    paths = ["/cuti/pegawai/", "/cuti/pegawai/?cari=Maria", "/cuti/ketentuan/", record]
    paths += [f"{record}catat/", f"{record}catat/?jenis=SICK"]
    check(window, keeper, paths)
