"""Rows of plans with their versions, as the services of planning write them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from psycopg.types.json import Jsonb

from noken.config.demo.agreements import (
    annex_of,
    contents_of,
    expected_of,
    form_of,
    perspective_of,
    talks_of,
)
from noken.config.demo.plans import DraftPlan, DraftResult
from noken.config.demo.tables import copy, put_sequences_right, write_journal
from noken.planning.rules import Content, proposal_to_json, to_json

NOTE = "Tambahkan target per triwulan dan sebutkan sekolah binaannya."


def write_plans(plans: list[DraftPlan], bosses: dict[int, int]) -> None:
    """Plans with one revision each, the steps that led there, results and indicators."""
    copy(
        "planning_plan",
        ("id", "owner_id", "year"),
        ((plan.id, plan.owner.id, plan.year) for plan in plans),
    )
    begun = datetime(plans[0].year, 1, 12, 1, tzinfo=UTC)
    handed_in = datetime(plans[0].year, 1, 20, 1, tzinfo=UTC)
    decided = datetime(plans[0].year, 1, 22, 1, tzinfo=UTC)
    copy(
        "planning_revision",
        (
            "id",
            "plan_id",
            "number",
            "status",
            "form",
            "reason",
            "started_at",
            "submitted_at",
            "decided_at",
            "note",
        ),
        (
            (
                plan.id,
                plan.id,
                1,
                plan.status,
                form_of(plan),
                "",
                begun,
                None if plan.status == "DRAFT" else handed_in,
                decided if plan.status in {"APPROVED", "RETURNED"} else None,
                NOTE if plan.status == "RETURNED" else "",
            )
            for plan in plans
        ),
    )
    copy(
        "planning_plannedresult",
        ("id", "revision_id", "key", "order", "text", "kind", "supports_id"),
        (
            (
                result.id,
                plan.id,
                result.key,
                result.order,
                result.task.result,
                "MAIN",
                result.supports,
            )
            for plan in plans
            for result in plan.results
        ),
    )
    copy(
        "planning_indicator",
        ("id", "result_id", "key", "order", "text", "aspect", "perspective", "unit",
         "lower_is_better", "target_q1", "target_q2", "target_q3", "target_q4"),
        (
            (i.id, result.id, i.key, order, i.text, i.aspect, perspective_of(plan, order - 1),
             i.unit, i.lower_is_better, *i.targets)
            for plan in plans
            for result in plan.results
            for order, i in enumerate(result.indicators, start=1)
        ),
    )  # fmt: skip
    _write_agreements(plans, bosses, handed_in, decided)
    copy(
        "planning_step",
        ("revision_id", "kind", "by_id", "at", "note", "content"),
        _steps(plans, bosses, (begun, handed_in, decided)),
    )
    put_sequences_right(
        "planning_plan",
        "planning_revision",
        "planning_plannedresult",
        "planning_indicator",
        "planning_step",
        "planning_annexline",
        "planning_expectation",
        "planning_dialoguenote",
    )
    write_journal(("PlanStarted", begun, plan.owner.id, {"plan": plan.id}) for plan in plans)
    write_journal(
        ("PlanApproved", decided, plan.owner.id, {"plan": plan.id})
        for plan in plans
        if plan.status == "APPROVED"
    )


def _steps(
    plans: list[DraftPlan], bosses: dict[int, int], times: tuple[datetime, datetime, datetime]
) -> Iterator[tuple[Any, ...]]:
    """What happened to each revision; what was handed in or agreed is kept as it was."""
    begun, handed_in, decided = times
    results = {result.id: result for plan in plans for result in plan.results}
    for plan in plans:
        owner, boss = plan.owner.id, bosses.get(plan.owner.id)
        yield plan.id, "STARTED", owner, begun, "", None
        if plan.status == "DRAFT":
            continue
        kept = Jsonb(to_json(_content(plan, results, boss)))
        yield plan.id, "SUBMITTED", owner, handed_in, "", kept
        if plan.status == "APPROVED":
            yield plan.id, "APPROVED", boss, decided, "", kept
        elif plan.status == "RETURNED":
            yield plan.id, "RETURNED", boss, decided, NOTE, None


def _write_agreements(
    plans: list[DraftPlan], bosses: dict[int, int], handed_in: datetime, decided: datetime
) -> None:
    """Annex, expectations from before the plan was handed in, and what was said meanwhile."""
    copy(
        "planning_annexline",
        ("revision_id", "key", "section", "order", "text"),
        (
            (plan.id, line.key, line.section, order, line.text)
            for plan in plans
            for order, line in enumerate(annex_of(plan), start=1)
        ),
    )
    copy(
        "planning_expectation",
        ("plan_id", "value", "text", "by_id", "at"),
        (
            (plan.id, value, text, bosses[plan.owner.id], handed_in - timedelta(1))
            for plan in plans
            for value, text in expected_of(plan, bosses.get(plan.owner.id))
        ),
    )
    every = {result.id: result for plan in plans for result in plan.results}
    copy(
        "planning_dialoguenote",
        ("plan_id", "key", "about", "line", "line_text", "by_id", "at", "text", "read_at",
         "proposed", "answer"),
        (
            (plan.id, note.key, "INDICATOR", str(note.indicator.key), note.indicator.text, note.by,
             note.at, note.text, decided if note.is_read else None,
             Jsonb(proposal_to_json(note.proposal) if note.proposal else {}), "")
            for plan in plans
            for note in talks_of(
                plan, contents_of(plan, every), bosses.get(plan.owner.id), handed_in
            )
        ),
    )  # fmt: skip


def _content(plan: DraftPlan, every: dict[int, DraftResult], boss: int | None) -> Content:
    return Content(
        results=contents_of(plan, every),
        form=form_of(plan),
        annex=annex_of(plan),
        expectations=expected_of(plan, boss),
    )
