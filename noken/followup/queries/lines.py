"""Grades of people as evaluation tells them, with the words and the points that go with them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from noken.core.actor import Actor
from noken.core.http import url_of
from noken.core.periods import in_force
from noken.evaluation import queries as evaluation
from noken.evaluation.queries import GradeLine
from noken.followup.queries.terms import coefficients
from noken.followup.rules import credit
from noken.followup.rules.credit import Held
from noken.followup.rules.values import Setting
from noken.organization.models import Position, Posting
from noken.regulations import grades

YEAR = "YEAR"


@dataclass(frozen=True, slots=True)
class CreditPart:
    """Points of one level in one evaluation. `settled`: the coefficient is official or signed."""

    level: str
    level_word: str
    months: int
    percent: int
    coefficient: Decimal
    points: Decimal
    settled: bool


@dataclass(frozen=True, slots=True)
class GradeRow:
    """One evaluation in a history. `step` is 1 (best) to 5 for the colour, 0 without a grade.

    `counts`: its points are part of the sum; a wider period that is final replaces those inside it.
    """

    line: GradeLine
    url: str
    result: str
    behaviour: str
    grade: str
    step: int
    is_final: bool
    says: str
    credit: Sequence[CreditPart]
    counts: bool

    @property
    def points(self) -> Decimal:
        return sum((part.points for part in self.credit), Decimal(0))


def grade_words() -> dict[str, str]:
    """The word of each grade, as screens use it."""
    return {grade.code: grade.word for grade in grades.grades()}


def official_words() -> dict[str, str]:
    """The official word of each grade, as files use it."""
    return {grade.code: grade.name for grade in grades.grades()}


def rating_words() -> dict[str, str]:
    return {rating.code: rating.name for rating in grades.ratings()}


def step_of(grade: str) -> int:
    """1 for the best grade, 5 for the lowest, 0 for none."""
    order = {each.code: 6 - each.order for each in grades.grades()}
    return order.get(grade, 0)


def lines_of(
    actor: Actor, employee_ids: Collection[int], years: Collection[int] | None = None
) -> dict[int, list[GradeLine]]:
    """Evaluations by person that the actor may see, newest first."""
    found: defaultdict[int, list[GradeLine]] = defaultdict(list)
    for line in evaluation.grades_of(actor, employee_ids, years=years):
        found[line.employee_id].append(line)
    for lines in found.values():
        lines.sort(key=lambda line: (line.end_on, line.kind == YEAR), reverse=True)
    return dict(found)


def newest_final(lines: Iterable[GradeLine]) -> GradeLine | None:
    """The final evaluation whose period ended last; of two on one day that of the year."""
    final = [line for line in lines if line.final_at is not None and line.grade]
    return max(final, key=lambda line: (line.end_on, line.kind == YEAR), default=None)


def latest_final(actor: Actor, employee_id: int) -> GradeLine | None:
    return newest_final(lines_of(actor, [employee_id]).get(employee_id, ()))


def rows_of(lines: Sequence[GradeLine], held: Sequence[Held], on: date) -> list[GradeRow]:
    """Lines with words and points, by the coefficients of a day."""
    return rows_with(lines, held, coefficients(on))


def rows_with(
    lines: Sequence[GradeLine], held: Sequence[Held], values: Mapping[str, Setting]
) -> list[GradeRow]:
    """Lines with words and points."""
    words, ratings = grade_words(), rating_words()
    final = [line for line in lines if line.final_at is not None and line.grade]
    counted = credit.counted_once((line.start_on, line.end_on) for line in final)
    rows = []
    for line in lines:
        is_final = line.final_at is not None
        parts = _parts(line, held, values) if is_final else ()
        rows.append(
            GradeRow(
                line=line,
                url=url_of("evaluation:sheet", line.sheet_id),
                result=ratings.get(line.result, ""),
                behaviour=ratings.get(line.behaviour, ""),
                grade=words.get(line.grade, ""),
                step=step_of(line.grade),
                is_final=is_final,
                says=_says(line),
                credit=parts,
                counts=bool(parts) and (line.start_on, line.end_on) in counted,
            )
        )
    return rows


def held_by(employee_ids: Collection[int], start: date) -> dict[int, list[Held]]:
    """Posts since a day, by person; functional ones with their level."""
    rows = Posting.objects.filter(
        employee_id__in=employee_ids, kind=Posting.Kind.DEFINITIVE
    ).exclude(end_on__lte=start)
    found: defaultdict[int, list[Held]] = defaultdict(list)
    columns = ("employee_id", "start_on", "end_on", "position__kind", "position__title")
    for pk, start_on, end_on, kind, title in rows.values_list(*columns):
        functional = kind == Position.Kind.FUNCTIONAL
        level = credit.level_of(title) if functional else ""
        found[pk].append(Held(start_on, end_on, level))
    return dict(found)


def functional_today(employee_ids: Collection[int], on: date) -> dict[int, str]:
    """Level by person for those in a functional post; "" where the title names none."""
    rows = Posting.objects.filter(
        in_force(on),
        employee_id__in=employee_ids,
        kind=Posting.Kind.DEFINITIVE,
        position__kind=Position.Kind.FUNCTIONAL,
    )
    return {
        pk: credit.level_of(title)
        for pk, title in rows.values_list("employee_id", "position__title")
    }


def _parts(
    line: GradeLine, held: Sequence[Held], values: Mapping[str, Setting]
) -> tuple[CreditPart, ...]:
    percent = {each.code: each.credit_percent for each in grades.grades()}.get(line.grade)
    if percent is None or line.start_on < grades.credit_from():
        return ()
    months = credit.months_by_level(held, line.start_on, line.end_on)
    return tuple(
        CreditPart(
            level,
            credit.LEVEL_WORDS[level],
            count,
            percent,
            values[level].value,
            credit.credit_points(Decimal(percent), values[level].value, count),
            values[level].settled,
        )
        for level, count in months.items()
    )


def _says(line: GradeLine) -> str:
    if line.final_at is not None:
        return "final"
    if line.published_at is not None:
        return "diterbitkan, belum final" if line.grade else "hasil terbit, belum dibuka"
    if line.excuse:
        return "tidak dinilai"
    return "belum dinilai"
