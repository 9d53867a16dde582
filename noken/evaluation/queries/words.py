"""Codes of evaluation in words and pictures, as every page of a sheet shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from noken.evaluation.models import Sheet
from noken.evaluation.rules import grading
from noken.evaluation.rules.grading import Forecast
from noken.regulations import grades
from noken.ui import formats

TONES = {grade.code: f"p{6 - grade.order}" for grade in grades.grades()}
"""The style of a grade, p1 (Sangat Baik) to p5."""
STATUS_WORDS = dict(Sheet.Status.choices)


@dataclass(frozen=True, slots=True)
class GradeWord:
    """A grade to show: word and style."""

    code: str
    word: str
    tone: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the matrix. `says` is what the page says when it is chosen, "" where nothing;
    `label` is read aloud."""

    value: str
    grade: GradeWord
    label: str
    says: str
    is_forecast: bool
    is_chosen: bool
    needs_fact: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows best first, each with the name of its result rating; columns worst first.

    `forecast` and `chosen` are the grades of the two cells, None without.
    """

    rows: Sequence[tuple[str, Sequence[Cell]]]
    columns: Sequence[str]
    forecast: GradeWord | None
    chosen: GradeWord | None
    says: str
    why: tuple[str, str] | None


def done_words(reports: int, unreviewed: int = 0) -> str:
    """How many reports count as done: approved, or not all of them reviewed."""
    count = formats.number(reports)
    if not unreviewed:
        return f"{count} laporan disetujui"
    return f"{count} laporan, {formats.number(unreviewed)} belum ditinjau"


@cache
def grade_words() -> Mapping[str, GradeWord]:
    """The five grades by code."""
    return {g.code: GradeWord(g.code, g.word, TONES[g.code]) for g in grades.grades()}


def grade_word(code: str) -> GradeWord | None:
    """None for "" and for what is no grade."""
    return grade_words().get(code)


@cache
def rating_word(code: str) -> str:
    """Di atas ekspektasi; "" without a code."""
    return {rating.code: rating.name for rating in grades.ratings()}.get(code, "")


def matrix_of(forecast: Forecast | None, chosen: tuple[str, str] | None) -> Matrix:
    """The 3x3 matrix with what the evidence makes one expect and what is chosen.

    Args:
        forecast: None where it is not shown.
        chosen: codes of result and behaviour.
    """
    table = grades.grade_table()
    best_first = grades.ratings()
    rows = []
    for result in best_first:
        cells = [
            _cell(result.code, behaviour.code, forecast, chosen)
            for behaviour in reversed(best_first)
        ]
        rows.append((result.name, cells))
    picked = chosen if chosen and chosen in table.cells else None
    return Matrix(
        rows=rows,
        columns=[rating.name for rating in reversed(best_first)],
        forecast=grade_word(forecast.grade) if forecast else None,
        chosen=grade_word(table.cells[picked]) if picked else None,
        says=difference(picked, forecast) if picked else "",
        why=forecast.why if forecast else None,
    )


def difference(chosen: tuple[str, str], forecast: Forecast | None) -> str:
    """What is said of a choice that leaves the forecast; it asks, and stops nobody."""
    if forecast is None:
        return ""
    table = grades.grade_table()
    grade = grading.grade_of(*chosen, table)
    steps = grading.steps_between(grade, forecast.grade, table)
    if not steps:
        return ""
    count = "satu tingkat" if abs(steps) == 1 else f"{formats.spelled(abs(steps)).lower()} tingkat"
    side = "di atas" if steps > 0 else "di bawah"
    ask = "melampaui ekspektasi" if steps > 0 else "belum sesuai ekspektasi"
    why = forecast.why[0] if chosen[0] != forecast.result else forecast.why[1]
    return f"Pilihan Anda {count} {side} prakiraan. {why} Tuliskan apa yang {ask}."


def pair_from(value: str) -> tuple[str, str]:
    """The two codes of a cell's value, ("", "") where it is none."""
    result, _, behaviour = value.partition("-")
    known = {rating.code for rating in grades.ratings()}
    return (result, behaviour) if {result, behaviour} <= known else ("", "")


def _cell(
    result: str, behaviour: str, forecast: Forecast | None, chosen: tuple[str, str] | None
) -> Cell:
    grade = grade_words()[grading.grade_of(result, behaviour, grades.grade_table())]
    expected = forecast is not None and (forecast.result, forecast.behaviour) == (result, behaviour)
    names = (rating_word(result).lower(), rating_word(behaviour).lower())
    return Cell(
        value=f"{result}-{behaviour}",
        grade=grade,
        label=f"Hasil {names[0]}, perilaku {names[1]}: {grade.word}",
        says=difference((result, behaviour), forecast),
        is_forecast=expected,
        is_chosen=chosen == (result, behaviour),
        needs_fact=grading.needs_fact(grade.code),
    )
