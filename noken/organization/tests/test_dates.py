"""Dates in every form files have them; what is not certain is not read."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.core.tables.dates import is_empty_text, read_date, why_not_a_date

MONTHS = "Jan Feb Mar Apr Mei Jun Jul Agt Sep Okt Nov Des"
FIRST_OF_APRIL = date(2024, 4, 1)
known_days = st.dates(date(1928, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2024-04-01",
        "2024/04/01",
        "2024.4.1",
        "01-04-2024",
        "1-4-2024",
        "01/04/2024",
        "01.04.2024",
        "01 04 2024",
        "1 April 2024",
        "01 APRIL 2024",
        "1 Apr 2024",
        "01-Apr-2024",
        "1April2024",
        "45383",
        "45383.0",
        "20240401",
        "2024-04-01 00:00:00",
        "2024-04-01T08:30:00+09:00",
        "2024-04-01T00:00:00Z",
        "01/04/2024 08.30",
        "'01-04-2024",
        "  2024-04-01  ",
    ],
)
def test_every_form_gives_the_same_day(text: str) -> None:
    assert read_date(text) == FIRST_OF_APRIL
    assert why_not_a_date(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "04/15/2024",  # the other way round in America
        "01-04-24",
        "31-02-2024",
        "2024",
        "2024-04",
        "1 Foo 2024",
        "1899-12-31",
        "2101-01-01",
        "99999",
        "April 2024",
        "kemarin",
        "1.5",
    ],
)
def test_what_is_not_certain_is_not_read(text: str) -> None:
    assert read_date(text) is None
    assert "misalnya 2024-04-01" in why_not_a_date(text)


@pytest.mark.parametrize("text", ["", " ", "-", "--", "NULL", "null", "Nihil", "0", "N/A"])
def test_nothing_is_no_fault(text: str) -> None:
    assert is_empty_text(text)
    assert read_date(text) is None
    assert why_not_a_date(text) == ""


@given(known_days)
def test_a_day_written_in_any_form_is_read_back(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days

    assert read_date(day.isoformat()) == day
    assert read_date(f"{day:%d/%m/%Y}") == day
    assert read_date(f"{day:%Y%m%d}") == day
    assert read_date(str(serial)) == day


@given(st.sampled_from(MONTHS.split()), st.integers(1, 28))
def test_indonesian_months(month: str, day: int) -> None:
    found = read_date(f"{day} {month} 2023")

    assert found is not None
    assert found.day == day
    assert found - timedelta(days=1) != found


@given(st.text(max_size=60))
def test_any_text_is_judged(text: str) -> None:
    assert (read_date(text) is None) or why_not_a_date(text) == ""
