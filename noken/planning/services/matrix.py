"""Filling the role-result matrix, sending it to the team, and the team's answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.core.uuid7 import uuid7
from noken.organization import queries as organization
from noken.planning import rules
from noken.planning.events import CellCleared, CellDiscussed, CellFilled, CellsSent, CellTaken
from noken.planning.models import MatrixCell, Plan, Revision
from noken.planning.queries.agreements import content_in
from noken.planning.queries.matrix import (
    HANDED_IN,
    base_of,
    column_of,
    may_be_asked,
    seen_of,
)
from noken.planning.queries.results import content_of
from noken.planning.rules import IndicatorContent, ResultContent
from noken.planning.rules.matrix import (
    MAX_TEXT,
    columns_of,
    why_not_answerable,
    why_not_changeable_cell,
)
from noken.planning.services._records import (
    lock_own,
    newest_revision,
    open_revision,
    parents_for,
)
from noken.planning.services.drafting import save_draft, start_plan, start_revision

Cell = MatrixCell.Status
Place = tuple[UUID, int]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed in a cell, and what the page showed there (`queries.matrix.seen_of`)."""

    text: str
    seen: str


@transaction.atomic
def fill_cells(plan_id: int, typed: Mapping[Place, Typed], *, by: Actor, at: datetime) -> int:
    """Write cells of the matrix of one's own plan; an emptied one is cleared. How many changed.

    A cell that was sent and is changed waits to be sent again.

    Args:
        typed: by indicator and member.
    Raises:
        Refused: `plan.not_yours`, `matrix.too_long`, `matrix.no_column`, `matrix.not_to_be_asked`,
            `matrix.changed_elsewhere`, `matrix.taken`.
    Emits: CellFilled or CellCleared, for each that changed.
    """
    plan = lock_own(plan_id, by)
    stored = {
        (cell.indicator_key, cell.member_id): cell
        for cell in MatrixCell.objects.select_for_update().filter(plan=plan)
    }
    words = {place: " ".join(each.text.split()) for place, each in typed.items()}
    changed = {
        place: text
        for place, text in words.items()
        if seen_of(text) != typed[place].seen and text != _text(stored.get(place))
    }
    if not changed:
        return 0
    _check_places(plan, {place for place, text in changed.items() if text}, by)
    for place, text in changed.items():
        _check_cell(stored.get(place), typed[place], text)
        _write(plan, place, text, stored.get(place), by=by, at=at)
    return len(changed)


@transaction.atomic
def send_cells(plan_id: int, member_id: int | None, *, by: Actor, at: datetime) -> int:
    """Send what was filled to one member, or with None to all; how many cells went out.

    Raises:
        Refused: `plan.not_yours`, `matrix.plan_not_submitted`, `matrix.nothing_to_send`.
    Emits: CellsSent, for each member.
    """
    plan = lock_own(plan_id, by)
    revision, rows = base_of(plan)
    if revision is None or revision.status not in HANDED_IN:
        raise Refused(
            "Ajukan SKP Anda dulu, supaya RHK anggota dapat ditautkan ke hasil kerja Anda. Isian "
            "matriks tersimpan.",
            code="matrix.plan_not_submitted",
        )
    columns = {column.indicator for column in columns_of(content_of(rows))}
    waiting = MatrixCell.objects.select_for_update().filter(
        plan=plan, status=Cell.DRAFT, indicator_key__in=columns
    )
    if member_id is not None:
        waiting = waiting.filter(member=member_id)
    cells = list(waiting.order_by("member", "pk"))
    if not cells:
        raise Refused(
            "Tidak ada isian baru untuk dikirim. Isi matriksnya dulu.",
            code="matrix.nothing_to_send",
        )
    for cell in cells:
        cell.status, cell.sent_at, cell.note = Cell.SENT, at, ""
    MatrixCell.objects.bulk_update(cells, ["status", "sent_at", "note"])
    for member in dict.fromkeys(cell.member_id for cell in cells):
        ids = tuple(cell.pk for cell in cells if cell.member_id == member)
        events.emit(
            CellsSent(by=by, at=at, subject_id=member, plan_id=plan.pk, cells=ids, year=plan.year)
        )
    return len(cells)


@transaction.atomic
def take_cell(cell_id: int, seen: str, *, by: Actor, at: datetime) -> Plan:
    """Make a cell one's own result: in the draft, in a new plan, or in a change of the plan.

    It serves the asker's result where the asker is the superior; from elsewhere it is an
    additional result, and the own superior decides with the plan.

    Args:
        seen: the words that were on the screen.
    Raises:
        Refused: `matrix.not_yours`, `matrix.not_waiting`, `matrix.changed_elsewhere`,
            `plan.not_draft`, and those of `start_plan`, `start_revision` and `save_draft`.
    Emits: CellTaken; PlanStarted or RevisionStarted; PlanDraftSaved.
    """
    cell = _own_cell(cell_id, by)
    if cell.text != seen:
        raise Refused(
            "Pengusul baru saja mengubah usulan ini. Baca isinya sekali lagi, lalu jawab.",
            code="matrix.changed_elsewhere",
        )
    plan = _plan_for(cell, by=by, at=at)
    revision = newest_revision(plan)
    content = content_in(revision)
    if content.find(cell.key) is None:
        changed = content.having(_result(cell, plan, by=by, at=at))
        save_draft(plan.pk, changed, seen=rules.fingerprint(content), by=by, at=at)
    _answer(cell, Cell.TAKEN, "", at)
    events.emit(
        CellTaken(
            by=by,
            at=at,
            subject_id=cell.member_id,
            plan_id=plan.pk,
            cell_id=cell.pk,
            asker_id=cell.plan.owner_id,
        )
    )
    return plan


@transaction.atomic
def discuss_cell(cell_id: int, note: str, *, by: Actor, at: datetime) -> MatrixCell:
    """Ask to talk about a cell before it becomes a result, and say why.

    Raises:
        Refused: `matrix.not_yours`, `matrix.not_waiting`, `matrix.no_note`.
    Emits: CellDiscussed.
    """
    cell = _own_cell(cell_id, by)
    note = " ".join(note.split())[:300]
    if not note:
        raise Refused(
            "Tuliskan apa yang perlu dibicarakan, misalnya waktu atau dukungan yang dibutuhkan.",
            code="matrix.no_note",
        )
    _answer(cell, Cell.TALK, note, at)
    events.emit(
        CellDiscussed(
            by=by,
            at=at,
            subject_id=cell.member_id,
            plan_id=cell.plan_id,
            cell_id=cell.pk,
            asker_id=cell.plan.owner_id,
            note=note,
        )
    )
    return cell


def _text(cell: MatrixCell | None) -> str:
    return cell.text if cell else ""


def _check_places(plan: Plan, places: set[Place], by: Actor) -> None:
    columns = {column.indicator for column in columns_of(content_of(base_of(plan)[1]))}
    if not {indicator for indicator, _ in places} <= columns:
        raise Refused(
            "Indikator ini tidak ada lagi di SKP Anda. Muat ulang matriksnya.",
            code="matrix.no_column",
        )
    members = {member for _, member in places}
    if not members <= may_be_asked(members, by):
        raise Refused(
            "Hasil kerja hanya dapat diusulkan kepada pegawai ASN yang aktif, bukan kepada diri "
            "sendiri atau atasan Anda.",
            code="matrix.not_to_be_asked",
        )


def _check_cell(cell: MatrixCell | None, typed: Typed, text: str) -> None:
    if len(text) > MAX_TEXT:
        raise Refused(
            f"Persingkat menjadi paling banyak {MAX_TEXT} huruf; sekarang {len(text)}.",
            code="matrix.too_long",
        )
    if typed.seen != seen_of(_text(cell)):
        raise Refused(
            "Isian ini sudah diubah di tab atau perangkat lain. Muat ulang matriksnya, lalu isi "
            "lagi.",
            code="matrix.changed_elsewhere",
        )
    if cell and (reason := why_not_changeable_cell(cell.status)):
        raise Refused(reason, code="matrix.taken")


def _write(
    plan: Plan,
    place: Place,
    text: str,
    cell: MatrixCell | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    indicator, member = place
    if not text and cell:
        cleared = CellCleared(by=by, at=at, subject_id=member, plan_id=plan.pk, cell_id=cell.pk)
        events.emit(cleared)
        cell.delete()
        return
    if cell is None:
        cell = MatrixCell(plan=plan, indicator_key=indicator, member_id=member, key=uuid7(at))
    cell.text, cell.status, cell.saved_at = text, Cell.DRAFT, at
    cell.save()
    filled = CellFilled(by=by, at=at, subject_id=member, plan_id=plan.pk, cell_id=cell.pk)
    events.emit(filled)


def _own_cell(cell_id: int, by: Actor) -> MatrixCell:
    cell = (
        MatrixCell.objects.select_for_update(of=("self",))
        .select_related("plan")
        .filter(pk=cell_id)
        .first()
    )
    if cell is None or cell.member_id != by.employee_id:
        raise Refused(
            "Usulan ini sudah ditarik pengusulnya, atau bukan untuk Anda. Muat ulang halaman.",
            code="matrix.not_yours",
        )
    if reason := why_not_answerable(cell.status):
        raise Refused(reason, code="matrix.not_waiting")
    return cell


def _answer(cell: MatrixCell, status: MatrixCell.Status, note: str, at: datetime) -> None:
    cell.status, cell.note, cell.answered_at = status, note, at
    cell.save(update_fields=["status", "note", "answered_at"])


def _plan_for(cell: MatrixCell, *, by: Actor, at: datetime) -> Plan:
    """The member's plan of the year, with a draft open."""
    plan = Plan.objects.filter(owner=cell.member_id, year=cell.plan.year).first()
    if plan is None:
        return start_plan(cell.member_id, cell.plan.year, by=by, at=at)
    if (
        open_revision(plan) is None
        and plan.revisions.filter(status=Revision.Status.APPROVED).exists()
    ):
        asker = organization.find_person(cell.plan.owner_id, by.on)
        who = asker.name if asker else "atasan"
        start_revision(plan.pk, f"Usulan hasil kerja dari {who}", by=by, at=at)
    return plan


def _result(cell: MatrixCell, plan: Plan, *, by: Actor, at: datetime) -> ResultContent:
    column = column_of(content_of(base_of(cell.plan)[1]), cell.indicator_key)
    parents = parents_for(plan, by)
    above = parents.get(column.result) if column else None
    asked_by_superior = organization.superiors([cell.member_id], by.on).get(cell.member_id)
    is_own = asked_by_superior == cell.plan.owner_id
    zero = Decimal()
    return ResultContent(
        key=cell.key,
        text=cell.text,
        kind="MAIN" if is_own else "ADDITIONAL",
        supports=above.view.key if above else None,
        supports_text=above.view.text if above else "",
        indicators=(IndicatorContent(uuid7(at), "", "", (zero, zero, zero, zero)),),
    )
