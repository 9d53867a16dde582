"""The published periods of a year beside the evaluation of the whole year."""

from collections.abc import Sequence
from dataclasses import dataclass

from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.evaluation.queries.facts import grades_of, seen_record
from noken.evaluation.queries.words import GradeWord, grade_word, rating_word
from noken.evaluation.rules.periods import YEAR


@dataclass(frozen=True, slots=True)
class YearLine:
    """A published period of the year in words."""

    label: str
    url: str
    grade: GradeWord
    result: str
    behaviour: str


@dataclass(frozen=True, slots=True)
class YearLines:
    """`unpublished` periods of the year have no result yet that the reader may see."""

    year: int
    lines: Sequence[YearLine]
    unpublished: int
    role: Role
    about: frozenset[int]


def year_lines(actor: Actor, sheet_id: int) -> YearLines | None:
    """What was published of the year, oldest first; None on a sheet of a shorter period, and for
    whom texts and evidence are not.

    Raises:
        Http404: there is no such sheet, or it is not the actor's to see.
    """
    record, standing = seen_record(actor, sheet_id)
    if record.period.kind != YEAR or not standing.reads_texts:
        return None
    year = record.period.year
    found = grades_of(actor, [record.employee_id], years=[year])
    within = sorted((each for each in found if each.kind != YEAR), key=lambda each: each.start_on)
    lines = [
        YearLine(
            each.label,
            url_of("evaluation:sheet", each.sheet_id),
            grade,
            rating_word(each.result).lower(),
            rating_word(each.behaviour).lower(),
        )
        for each in within
        if (grade := grade_word(each.grade)) is not None
    ]
    return YearLines(
        year, lines, len(within) - len(lines), standing.role, frozenset({record.employee_id})
    )
