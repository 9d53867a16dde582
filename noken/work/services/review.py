"""Decide on reports: approve, return, take a decision back. Many at once, none lost or doubled."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.ui import formats
from noken.work import access
from noken.work.events import ReportApproved, ReportReturned, ReviewReopened
from noken.work.models import Report, Review
from noken.work.queries.counting import counted_before, counted_of
from noken.work.queries.reviews import Newest, newest_reviews, reasons_to_look
from noken.work.rules import filing

NOT_YOURS = "Laporan ini tidak menunggu Anda. Yang memutuskan adalah atasan langsung hari ini."
WORDS = {
    Report.Status.APPROVED: "disetujui",
    Report.Status.RETURNED: "dikembalikan",
    Report.Status.CORRECTED: "diganti koreksi oleh penulisnya",
    Report.Status.WITHDRAWN: "ditarik oleh penulisnya",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A report that was not decided, and why in words.

    `code` is `review.not_yours`, `review.already_decided`, `review.needs_look`,
    `review.not_decided`, `review.not_your_decision` or `review.too_late_to_reopen`. `who` is the
    author's name and `title` the report's; both "" where the report is not the actor's to see.
    """

    report_id: UUID
    code: str
    why: str
    who: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """Which reports were decided now, and which were left out and why."""

    done: tuple[UUID, ...]
    left_out: tuple[LeftOut, ...]


@transaction.atomic
def approve_reports(
    ids: Collection[UUID],
    *,
    by: Actor,
    at: datetime,
    bulk: bool = False,
    confirmed: Collection[UUID] = (),
) -> Decided:
    """Approve waiting reports of direct reports. With `bulk`, what needs a look stays behind
    unless its id is in `confirmed`.

    Emits: ReportApproved.
    """
    rows, left_out = _decidable(ids, by)
    if bulk and rows:
        looks = reasons_to_look([row.pk for row in rows if row.pk not in set(confirmed)])
        left_out += [
            _left(row, "review.needs_look", " ".join(why))
            for row in rows
            if (why := looks.get(row.pk))
        ]
        rows = [row for row in rows if not looks.get(row.pk)]
    reviews = _decide(rows, Review.Decision.APPROVED, "", by=by, at=at)
    events.emit(
        *(
            ReportApproved(
                by=by, at=at, subject_id=row.author_id, report_id=row.pk, review_id=review.pk
            )
            for row, review in zip(rows, reviews, strict=True)
        )
    )
    return Decided(tuple(row.pk for row in rows), tuple(left_out))


@transaction.atomic
def return_reports(ids: Collection[UUID], *, note: str, by: Actor, at: datetime) -> Decided:
    """Ask the authors to correct waiting reports; the note says what.

    Raises:
        Refused: `review.no_note`, `feedback.too_long`.
    Emits: ReportReturned.
    """
    if not note.strip():
        raise Refused(
            "Tuliskan apa yang perlu diperbaiki, supaya penulisnya tahu.", code="review.no_note"
        )
    if why := filing.why_not_said(note):
        raise Refused(why.text, code=why.code)
    rows, left_out = _decidable(ids, by)
    reviews = _decide(rows, Review.Decision.RETURNED, note.strip(), by=by, at=at)
    events.emit(
        *(
            ReportReturned(
                by=by,
                at=at,
                subject_id=row.author_id,
                report_id=row.pk,
                review_id=review.pk,
                note=review.note,
                counted=review.counted,
            )
            for row, review in zip(rows, reviews, strict=True)
        )
    )
    return Decided(tuple(row.pk for row in rows), tuple(left_out))


@transaction.atomic
def reopen_reviews(ids: Collection[UUID], *, by: Actor, at: datetime) -> Decided:
    """Take one's own decisions back, within a week: a new decision, and the report waits again.

    Emits: ReviewReopened.
    """
    rows, strangers = _locked(ids, by)
    newest = newest_reviews([row.pk for row in rows])
    left_out = [LeftOut(pk, "review.not_yours", NOT_YOURS) for pk in strangers]
    good = []
    for row in rows:
        why = _why_not_reopenable(row, newest.get(row.pk), by=by, at=at)
        if why is None:
            good.append(row)
        else:
            left_out.append(why)
    reviews = _decide(good, Review.Decision.REOPENED, "", by=by, at=at)
    events.emit(
        *(
            ReviewReopened(
                by=by,
                at=at,
                subject_id=row.author_id,
                report_id=row.pk,
                review_id=review.pk,
                undone_id=newest[row.pk].pk,
                undone=newest[row.pk].decision,
                undone_at=newest[row.pk].at,
            )
            for row, review in zip(good, reviews, strict=True)
        )
    )
    return Decided(tuple(row.pk for row in good), tuple(left_out))


def _left(row: Report, code: str, why: str) -> LeftOut:
    return LeftOut(row.pk, code, why, row.author.name, row.title)


def _locked(ids: Collection[UUID], by: Actor) -> tuple[list[Report], list[UUID]]:
    """The actor's to decide, locked in the order of ids; and the ids of all others.

    Two superiors who decide at once wait for each other here, and the second sees the first's
    decision.
    """
    wanted = sorted(set(ids))
    locked = list(
        Report.objects.select_for_update(of=("self",))
        .select_related("author")
        .filter(pk__in=wanted)
        .order_by("pk")
    )
    mine = access.reviewable_by(by, {row.author_id for row in locked}) if locked else set()
    strange = [row.pk for row in locked if row.author_id not in mine]
    risen = set(_escalated(strange, by)) if strange else set()
    rows = [row for row in locked if row.author_id in mine or row.pk in risen]
    known = {row.pk for row in rows}
    return rows, [pk for pk in wanted if pk not in known]


def _escalated(ids: Collection[UUID], by: Actor) -> Iterable[UUID]:
    return Report.objects.filter(access.escalated_to(by), pk__in=ids).values_list("pk", flat=True)


def _decidable(ids: Collection[UUID], by: Actor) -> tuple[list[Report], list[LeftOut]]:
    rows, strangers = _locked(ids, by)
    left_out = [LeftOut(pk, "review.not_yours", NOT_YOURS) for pk in strangers]
    decided = [row for row in rows if row.status != Report.Status.WAITING]
    newest = newest_reviews([row.pk for row in decided]) if decided else {}
    left_out += [_left(row, "review.already_decided", _how_decided(row, newest)) for row in decided]
    return [row for row in rows if row.status == Report.Status.WAITING], left_out


def _how_decided(row: Report, newest: Mapping[UUID, Newest]) -> str:
    status = Report.Status(row.status)
    review = newest.get(row.pk)
    if review is None or status in {Report.Status.CORRECTED, Report.Status.WITHDRAWN}:
        return f"Laporan ini sudah {WORDS[status]}."
    moment = f"{formats.day_short(review.at)} {formats.time_of(review.at)}"
    return f"Sudah {WORDS[status]} {review.by_name}, {moment}."


def _why_not_reopenable(
    row: Report, newest: Newest | None, *, by: Actor, at: datetime
) -> LeftOut | None:
    if newest is None or row.status not in {Report.Status.APPROVED, Report.Status.RETURNED}:
        return _left(row, "review.not_decided", "Tidak ada keputusan yang dapat diurungkan.")
    if newest.by_id != by.employee_id:
        return _left(
            row,
            "review.not_your_decision",
            f"Keputusan ini dibuat {newest.by_name}; hanya ia yang dapat mengurungkannya.",
        )
    if why := filing.why_not_reopenable(newest.at, at):
        return _left(row, why.code, why.text)
    return None


def _decide(
    rows: Iterable[Report], decision: Review.Decision, note: str, *, by: Actor, at: datetime
) -> list[Review]:
    """The rows of decisions, in the order of the reports, and the reports' new status."""
    reports = list(rows)
    decider_id = by.employee_id
    if not reports or decider_id is None:
        return []
    reopened = decision == Review.Decision.REOPENED
    on = clock.day_of(at)
    before = at if reopened else counted_before(on)
    status = Report.Status.WAITING if reopened else Report.Status(decision)
    Report.objects.filter(pk__in=[row.pk for row in reports]).update(
        status=status, decided_at=None if reopened else at
    )
    return Review.objects.bulk_create(
        Review(
            report=row,
            decision=decision,
            by_id=decider_id,
            role=by.role,
            note=note,
            counted=not reopened and row.received_at < counted_of(row.work_on, on, before),
            at=at,
        )
        for row in reports
    )
