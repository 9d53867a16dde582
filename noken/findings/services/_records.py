"""Locking, judging and writing what several services of findings need."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from noken.core import clock
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.documents import services as documents
from noken.findings import access
from noken.findings.models import Delivery, Finding, Reply, Row, RowStep
from noken.findings.queries.closed import closed_since, counted_then
from noken.findings.queries.deadlines import Deadlines
from noken.findings.queries.terms import terms_on
from noken.findings.rules import flow

MOST_LETTERS, MOST_REASON, MOST_FILES = 4000, 500, 5


def person_of(by: Actor) -> int:
    """Raises Refused: `finding.no_person`."""
    if by.employee_id is None:
        raise Refused(
            "Akun ini belum terhubung dengan pegawai. Minta admin OPD menghubungkannya.",
            code="finding.no_person",
        )
    return by.employee_id


def lock(finding_id: int) -> Finding:
    """Raises Refused: `finding.unknown`."""
    finding = Finding.objects.select_for_update().filter(pk=finding_id).first()
    if finding is None:
        raise _unknown()
    return finding


def hold(finding_ids: Collection[int]) -> None:
    """Wait for who answers or decides on these just now; nobody does until the transaction ends."""
    rows = Finding.objects.select_for_update().filter(pk__in=finding_ids).order_by("pk")
    list(rows.values_list("pk"))


def lock_own(finding_id: int, by: Actor) -> Finding:
    """The actor's own. Raises Refused: `finding.no_person`, `finding.unknown`."""
    finding = lock(finding_id)
    if finding.employee_id != person_of(by):
        raise _unknown()
    return finding


def lock_to_decide(finding_id: int, by: Actor) -> Finding:
    """One on which the actor decides today.

    Raises:
        Refused: `finding.no_person`, `finding.unknown`, `finding.not_decider`.
    """
    finding = lock(finding_id)
    person_of(by)
    if access.decides(by, finding.employee_id):
        return finding
    if access.relation_to(by, finding.employee_id) is None:
        raise _unknown()
    raise Refused(
        "Yang memutuskan adalah atasan langsung pegawai pada hari ini. Muat ulang halaman untuk "
        "melihat siapa.",
        code="finding.not_decider",
    )


def is_closed(row: Row, closed: Mapping[int, datetime]) -> bool:
    """Whether a row counted in what an official decided (`closed_since`)."""
    return counted_then(row.state, row.reply_by, row.decided_at, closed.get(row.finding_id))


def check_open_above(rows: Sequence[Row]) -> None:
    """Raises Refused: `finding.closed`."""
    closed = closed_since({row.finding_id for row in rows})
    if any(is_closed(row, closed) for row in rows):
        raise Refused(
            "Pejabat yang berwenang sudah memutus perkara ini. Sampaikan keterangan Anda lewat "
            "upaya administratif yang disebut di surat keputusannya.",
            code="finding.closed",
        )


def rows_for(finding: Finding, row_ids: Iterable[int], act: str) -> list[Row]:
    """The rows asked for, if the act fits all of them now.

    Raises:
        Refused: `finding.no_rows`, `finding.rests`, `finding.not_now`.
    """
    wanted = set(row_ids)
    rows = list(finding.rows.filter(pk__in=wanted).order_by("day", "item"))
    if not wanted or len(rows) != len(wanted):
        raise Refused(
            "Pilih sedikitnya satu baris dari temuan ini. Muat ulang halaman bila tidak ada lagi.",
            code="finding.no_rows",
        )
    for row in rows:
        check_move(row, act)
    return rows


def after(act: str, row: Row) -> str | None:
    """The state after an act; None: it is not possible now."""
    standing = flow.Standing(row.state, row.told_at is not None, row.rests, row.heard_again)
    return flow.after(act, standing)


def check_move(row: Row, act: str) -> str:
    """The state after an act. Raises Refused: `finding.rests`, `finding.not_now`."""
    state = after(act, row)
    if state is not None:
        return state
    if row.rests:
        raise Refused(
            "Aturan ini berhenti sendiri karena terlalu sering keliru. Barisnya dibekukan sampai "
            "pemilik aturan memperbaikinya.",
            code="finding.rests",
        )
    raise Refused(
        "Baris ini sudah berubah keadaannya. Muat ulang halaman untuk melihatnya.",
        code="finding.not_now",
    )


def need_text(text: str, ask: str, most: int = MOST_LETTERS, why: str = "empty") -> str:
    """Raises Refused: `finding.empty`, `finding.no_reason`, `finding.too_long`."""
    text = text.strip()
    if not text:
        raise Refused(ask, code=f"finding.{why}")
    if len(text) > most:
        raise Refused(f"Paling panjang {most} huruf. Singkatkan.", code="finding.too_long")
    return text


def need_reason(reason: str) -> str:
    """Raises Refused: `finding.no_reason`, `finding.too_long`."""
    ask = "Tuliskan alasan Anda; pegawai membacanya."
    return need_text(reason, ask, MOST_REASON, "no_reason")


def tell(finding: Finding, rows: Sequence[Row], delivery: Delivery) -> None:
    """The notice of these rows is proven; the days to answer run from the day that was recorded,
    whatever earlier day the paper bears."""
    day = clock.day_of(delivery.at)
    until = days_from(finding, day, terms_on(day).reply_workdays)
    for row in rows:
        row.told_at, row.reply_by, row.decide_by = delivery.at, until, None
    Row.objects.bulk_update(rows, ["told_at", "reply_by", "decide_by"])


def days_from(finding: Finding, start: date, workdays: int, *, own: bool = True) -> date:
    """The last day of a step; `own`: the person's."""
    person = finding.employee_id
    deadlines = Deadlines(start, workdays, people=[person])
    return deadlines.last_day_of(person, start, workdays, own=own)


def add_steps(rows: Collection[Row], kind: str, *, by: Actor, at: datetime, note: str = "") -> None:
    RowStep.objects.bulk_create(
        RowStep(
            finding_id=row.finding_id,
            row=row,
            kind=kind,
            by_id=by.employee_id,
            role=by.role,
            note=note[:500],
            at=at,
        )
        for row in rows
    )


def add_step(finding: Finding, kind: str, *, by: Actor, at: datetime, note: str = "") -> None:
    """A step on all of a finding."""
    RowStep.objects.create(
        finding=finding, kind=kind, by_id=by.employee_id, role=by.role, note=note[:500], at=at
    )


def keep_files(reply: Reply, uploads: Sequence[Any], *, at: datetime) -> None:
    """Raises Refused: `finding.too_many_files`, `file.…`."""
    if len(uploads) > MOST_FILES:
        raise Refused(
            f"Lampirkan paling banyak {MOST_FILES} berkas. Gabungkan menjadi satu PDF bila perlu.",
            code="finding.too_many_files",
        )
    for kept in documents.take_files(uploads, at=at) if uploads else ():
        reply.files.create(file_id=kept.pk, is_photo=kept.kind == "PHOTO")


def is_new(key: UUID, content: Mapping[str, Any], at: datetime) -> bool:
    """Whether an answer arrives for the first time; its receipt is written either way.

    Raises:
        Refused: `receipt.changed`, `receipt.bad_key`.
    """
    submission = documents.Submission(key, "FINDING_REPLY", content)
    try:
        return documents.issue_receipt(submission, at=at).is_new
    except Refused as refusal:
        if refusal.code != "receipt.changed":
            raise
        raise Refused(
            "Kiriman ini sudah diterima dengan isi lain. Muat ulang halaman untuk melihatnya, "
            "lalu tulis yang baru bila perlu.",
            code="receipt.changed",
        ) from None


def about(finding: Finding, rows: Iterable[Row] = ()) -> dict[str, Any]:
    """What every event of a finding says of it."""
    return {
        "subject_id": finding.employee_id,
        "finding_id": finding.pk,
        "number": finding.number,
        "rows": tuple(row.pk for row in rows),
    }


def by_finding(rows: Iterable[Row]) -> list[tuple[Finding, list[Row]]]:
    """The rows of each finding, with it."""
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.finding_id].append(row)
    findings = Finding.objects.in_bulk(grouped)
    return [(findings[pk], of_it) for pk, of_it in grouped.items()]


def _unknown() -> Refused:
    return Refused(
        "Temuan ini tidak ada, atau bukan untuk Anda. Muat ulang halaman.", code="finding.unknown"
    )
