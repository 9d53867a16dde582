"""Plans of the sample regency for one year, cascaded from the superior's results."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from uuid import UUID

from noken.config.demo.people import TEACHER, Staffing, Worker
from noken.config.demo.posts import Task

EACH_DAY = 3 / 245
"""A post reports on its three results in turn, on some 245 workdays."""
REPORTS_A_YEAR = 22
"""The sample holds sixty workdays: what is planned for a year fits into them."""
QUARTERS = (Decimal("0.24"), Decimal("0.26"), Decimal("0.25"), Decimal("0.25"))


@dataclass(frozen=True, slots=True)
class DraftIndicator:
    id: int
    key: UUID
    text: str
    aspect: str
    unit: str
    lower_is_better: bool
    targets: tuple[Decimal, Decimal, Decimal, Decimal]

    @property
    def year_target(self) -> Decimal:
        return sum(self.targets, Decimal())


@dataclass(frozen=True, slots=True)
class DraftResult:
    id: int
    key: UUID
    order: int
    task: Task
    supports: int | None
    indicators: tuple[DraftIndicator, ...]


@dataclass(frozen=True, slots=True)
class DraftPlan:
    """One revision of one plan; `status` as planning.Revision knows it."""

    id: int
    owner: Worker
    year: int
    status: str
    results: tuple[DraftResult, ...]

    @property
    def in_force(self) -> bool:
        return self.status == "APPROVED" and self.owner.standing == "ACTIVE"

    @property
    def is_reported(self) -> bool:
        return self.in_force and not self.owner.owes_no_report

    @property
    def is_stated(self) -> bool:
        return self.in_force and self.owner.owes_no_report


def plans(staffing: Staffing, bosses: dict[int, int], random: Random, on: date) -> list[DraftPlan]:
    """A plan for nearly everybody: superiors before their people, so that results can be served.

    Some are still drafts or wait for the superior; some who came lately have none.
    """
    maker = _Maker(random, on.year)
    made: dict[int, DraftPlan] = {}
    for worker in sorted(staffing.workers, key=lambda w: (_depth(w, bosses), w.id)):
        if worker.standing == "UNPAID_LEAVE" or (_came_lately(worker) and not _is_shown(worker)):
            continue
        above = made.get(bosses.get(worker.id, 0))
        made[worker.id] = maker.plan(worker, above)
    return list(made.values())


def _depth(worker: Worker, bosses: dict[int, int]) -> int:
    depth, boss = 0, bosses.get(worker.id)
    while boss:
        depth, boss = depth + 1, bosses.get(boss)
    return depth


def _came_lately(worker: Worker) -> bool:
    return worker.kind == "PPPK" and worker.id % 29 == 0


def _is_shown(worker: Worker) -> bool:
    """Whose page a visitor opens first has a plan in force."""
    team = worker.unit.key == "DISDIK-BID1"
    return worker.is_head or team or worker.identity.name == TEACHER


class _Maker:
    def __init__(self, random: Random, year: int) -> None:
        self._random = random
        self._year = year
        self._plans = self._results = self._indicators = 0

    def plan(self, worker: Worker, above: DraftPlan | None) -> DraftPlan:
        self._plans += 1
        results = tuple(self._build(worker, above))
        number = worker.id % 97
        status = {5: "SUBMITTED", 11: "DRAFT", 17: "RETURNED"}.get(number, "APPROVED")
        status = "APPROVED" if _is_shown(worker) else status
        return DraftPlan(self._plans, worker, self._year, status, results)

    def _build(self, worker: Worker, above: DraftPlan | None) -> Iterator[DraftResult]:
        parents = [result.id for result in above.results] if above else []
        for order, task in enumerate(worker.post.tasks, start=1):
            self._results += 1
            parent = parents[(order - 1) % len(parents)] if parents else None
            indicators = (
                self._indicator(task.measure, "QUANTITY"),
                self._indicator(task.second, "QUALITY"),
            )
            yield DraftResult(self._results, self._key(), order, task, parent, indicators)

    def _indicator(self, measure: tuple[str, str, int], aspect: str) -> DraftIndicator:
        self._indicators += 1
        text, unit, yearly = measure
        if aspect == "QUALITY":
            targets = (Decimal(yearly), Decimal(yearly), Decimal(yearly), Decimal(yearly))
        else:
            usual = max(1, round(yearly * EACH_DAY))
            yearly = max(4, round(usual * REPORTS_A_YEAR * self._random.uniform(0.85, 1.15)))
            parts = [(yearly * share).quantize(Decimal(1)) for share in QUARTERS[:3]]
            targets = (parts[0], parts[1], parts[2], yearly - sum(parts, Decimal()))
        lower = text.startswith(("Kesalahan", "Berkas dikembalikan"))
        return DraftIndicator(self._indicators, self._key(), text, aspect, unit, lower, targets)

    def _key(self) -> UUID:
        return UUID(int=self._random.getrandbits(128), version=4)
