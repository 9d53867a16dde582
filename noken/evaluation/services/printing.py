"""Print published results as official, sealed papers: one, or those of many people as a job."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.documents.services import papers
from noken.documents.services.papers import Paper
from noken.documents.services.printing import PrintJob, Wanted, ask_print
from noken.evaluation import access
from noken.evaluation.exports.papers import FORM, RECORD, TITLES, printables
from noken.evaluation.models import Sheet
from noken.evaluation.queries.printing import FORMS, KIND_WORDS, PLANS, Chosen, sheets_of
from noken.evaluation.rules import sheet_flow
from noken.evaluation.services._records import standing_of
from noken.planning import queries as planning


@transaction.atomic
def print_sheet(sheet_id: int, kind: str, *, by: Actor, at: datetime) -> Paper:
    """The paper of a published result; the same result again is the same paper.

    The form bears the evidence and is for those who may read it; the record is also for who keeps
    the personnel files.

    Raises:
        Refused: `evaluation.unknown`, `evaluation.not_published`, `evaluation.unopened`,
            `evaluation.no_plan`, and all of `documents` `papers.issue`.
    Emits: PaperIssued, when it is new.
    """
    sheet = Sheet.objects.select_related("period").filter(pk=sheet_id).first()
    standing = standing_of(by, sheet) if sheet else None
    if sheet is None or standing is None or kind not in TITLES:
        raise Refused("Evaluasi ini tidak ada, atau bukan untuk Anda.", code="evaluation.unknown")
    files = kind == RECORD and access.keeps_files(by, sheet.employee_id)
    if not (standing.reads_texts or files):
        raise Refused("Evaluasi ini tidak ada, atau bukan untuk Anda.", code="evaluation.unknown")
    if sheet.status not in (sheet_flow.PUBLISHED, sheet_flow.FINAL):
        raise Refused(
            "Hasil evaluasi ini belum terbit. Dokumennya dapat dicetak sesudah penilai "
            "menerbitkannya.",
            code="evaluation.not_published",
        )
    if standing.is_own and sheet.received_at is None:
        raise Refused(
            "Buka dulu hasil evaluasi Anda di halamannya, lalu cetak.", code="evaluation.unopened"
        )
    found = printables(by, kind, [sheet_id])[sheet_id]
    if found.data is None:
        raise Refused(found.why_not, code="evaluation.no_plan")
    return papers.issue(kind, found.data, title=found.title, by=by, at=at)


@transaction.atomic
def print_many(chosen: Chosen, *, key: UUID, by: Actor, at: datetime) -> PrintJob:
    """Have the papers of many people printed in the background, as one archive.

    Raises:
        Refused: `print.nothing`, `print.too_many`.
    Emits: PrintAsked.
    """
    title = f"{KIND_WORDS[chosen.kind]} {chosen.label}"[:200]
    if chosen.kind == PLANS:
        plans = planning.plans_to_print(by, chosen.year, chosen.unit_id)
        wanted = [
            Wanted(str(plan.pk), f"{plan.owner.name}, SKP {plan.year}"[:160]) for plan in plans
        ]
        return ask_print("PLAN", wanted, key=key, title=title, by=by, at=at)
    wanted = [
        Wanted(str(sheet.pk), f"{sheet.employee.name}, {sheet.period}"[:160])
        for sheet in sheets_of(by, chosen)
    ]
    kind = FORM if chosen.kind == FORMS else RECORD
    return ask_print(kind, wanted, key=key, title=title, by=by, at=at)


__all__ = ["FORM", "RECORD", "print_many", "print_sheet"]
