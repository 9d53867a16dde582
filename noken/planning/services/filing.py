"""Files of results: read, sent to the people they speak of, and taken by them line by line."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.tables.unreadable import UnreadableFile
from noken.core.uuid7 import uuid7
from noken.planning import rules
from noken.planning.events import (
    FilePlanDeclined,
    FilePlanDropped,
    FilePlanSent,
    FilePlanTaken,
    PlanFileRead,
)
from noken.planning.gateways.plan_file import ReadFile, ReadLine, RefusedLine, read_plans
from noken.planning.models import FilePlan, Plan, PlanFile, Revision
from noken.planning.queries.agreements import content_in
from noken.planning.queries.exporting import visible_contents
from noken.planning.queries.filing import Compared, newest_of, parents_by_words
from noken.planning.rules import Content
from noken.planning.rules.filing import applied, lines_from_json, lines_to_json, without_copies
from noken.planning.services._naming import People
from noken.planning.services._records import newest_revision, open_revision
from noken.planning.services.drafting import save_draft, start_plan, start_revision

Answer = FilePlan.Status
MOST_OF_ONE = rules.MAX_RESULTS * rules.MAX_INDICATORS


@dataclass(frozen=True, slots=True)
class NewPlanFile:
    """A file on disk, as it was brought; `key` is made by the page."""

    key: UUID
    name: str
    sha256: str
    year: int


@transaction.atomic
def read_plan_file(new: NewPlanFile, path: Path, *, by: Actor, at: datetime) -> PlanFile:
    """Read a file and keep what it says; no plan changes. The same key twice is one file.

    Raises:
        Refused: `plan_file.unreadable`, `plan_file.year`, `plan_file.empty`.
    Emits: PlanFileRead.
    """
    known = PlanFile.objects.filter(pk=new.key, by=by.employee_id).first()
    if known is not None:
        return known
    if new.year not in {by.on.year, by.on.year + 1}:
        raise Refused("Pilih tahun SKP dari daftar.", code="plan_file.year")
    try:
        read = read_plans(path)
    except UnreadableFile as error:
        raise Refused(error.message, code="plan_file.unreadable") from error
    owners, refused = _by_owner(read, new.year, by)
    if not owners and not refused:
        raise Refused(
            "Berkas ini tidak memuat baris hasil kerja. Periksa lembar dan judul kolomnya.",
            code="plan_file.empty",
        )
    file = PlanFile.objects.create(
        id=new.key,
        by_id=by.employee_id or 0,
        year=new.year,
        name=new.name[:200],
        sha256=new.sha256,
        refused=[[r.number, r.text, r.cause, r.cure] for r in refused],
        columns=[list(pair) for pair in read.columns],
        brought_at=at,
    )
    FilePlan.objects.bulk_create(
        FilePlan(
            file=file,
            owner_id=owner_id,
            lines=_kept(lines),
        )
        for owner_id, lines in owners.items()
    )
    events.emit(PlanFileRead(by=by, at=at, file_id=file.pk))
    return file


@transaction.atomic
def send_file_plans(file_id: UUID, *, by: Actor, at: datetime) -> int:
    """Send what a file says to the people it speaks of, those with a difference; how many.

    Raises:
        Refused: `plan_file.not_yours`, `plan_file.nothing_to_send`.
    Emits: FilePlanSent, for each person.
    """
    file = _own_file(file_id, by)
    rows = list(
        FilePlan.objects.select_for_update()
        .filter(file=file, status=Answer.CHECKED)
        .exclude(owner=by.employee_id)
        .order_by("pk")
    )
    contents = visible_contents(by, [row.owner_id for row in rows], file.year)
    rows = [
        row for row in rows if Compared(row, contents.get(row.owner_id, Content()), {}).different
    ]
    if not rows:
        raise Refused(
            "Tidak ada perbedaan yang perlu dikirim. SKP mereka sama dengan isi berkas.",
            code="plan_file.nothing_to_send",
        )
    for row in rows:
        row.status, row.sent_at = Answer.SENT, at
    FilePlan.objects.bulk_update(rows, ["status", "sent_at"])
    for row in rows:
        events.emit(
            FilePlanSent(
                by=by,
                at=at,
                subject_id=row.owner_id,
                file_plan_id=row.pk,
                brought_by=file.by_id,
            )
        )
    return len(rows)


@transaction.atomic
def take_file_plan(
    file_plan_id: int, chosen: Collection[int], *, seen: str, by: Actor, at: datetime
) -> Plan:
    """Put the chosen lines into one's draft: a new one, the open one, or a change of the plan.

    Args:
        chosen: numbers of lines of the file.
        seen: `rules.fingerprint` of the plan on the screen, "" where there was none.
    Raises:
        Refused: `plan_file.not_yours`, `plan_file.answered`, `plan_file.nothing_chosen`,
            `plan.changed_elsewhere`, and those of `start_plan`, `start_revision`, `save_draft`.
    Emits: FilePlanTaken; PlanStarted or RevisionStarted; PlanDraftSaved.
    """
    row = _own_part(file_plan_id, by)
    year, lines = row.file.year, lines_from_json(row.lines)
    if not {line.number for line in lines} & set(chosen):
        raise Refused("Pilih dulu baris yang dipakai.", code="plan_file.nothing_chosen")
    plan = Plan.objects.filter(owner=row.owner_id, year=year).first()
    newest = newest_of(row.owner_id, year)
    before = content_in(newest) if newest else None
    if (rules.fingerprint(before) if before is not None else "") != seen:
        raise Refused(
            "SKP Anda berubah sejak halaman ini dibuka. Lihat sekali lagi perbedaannya, lalu "
            "terapkan.",
            code="plan.changed_elsewhere",
        )
    plan = _draft_for(row, plan, by=by, at=at)
    content = content_in(newest_revision(plan))
    parents = parents_by_words(by, row.owner_id, year)
    changed = applied(content, lines, chosen, parents, partial(uuid7, at))
    save_draft(plan.pk, changed, seen=rules.fingerprint(content), by=by, at=at)
    row.status, row.answered_at = Answer.TAKEN, at
    row.save(update_fields=["status", "answered_at"])
    events.emit(
        FilePlanTaken(
            by=by,
            at=at,
            subject_id=row.owner_id,
            file_plan_id=row.pk,
            brought_by=row.file.by_id,
        )
    )
    return plan


@transaction.atomic
def decline_file_plan(file_plan_id: int, note: str, *, by: Actor, at: datetime) -> FilePlan:
    """Leave one's plan as it is and say why to who brought the file.

    Raises:
        Refused: `plan_file.not_yours`, `plan_file.answered`, `plan_file.no_note`.
    Emits: FilePlanDeclined.
    """
    row = _own_part(file_plan_id, by)
    note = " ".join(note.split())[:300]
    if not note and row.file.by_id != by.employee_id:
        raise Refused(
            "Tuliskan apa yang perlu dibicarakan, supaya pengusulnya tahu langkah berikutnya.",
            code="plan_file.no_note",
        )
    row.status, row.note, row.answered_at = Answer.TALK, note, at
    if row.file.by_id == by.employee_id:
        row.status = Answer.DROPPED
    row.save(update_fields=["status", "note", "answered_at"])
    events.emit(
        FilePlanDeclined(
            by=by,
            at=at,
            subject_id=row.owner_id,
            file_plan_id=row.pk,
            brought_by=row.file.by_id,
            note=note,
        )
    )
    return row


@transaction.atomic
def drop_plan_file(file_id: UUID, *, by: Actor, at: datetime) -> PlanFile:
    """Take back what nobody has answered yet of a file one brought.

    Raises:
        Refused: `plan_file.not_yours`.
    Emits: FilePlanDropped, for each person.
    """
    file = _own_file(file_id, by)
    rows = list(
        FilePlan.objects.select_for_update().filter(
            file=file, status__in=(Answer.CHECKED, Answer.SENT)
        )
    )
    for row in rows:
        row.status, row.answered_at = Answer.DROPPED, at
        row.save(update_fields=["status", "answered_at"])
        events.emit(
            FilePlanDropped(
                by=by,
                at=at,
                subject_id=row.owner_id,
                file_plan_id=row.pk,
                brought_by=file.by_id,
            )
        )
    return file


def _own_file(file_id: UUID, by: Actor) -> PlanFile:
    file = PlanFile.objects.select_for_update().filter(pk=file_id, by=by.employee_id).first()
    if file is None:
        raise Refused("Berkas ini bukan milik Anda.", code="plan_file.not_yours")
    return file


def _own_part(file_plan_id: int, by: Actor) -> FilePlan:
    row = (
        FilePlan.objects.select_for_update(of=("self",))
        .select_related("file")
        .filter(pk=file_plan_id, owner=by.employee_id)
        .first()
    )
    if row is None or (row.sent_at is None and row.file.by_id != by.employee_id):
        raise Refused("Isi berkas ini bukan untuk SKP Anda.", code="plan_file.not_yours")
    if row.status not in (Answer.CHECKED, Answer.SENT):
        raise Refused(
            "Isi berkas ini sudah diterapkan, dijawab, atau dibatalkan. Tidak ada yang berubah.",
            code="plan_file.answered",
        )
    return row


def _draft_for(row: FilePlan, plan: Plan | None, *, by: Actor, at: datetime) -> Plan:
    if plan is None:
        return start_plan(row.owner_id, row.file.year, by=by, at=at)
    agreed = plan.revisions.filter(status=Revision.Status.APPROVED)
    if open_revision(plan) is None and agreed.exists():
        reason = f"Perubahan dari berkas {row.file.name}"[:300]
        start_revision(plan.pk, reason, by=by, at=at)
    return plan


def _kept(lines: Sequence[ReadLine]) -> list[dict[str, Any]]:
    return lines_to_json(without_copies([each.line for each in lines]))


def _by_owner(
    read: ReadFile, year: int, by: Actor
) -> tuple[dict[int, list[ReadLine]], list[RefusedLine]]:
    """The lines by the person they speak of; those that speak of nobody the actor may name."""
    finder = People(read.lines, by)
    owners: dict[int, list[ReadLine]] = {}
    refused = list(read.refused)
    for each in read.lines:
        owner_id, cause, cure = finder.owner_of(each)
        if each.year and str(year) not in each.year:
            cause = f"Baris ini untuk tahun {each.year[:20]}, sedangkan yang dipilih {year}."
            cure = "Pilih tahun yang sesuai saat mengunggah, atau perbaiki kolom tahunnya."
        if cause or owner_id is None:
            said = each.line.indicator or each.line.result
            refused.append(RefusedLine(each.line.number, said[:120], cause, cure))
        else:
            own = finder.coded(each) == owner_id
            line = each.line if own else replace(each.line, code="")
            owners.setdefault(owner_id, []).append(replace(each, line=line))
    for owner_id in [pk for pk, lines in owners.items() if len(lines) > MOST_OF_ONE]:
        first = owners.pop(owner_id)[0]
        cause = f"Ada lebih dari {MOST_OF_ONE} baris untuk satu orang."
        refused.append(RefusedLine(first.line.number, first.name, cause, "Gabungkan yang serupa."))
    return owners, sorted(refused, key=lambda line: line.number)
