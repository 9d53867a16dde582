"""What evaluation says of a sheet: the grade that can be objected to, and the window for it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from noken.core import clock
from noken.core.actor import Actor
from noken.core.http import url_of
from noken.evaluation import queries as evaluation
from noken.regulations.grades import grade_table


@dataclass(frozen=True, slots=True)
class Graded:
    """A published grade. `rater_id` gave it, `rates_today` would today. `received_on` None: the
    person has not opened it yet, so no day runs and nothing of it is shown to them."""

    sheet_id: int
    employee_id: int
    rater_id: int
    rates_today: int | None
    period: str
    result: str
    behaviour: str
    grade: str
    published_on: date
    received_on: date | None
    is_final: bool
    url: str


def graded(sheet_ids: Collection[int]) -> dict[int, Graded]:
    """The sheets that have a published grade; the others are left out. Unscoped."""
    found = evaluation.sheets_facts(sheet_ids) if sheet_ids else {}
    return {
        pk: Graded(
            sheet_id=pk,
            employee_id=facts.employee_id,
            rater_id=facts.rated_by_id,
            rates_today=facts.rater_id,
            period=facts.period_label,
            result=facts.result,
            behaviour=facts.behaviour,
            grade=facts.grade,
            published_on=clock.day_of(facts.published_at),
            received_on=clock.day_of(facts.received_at) if facts.received_at else None,
            is_final=facts.final_at is not None,
            url=url_of("evaluation:sheet", pk),
        )
        for pk, facts in found.items()
        if facts.published_at is not None and facts.grade
    }


def find_graded(sheet_id: int) -> Graded | None:
    return graded([sheet_id]).get(sheet_id)


def own_graded(actor: Actor) -> list[Graded]:
    """The actor's own published grades, newest first."""
    if actor.employee_id is None:
        return []
    lines = evaluation.grades_of(actor, [actor.employee_id])
    found = graded([line.sheet_id for line in lines])
    return sorted(found.values(), key=lambda each: (each.published_on, each.sheet_id), reverse=True)


def grade_for(result: str, behaviour: str) -> str | None:
    """The grade two ratings give; None: no such ratings."""
    return grade_table().cells.get((result, behaviour))


def is_lower(grade: str, than: str) -> bool:
    table = grade_table()
    return table.grade(grade).order < table.grade(than).order
