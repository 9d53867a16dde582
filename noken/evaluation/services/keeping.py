"""What keepers of personnel and the programme do: hand over, excuse, make final."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.evaluation import access
from noken.evaluation.events import (
    GradeConfirmed,
    PersonExcused,
    PersonIncluded,
    ResultReceived,
)
from noken.evaluation.models import Rating, Sheet, Step
from noken.evaluation.rules import sheet_flow
from noken.evaluation.services._records import (
    LINE_LETTERS,
    add_step,
    check,
    check_keeper,
    check_length,
    lock_sheet,
    move,
    need_text,
)
from noken.ui.formats import day_long


@transaction.atomic
def receive_on_paper(sheet_id: int, *, day: date, witness: str, by: Actor, at: datetime) -> Sheet:
    """Keep that the result was handed over on paper, on a day, before a witness.

    Raises:
        Refused: `evaluation.unknown`, `evaluation.not_keeper`, `evaluation.not_now`,
            `evaluation.already_received`, `evaluation.paper_day`, `evaluation.reason_missing`,
            `evaluation.too_long`.
    Emits: ResultReceived.
    """
    sheet = lock_sheet(sheet_id)
    check_keeper(by, sheet)
    check(sheet_flow.RECEIVE, sheet)
    if sheet.received_at is not None:
        raise Refused("Hasil ini sudah diterima pegawai.", code="evaluation.already_received")
    witness = need_text(witness, "Tuliskan nama saksi penyerahan.", LINE_LETTERS)
    published = clock.day_of(sheet.published_at or at)
    if not published <= day <= clock.day_of(at):
        raise Refused(
            f"Tanggal penyerahan dari {day_long(published)} sampai hari ini.",
            code="evaluation.paper_day",
        )
    sheet.received_at = max(clock.at_noon(day), sheet.published_at or at)
    sheet.receipt_note = witness
    sheet.save(update_fields=["received_at", "receipt_note"])
    note = f"Diserahkan di kertas pada {day_long(day)}, disaksikan {witness}."
    add_step(sheet, Step.Kind.RECEIVED, by=by, at=at, note=note)
    events.emit(
        ResultReceived(
            by=by,
            at=at,
            subject_id=sheet.employee_id,
            sheet_id=sheet.pk,
            on_paper=True,
            note=note,
        )
    )
    return sheet


@transaction.atomic
def excuse(sheet_id: int, *, reason: str, by: Actor, at: datetime) -> Sheet:
    """Say why somebody is not evaluated in a period: a long absence, with its basis.

    The rater may while the own view is not sent yet; afterwards only who keeps the personnel.

    Raises:
        Refused: `evaluation.unknown`, `evaluation.not_keeper`, `evaluation.not_now`,
            `evaluation.reason_missing`, `evaluation.too_long`.
    Emits: PersonExcused.
    """
    sheet = lock_sheet(sheet_id)
    _check_excuser(by, sheet)
    check(sheet_flow.EXCUSE, sheet)
    reason = need_text(
        reason, "Tuliskan alasan dan dasarnya, misalnya nomor surat izin cuti.", LINE_LETTERS
    )
    sheet.excuse = reason
    move(sheet, sheet_flow.EXCUSE)
    sheet.save(update_fields=["status", "excuse"])
    add_step(sheet, Step.Kind.EXCUSED, by=by, at=at, note=reason)
    events.emit(
        PersonExcused(by=by, at=at, subject_id=sheet.employee_id, sheet_id=sheet.pk, why=reason)
    )
    return sheet


@transaction.atomic
def include(sheet_id: int, *, by: Actor, at: datetime) -> Sheet:
    """Take an excuse back: the person is evaluated after all.

    Raises:
        Refused: `evaluation.unknown`, `evaluation.not_keeper`, `evaluation.not_now`.
    Emits: PersonIncluded.
    """
    sheet = lock_sheet(sheet_id)
    _check_excuser(by, sheet)
    check(sheet_flow.INCLUDE, sheet)
    sheet.excuse = ""
    move(sheet, sheet_flow.INCLUDE)
    sheet.save(update_fields=["status", "excuse"])
    add_step(sheet, Step.Kind.REOPENED, by=by, at=at)
    events.emit(PersonIncluded(by=by, at=at, subject_id=sheet.employee_id, sheet_id=sheet.pk))
    return sheet


@transaction.atomic
def finalize(sheet_ids: Collection[int], *, by: Actor, at: datetime, note: str = "") -> list[int]:
    """Make published and received results final; others, and those under review, stay behind.

    Returns the sheets that became final, in order of their ids.

    Raises:
        Refused: `evaluation.keeper_only`, `evaluation.too_long`.
    Emits: GradeConfirmed, one a sheet.
    """
    if not by.roles & {Role.SYSTEM, Role.PERSONNEL}:
        raise Refused(
            "Hasil menjadi final sesudah masa keberatan lewat, oleh sistem atau BKPSDM.",
            code="evaluation.keeper_only",
        )
    note = check_length(note, LINE_LETTERS)
    rows = (
        Sheet.objects.select_for_update()
        .filter(
            pk__in=sheet_ids,
            status=Sheet.Status.PUBLISHED,
            received_at__isnull=False,
            objected_at__isnull=True,
        )
        .order_by("pk")
    )
    sheets = [sheet for sheet in rows if sheet.employee_id != by.employee_id]
    grades = dict(
        Rating.objects.filter(
            sheet__in=sheets, published_at__isnull=False, replaced_at__isnull=True
        ).values_list("sheet", "grade")
    )
    done = [sheet for sheet in sheets if sheet.pk in grades]
    Sheet.objects.filter(pk__in=[sheet.pk for sheet in done]).update(
        status=Sheet.Status.FINAL, final_at=at
    )
    Step.objects.bulk_create(
        Step(sheet=sheet, kind=Step.Kind.FINAL, by_id=by.employee_id, at=at, note=note)
        for sheet in done
    )
    events.emit(
        *(
            GradeConfirmed(
                by=by,
                at=at,
                subject_id=sheet.employee_id,
                sheet_id=sheet.pk,
                period_id=sheet.period_id,
                grade=grades[sheet.pk],
            )
            for sheet in done
        )
    )
    return [sheet.pk for sheet in done]


def _check_excuser(by: Actor, sheet: Sheet) -> None:
    """Who keeps the personnel, or who rates; once the own view was sent, the former alone.

    Raises:
        Refused: `evaluation.not_keeper`.
    """
    rates = by.employee_id is not None and by.employee_id == access.rater_of(sheet.pk, by.on)
    if not rates:
        check_keeper(by, sheet)
    elif sheet_flow.is_for_keepers(sheet_flow.EXCUSE, sheet.status) and not access.may_keep(
        by, sheet.employee_id
    ):
        raise Refused(
            "Pegawai ini sudah mengirim penilaian diri dan menunggu hasilnya. Bila memang tidak "
            "dinilai, minta admin kepegawaian OPD atau BKPSDM mencatat alasannya.",
            code="evaluation.not_keeper",
        )
