"""Credit points, row by row, and the months of a year by level."""

from datetime import date
from decimal import Decimal

import pytest

from noken.followup.rules.credit import (
    Held,
    counted_once,
    credit_points,
    level_of,
    months_by_level,
)
from noken.regulations import grades

YEAR = (date(2026, 1, 1), date(2027, 1, 1))
PERCENT = {grade.code: Decimal(grade.credit_percent) for grade in grades.grades()}
COEFFICIENT = {level.code: level.coefficient for level in grades.credit_levels()}
# Whole years: Sangat Baik, Baik, Butuh Perbaikan, Kurang, Sangat Kurang.
TABLE = {
    "PEMULA": ("5.63", "3.75", "2.81", "1.88", "0.94"),
    "TERAMPIL": ("7.50", "5.00", "3.75", "2.50", "1.25"),
    "MAHIR": ("18.75", "12.50", "9.38", "6.25", "3.13"),
    "PENYELIA": ("37.50", "25.00", "18.75", "12.50", "6.25"),
    "AHLI_PERTAMA": ("18.75", "12.50", "9.38", "6.25", "3.13"),
    "AHLI_MUDA": ("37.50", "25.00", "18.75", "12.50", "6.25"),
    "AHLI_MADYA": ("56.25", "37.50", "28.13", "18.75", "9.38"),
    "AHLI_UTAMA": ("75.00", "50.00", "37.50", "25.00", "12.50"),
}
GRADES = ("VERY_GOOD", "GOOD", "NEEDS_IMPROVEMENT", "POOR_MISCONDUCT", "VERY_POOR")


@pytest.mark.parametrize("example", grades.credit_examples(), ids=lambda each: each.grade)
def test_the_official_examples(example: grades.CreditExample) -> None:
    points = credit_points(PERCENT[example.grade], COEFFICIENT[example.level], example.months)

    assert points == example.points


@pytest.mark.parametrize("level", TABLE)
def test_a_whole_year_at_each_level_and_grade(level: str) -> None:
    points = [str(credit_points(PERCENT[grade], COEFFICIENT[level], 12)) for grade in GRADES]

    assert points == list(TABLE[level])


def test_the_table_knows_every_level() -> None:
    assert set(TABLE) == set(COEFFICIENT)


@pytest.mark.parametrize("level", grades.credit_levels(), ids=lambda each: each.code)
def test_four_years_at_baik_meet_the_need_for_a_rank(level: grades.CreditLevel) -> None:
    year = credit_points(PERCENT["GOOD"], level.coefficient, 12)

    assert level.need_rank == 4 * year


def test_half_a_hundredth_goes_up() -> None:
    assert credit_points(Decimal(75), Decimal("3.75"), 12) == Decimal("2.81")
    assert credit_points(Decimal(150), Decimal("3.75"), 12) == Decimal("5.63")  # 5.625


def test_more_months_never_give_fewer_points() -> None:
    for percent in PERCENT.values():
        points = [credit_points(percent, Decimal("12.5"), months) for months in range(13)]
        assert points == sorted(points)
        assert points[0] == 0


@pytest.mark.parametrize("months", [-1, 13])
def test_a_year_has_twelve_months(months: int) -> None:
    with pytest.raises(ValueError, match="months of a year"):
        credit_points(Decimal(100), Decimal(5), months)


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Auditor Ahli Muda", "AHLI_MUDA"),
        ("Guru Ahli Pertama", "AHLI_PERTAMA"),
        ("Perawat  Terampil ", "TERAMPIL"),
        ("Pranata Komputer Mahir", "MAHIR"),
        ("ANALIS KEPEGAWAIAN AHLI MADYA", "AHLI_MADYA"),
        ("Penyelia", "PENYELIA"),
        ("Kepala Seksi Kurikulum SD", ""),
        ("Analis Terampil Data", ""),
        ("Ketua Muda", ""),
    ],
)
def test_the_level_stands_at_the_end_of_the_title(title: str, level: str) -> None:
    assert level_of(title) == level


def test_a_whole_year_in_one_post() -> None:
    held = [Held(date(2020, 1, 1), None, "AHLI_MUDA")]

    assert months_by_level(held, *YEAR) == {"AHLI_MUDA": 12}


def test_a_move_in_mid_year_splits_the_months() -> None:
    held = [
        Held(date(2020, 1, 1), date(2026, 4, 1), "AHLI_PERTAMA"),
        Held(date(2026, 4, 1), None, "AHLI_MUDA"),
    ]

    assert months_by_level(held, *YEAR) == {"AHLI_PERTAMA": 3, "AHLI_MUDA": 9}


@pytest.mark.parametrize(
    ("day", "first", "second"), [(10, 3, 9), (15, 3, 9), (16, 4, 8), (25, 4, 8)]
)
def test_a_month_belongs_to_the_post_held_longest(day: int, first: int, second: int) -> None:
    moved = date(2026, 4, day)
    held = [
        Held(date(2020, 1, 1), moved, "AHLI_PERTAMA"),
        Held(moved, None, "AHLI_MUDA"),
    ]

    assert months_by_level(held, *YEAR) == {"AHLI_PERTAMA": first, "AHLI_MUDA": second}


@pytest.mark.parametrize("moves", [[(16, 18)], [(10, 10), (20, 20)], [(8, 9), (15, 15), (24, 25)]])
def test_a_transfer_within_a_level_costs_no_month(moves: list[tuple[int, int]]) -> None:
    ends = [date(2026, 3, last) for last, _ in moves]
    starts = [date(2020, 1, 1), *(date(2026, 3, first) for _, first in moves)]
    held = [Held(start, end, "AHLI_MUDA") for start, end in zip(starts, [*ends, None], strict=True)]

    assert months_by_level(held, *YEAR) == {"AHLI_MUDA": 12}


def test_a_month_nobody_held_for_half_counts_for_nobody() -> None:
    held = [Held(date(2026, 3, 20), date(2026, 5, 12), "MAHIR")]

    assert months_by_level(held, *YEAR) == {"MAHIR": 1}


def test_other_posts_earn_nothing_and_hold_their_months() -> None:
    held = [
        Held(date(2026, 1, 1), date(2026, 7, 1), ""),
        Held(date(2026, 7, 1), None, "TERAMPIL"),
    ]

    assert months_by_level(held, *YEAR) == {"TERAMPIL": 6}


def test_a_quarter_has_three_months_and_a_gap_none() -> None:
    held = [Held(date(2026, 1, 1), date(2026, 3, 1), "MAHIR")]

    assert months_by_level(held, date(2026, 1, 1), date(2026, 4, 1)) == {"MAHIR": 2}
    assert months_by_level([], *YEAR) == {}


Q1, Q2 = (date(2026, 1, 1), date(2026, 4, 1)), (date(2026, 4, 1), date(2026, 7, 1))
LAST_YEAR = (date(2025, 1, 1), date(2026, 1, 1))
MARCH, JULY = (date(2026, 3, 1), date(2026, 4, 1)), (date(2026, 7, 1), date(2026, 8, 1))


@pytest.mark.parametrize(
    ("periods", "counted"),
    [
        ([Q1, Q2], {Q1, Q2}),
        ([Q1, MARCH, JULY], {Q1, JULY}),
        ([MARCH, Q1, Q2, YEAR], {YEAR}),
        ([YEAR, LAST_YEAR], {YEAR, LAST_YEAR}),
        ([], set()),
    ],
)
def test_no_day_counts_twice(
    periods: list[tuple[date, date]], counted: set[tuple[date, date]]
) -> None:
    assert counted_once(periods) == counted
