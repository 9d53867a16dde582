"""Rows of reports, reviews, their journal and receipts, as the services write them."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

from psycopg.types.json import Jsonb

from noken.config.demo.reports import DraftReport
from noken.config.demo.tables import copy, put_sequences_right, write_journal
from noken.core.tenancy import current_tenant
from noken.documents.gateways import keys
from noken.documents.models import SigningKey
from noken.documents.rules import receipts as receipt_rules
from noken.work.services import ReportDraft
from noken.work.services._drafts import content_of

Receipt = tuple[Any, ...]


def write_reports(reports: list[DraftReport]) -> None:
    """Reports (corrections after what they correct), reviews, journal."""
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
        "work_review",
        ("report_id", "decision", "by_id", "role", "note", "at"),
        (
            (r.id, decision, by, "SUPERIOR", note, at)
            for r in reports
            for decision, by, note, at in r.reviews
        ),
    )
    put_sequences_right("work_review")
    write_journal(
        (
            "ReportCorrected" if r.corrects else "ReportFiled",
            r.received_at,
            r.author,
            {"report": str(r.id)},
        )
        for r in reports
    )
    write_journal(
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


def write_receipts(rows: Iterable[Receipt]) -> None:
    copy(
        "documents_receipt",
        ("key", "number", "form", "kind", "content_sha256", "received_at", "key_id", "signature"),
        rows,
    )


def signer() -> keys.Signer:
    """The instansi's key; its public half goes in with the first receipt."""
    found = keys.current_signer(current_tenant())
    SigningKey.objects.get_or_create(
        key_id=found.key_id,
        defaults={
            "public_key": found.public_key,
            "first_used_at": datetime(2020, 1, 1, tzinfo=UTC),
        },
    )
    return found


def receipts(reports: Iterable[DraftReport], signer: keys.Signer) -> list[Receipt]:
    """Of all reports; it asks the database nothing."""
    return list(_receipts(reports, signer))


def _receipts(reports: Iterable[DraftReport], signer: keys.Signer) -> Iterator[Receipt]:
    for report in reports:
        kind = "REPORT_CORRECTION" if report.corrects else "REPORT"
        number = receipt_rules.new_number(partial(secrets.token_bytes, 16))
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
            number.raw,
            number.form,
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
