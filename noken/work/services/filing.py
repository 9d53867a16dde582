"""File reports: one request, one or many, each with its own receipt or its own refusal."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.documents import queries as kept
from noken.documents import services as documents
from noken.work.events import ReportFiled
from noken.work.rules import filing
from noken.work.services._drafts import (
    Outcome,
    Prepared,
    ReportDraft,
    ground_for,
    prepare,
    store,
    take_files,
)


@transaction.atomic
def file_reports(drafts: Sequence[ReportDraft], *, by: Actor, at: datetime) -> list[Outcome]:
    """File reports of the actor; one outcome per draft, in order. A bad one holds up no other.

    The same key with the same content gets its earlier receipt again and adds nothing. One
    statement each for receipts, rows, journal and outbox, however many reports.

    Raises:
        Refused: `work.no_person`, `report.too_many`; each outcome may hold those of the rules
            (`report.future`, `report.too_old`, `report.no_reason`, `report.no_title`, …),
            `report.unknown_target`, `receipt.changed`, `receipt.bad_key` and `file.…`.
    Emits: ReportFiled.
    """
    if len(drafts) > filing.MAX_BATCH:
        raise Refused(
            f"Satu kiriman memuat paling banyak {filing.MAX_BATCH} laporan. "
            "Kirim sisanya menyusul.",
            code="report.too_many",
        )
    ground = ground_for(drafts, by=by, at=at)
    judged = _with_files([prepare(draft, ground) for draft in drafts], at=at)
    good = [prepared for prepared in judged if isinstance(prepared, Prepared)]
    answers = iter(documents.issue_receipts([p.submission() for p in good], at=at) if good else ())
    outcomes, new = [], []
    for draft, prepared in zip(drafts, judged, strict=True):
        answer = next(answers) if isinstance(prepared, Prepared) else prepared
        outcomes.append(_outcome(draft, prepared, answer))
        if isinstance(prepared, Prepared) and isinstance(answer, documents.Issued):
            new += [prepared] if answer.is_new else []
    if new:
        store(new, at=at)
        events.emit(
            *(
                ReportFiled(by=by, at=at, subject_id=ground.author_id, report_id=p.row.pk)
                for p in new
            )
        )
    return outcomes


def _with_files(
    judged: Sequence[Prepared | Refused], *, at: datetime
) -> Sequence[Prepared | Refused]:
    """Files are kept only for what has not arrived before."""
    carrying = [p for p in judged if isinstance(p, Prepared) and p.draft.uploads]
    if not carrying:
        return judged
    known = kept.receipts_for(p.draft.key for p in carrying)
    done: list[Prepared | Refused] = []
    for prepared in judged:
        refusal = None
        if isinstance(prepared, Prepared) and prepared.draft.key not in known:
            refusal = take_files(prepared, at=at)
        done.append(refusal or prepared)
    return done


def _outcome(
    draft: ReportDraft, prepared: Prepared | Refused, answer: documents.Issued | Refused
) -> Outcome:
    if isinstance(answer, Refused):
        return Outcome(key=draft.key, refused=answer)
    left_out = prepared.left_out if isinstance(prepared, Prepared) else ""
    return Outcome(key=draft.key, receipt=answer.receipt, is_new=answer.is_new, left_out=left_out)
