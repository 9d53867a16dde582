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
    left_out_of,
    prepare,
    repeated,
    store,
    take_files,
)


@transaction.atomic
def file_reports(drafts: Sequence[ReportDraft], *, by: Actor, at: datetime) -> list[Outcome]:
    """File reports of the actor; one outcome per draft, in order. A bad one holds up no other.

    The same key with the same content gets its earlier receipt again and adds nothing, whatever
    deadline, plan and calendar would say of it now. One statement each for receipts, rows, journal
    and outbox, however many reports.

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
    judged = _settled([prepare(draft, ground) for draft in drafts], drafts, ground.author_id, at)
    good = [each for each in judged if not isinstance(each, Refused)]
    sent = [each.submission() if isinstance(each, Prepared) else each for each in good]
    answers = iter(documents.issue_receipts(sent, at=at) if sent else ())
    outcomes, new = [], []
    for draft, each in zip(drafts, judged, strict=True):
        answer = each if isinstance(each, Refused) else next(answers)
        outcomes.append(_outcome(draft, each, answer))
        if isinstance(each, Prepared) and isinstance(answer, documents.Issued):
            new += [each] if answer.is_new else []
    if new:
        store(new, at=at)
        events.emit(
            *(
                ReportFiled(by=by, at=at, subject_id=ground.author_id, report_id=p.row.pk)
                for p in new
            )
        )
    return outcomes


def _settled(
    judged: Sequence[Prepared | Refused],
    drafts: Sequence[ReportDraft],
    author_id: int,
    at: datetime,
) -> Sequence[Prepared | documents.Submission | Refused]:
    """What arrived before gets its receipt, whatever would be said of it today; files are kept
    only for what has not. Asked only where a draft is refused or carries files."""
    asked = [
        draft.key
        for draft, each in zip(drafts, judged, strict=True)
        if draft.uploads or isinstance(each, Refused)
    ]
    if not asked:
        return judged
    known = kept.receipts_for(asked)
    done: list[Prepared | documents.Submission | Refused] = []
    for draft, each in zip(drafts, judged, strict=True):
        if draft.key in known:
            done.append(repeated(draft, author_id))
        elif isinstance(each, Refused):
            done.append(each)
        else:
            done.append(take_files(each, at=at) or each)
    return done


def _outcome(
    draft: ReportDraft,
    judged: Prepared | documents.Submission | Refused,
    answer: documents.Issued | Refused,
) -> Outcome:
    if isinstance(answer, Refused):
        return Outcome(key=draft.key, refused=answer)
    left_out = judged.left_out if isinstance(judged, Prepared) else left_out_of(draft)
    return Outcome(key=draft.key, receipt=answer.receipt, is_new=answer.is_new, left_out=left_out)
