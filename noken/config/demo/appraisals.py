"""How people of the sample were evaluated: drawn once, the same everywhere, no row yet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from noken.config.demo import evaluation_words as words
from noken.core import clock
from noken.evaluation.rules.grading import grade_of, needs_fact
from noken.regulations import grades

ABOVE_FROM, BELOW_UNTIL = 1.35, -1.95
"""Where a person's showing leaves what was expected: few do, as in life."""
NOISE = (0.6, 0.75)
"""How far what a rater sees of results and of behaviour strays from a person's showing."""
QUICK, USUAL = (9, 25), (120, 1500)
"""Seconds a rater spends; some are always quick."""


@dataclass(frozen=True, slots=True)
class Term:
    """A period of the sample with its days. `done`: all of it is over."""

    id: int
    kind: str
    group: str
    year: int
    number: int
    start_on: date
    end_on: date
    opened_on: date
    self_due_on: date
    due_on: date
    done: bool


@dataclass(frozen=True, slots=True)
class Blank:
    """A sheet as the opening made it: who rates, and who led earlier parts. `stated`: whether who
    owes no report stated something by the end of the period; None of all others."""

    id: int
    employee_id: int
    rater_id: int | None
    earlier: tuple[tuple[int, int], ...]
    unit_key: str
    results: tuple[str, ...]
    standing: str
    voice: words.Voice = words.OFFICE
    stated: bool | None = None

    @property
    def has_evidence(self) -> bool:
        return self.stated is not False


@dataclass(slots=True)
class Appraisal:
    """What became of a sheet; None where it has not happened."""

    blank: Blank
    status: str = "OPEN"
    self_result: str = ""
    self_behaviour: str = ""
    self_text: str = ""
    self_results: dict[str, str] = field(default_factory=dict)
    self_at: datetime | None = None
    self_published: bool = True
    result: str = ""
    behaviour: str = ""
    grade: str = ""
    reason: str = ""
    fact: str = ""
    fact_on: date | None = None
    started_at: datetime | None = None
    published_at: datetime | None = None
    received_at: datetime | None = None
    final_at: datetime | None = None
    excuse: str = ""
    closed: list[tuple[int, int, datetime, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """What is settled beforehand: people whose sheet stands at a certain point, and ratings of
    people in the period that runs."""

    waiting: frozenset[int] = frozenset()
    unopened: frozenset[int] = frozenset()
    all_done_for: int | None = None
    ratings: Mapping[int, tuple[str, str]] = field(default_factory=dict)


class Appraiser:
    """Draws appraisals; a person and a rater keep their ways from one period to the next."""

    def __init__(self, random: Random, until: datetime, told: Told) -> None:
        self._random = random
        self._until = until
        self._told = told
        self._skill: dict[int, float] = {}
        self._leniency: dict[int, float] = {}
        self._quick: dict[int, bool] = {}
        self._table = grades.grade_table()

    def appraise(self, term: Term, blanks: Sequence[Blank]) -> Iterator[Appraisal]:
        for blank in blanks:
            appraisal = Appraisal(blank)
            if blank.standing == "UNPAID_LEAVE":
                self._excuse(appraisal, term)
            elif term.done:
                self._finish(appraisal, term)
            else:
                self._begin(appraisal, term)
            yield appraisal

    def _excuse(self, each: Appraisal, term: Term) -> None:
        if term.done:
            each.status = "EXCUSED"
            each.excuse = "Cuti di luar tanggungan negara sepanjang periode."

    def _finish(self, each: Appraisal, term: Term) -> None:
        self._assess(each, term, sent=self._random.random() < 0.96)
        if each.blank.rater_id is None or not each.blank.has_evidence:
            return
        days = (term.due_on - term.self_due_on).days
        at = self._hour(term.self_due_on + timedelta(self._random.randint(1, max(1, days))))
        self._rate(each, term, at)
        received = at + timedelta(self._random.randint(0, 4), minutes=self._random.randint(5, 300))
        each.received_at = received
        each.final_at = clock.at_noon(clock.day_of(received) + timedelta(15)) + timedelta(hours=4)
        each.status = "FINAL"

    def _begin(self, each: Appraisal, term: Term) -> None:
        """A period that runs: most have spoken for themselves, two of three are rated."""
        who = each.blank.employee_id
        waits = who in self._told.waiting
        done = self._told.all_done_for is not None and each.blank.rater_id == (
            self._told.all_done_for
        )
        self._assess(each, term, sent=waits or done or self._random.random() < 0.9)
        chance = self._random.random()
        if each.blank.rater_id is None or waits or not (done or chance < 0.68):
            return
        opened = term.opened_on + timedelta(9)
        span = max(1, (clock.day_of(self._until) - opened).days)
        at = self._hour(opened + timedelta(self._random.randint(0, span - 1)))
        if at >= self._until or (each.self_at is not None and at <= each.self_at):
            at = max(each.self_at or at, self._until - timedelta(hours=self._random.randint(2, 40)))
            at += timedelta(minutes=30)
        if at >= self._until:
            return
        self._rate(each, term, at)
        received = at + timedelta(self._random.randint(0, 3), minutes=self._random.randint(5, 300))
        if who not in self._told.unopened and received < self._until:
            each.received_at = received

    def _assess(self, each: Appraisal, term: Term, *, sent: bool) -> None:
        if not sent:
            return
        random = self._random
        span = max(1, (term.self_due_on - term.opened_on).days)
        at = self._hour(term.opened_on + timedelta(random.randint(1, span)))
        if at >= self._until:
            at = self._until - timedelta(hours=random.randint(3, 60))
        each.self_at = at
        showing = self._showing(each.blank.employee_id)
        each.self_result = self._level(showing + 0.35)
        each.self_behaviour = self._level(showing + 0.45)
        voice = each.blank.voice
        each.self_text = random.choice(voice.own)
        if random.random() < 0.5:
            each.self_results = {key: random.choice(voice.results) for key in each.blank.results}
        each.status = "ASSESSED"

    def _rate(self, each: Appraisal, term: Term, at: datetime) -> None:
        random, rater = self._random, each.blank.rater_id or 0
        mild = self._leniency.setdefault(rater, random.gauss(0.0, 0.45))
        quick = self._quick.setdefault(rater, random.random() < 0.04)
        showing = self._showing(each.blank.employee_id) + mild
        each.result = self._level(showing + random.gauss(0.0, NOISE[0]))
        each.behaviour = self._level(showing + random.gauss(0.05, NOISE[1]))
        if each.blank.stated:
            each.result = "AS"
        if not term.done and each.blank.employee_id in self._told.ratings:
            each.result, each.behaviour = self._told.ratings[each.blank.employee_id]
        each.grade = grade_of(each.result, each.behaviour, self._table)
        seconds = random.randint(*(QUICK if quick else USUAL))
        each.started_at, each.published_at = at - timedelta(seconds=seconds), at
        each.status = "PUBLISHED"
        good = each.grade in {"VERY_GOOD", "GOOD"}
        voice = each.blank.voice
        pool = voice.usual if each.grade == "GOOD" else voice.better if good else voice.worse
        each.reason = random.choice(pool)
        if needs_fact(each.grade):
            each.fact = random.choice(voice.good_facts if good else voice.weak_facts)
            each.fact_on = self._workday(term)
        for part_id, superior in each.blank.earlier:
            closed = at - timedelta(random.randint(1, 3), minutes=random.randint(5, 200))
            each.closed.append((part_id, superior, closed, random.choice(words.PART_NOTES)))

    def _showing(self, employee_id: int) -> float:
        base = self._skill.setdefault(employee_id, self._random.gauss(0.0, 0.75))
        return base + self._random.gauss(0.0, 0.35)

    def _level(self, showing: float) -> str:
        if showing >= ABOVE_FROM:
            return "ABOVE"
        return "BELOW" if showing <= BELOW_UNTIL else "AS"

    def _workday(self, term: Term) -> date:
        day = term.start_on + timedelta(
            self._random.randint(8, (term.end_on - term.start_on).days - 6)
        )
        return day - timedelta(max(0, day.weekday() - 4))

    def _hour(self, day: date) -> datetime:
        """Some minute of the working hours of a day, moved back to Friday from a weekend."""
        day -= timedelta(max(0, day.weekday() - 4))
        minutes = self._random.randint(-225, 210)
        return clock.at_noon(day) + timedelta(minutes=minutes, seconds=self._random.randint(0, 59))


def spread_of(appraisals: Sequence[Appraisal]) -> Mapping[str, int]:
    """How many have each grade."""
    found: dict[str, int] = {}
    for each in appraisals:
        if each.grade:
            found[each.grade] = found.get(each.grade, 0) + 1
    return found
