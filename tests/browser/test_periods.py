"""Pages of periods, empty and full, on a phone and a desk, light and dark."""

from datetime import timedelta

import pytest

from noken.evaluation.models import Period, Sheet
from noken.organization.models import ReportingLine
from tests.browser.conftest import Open
from tests.browser.office import DAY, NOON, Office, make_keepers, make_office
from tests.browser.test_pages import check
from tests.world import make_employee, make_line, make_position, make_posting, make_unit
from tests.world_evaluation import (
    make_period,
    make_rating,
    make_self,
    make_sheet,
    split_sheet,
)

pytestmark = [pytest.mark.timeout(280), pytest.mark.slow]
KEY = "GENERAL-QUARTER-2026-3"


@pytest.fixture
def office() -> Office:
    return make_office()


def fill(office: Office, number: int = 3) -> Period:
    """Maria has not begun; one waits for Yohana, one is rated, one has nobody above."""
    period = make_period(number=number, due_on=DAY + timedelta(6), opened_at=NOON - timedelta(20))
    make_sheet(office.maria, period)
    first, second, alone, *_ = office.others
    make_self(make_sheet(first, period))
    make_rating(make_sheet(second, period), office.yohana)
    ReportingLine.objects.filter(employee=alone).update(superior=None, basis="GAP")
    make_sheet(alone, period)
    period.extensions.create(
        unit=office.unit,
        self_due_on=DAY + timedelta(9),
        due_on=DAY + timedelta(12),
        reason="Listrik dan jaringan padam lima hari. " * 4,
        at=NOON,
    )
    return period


def test_pages_of_who_keeps_periods(window: Open, office: Office) -> None:
    keeper = make_keepers(office)["PERSONNEL"]
    listed = ["/evaluasi/periode/", f"/evaluasi/periode/buka/?periode={KEY}"]
    check(window, keeper, listed)
    period = fill(office)
    page = f"/evaluasi/periode/{period.pk}/"
    sheet = period.sheets.get(employee=office.maria)
    check(
        window,
        keeper,
        [
            *listed,
            f"/evaluasi/periode/buka/?periode={KEY}&keadaan=NO_PLAN",
            page,
            f"{page}?lembar={sheet.pk}&unit={office.unit.pk}",
        ],
    )


def test_who_rates_and_leads_nobody_today(window: Open, office: Office) -> None:
    """Salomina closes Maria's first weeks, and rates who moved away from her."""
    period, salomina = fill(office, 1), make_employee("Salomina Rumbekwan")
    make_posting(salomina, make_position(office.unit))
    make_line(salomina, office.yohana)
    split_sheet(period.sheets.get(employee=office.maria), period.start_on + timedelta(30), salomina)
    moved = Sheet.objects.get(period=period, employee=office.others[0])
    moved.parts.update(superior=salomina, unit=make_unit("Seksi PAUD", office.unit.parent))
    paths = ["/menunggu/", "/evaluasi/posisi/", "/evaluasi/", moved.get_absolute_url()]

    check(window, salomina, paths)


def test_the_own_position(window: Open, office: Office) -> None:
    check(window, office.maria, ["/evaluasi/posisi/"])
    fill(office, number=2)
    check(window, office.maria, ["/evaluasi/posisi/"])
    last = office.others[-1]
    ReportingLine.objects.filter(employee=last).update(end_on=DAY)
    make_line(last, office.above, start_on=DAY)
    check(
        window,
        office.yohana,
        ["/evaluasi/posisi/", "/evaluasi/posisi/prakiraan/", "/evaluasi/pindah/"],
    )
