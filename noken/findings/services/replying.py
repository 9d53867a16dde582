"""What proves that the person knows, and what the person says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.documents import services as documents
from noken.findings import access
from noken.findings.events import FindingDelivered, ReplyGiven
from noken.findings.models import Delivery, Finding, Reply, Row, RowStep
from noken.findings.queries.closed import closed_since
from noken.findings.queries.terms import terms_on
from noken.findings.rules import flow
from noken.findings.services._records import (
    about,
    add_step,
    add_steps,
    after,
    check_open_above,
    days_from,
    is_closed,
    is_new,
    keep_files,
    lock,
    lock_own,
    need_text,
    person_of,
    rows_for,
    tell,
)

OF_DAYS = "HDR-"
WEIGHED = (
    *("state", "decide_by", "proof_by", "heard_again"),
    *("decided_by", "decided_at", "reason"),
)


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """What the person says to some rows. `key` is the client-made id (UUIDv7); `companion` is whom
    they want beside them in a talk."""

    key: UUID
    row_ids: tuple[int, ...]
    text: str
    companion: str = ""
    files: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Handing:
    """The notice on paper: on which day, and who saw it."""

    on: date
    witness: str


@transaction.atomic
def note_opened(finding_id: int, *, by: Actor, at: datetime) -> int:
    """The person opened it: the notice is proven for all they have not seen; how many rows.

    Opening it again changes nothing.

    Raises:
        Refused: `finding.no_person`, `finding.unknown`.
    Emits: FindingDelivered.
    """
    finding = lock_own(finding_id, by)
    return _deliver(finding, _untold(finding), _opening(at), by=by, at=at)


@transaction.atomic
def hand_over(finding_id: int, handing: Handing, *, by: Actor, at: datetime) -> int:
    """Put on record that the notice was handed over on paper; how many rows it told of.

    Raises:
        Refused: `finding.no_person`, `finding.unknown`, `finding.not_hander`, `finding.not_now`,
            `finding.bad_day`, `finding.no_witness`, `finding.too_long`.
    Emits: FindingDelivered.
    """
    finding = lock(finding_id)
    person_of(by)
    if not access.hands_over(by, finding.employee_id):
        raise Refused(
            "Penyerahan di kertas dicatat atasan langsung atau BKPSDM.", code="finding.not_hander"
        )
    untold = _untold(finding)
    if not untold:
        raise Refused(
            "Pegawai sudah mengetahui semua baris temuan ini. Muat ulang halaman.",
            code="finding.not_now",
        )
    asked_on = max(clock.day_of(row.asked_at or row.raised_at) for row in untold)
    if not asked_on <= handing.on <= clock.day_of(at):
        raise Refused("Pilih hari sejak pegawai ditanya sampai hari ini.", code="finding.bad_day")
    ask = "Isi nama saksi yang melihat penyerahannya."
    witness = need_text(handing.witness, ask, 120, "no_witness")
    paper = Delivery(way=Delivery.Way.PAPER, on=handing.on, witness=witness)
    return _deliver(finding, untold, paper, by=by, at=at)


@transaction.atomic
def reply(finding_id: int, draft: ReplyDraft, *, by: Actor, at: datetime) -> Reply:
    """What the person says to rows of the own finding. The same key again gives the same answer.

    A late answer is heard until an official has decided, and so is what turns up after a refusal;
    while the superior is silent its rows do not count. What was refused twice counts until the
    superior, who is told, reconsiders. Who answers has been told.

    Raises:
        Refused: `finding.no_person`, `finding.unknown`, `finding.closed`, `finding.no_rows`,
            `finding.rests`, `finding.not_now`, `finding.empty`, `finding.too_long`,
            `finding.said_already`, `finding.no_companion`, `finding.too_many_files`, `receipt.…`,
            `file.…`.
    Emits: ReplyGiven, and FindingDelivered where the answer is the first sign that they know.
    """
    finding = lock_own(finding_id, by)
    content = {
        "employee": finding.employee_id,
        "finding": finding.number,
        "rows": sorted(draft.row_ids),
        "text": draft.text,
        "companion": draft.companion,
        "files": [documents.sha256_of(upload) for upload in draft.files],
    }
    if not is_new(draft.key, content, at):
        return Reply.objects.get(pk=draft.key, finding=finding)
    rows = rows_for(finding, draft.row_ids, flow.REPLY)
    check_open_above(rows)
    text = need_text(draft.text, "Tuliskan keterangan Anda, satu kalimat pun cukup.")
    _check_new(rows, text, draft.files)
    companion = _companion(draft.companion, clock.day_of(at))
    _deliver(finding, _untold(finding, rows), _opening(at), by=by, at=at)
    said = _say(finding, rows, Reply(id=draft.key, text=text, companion=companion), by=by, at=at)
    keep_files(said, draft.files, at=at)
    return said


@transaction.atomic
def note_said_elsewhere(
    employee_id: int, day: date, text: str, where: str, *, by: Actor, at: datetime
) -> int:
    """What the person said about a day in another place holds here too; how many rows it answers.

    Args:
        where: that place in words, for the superior.
    Emits: ReplyGiven, FindingDelivered.
    """
    found = Row.objects.filter(finding__employee_id=employee_id, day=day)
    ids = found.filter(finding__code__startswith=OF_DAYS).values_list("finding_id", flat=True)
    answered = 0
    for finding_id in sorted(set(ids)):
        finding = lock(finding_id)
        closed = closed_since([finding_id])
        standing = [row for row in finding.rows.filter(day=day) if not is_closed(row, closed)]
        rows = [row for row in standing if after(flow.REPLY, row)]
        if not rows or not text.strip():
            continue
        _deliver(finding, _untold(finding, rows), _opening(at), by=by, at=at)
        said = Reply(id=uuid7(at), text=text.strip()[:4000], elsewhere=where)
        _say(finding, rows, said, by=by, at=at)
        answered += len(rows)
    return answered


def _opening(at: datetime) -> Delivery:
    return Delivery(way=Delivery.Way.OPENED, on=clock.day_of(at))


def _deliver(
    finding: Finding, rows: Sequence[Row], delivery: Delivery, *, by: Actor, at: datetime
) -> int:
    if not rows:
        return 0
    opened = delivery.way == Delivery.Way.OPENED
    delivery.finding, delivery.at = finding, at
    delivery.by_id = finding.employee_id if opened else person_of(by)
    delivery.save(force_insert=True)
    tell(finding, rows, delivery)
    kind = RowStep.Kind.OPENED if opened else RowStep.Kind.HANDED
    note = "" if opened else f"Saksi: {delivery.witness}"
    add_step(finding, kind, by=by, at=at, note=note)
    events.emit(FindingDelivered(by=by, at=at, way=delivery.way, **about(finding, rows)))
    return len(rows)


def _say(finding: Finding, rows: Sequence[Row], said: Reply, *, by: Actor, at: datetime) -> Reply:
    today = clock.day_of(at)
    said.finding, said.at = finding, at
    said.is_late = any(row.state == flow.LAPSED for row in rows)
    said.save(force_insert=True)
    said.rows.set(rows)
    weighed = [row for row in rows if after(flow.REPLY, row) == flow.REPLIED]
    decide_by = days_from(finding, today, terms_on(today).decide_workdays, own=False)
    for row in weighed:
        row.heard_again = row.heard_again or row.state == flow.REFUSED
        row.state, row.decide_by, row.proof_by = flow.REPLIED, decide_by, None
        row.decided_by, row.decided_at, row.reason = None, None, ""
    Row.objects.bulk_update(weighed, WEIGHED)
    add_steps(rows, RowStep.Kind.REPLIED, by=by, at=at)
    events.emit(ReplyGiven(by=by, at=at, to_weigh=len(weighed), **about(finding, rows)))
    return said


def _untold(finding: Finding, rows: Sequence[Row] | None = None) -> list[Row]:
    among = finding.rows.filter(state=flow.ASKED) if rows is None else rows
    return [row for row in among if row.told_at is None]


def _check_new(rows: Sequence[Row], text: str, files: Sequence[Any]) -> None:
    """What was refused is heard anew for something new.

    Raises Refused: `finding.said_already`.
    """
    refused = [row.pk for row in rows if row.state == flow.REFUSED]
    if refused and not files and Reply.objects.filter(rows__in=refused, text=text).exists():
        raise Refused(
            "Keterangan yang sama sudah ditimbang dan belum dapat diterima. Tuliskan hal yang "
            "baru, atau lampirkan buktinya.",
            code="finding.said_already",
        )


def _companion(name: str, day: date) -> str:
    name = name.strip()
    if name and not terms_on(day).companion:
        raise Refused(
            "Aturan daerah belum membuka pendampingan. Kosongkan nama pendamping.",
            code="finding.no_companion",
        )
    return need_text(name, "", 120) if name else ""
