"""A superior says that a task is the same every day, so that its texts are no copies."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.work import access
from noken.work.events import RoutineEnded, RoutineMarked
from noken.work.models import Report, RoutineMark
from noken.work.queries.routine import mark_for, marks_of
from noken.work.rules.filing import REASON_LETTERS
from noken.work.services._drafts import author_of


@transaction.atomic
def mark_routine(report_id: UUID, reason: str, *, by: Actor, at: datetime) -> RoutineMark:
    """Mark the task of a report as routine from the first day of its year on; marked twice, once.

    Raises:
        Refused: `routine.not_yours`, `routine.no_reason`, `routine.too_long`,
            `work.no_person`.
    Emits: RoutineMarked.
    """
    report = _reviewable(report_id, by)
    if (mark := mark_for(report)) is not None:
        return mark
    reason = reason.strip()
    if not reason:
        raise Refused(
            "Tuliskan mengapa tugas ini sama setiap hari, lalu kirim lagi.",
            code="routine.no_reason",
        )
    if len(reason) > REASON_LETTERS:
        raise Refused(
            f"Alasan paling banyak {REASON_LETTERS} huruf. Ringkaskan.", code="routine.too_long"
        )
    mark = RoutineMark.objects.create(
        employee_id=report.author_id,
        indicator_key=report.indicator_key,
        title="" if report.indicator_key else report.title,
        reason=reason,
        start_on=_start_for(report),
        by_id=author_of(by),
        at=at,
    )
    events.emit(
        RoutineMarked(
            by=by,
            at=at,
            subject_id=report.author_id,
            report_id=report.pk,
            mark_id=mark.pk,
            why=reason,
        )
    )
    return mark


@transaction.atomic
def end_routine(report_id: UUID, *, by: Actor, at: datetime) -> None:
    """The task of a report is no routine any more, from tomorrow on; what was before stays so.

    Raises:
        Refused: `routine.not_yours`.
    Emits: RoutineEnded.
    """
    report = _reviewable(report_id, by)
    mark = mark_for(report)
    if mark is None or mark.end_on is not None:
        return
    mark.end_on = clock.day_of(at) + timedelta(1)
    mark.save(update_fields=["end_on"])
    events.emit(
        RoutineEnded(
            by=by, at=at, subject_id=report.author_id, report_id=report.pk, mark_id=mark.pk
        )
    )


def _start_for(report: Report) -> date:
    """The first day of the report's year, or the day an earlier mark ended."""
    first = report.work_on.replace(month=1, day=1)
    ended = marks_of(report).aggregate(last=Max("end_on"))["last"]
    return max(first, ended) if ended else first


def _reviewable(report_id: UUID, by: Actor) -> Report:
    report = Report.objects.select_for_update().filter(pk=report_id).first()
    if report is None or not access.can_review(by, report.author_id):
        raise Refused(
            "Tugas rutin ditandai oleh atasan langsung pegawai hari ini.",
            code="routine.not_yours",
        )
    return report
