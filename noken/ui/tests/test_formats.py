"""How numbers, dates and names are written: ui.md section 8, as tables."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.ui import formats

# 24 November 2026 is a Tuesday; 08.14 in Jayapura is 23.14 of the day before in UTC.
NOW = datetime(2026, 11, 23, 23, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (4486, None, "4.486"),
        (0, None, "0"),
        (Decimal("15.20"), None, "15,2"),
        (15.25, 1, "15,3"),
        (1250000, 0, "1.250.000"),
        (-7, None, "\N{MINUS SIGN}7"),
        (None, None, ""),
    ],
)
def test_a_number_has_points_for_thousands_and_a_comma(
    value: float | Decimal | None, digits: int | None, text: str
) -> None:
    assert formats.number(value, digits) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.28, "+0,28"), (-0.07, "\N{MINUS SIGN}0,07"), (0, "0"), (None, "")],
)
def test_a_difference_has_its_sign(value: float | None, text: str) -> None:
    assert formats.signed(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(74, "74%"), (73.6, "74%"), (0.4, "0,4%"), (0, "0%"), (None, "")]
)
def test_a_share_has_no_decimals_unless_it_is_under_one(value: float | None, text: str) -> None:
    assert formats.percent(value) == text


@pytest.mark.parametrize(("count", "text"), [(1, "Satu"), (9, "Sembilan"), (10, "10")])
def test_small_counts_are_words(count: int, text: str) -> None:
    assert formats.spelled(count) == text


def test_a_day_is_the_day_of_the_region() -> None:
    assert formats.day_short(NOW) == "24 Nov"
    assert formats.day_named(NOW) == "Selasa, 24 November"
    assert formats.day_long(date(2026, 11, 24)) == "Selasa, 24 November 2026"
    assert formats.time_of(NOW) == "08.14"
    assert formats.zone() == "WIT"


def test_nothing_is_written_for_no_value() -> None:
    empty = [formats.day_short, formats.day_named, formats.day_long, formats.time_of]

    assert [form(None) for form in empty] == ["", "", "", ""]
    assert formats.ago(None, NOW) == ""


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2026, 11, 23, 23, 13, 30, tzinfo=UTC), "baru saja"),
        (datetime(2026, 11, 23, 23, 11, tzinfo=UTC), "3 menit lalu"),
        (datetime(2026, 11, 23, 21, 0, tzinfo=UTC), "hari ini, 06.00"),
        (datetime(2026, 11, 23, 6, 40, tzinfo=UTC), "kemarin, 15.40"),
        (datetime(2026, 11, 20, 4, 10, tzinfo=UTC), "Jumat, 13.10"),
        (datetime(2026, 11, 18, 0, 0, tzinfo=UTC), "Rabu, 09.00"),
        (datetime(2026, 11, 17, 0, 0, tzinfo=UTC), "17 Nov"),
        (datetime(2025, 11, 24, 0, 0, tzinfo=UTC), "24 Nov 2025"),
        (datetime(2026, 11, 24, 3, 0, tzinfo=UTC), "hari ini, 12.00"),
        (datetime(2026, 11, 26, 3, 0, tzinfo=UTC), "26 Nov"),
    ],
)
def test_a_moment_is_named_by_its_distance(at: datetime, text: str) -> None:
    assert formats.ago(at, NOW) == text


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Maria Wanggai", "MW"),
        ("Dewi Lestari Siregar", "DS"),
        ("Suharto", "S"),
        ("  agus   rumaropen ", "AR"),
        ("", ""),
    ],
)
def test_initials_are_of_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert formats.initials(name) == letters


def test_a_nip_is_grouped_and_in_lists_masked() -> None:
    assert formats.nip_groups("199104122015042014") == "19910412 201504 2 014"
    assert formats.mask_nip("199104122015042014") == "•••• 2 014"


@given(st.text(max_size=30))
def test_masking_never_shows_more_than_four_figures(nip: str) -> None:
    assert sum(letter in nip for letter in formats.mask_nip(nip).replace(" ", "").strip("•")) <= 4
