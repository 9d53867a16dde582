"""Capaian, sebaran, cermin, kalibrasi: empty and full, on a phone and a desk, light and dark."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from noken.evaluation.models import Calibration, Period, SpreadReason
from noken.organization.models import Employee, RoleGrant, Unit
from tests.browser.conftest import Open
from tests.browser.office import DAY, NOON, Office, make_office
from tests.browser.test_pages import check
from tests.world import make_employee, make_grant, make_position, make_posting, make_unit
from tests.world_evaluation import (
    make_graded,
    make_led_unit,
    make_period,
    make_rating,
    make_self,
    make_sheet,
    make_staff,
    make_unit_rating,
)

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]
GOOD, BEST, MIDDLE = ("AS", "AS"), ("ABOVE", "ABOVE"), ("BELOW", "AS")
POOR, WORST = ("AS", "BELOW"), ("BELOW", "BELOW")
LONG = "Bidang Pembinaan Pendidikan Anak Usia Dini, Kebudayaan, dan Pendidikan Nonformal"


@dataclass
class Agency:
    office: Office
    top: Unit
    leader: Employee
    period: Period
    unit: Unit
    head: Employee


@pytest.fixture
def office() -> Office:
    return make_office()


def fill(office: Office) -> Agency:
    """The agency with a lenient division, nine usual ones, a small one, and another agency."""
    above, top = office.above, office.unit.parent
    assert above is not None
    assert top is not None
    period = make_period(due_on=DAY + timedelta(6), opened_at=NOON - timedelta(20))
    unit, head = make_led_unit(top, above, name=LONG)
    lenient = [BEST] * 8 + [GOOD] * 5 + [MIDDLE]
    for sheet in make_graded(make_staff(unit, head, 14), period, head, lenient):
        make_self(sheet, "ABOVE", "ABOVE")
    for number in range(9):
        usual, by = make_led_unit(top, above, name=f"Bidang {number + 1}")
        grades = [GOOD] * 9 + [BEST, MIDDLE, POOR if number else WORST]
        make_graded(make_staff(usual, by, 12, "Analis Ahli Muda"), period, by, grades)
    small, by = make_led_unit(top, above, name="Subbagian Kecil")
    make_graded(make_staff(small, by, 3), period, by)
    make_rating(make_sheet(office.maria, period), office.yohana, published=False)
    make_unit_rating(unit, period, above, "GOOD", "Rencana aksi triwulan tercapai 98%. " * 4)
    SpreadReason.objects.create(
        period=period, unit=unit, reason="Tiga sekolah juara nasional. " * 6, by=head, at=NOON
    )
    Calibration.objects.create(
        period=period, unit=top, meet_on=DAY + timedelta(8), note="Aula dinas", by=above, at=NOON
    )
    return Agency(office, top, _leader(), period, unit, head)


def _leader() -> Employee:
    leader = make_employee("Petrus Aibekob")
    make_posting(leader, make_position(make_unit("Setda", kind=Unit.Kind.OPD), "Sekda"))
    make_grant(leader, RoleGrant.Role.LEADER)
    return leader


def test_the_pages_before_any_period(window: Open, office: Office) -> None:
    pages = ["/evaluasi/capaian/", "/evaluasi/sebaran/", "/evaluasi/kalibrasi/"]

    check(window, office.above, pages)


def test_the_pages_with_many_units(window: Open, office: Office) -> None:
    agency = fill(office)
    period, unit = agency.period.pk, agency.unit.pk
    own = agency.period.sheets.filter(unit=agency.unit).first()
    assert own is not None

    check(
        window,
        office.above,
        [
            "/evaluasi/capaian/",
            f"/evaluasi/capaian/{period}/{unit}/",
            "/evaluasi/sebaran/",
            f"/evaluasi/sebaran/?periode={period}&unit={unit}",
            "/evaluasi/kalibrasi/",
        ],
    )
    check(
        window, agency.head, [f"/evaluasi/cermin/{period}/", "/evaluasi/", f"/evaluasi/{own.pk}/"]
    )
    check(window, agency.leader, ["/evaluasi/sebaran/", "/evaluasi/capaian/"])
