"""Nobody is asked for a third of a document: where the unit counts, months ask whole numbers."""

import re
from datetime import date
from decimal import Decimal

import pytest

from noken.evaluation.models import Period, Sheet
from noken.organization.models import Employee
from tests.cast import Cast
from tests.fixtures import Browse
from tests.world_evaluation import make_period, make_sheet
from tests.world_work import make_agreed

pytestmark = pytest.mark.django_db
MONTHS = (7, 8, 9)


def sheets_of(person: Employee) -> list[Sheet]:
    found = []
    for month in MONTHS:
        first, end = date(2026, month, 1), date(2026, month + 1, 1)
        period = make_period(kind=Period.Kind.MONTH, number=month, start_on=first, end_on=end)
        found.append(make_sheet(person, period))
    return found


def asked_on_page(browse: Browse, person: Employee, sheet: Sheet) -> Decimal:
    page = browse(person).get(sheet.get_absolute_url()).content.decode()
    line = re.findall(r"Dokumen terbit.*?</th>(.*?)</tr>", page, re.DOTALL)[0]
    target, _done = re.findall(r'<td class="num nw(?: b)?">([\d,.]+)', line)
    return Decimal(target.replace(",", "."))


@pytest.mark.parametrize(
    ("unit", "months"),
    [("dokumen", ("3", "3", "4")), ("jam", ("3.37", "3.37", "3.26"))],
)
def test_months_ask_whole_pieces_that_add_up_to_the_quarter(
    cast: Cast, browse: Browse, unit: str, months: tuple[str, ...]
) -> None:
    make_agreed(cast.maria, ["Dokumen terbit"], unit=unit, target=10)

    asked = [asked_on_page(browse, cast.maria, each) for each in sheets_of(cast.maria)]

    assert asked == [Decimal(text) for text in months]
    assert sum(asked) == 10
