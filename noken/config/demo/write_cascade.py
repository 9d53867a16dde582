"""Templates of the usual posts, and the matrix of one superior with cells in every state."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from psycopg.types.json import Jsonb

from noken.config.demo.people import Staffing
from noken.config.demo.plans import DraftPlan, DraftResult
from noken.config.demo.tables import copy, put_sequences_right, write_journal
from noken.planning.rules import Content, IndicatorContent, ResultContent, to_json

MOST = 10
KEEPER, ASKER = "Hendrik Mambor", "Yohana Saiba"
# (state, words, what the member would like to talk about)
CELLS = (
    ("SENT", "Data Dapodik enam sekolah baru di Sidey dan Masni valid", ""),
    ("TALK", "Kesepakatan jadwal pendampingan 16 SMP", "Perlu kendaraan ke Masni sekali sebulan."),
    ("SENT", "Laporan mutu triwulan terbit sebelum tanggal 10", ""),
    ("DRAFT", "Peta rapor literasi 42 sekolah tersedia", ""),
    ("DRAFT", "Perangkat ajar lima mata pelajaran tersusun", ""),
)


def write_cascade(
    plans: Sequence[DraftPlan], bosses: dict[int, int], staffing: Staffing, at: datetime
) -> None:
    """Templates of the posts most people have; proposals for this year's plans in one team."""
    people = {worker.identity.name: worker for worker in staffing.workers}
    _write_templates(plans, people[KEEPER].id, at)
    asker = people[ASKER].id
    led = next((plan for plan in plans if plan.owner.id == asker), None)
    team = [w.id for w in staffing.workers if bosses.get(w.id) == asker]
    if led is not None and team:
        _write_cells(led, sorted(team, key=lambda pk: pk != people["Maria Wanggai"].id), at)


def _write_templates(plans: Sequence[DraftPlan], keeper: int, at: datetime) -> None:
    usual = Counter(plan.owner.title for plan in plans if not plan.owner.is_head)
    first = {plan.owner.title: plan for plan in reversed(plans)}
    texts = {result.id: result.task.result for plan in plans for result in plan.results}
    rows = [
        (title, title, "ALL", Jsonb(to_json(_content(first[title], texts))), True, keeper, at)
        for title, _ in usual.most_common(MOST)
    ]
    columns = ("title", "post", "circle", "content", "in_use", "changed_by_id", "changed_at")
    copy("planning_plantemplate", columns, rows)


def _content(plan: DraftPlan, texts: dict[int, str]) -> Content:
    return Content(tuple(_result(plan, result, texts) for result in plan.results))


def _result(plan: DraftPlan, result: DraftResult, texts: dict[int, str]) -> ResultContent:
    """With keys of its own: a template shares none with a plan."""
    return ResultContent(
        key=_key(plan.owner.title, result.key),
        text=result.task.result,
        supports_text=texts.get(result.supports or 0, ""),
        indicators=tuple(
            IndicatorContent(
                _key(plan.owner.title, i.key),
                i.text,
                i.unit,
                i.targets,
                i.aspect,
                i.lower_is_better,
            )
            for i in result.indicators
        ),
    )


def _write_cells(led: DraftPlan, team: Sequence[int], at: datetime) -> None:
    rows = list(_cells(led, team, at))
    columns = (
        *("id", "plan_id", "indicator_key", "member_id", "text", "key", "status", "note"),
        *("saved_at", "sent_at", "answered_at"),
    )
    copy("planning_matrixcell", columns, rows)
    put_sequences_right("planning_matrixcell")
    write_journal(
        ("CellFilled", row[8], row[3], {"plan": led.id, "cell": row[0]}, led.owner.id)
        for row in rows
    )


def _cells(led: DraftPlan, team: Sequence[int], at: datetime) -> Iterator[tuple[Any, ...]]:
    columns = [indicator.key for result in led.results for indicator in result.indicators]
    saved, sent, answered = (at - timedelta(hours=hours) for hours in (29, 28, 4))
    for number, (state, text, note) in enumerate(CELLS[: len(team)], start=1):
        column, member = columns[number % len(columns)], team[number - 1]
        key = _key(text, column)
        yield (
            *(number, led.id, column, member, text, key, state, note),
            *(saved, None if state == "DRAFT" else sent, answered if state == "TALK" else None),
        )


def _key(words: str, of: UUID) -> UUID:
    return uuid5(NAMESPACE_URL, f"{words} {of}")
