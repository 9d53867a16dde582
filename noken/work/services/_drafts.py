"""From what was sent to rows: shared by filing, correcting and attaching."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from noken.core import clock
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.documents import services as documents
from noken.documents.queries import ReceiptCard
from noken.planning import queries as planning
from noken.work.models import Evidence, Report
from noken.work.queries.duties import deadlines_of
from noken.work.rules import filing
from noken.work.rules.duties import Deadlines, is_late

NO_ROOM = "file.no_room"
LEFT_OUT = "Lampiran belum bisa diterima, teks sudah tersimpan."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft:
    """A report as sent. `key` is the client-made submission id (UUIDv7).

    `claimed_at` is the author's clock, None where the form did not send it; `uploads` are files
    as they arrived.
    """

    key: UUID
    work_on: date
    indicator_key: UUID | None = None
    title: str = ""
    quantity: Decimal | None = None
    places: tuple[str, ...] = ()
    note: str = ""
    late_reason: str = ""
    claimed_at: datetime | None = None
    uploads: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one draft: a receipt, or a refusal.

    `is_new` is False when the same submission had arrived before. `left_out` says why files did
    not come along although the text is stored, "" otherwise.
    """

    key: UUID
    receipt: ReceiptCard | None = None
    refused: Refused | None = None
    is_new: bool = False
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """An indicator in force: what it belongs to and how it is counted."""

    result_key: UUID | None
    title: str
    unit: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What drafts are judged by. `terms` None: no report can be late."""

    author_id: int
    today: date
    targets: Mapping[tuple[int, UUID], Target]
    terms: Deadlines | None


@dataclass(slots=True)
class Prepared:
    """A draft that may be filed: its row, and the files it came with."""

    draft: ReportDraft
    row: Report
    hashes: list[str]
    files: list[Any] = field(default_factory=list)
    left_out: str = ""

    def submission(self) -> documents.Submission:
        return submission_of(self.draft, self.row.author_id, self.hashes, self.row.corrects_id)


def author_of(by: Actor) -> int:
    """Who files.

    Raises:
        Refused: `work.no_person`.
    """
    if by.employee_id is None:
        raise Refused(
            "Akun ini belum terhubung dengan pegawai. Minta admin OPD menghubungkannya.",
            code="work.no_person",
        )
    return by.employee_id


def ground_for(drafts: Sequence[ReportDraft], *, by: Actor, at: datetime) -> Ground:
    """Asks for the plan only for reports with a target, for deadlines only for days gone by."""
    author_id, today = author_of(by), clock.day_of(at)
    years = {draft.work_on.year for draft in drafts if draft.indicator_key is not None}
    past = [draft.work_on for draft in drafts if draft.work_on < today]
    oldest = max(min(past), today - timedelta(filing.OLDEST_DAYS)) if past else None
    return Ground(
        author_id=author_id,
        today=today,
        targets={
            (year, key): target
            for year in sorted(years)
            for key, target in targets_of(author_id, year).items()
        },
        terms=deadlines_of(author_id, oldest, today) if oldest else None,
    )


def targets_of(author_id: int, year: int) -> dict[UUID, Target]:
    """The indicators a person may report on, by key."""
    results = planning.results_in_force([author_id], year).get(author_id, ())
    return {
        indicator.key: Target(result.key, result.text, indicator.unit)
        for result in results
        for indicator in result.indicators
    }


def prepare(
    draft: ReportDraft, ground: Ground, *, corrects: Report | None = None
) -> Prepared | Refused:
    """The row to insert, or why not."""
    target = _target(draft, ground, corrects)
    if target is None:
        return Refused(
            "Target ini tidak ada dalam SKP Anda yang berlaku. Pilih target lain, atau tulis "
            "judulnya sendiri.",
            code="report.unknown_target",
        )
    late = corrects is None and _is_late(draft, ground)
    if why := filing.why_not_filable(_sent(draft, target, ground.today, late=late)):
        return Refused(why.text, code=why.code)
    try:
        hashes = [documents.sha256_of(upload) for upload in draft.uploads]
    except Refused as refusal:
        return refusal
    return Prepared(draft, _row(draft, ground, target, corrects, late=late), hashes)


def _target(draft: ReportDraft, ground: Ground, corrects: Report | None) -> Target | None:
    """What the draft counts for; None for a key that is in no plan of the author."""
    if draft.indicator_key is None:
        return Target(None, "", "")
    if corrects is not None and corrects.indicator_key == draft.indicator_key:
        return Target(corrects.result_key, corrects.title, corrects.unit)
    return ground.targets.get((draft.work_on.year, draft.indicator_key))


def _is_late(draft: ReportDraft, ground: Ground) -> bool:
    if ground.terms is None or draft.work_on >= ground.today:
        return False
    return is_late(draft.work_on, ground.today, ground.terms)


def _sent(draft: ReportDraft, target: Target, today: date, *, late: bool) -> filing.Sent:
    return filing.Sent(
        today=today,
        work_on=draft.work_on,
        title=draft.title,
        has_indicator=draft.indicator_key is not None,
        is_counted=bool(target.unit),
        quantity=draft.quantity,
        note=draft.note,
        late_reason=draft.late_reason,
        places=draft.places,
        file_count=len(draft.uploads),
        late=late,
    )


def _row(
    draft: ReportDraft, ground: Ground, target: Target, corrects: Report | None, *, late: bool
) -> Report:
    """`received_at` and `claimed_at` are set when it is stored."""
    return Report(
        id=draft.key,
        author_id=ground.author_id,
        work_on=draft.work_on,
        indicator_key=draft.indicator_key,
        result_key=target.result_key,
        title=draft.title.strip() or target.title[: filing.TITLE_LETTERS],
        quantity=draft.quantity,
        unit=target.unit,
        places=list(draft.places),
        note=draft.note.strip(),
        late_reason=draft.late_reason.strip() if late else "",
        corrects=corrects,
        status=Report.Status.WAITING,
    )


def content_of(draft: ReportDraft, author_id: int, hashes: Sequence[str]) -> dict[str, Any]:
    """What the receipt covers: all that was sent, and whose it is."""
    return {
        "author": author_id,
        "work_on": draft.work_on.isoformat(),
        "indicator": str(draft.indicator_key) if draft.indicator_key else None,
        "title": draft.title,
        "quantity": None if draft.quantity is None else f"{draft.quantity.normalize():f}",
        "places": list(draft.places),
        "note": draft.note,
        "late_reason": draft.late_reason,
        "claimed_at": draft.claimed_at.isoformat() if draft.claimed_at else None,
        "files": list(hashes),
    }


def submission_of(
    draft: ReportDraft, author_id: int, hashes: Sequence[str], corrects_id: UUID | None
) -> documents.Submission:
    """The content under its key; of a correction with what it corrects."""
    content = content_of(draft, author_id, hashes)
    if corrects_id is None:
        return documents.Submission(draft.key, "REPORT", content)
    content["corrects"] = str(corrects_id)
    return documents.Submission(draft.key, "REPORT_CORRECTION", content)


def repeated(
    draft: ReportDraft, author_id: int, corrects_id: UUID | None = None
) -> documents.Submission | Refused:
    """A draft whose key has a receipt: nothing of it is judged anew, for the receipt says what
    was true when it came. It is only compared with what came then."""
    try:
        hashes = [documents.sha256_of(upload) for upload in draft.uploads]
    except Refused as refusal:
        return refusal
    return submission_of(draft, author_id, hashes, corrects_id)


def left_out_of(draft: ReportDraft) -> str:
    """What is said again of a repeated draft whose files found no room, "" otherwise."""
    missing = draft.uploads and not Evidence.objects.filter(report=draft.key).exists()
    return LEFT_OUT if missing else ""


def take_files(prepared: Prepared, *, at: datetime) -> Refused | None:
    """Keep the files of a draft. Without room on the disk the text goes on alone.

    A file that is refused for what it is refuses the whole draft, so that nothing the author
    counted on is lost unnoticed.
    """
    if not prepared.draft.uploads:
        return None
    try:
        with transaction.atomic():
            prepared.files = documents.take_files(prepared.draft.uploads, at=at)
    except Refused as refusal:
        if refusal.code != NO_ROOM:
            return refusal
        prepared.left_out = LEFT_OUT
    return None


def store(new: Sequence[Prepared], *, at: datetime) -> None:
    """All rows in one statement, all evidence in another."""
    for prepared in new:
        prepared.row.received_at = at
        prepared.row.claimed_at = prepared.draft.claimed_at or at
    Report.objects.bulk_create([prepared.row for prepared in new])
    evidence = [
        Evidence(report=prepared.row, file_id=kept.pk, order=order, is_photo=kept.kind == "PHOTO")
        for prepared in new
        for order, kept in enumerate(prepared.files)
    ]
    if evidence:
        Evidence.objects.bulk_create(evidence)
