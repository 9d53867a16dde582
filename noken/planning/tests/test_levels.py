"""Indicators that say how well, not how much: four quarters of 80 % are 80 %."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from noken.planning import rules
from noken.planning.ports import Progress
from noken.planning.queries import IndicatorView, measured
from noken.planning.rules import Standing

QUARTERLY = (Decimal(80), Decimal(80), Decimal(85), Decimal(90))
ON = date(2026, 11, 24)


def indicator(unit: str = "persen") -> IndicatorView:
    return IndicatorView(uuid4(), "Warga puas", unit, "QUALITY", False, QUARTERLY)


@pytest.mark.parametrize(
    ("unit", "lower", "level"),
    [
        ("persen", False, True),
        (" Persen ", False, True),
        ("indeks", False, True),
        ("sekolah", False, False),
        ("kali", True, True),
    ],
)
def test_the_unit_tells_a_level_from_an_amount(unit: str, lower: bool, level: bool) -> None:
    assert rules.is_level(unit, lower_is_better=lower) is level


def test_the_year_asks_for_the_level_at_its_end() -> None:
    assert indicator().year_target == Decimal(90)
    assert indicator("sekolah").year_target == Decimal(335)


def test_what_nobody_has_measured_is_not_behind() -> None:
    found = measured(indicator(), None, 2026, ON)

    assert (found.share_pct, found.standing, found.planned) == (None, Standing.ON, Decimal(90))


@pytest.mark.parametrize(
    ("value", "standing"),
    [(95, Standing.ON), (82, Standing.ON), (70, Standing.BEHIND), (40, Standing.FAR_BEHIND)],
)
def test_a_value_stands_beside_the_level_of_its_quarter(value: int, standing: Standing) -> None:
    progress = Progress(Decimal(value), ON)

    assert measured(indicator(), progress, 2026, ON).standing is standing
