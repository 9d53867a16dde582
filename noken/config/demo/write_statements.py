"""Rows of realisasi: what teachers and principals stated, in every state there is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, Decimal
from random import Random
from typing import Any, NamedTuple

from noken.config.demo import statement_words as words
from noken.config.demo.people import Worker
from noken.config.demo.plans import DraftIndicator, DraftPlan
from noken.config.demo.tables import copy, put_sequences_right, write_journal
from noken.core import clock
from noken.planning.rules import planned_by

SEED = 20261201
AGREED, ASKED, STATED = "AGREED", "ASKED", "STATED"
ANSWERS = {AGREED: "RealisationAgreed", ASKED: "RealisationAsked"}
MIDYEAR = (6, 8)
ANSWERED = timedelta(7)
YESTERDAY, LATELY = timedelta(1), timedelta(21)
COLUMNS = (
    "id", "employee_id", "start_on", "end_on", "until_on", "result_key", "indicator_key", "value",
    "text", "status", "stated_at", "question", "answered_by_id", "answered_at", "replaced_at",
)  # fmt: skip


class _Habit(NamedTuple):
    """Whether somebody spoke at midyear; how long ago again, if so, and what became of that."""

    midyear: bool
    ago: timedelta | None = None
    status: str = ""


USUAL = _Habit(midyear=True, ago=LATELY, status=AGREED)
EARLY, SILENT = _Habit(midyear=True), _Habit(midyear=False)
HABITS = (
    _Habit(midyear=True, ago=YESTERDAY, status=STATED),
    USUAL,
    SILENT,
    EARLY,
    _Habit(midyear=True, ago=LATELY, status=STATED),
    _Habit(midyear=True, ago=LATELY, status=ASKED),
    USUAL,
    USUAL,
    EARLY,
    USUAL,
)
"""Of ten people in a row."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """Everything one person states at one moment, and how it was answered."""

    at: datetime
    status: str
    count: int
    again: bool = False
    replaced_at: datetime | None = None


def write_statements(plans: Sequence[DraftPlan], bosses: Mapping[int, int], on: date) -> None:
    """Of whoever owes no report. Early in a year only what lies within it."""
    random = Random(SEED)  # noqa: S311 (a fixed seed on purpose)
    asked = [plan for plan in plans if plan.is_stated and plan.owner.id in bosses]
    rows: list[tuple[Any, ...]] = []
    acts: list[tuple[Any, ...]] = []
    for count, plan in enumerate(asked):
        boss = bosses[plan.owner.id]
        for turn in _turns(count, plan.owner, on):
            first = len(rows) + 1
            rows += ((first + n, *row) for n, row in enumerate(_rows(plan, turn, boss, random)))
            acts += _acts(plan.owner.id, boss, rows[first - 1 :])
    copy("evaluation_statement", COLUMNS, rows)
    put_sequences_right("evaluation_statement")
    write_journal(acts)


def _turns(count: int, who: Worker, on: date) -> list[_Turn]:
    habit = HABITS[count % len(HABITS)]
    found = []
    if habit.ago is not None:
        at = _hour(on - habit.ago - timedelta(who.id % 5 if habit.ago > ANSWERED else 0), who)
        if clock.day_of(at).year == on.year:
            found = [_Turn(at, habit.status, count, again=True)]
    early = _hour(date(on.year, *MIDYEAR) + timedelta(who.id % 5), who)
    newest = found[0].at if found else clock.at_noon(on)
    was_here = who.since < date(on.year, *MIDYEAR)
    if habit.midyear and was_here and early + ANSWERED < newest:
        found.insert(0, _Turn(early, AGREED, count, replaced_at=newest if found else None))
    return found


def _acts(who: int, boss: int, rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """What the journal keeps of a turn: it was stated, and each answer."""
    stated_at, answered_at = (COLUMNS.index(name) for name in ("stated_at", "answered_at"))
    yield "RealisationStated", rows[0][stated_at], who, {"statements": [row[0] for row in rows]}
    for status, action in ANSWERS.items():
        some = [row for row in rows if row[COLUMNS.index("status")] == status]
        if some:
            ids = {"statements": [row[0] for row in some]}
            yield action, some[0][answered_at], who, ids, boss


def _hour(day: date, who: Worker) -> datetime:
    """Some minute of the morning of a day, moved back to Friday from a weekend."""
    day -= timedelta(max(0, day.weekday() - 4))
    return clock.at_noon(day) - timedelta(minutes=who.id % 170)


def _rows(plan: DraftPlan, turn: _Turn, boss: int, random: Random) -> Iterator[tuple[Any, ...]]:
    until = clock.day_of(turn.at)
    zeal = Decimal(random.randint(98, 108)) / 100
    for place, result in enumerate(plan.results):
        asked = turn.status == ASKED and place == 0
        status = AGREED if turn.status == ASKED and not asked else turn.status
        for indicator in result.indicators:
            counts = indicator.aspect == "QUANTITY"
            asks = asked and counts
            state = AGREED if asked and not counts else status
            waits = state == STATED
            yield (
                plan.owner.id,
                date(plan.year, 1, 1),
                date(plan.year + 1, 1, 1),
                until,
                result.key,
                indicator.key,
                _value(indicator, until, zeal, random),
                words.sentence(plan.owner, place, turn.count, again=turn.again) if counts else "",
                state,
                turn.at,
                words.QUESTIONS[turn.count // len(HABITS) % len(words.QUESTIONS)] if asks else "",
                None if waits else boss,
                None if waits else turn.at + ANSWERED,
                turn.replaced_at,
            )


def _value(indicator: DraftIndicator, until: date, zeal: Decimal, random: Random) -> Decimal:
    """About what the plan asks by that day; of a share of a hundred a little more."""
    if indicator.aspect == "QUALITY":
        return min(Decimal(100), indicator.targets[0] + random.randint(0, 6))
    planned = planned_by(indicator.targets, until, indicator.unit) * zeal
    return max(Decimal(1), planned.quantize(Decimal(1), ROUND_CEILING))
