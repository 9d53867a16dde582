"""A half day nobody saw, beside a half on leave: asked in minutes, counted once it is signed."""

from datetime import date, timedelta
from typing import Any

import pytest

from noken.attendance import services as days
from noken.attendance.queries.day_facts import Asked
from noken.attendance.rules.half_days import HalfDayTerms
from noken.core.actor import system
from noken.findings import services as findings
from noken.findings.models import Row
from tests.cast import Cast
from tests.detecting import make_tolerance, seen
from tests.fixtures import Browse
from tests.settings import sign
from tests.whole.day_pages import absences, counted, line_of, one_letter, own_page
from tests.world import NOON, TODAY
from tests.world_attendance import make_absence
from tests.world_corrections import make_correction
from tests.world_findings import make_card, make_terms

pytestmark = pytest.mark.django_db
MONDAY, DAY = date(2026, 11, 9), timedelta(1)
UNSEEN = "Siang tanpa rekaman, 195 menit."
OPEN = "Ditanyakan saja; tidak dihitung sampai aturannya ditetapkan."


@pytest.fixture
def halves(cast: Cast) -> Cast:
    """Three mornings of leave, and nobody saw Maria in the afternoons: 585 minutes."""
    make_terms()
    make_tolerance(cast)
    make_card("HDR-03")
    make_card("HDR-07")
    start, end = MONDAY, MONDAY + 3 * DAY
    away: dict[str, Any] = {"family": "LEAVE", "kind": "ANNUAL", "portion": "MORNING"}
    make_absence(cast.maria, start, end, **away)
    days.derive_days([Asked(cast.maria.pk, start, end)], by=system(TODAY), at=NOON)
    return cast


def test_it_is_a_question_in_minutes_and_counts_for_nothing(halves: Cast, browse: Browse) -> None:
    findings.run_cards(by=system(TODAY), at=NOON)

    line = line_of(own_page(browse, halves.maria, MONDAY), MONDAY)
    assert UNSEEN in line
    assert OPEN in line
    assert "Sampaikan keterangan" in line
    assert one_letter(browse, halves, halves.maria, MONDAY) == "?"
    assert not Row.objects.exists()
    assert counted(halves.maria, MONDAY) == absences(browse, halves.maria, MONDAY) == 0


@pytest.mark.parametrize(
    ("signatures", "counts", "on", "blocks"),
    [
        (2, "ADDED", MONDAY, 1),
        (2, "ADDED", MONDAY + DAY, 0),
        (2, "ASKED", MONDAY, 0),
        (1, "ADDED", MONDAY, 0),
    ],
)
def test_its_minutes_add_up_from_the_day_on_which_two_have_signed(
    halves: Cast, browse: Browse, signatures: int, counts: str, on: date, blocks: int
) -> None:
    sign(HalfDayTerms, on=on, signatures=signatures, counts=counts)

    found = seen("HDR-07")

    assert [hit.item for hit in found] == ["2026-1"][:blocks]
    for hit in found:
        assert hit.facts["days"][0] == {
            "day": "2026-11-09",
            "late_minutes": 0,
            "early_minutes": 0,
            "unseen_minutes": 195,
            "counted": 195,
        }
    line = line_of(own_page(browse, halves.maria, MONDAY), MONDAY)
    assert (OPEN in line) == (signatures < 2 or counts == "ASKED")


def test_what_was_explained_or_may_still_be_does_not_add_up(halves: Cast) -> None:
    sign(HalfDayTerms, on=MONDAY, counts="ADDED")
    assert seen("HDR-07")
    assert not seen("HDR-07", until=MONDAY + 4 * DAY)

    make_correction(halves.maria, MONDAY, status="ACCEPTED", by=halves.acting_superior)
    assert not seen("HDR-07")
