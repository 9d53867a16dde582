"""Rows of plans, reports, receipts, reviews and the journal, as the services write them."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from psycopg.types.json import Jsonb

from noken.config.demo.plans import DraftPlan
from noken.config.demo.reports import DraftReport
from noken.config.demo.tables import copy, put_sequences_right
from noken.core.tenancy import current_tenant
from noken.documents.gateways import keys
from noken.documents.models import SigningKey
from noken.documents.rules import receipts as receipt_rules
from noken.work.services import ReportDraft
from noken.work.services._drafts import content_of


def write_plans(plans: list[DraftPlan]) -> None:
    """Plans with one revision each, the steps that led there, results and indicators."""
    copy(
        "planning_plan",
        ("id", "owner_id", "year"),
        ((plan.id, plan.owner.id, plan.year) for plan in plans),
    )
    begun = datetime(plans[0].year, 1, 12, 1, tzinfo=UTC)
    decided = datetime(plans[0].year, 1, 22, 1, tzinfo=UTC)
    copy(
        "planning_revision",
        (
            "id",
            "plan_id",
            "number",
            "status",
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
                "",
                begun,
                None if plan.status == "DRAFT" else decided.replace(day=20),
                decided if plan.status in {"APPROVED", "RETURNED"} else None,
                "Tambahkan target triwulan." if plan.status == "RETURNED" else "",
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
        ("id", "result_id", "key", "order", "text", "aspect", "unit", "lower_is_better",
         "target_q1", "target_q2", "target_q3", "target_q4"),
        (
            (i.id, result.id, i.key, order, i.text, i.aspect, i.unit, i.lower_is_better, *i.targets)
            for plan in plans
            for result in plan.results
            for order, i in enumerate(result.indicators, start=1)
        ),
    )  # fmt: skip
    copy(
        "planning_step",
        ("revision_id", "kind", "by_id", "at", "note"),
        ((plan.id, "STARTED", plan.owner.id, begun, "") for plan in plans),
    )
    put_sequences_right(
        "planning_plan",
        "planning_revision",
        "planning_plannedresult",
        "planning_indicator",
        "planning_step",
    )
    _journal(("PlanStarted", begun, plan.owner.id, {"plan": plan.id}) for plan in plans)
    _journal(
        ("PlanApproved", decided, plan.owner.id, {"plan": plan.id})
        for plan in plans
        if plan.status == "APPROVED"
    )


def write_reports(reports: list[DraftReport]) -> None:
    """Reports (corrections after what they correct), receipts, reviews, journal."""
    copy(
        "work_report",
        ("id", "author_id", "work_on", "indicator_key", "result_key", "title", "quantity", "unit",
         "places", "note", "late_reason", "corrects_id", "claimed_at", "received_at", "status",
         "decided_at"),
        (
            (r.id, r.author, r.work_on, r.indicator_key, r.result_key, r.title, r.quantity, r.unit,
             Jsonb(r.places), r.note, r.late_reason, r.corrects, r.claimed_at, r.received_at,
             r.status, r.decided_at)
            for r in reports
        ),
    )  # fmt: skip
    copy(
        "documents_receipt",
        ("key", "number", "kind", "content_sha256", "received_at", "key_id", "signature"),
        _receipts(reports, _signer()),
    )
    copy(
        "work_review",
        ("report_id", "decision", "by_id", "role", "note", "at"),
        (
            (r.id, decision, by, "SUPERIOR", note, at)
            for r in reports
            for decision, by, note, at in r.reviews
        ),
    )
    put_sequences_right("work_review")
    _journal(
        (
            "ReportCorrected" if r.corrects else "ReportFiled",
            r.received_at,
            r.author,
            {"report": str(r.id)},
        )
        for r in reports
    )
    _journal(
        (
            f"Report{decision.capitalize()}",
            at,
            r.author,
            {"report": str(r.id)},
            by,
        )
        for r in reports
        for decision, by, _, at in r.reviews
    )


def _signer() -> keys.Signer:
    """The instansi's key; its public half goes in with the first receipt."""
    signer = keys.current_signer(current_tenant())
    SigningKey.objects.get_or_create(
        key_id=signer.key_id,
        defaults={
            "public_key": signer.public_key,
            "first_used_at": datetime(2020, 1, 1, tzinfo=UTC),
        },
    )
    return signer


def _receipts(reports: Iterable[DraftReport], signer: keys.Signer) -> Iterator[tuple[Any, ...]]:
    for report in reports:
        kind = "REPORT_CORRECTION" if report.corrects else "REPORT"
        number = secrets.token_bytes(16)
        sha256 = receipt_rules.content_hash(_content(report))
        text = receipt_rules.signed_text(
            key=report.id,
            number=number,
            kind=kind,
            sha256=sha256,
            received_at=report.received_at,
            key_id=signer.key_id,
        )
        yield (
            report.id,
            number,
            kind,
            sha256,
            report.received_at,
            signer.key_id,
            signer.sign(text),
        )


def _content(report: DraftReport) -> dict[str, Any]:
    draft = ReportDraft(
        key=report.id,
        work_on=report.work_on,
        indicator_key=report.indicator_key,
        title=report.title,
        quantity=report.quantity,
        places=tuple(report.places),
        note=report.note,
        late_reason=report.late_reason,
        claimed_at=report.claimed_at,
    )
    corrects = {"corrects": str(report.corrects)} if report.corrects else {}
    return {**content_of(draft, report.author, []), **corrects}


def _journal(rows: Iterable[tuple[Any, ...]]) -> None:
    """Each row: action, at, subject, ids and, unless it is the subject, who did it."""
    copy(
        "audit_entry",
        ("at", "employee_id", "user_id", "role", "action", "subject_id", "ids"),
        (
            (
                at,
                by[0] if by else subject,
                by[0] if by else subject,
                "SUPERIOR" if by else "SELF",
                action,
                subject,
                Jsonb(ids),
            )
            for action, at, subject, ids, *by in rows
        ),
    )
