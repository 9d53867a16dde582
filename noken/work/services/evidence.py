"""Evidence that comes after its report: text goes first and waits for no photo."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.documents import services as documents
from noken.documents.queries import ReceiptCard
from noken.work.events import EvidenceAdded
from noken.work.models import Evidence, Report
from noken.work.rules import filing
from noken.work.services._drafts import author_of

OPEN = frozenset({Report.Status.WAITING, Report.Status.RETURNED})


@transaction.atomic
def attach_evidence(
    report_id: UUID, upload: Any, *, key: UUID, by: Actor, at: datetime
) -> ReceiptCard:
    """Add one photo or PDF to a report of the actor that is not decided yet.

    The same key again gets the same receipt and adds nothing.

    Raises:
        Refused: `report.not_yours`, `report.already_decided`, `report.too_many_files`,
            `receipt.changed`, `receipt.bad_key`, `file.…`.
    Emits: EvidenceAdded.
    """
    report = (
        Report.objects.select_for_update().filter(pk=report_id, author_id=author_of(by)).first()
    )
    if report is None:
        raise Refused("Laporan ini bukan milik Anda atau sudah tidak ada.", code="report.not_yours")
    content = {
        "author": report.author_id,
        "report": str(report.pk),
        "files": [documents.sha256_of(upload)],
    }
    issued = documents.issue_receipt(documents.Submission(key, "ATTACHMENT", content), at=at)
    if not issued.is_new:
        return issued.receipt
    if report.status not in OPEN:
        raise Refused(
            "Laporan ini sudah diputuskan. Kirim koreksi untuk menambah bukti.",
            code="report.already_decided",
        )
    _add(report, upload, by=by, at=at)
    return issued.receipt


def _add(report: Report, upload: Any, *, by: Actor, at: datetime) -> None:
    newest = report.evidence.aggregate(newest=Max("order"))["newest"]
    order = 0 if newest is None else newest + 1
    if order >= filing.MAX_FILES:
        raise Refused(
            f"Satu laporan memuat paling banyak {filing.MAX_FILES} berkas.",
            code="report.too_many_files",
        )
    kept = documents.take_file(upload, at=at)
    Evidence.objects.create(
        report=report, file_id=kept.pk, order=order, is_photo=kept.kind == "PHOTO"
    )
    events.emit(
        EvidenceAdded(
            by=by, at=at, subject_id=report.author_id, report_id=report.pk, file_id=kept.pk
        )
    )
