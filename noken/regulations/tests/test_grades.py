"""The grade table as the domain has it, row by row."""

from decimal import Decimal

import pytest

from noken.regulations import grades


def test_ratings_and_grades_are_in_order_best_first() -> None:
    assert [rating.code for rating in grades.ratings()] == ["ABOVE", "AS", "BELOW"]
    assert [grade.code for grade in grades.grades()] == [
        "VERY_GOOD",
        "GOOD",
        "NEEDS_IMPROVEMENT",
        "POOR_MISCONDUCT",
        "VERY_POOR",
    ]
    assert [grade.order for grade in grades.grades()] == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("code", "name", "word", "percent"),
    [
        ("VERY_GOOD", "Sangat Baik", "Sangat Baik", 150),
        ("GOOD", "Baik", "Baik", 100),
        ("NEEDS_IMPROVEMENT", "Butuh Perbaikan", "Butuh Perbaikan", 75),
        ("POOR_MISCONDUCT", "Kurang/Misconduct", "Kurang", 50),
        ("VERY_POOR", "Sangat Kurang", "Sangat Kurang", 25),
    ],
)
def test_a_grade_has_its_words_and_credit(code: str, name: str, word: str, percent: int) -> None:
    grade = grades.grade_table().grade(code)

    assert (grade.name, grade.word, grade.credit_percent) == (name, word, percent)


def test_the_matrix_names_a_known_grade_for_every_pair() -> None:
    table = grades.grade_table()
    codes = [rating.code for rating in table.ratings]

    assert set(table.cells) == {(result, behaviour) for result in codes for behaviour in codes}
    assert set(table.cells.values()) <= {grade.code for grade in table.grades}


@pytest.mark.parametrize(
    ("code", "guides"),
    [
        ("EXCELLENT", [(("VERY_GOOD",), None, 70, True, False)]),
        (
            "GOOD",
            [
                (("GOOD",), None, 70, True, False),
                (("NEEDS_IMPROVEMENT", "POOR_MISCONDUCT"), None, None, False, True),
            ],
        ),
        (
            "NEEDS_IMPROVEMENT",
            [
                (("NEEDS_IMPROVEMENT",), 60, None, False, False),
                (("VERY_GOOD",), None, 10, False, False),
            ],
        ),
        (
            "POOR",
            [
                (("POOR_MISCONDUCT",), 60, None, False, False),
                (("NEEDS_IMPROVEMENT",), 10, None, False, False),
                (("VERY_GOOD",), None, 10, False, False),
            ],
        ),
        (
            "VERY_POOR",
            [
                (("VERY_POOR",), 60, None, False, False),
                (("POOR_MISCONDUCT", "NEEDS_IMPROVEMENT"), 10, None, False, False),
                (("VERY_GOOD",), None, 0, False, False),
            ],
        ),
    ],
)
def test_a_unit_rating_has_its_guides(code: str, guides: list[tuple[object, ...]]) -> None:
    found = next(rating for rating in grades.org_ratings() if rating.code == code)

    assert [(g.grades, g.least, g.most, g.majority, g.at_least_one) for g in found.guides] == guides


@pytest.mark.parametrize(
    ("code", "coefficient", "rank", "level", "mark"),
    [
        ("PEMULA", "3.75", "15", "15", "C"),
        ("TERAMPIL", "5", "20", "60", "C"),
        ("MAHIR", "12.5", "50", "100", "C"),
        ("PENYELIA", "25", "100", None, "C"),
        ("AHLI_PERTAMA", "12.5", "50", "100", "A"),
        ("AHLI_MUDA", "25", "100", "200", "A"),
        ("AHLI_MADYA", "37.5", "150", "450", "C"),
        ("AHLI_UTAMA", "50", "200", None, "C"),
    ],
)
def test_a_functional_level_has_its_numbers(
    code: str, coefficient: str, rank: str, level: str | None, mark: str
) -> None:
    found = next(row for row in grades.credit_levels() if row.code == code)

    assert found.coefficient == Decimal(coefficient)
    assert found.need_rank == Decimal(rank)
    assert found.need_level == (Decimal(level) if level else None)
    assert found.mark == mark
