"""Awards: proposed by the superior with facts, decided by BKPSDM. None of them is pay."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.followup.events import AwardDecided, AwardProposed, AwardWithdrawn
from noken.followup.models import Award
from noken.followup.queries.lines import latest_final
from noken.followup.services._records import (
    fitting,
    lock_employee,
    need_coach,
    need_person,
    need_text,
    standing_to,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAward:
    """`key` is the client-made id (UUIDv7)."""

    key: UUID
    employee_id: int
    kind: str
    reason: str


@transaction.atomic
def propose_award(new: NewAward, *, by: Actor, at: datetime) -> Award:
    """Propose one; sent again, the same one comes back.

    Raises:
        Refused: `followup.no_person`, `followup.unknown`, `followup.not_coach`,
            `followup.no_kind`, `followup.no_reason`, `followup.too_long`, `followup.key_taken`,
            `followup.already_proposed`.
    Emits: AwardProposed.
    """
    me = need_person(by)
    lock_employee(new.employee_id)
    before = Award.objects.filter(pk=new.key).first()
    if before is not None:
        if (before.employee_id, before.proposed_by_id) == (new.employee_id, me):
            return before
        raise Refused("Kode kiriman ini sudah dipakai. Muat ulang.", code="followup.key_taken")
    need_coach(by, new.employee_id)
    if new.kind not in Award.Kind.values:
        raise Refused("Pilih bentuk penghargaannya.", code="followup.no_kind")
    waiting = Award.objects.filter(
        employee=new.employee_id, kind=new.kind, status=Award.Status.PROPOSED
    )
    if waiting.exists():
        raise Refused(
            "Usulan dengan bentuk ini masih menunggu BKPSDM.", code="followup.already_proposed"
        )
    what = "Tuliskan faktanya: apa yang dilakukan, kapan, dan hasilnya."
    last = latest_final(by, new.employee_id)
    award = Award.objects.create(
        id=new.key,
        employee_id=new.employee_id,
        kind=new.kind,
        reason=need_text(new.reason, what, code="followup.no_reason"),
        grade=last.grade if last else "",
        period=last.label if last else "",
        proposed_by_id=me,
        proposed_at=at,
    )
    events.emit(AwardProposed(by=by, at=at, subject_id=award.employee_id, award_id=award.pk))
    return award


@transaction.atomic
def decide_award(
    award_id: UUID, *, grants: bool, number: str, note: str, by: Actor, at: datetime
) -> Award:
    """BKPSDM grants or declines, and says why; never about oneself.

    Raises:
        Refused: `followup.unknown`, `followup.not_yours`, `followup.not_personnel`,
            `followup.not_now`, `followup.note_missing`, `followup.too_long`.
    Emits: AwardDecided.
    """
    award = _locked(award_id)
    if not standing_to(by, award.employee_id).decides:
        raise Refused(
            "Penghargaan diputuskan BKPSDM, dan tidak untuk diri sendiri.",
            code="followup.not_personnel",
        )
    _check_waits(award)
    if not grants:
        note = need_text(note, "Tuliskan alasannya.", code="followup.note_missing", most=1000)
    award.status = Award.Status.GRANTED if grants else Award.Status.DECLINED
    award.decided_by_id, award.decided_at = by.employee_id, at
    award.number, award.note = fitting(number, 80), fitting(note, 1000)
    award.save(update_fields=["status", "decided_by", "decided_at", "number", "note"])
    events.emit(
        AwardDecided(
            by=by,
            at=at,
            subject_id=award.employee_id,
            award_id=award.pk,
            granted=grants,
            proposer_id=award.proposed_by_id,
            note=award.note,
        )
    )
    return award


@transaction.atomic
def withdraw_award(award_id: UUID, *, by: Actor, at: datetime) -> Award:
    """Who proposed takes it back before it is decided.

    Raises:
        Refused: `followup.unknown`, `followup.not_proposer`, `followup.not_now`.
    Emits: AwardWithdrawn.
    """
    award = _locked(award_id)
    if award.proposed_by_id != by.employee_id:
        raise Refused("Usulan ini ditarik pengusulnya.", code="followup.not_proposer")
    _check_waits(award)
    award.status = Award.Status.WITHDRAWN
    award.save(update_fields=["status"])
    events.emit(AwardWithdrawn(by=by, at=at, subject_id=award.employee_id, award_id=award.pk))
    return award


def _locked(award_id: UUID) -> Award:
    found = Award.objects.select_for_update().filter(pk=award_id).first()
    if found is None:
        raise Refused("Usulan penghargaan ini tidak ada.", code="followup.unknown")
    return found


def _check_waits(award: Award) -> None:
    if award.status != Award.Status.PROPOSED:
        raise Refused(
            f"Usulan ini sudah {award.get_status_display().lower()}.", code="followup.not_now"
        )
