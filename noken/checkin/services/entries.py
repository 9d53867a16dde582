"""Presences written by hand: one person enters them, another one verifies them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from noken.attendance import queries as attendance
from noken.attendance import services as punches
from noken.checkin import access
from noken.checkin.events import EntryMade, EntryRejected, EntryVerified, EntryWithdrawn
from noken.checkin.models import ManualEntry
from noken.checkin.rules import entries as rules
from noken.checkin.services._storing import record_presences
from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.organization import queries as organization


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """One presence of one person; a time without a zone is what the clock of the site showed."""

    person_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of several at once: how many were decided, and why others were not."""

    done: int
    left_out: Sequence[str]


@transaction.atomic
def enter_presences(
    drafts: Sequence[EntryDraft], cause: rules.Cause, reason: str, *, by: Actor, at: datetime
) -> int:
    """Write presences by hand; none counts before a second person verified it. How many are new.

    What is entered already (same person and time) is left as it is.

    Raises:
        Refused: `entry.nobody`, `entry.too_many`, `entry.not_yours`, `entry.own`, `entry.no_site`,
            `entry.future`, `entry.too_old`, `entry.no_reason`, `entry.long_reason`.
    Emits: EntryMade.
    """
    if not drafts:
        raise Refused("Pilih sekurangnya satu pegawai dan isi jamnya.", code="entry.nobody")
    if len(drafts) > rules.MAX_LIST:
        raise Refused(
            f"Satu daftar memuat paling banyak {rules.MAX_LIST} presensi.", code="entry.too_many"
        )
    people = {draft.person_id for draft in drafts}
    entered_by = _permit(people, by)
    sites = attendance.sites_of(people, clock.day_of(at))
    if people - sites.keys():
        raise Refused(
            "Unit pegawai ini belum punya kantor di noken. Minta admin OPD menambah kantornya.",
            code="entry.no_site",
        )
    drafts = [_at_the_site(draft, sites[draft.person_id]) for draft in drafts]
    for draft in drafts:
        if why := rules.why_not_enterable(draft.at, reason, at):
            raise Refused(why.text, code=why.code)
    fresh = _fresh(drafts)
    made = ManualEntry.objects.bulk_create(
        ManualEntry(
            employee_id=draft.person_id,
            site_id=sites[draft.person_id].id,
            at=draft.at,
            cause=cause,
            reason=reason.strip(),
            entered_by_id=entered_by,
            entered_at=at,
        )
        for draft in fresh
    )
    events.emit(
        *(
            EntryMade(by=by, at=at, subject_id=row.employee_id, entry_id=row.pk, why=row.reason)
            for row in made
        )
    )
    return len(made)


@transaction.atomic
def verify_entries(ids: Collection[int], *, by: Actor, at: datetime) -> Decision:
    """Say of these entries that they are true: they become presences at once.

    Raises:
        Refused: `entry.nobody`.
    Emits: EntryVerified.
    """
    rows, left_out = _decidable(ids, by)
    for row in rows:
        row.state, row.decided_by_id, row.decided_at = (
            ManualEntry.State.VERIFIED,
            by.employee_id,
            at,
        )
    ManualEntry.objects.bulk_update(rows, ["state", "decided_by", "decided_at"])
    record_presences(
        [(row.site_id, "MANUAL", row.employee_id, row.at) for row in rows], by=by, at=at
    )
    events.emit(
        *(EntryVerified(by=by, at=at, subject_id=row.employee_id, entry_id=row.pk) for row in rows)
    )
    return Decision(len(rows), left_out)


@transaction.atomic
def reject_entries(ids: Collection[int], note: str, *, by: Actor, at: datetime) -> Decision:
    """Say of these entries that they cannot be confirmed, and why. They count for nothing.

    Raises:
        Refused: `entry.nobody`, `entry.no_note`, `entry.long_reason`.
    Emits: EntryRejected.
    """
    if not note.strip():
        raise Refused("Tuliskan mengapa presensi ini tidak dapat dibenarkan.", code="entry.no_note")
    if len(note.strip()) > rules.REASON_LETTERS:
        raise Refused(
            f"Persingkat catatan menjadi {rules.REASON_LETTERS} huruf.", code="entry.long_reason"
        )
    rows, left_out = _decidable(ids, by)
    for row in rows:
        row.state, row.decided_by_id, row.decided_at = (
            ManualEntry.State.REJECTED,
            by.employee_id,
            at,
        )
        row.note = note.strip()
    ManualEntry.objects.bulk_update(rows, ["state", "decided_by", "decided_at", "note"])
    events.emit(
        *(
            EntryRejected(
                by=by, at=at, subject_id=row.employee_id, entry_id=row.pk, why=note.strip()
            )
            for row in rows
        )
    )
    return Decision(len(rows), left_out)


@transaction.atomic
def withdraw_entry(entry_id: int, why: str, *, by: Actor, at: datetime) -> ManualEntry:
    """Say of a verified entry that it was not true: its presence counts no more.

    The row stays, with who withdrew it and why, and so does the record, marked void.

    Raises:
        Refused: `entry.not_yours`, `entry.not_verified`, `entry.no_note`, `entry.long_reason`.
    Emits: EntryWithdrawn.
    """
    row = ManualEntry.objects.select_for_update().filter(pk=entry_id).first()
    if row is None or not access.can_withdraw(by, row):
        raise Refused(
            "Presensi manual ditarik oleh atasan pegawai itu, admin OPD-nya, atau BKPSDM.",
            code="entry.not_yours",
        )
    if row.state != ManualEntry.State.VERIFIED:
        raise Refused(
            "Hanya presensi yang sudah dibenarkan yang dapat ditarik. Muat ulang halaman.",
            code="entry.not_verified",
        )
    why = why.strip()
    if not why:
        raise Refused("Tuliskan mengapa presensi ini ditarik.", code="entry.no_note")
    if len(why) > rules.REASON_LETTERS:
        raise Refused(
            f"Persingkat alasan menjadi {rules.REASON_LETTERS} huruf.", code="entry.long_reason"
        )
    row.state, row.note = ManualEntry.State.VOIDED, why
    row.withdrawn_by_id, row.withdrawn_at = by.employee_id, at
    row.save(update_fields=["state", "note", "withdrawn_by", "withdrawn_at"])
    punches.void_manual(row.employee_id, row.site_id, row.at, reason=why, by=by, at=at)
    events.emit(
        EntryWithdrawn(
            by=by,
            at=at,
            subject_id=row.employee_id,
            entry_id=row.pk,
            why=why,
            verified_by=row.decided_by_id or 0,
        )
    )
    return row


def _permit(people: Collection[int], by: Actor) -> int:
    if by.employee_id in people:
        raise Refused(
            "Presensi sendiri dicatat lewat halaman Presensi, lalu dibenarkan atasan.",
            code="entry.own",
        )
    if by.employee_id is None or access.enterable(by, people) != set(people):
        raise Refused(
            "Presensi manual dicatat oleh atasan pegawai itu, admin OPD-nya, atau BKPSDM.",
            code="entry.not_yours",
        )
    return by.employee_id


def _at_the_site(draft: EntryDraft, site: attendance.SiteCard) -> EntryDraft:
    if draft.at.tzinfo is not None:
        return draft
    return EntryDraft(draft.person_id, draft.at.replace(tzinfo=ZoneInfo(site.timezone)))


def _fresh(drafts: Sequence[EntryDraft]) -> list[EntryDraft]:
    """Without those that are entered already."""
    known = set(
        ManualEntry.objects.filter(
            employee__in={draft.person_id for draft in drafts},
            at__in={draft.at for draft in drafts},
        )
        .exclude(state=ManualEntry.State.REJECTED)
        .values_list("employee_id", "at")
    )
    return [draft for draft in dict.fromkeys(drafts) if (draft.person_id, draft.at) not in known]


def _decidable(ids: Collection[int], by: Actor) -> tuple[list[ManualEntry], list[str]]:
    """Entries that wait and that this person may decide, and why the others stay."""
    waiting = ManualEntry.objects.select_for_update(of=("self",)).filter(
        pk__in=set(ids), state=ManualEntry.State.WAITING, employee__in=access.cared_for(by)
    )
    rows, reasons = [], []
    names = organization.people({row.employee_id for row in waiting})
    for row in waiting:
        why = rules.why_not_verifiable(
            verifier=by.employee_id, person=row.employee_id, entered_by=row.entered_by_id
        )
        if why is None:
            rows.append(row)
        else:
            reasons.append(f"{names[row.employee_id].name}: {why.text}")
    if not rows:
        raise Refused(
            reasons[0] if reasons else "Pilih presensi yang masih menunggu diperiksa.",
            code="entry.nobody",
        )
    return rows, reasons
