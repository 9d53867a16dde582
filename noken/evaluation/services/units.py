"""Ratings of units one level up, why a spread leaves the guide, and the day it is talked over."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from noken.core import events
from noken.core.actor import Actor, Role
from noken.core.errors import Refused
from noken.evaluation.events import (
    CalibrationAnnounced,
    CalibrationCancelled,
    SpreadExplained,
    UnitRated,
)
from noken.evaluation.models import Calibration, Period, Rating, SpreadReason, UnitRating
from noken.evaluation.queries import leading
from noken.evaluation.queries.spans import same_span
from noken.evaluation.queries.unit_ratings import own_unit_words
from noken.organization.models import Posting, Unit
from noken.regulations import grades

MOST = 2000
BASIS = "SE MenPANRB 3/2023"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitVerdict:
    """The rating of a unit in a period with its reasons (for BKPSDM: the decision it copies)."""

    period_id: int
    unit_id: int
    rating: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """When the spread of a unit's grades is talked over; `note` is where, or what to bring."""

    period_id: int
    unit_id: int
    meet_on: date
    note: str = ""


@transaction.atomic
def rate_unit(verdict: UnitVerdict, *, by: Actor, at: datetime) -> UnitRating:
    """Set the rating of a unit one level up; a later one takes the place of the former.

    The same rating with the same reason again changes nothing.

    Raises:
        Refused: `evaluation.unknown_unit`, `evaluation.not_one_level_up`,
            `evaluation.own_unit`, `evaluation.unknown_rating`, `evaluation.no_reason`,
            `evaluation.too_long`, `evaluation.not_begun`, `evaluation.no_person`.
    Emits: UnitRated.
    """
    period, unit = _locked(verdict.period_id, verdict.unit_id)
    role = _role_to_rate(by, unit)
    if verdict.rating not in {rating.code for rating in grades.org_ratings()}:
        raise Refused("Pilih salah satu dari lima capaian.", code="evaluation.unknown_rating")
    reason = _written(verdict.reason, "Tuliskan dasar penetapannya, misalnya capaian rencana aksi.")
    if by.on < period.start_on:
        raise Refused("Periode ini belum dimulai.", code="evaluation.not_begun")
    standing = UnitRating.objects.filter(
        period__in=same_span(period), unit=unit, replaced_at=None
    ).first()
    if standing is not None:
        if (standing.rating, standing.reason) == (verdict.rating, reason):
            return standing
        standing.replaced_at = at
        standing.save(update_fields=["replaced_at"])
    row = UnitRating.objects.create(
        period=period,
        unit=unit,
        rating=verdict.rating,
        reason=reason,
        by_id=_person(by),
        role=role,
        at=at,
    )
    events.emit(
        UnitRated(
            by=by,
            at=at,
            period_id=period.pk,
            unit_id=unit.pk,
            note=reason,
            head_id=_head_of(unit, by.on),
        )
    )
    return row


@transaction.atomic
def explain_spread(
    period_id: int, unit_id: int, reason: str, *, by: Actor, at: datetime
) -> SpreadReason:
    """Say why the grades of a unit leave the guide; nothing waits for it. Append-only.

    Raises:
        Refused: `evaluation.unknown_unit`, `evaluation.not_led`, `evaluation.no_reason`,
            `evaluation.too_long`.
    Emits: SpreadExplained.
    """
    period, unit = _locked(period_id, unit_id)
    _check_leads(by, unit)
    written = _written(reason, "Tuliskan alasannya dalam satu atau dua kalimat.")
    last = (
        SpreadReason.objects.filter(period__in=same_span(period), unit=unit)
        .order_by("-at", "-pk")
        .first()
    )
    if last is not None and (last.reason, last.by_id) == (written, by.employee_id):
        return last
    row = SpreadReason.objects.create(
        period=period, unit=unit, reason=written, by_id=_person(by), at=at
    )
    events.emit(SpreadExplained(by=by, at=at, period_id=period.pk, unit_id=unit.pk, note=written))
    return row


@transaction.atomic
def announce_calibration(meeting: Meeting, *, by: Actor, at: datetime) -> Calibration:
    """Set the day of the meeting, or move it; the raters of the unit are told.

    Raises:
        Refused: `evaluation.unknown_unit`, `evaluation.not_led`, `evaluation.in_the_past`,
            `evaluation.too_long`.
    Emits: CalibrationAnnounced.
    """
    period, unit = _locked(meeting.period_id, meeting.unit_id)
    _check_leads(by, unit)
    if meeting.meet_on < by.on:
        raise Refused(
            "Tanggal rapat sudah lewat. Pilih hari ini atau sesudahnya.",
            code="evaluation.in_the_past",
        )
    note = " ".join(meeting.note.split())
    if len(note) > 300:
        raise Refused("Catatan rapat paling panjang 300 huruf.", code="evaluation.too_long")
    standing = Calibration.objects.filter(
        period__in=same_span(period), unit=unit, replaced_at=None
    ).first()
    if standing is not None:
        if (standing.meet_on, standing.note) == (meeting.meet_on, note):
            return standing
        standing.replaced_at = at
        standing.save(update_fields=["replaced_at"])
    row = Calibration.objects.create(
        period=period, unit=unit, meet_on=meeting.meet_on, note=note, by_id=_person(by), at=at
    )
    events.emit(
        CalibrationAnnounced(
            by=by,
            at=at,
            period_id=period.pk,
            unit_id=unit.pk,
            note=note,
            meet_on=row.meet_on,
            rater_ids=_raters_below(period, unit, by),
        )
    )
    return row


@transaction.atomic
def cancel_calibration(period_id: int, unit_id: int, *, by: Actor, at: datetime) -> None:
    """Call the meeting off; the raters are told.

    Raises:
        Refused: `evaluation.unknown_unit`, `evaluation.not_led`, `evaluation.no_meeting`.
    Emits: CalibrationCancelled.
    """
    period, unit = _locked(period_id, unit_id)
    _check_leads(by, unit)
    standing = Calibration.objects.filter(
        period__in=same_span(period), unit=unit, replaced_at=None
    ).first()
    if standing is None:
        raise Refused("Tidak ada rapat yang dijadwalkan.", code="evaluation.no_meeting")
    standing.replaced_at = at
    standing.save(update_fields=["replaced_at"])
    events.emit(
        CalibrationCancelled(
            by=by,
            at=at,
            period_id=period.pk,
            unit_id=unit.pk,
            rater_ids=_raters_below(period, unit, by),
        )
    )


def _locked(period_id: int, unit_id: int) -> tuple[Period, Unit]:
    """The unit is locked, so that two who rate it at once take turns; the period is the one over
    these days that was opened first."""
    unit = Unit.objects.select_for_update(no_key=True).filter(pk=unit_id).first()
    period = Period.objects.filter(pk=period_id).first()
    if unit is None or period is None:
        raise Refused("Pilih periode dan unit dari daftar.", code="evaluation.unknown_unit")
    return same_span(period)[0], unit


def _role_to_rate(by: Actor, unit: Unit) -> str:
    """One level up, or BKPSDM that copies a decision; the role is kept with the rating."""
    if unit.pk in leading.rated_units(by):
        return Role.SUPERIOR.value
    copying = leading.copying_of(by)
    if copying.may(unit.path):
        return Role.PERSONNEL.value
    if copying.is_office:
        raise Refused(own_unit_words(unit, by.on), code="evaluation.own_unit", basis=BASIS)
    raise Refused(
        "Capaian unit ditetapkan satu tingkat di atasnya, oleh atasan pimpinannya.",
        code="evaluation.not_one_level_up",
        basis=BASIS,
    )


def _check_leads(by: Actor, unit: Unit) -> None:
    if not leading.scope_of(by).leads(unit.path):
        raise Refused(
            "Ini dilakukan pimpinan unit, atau pimpinan di atasnya.", code="evaluation.not_led"
        )


def _person(by: Actor) -> int:
    """Who writes; what stands here is always a person's."""
    if by.employee_id is None:
        raise Refused("Ini dilakukan oleh seorang pejabat.", code="evaluation.no_person")
    return by.employee_id


def _written(text: str, missing: str) -> str:
    written = text.strip()
    if not written:
        raise Refused(missing, code="evaluation.no_reason")
    if len(written) > MOST:
        raise Refused(f"Ringkas menjadi paling banyak {MOST} huruf.", code="evaluation.too_long")
    return written


def _head_of(unit: Unit, on: date) -> int | None:
    """Who heads the unit that day; an acting head before the holder."""
    seats = Posting.objects.filter(unit=unit, is_head=True, start_on__lte=on).exclude(
        end_on__lte=on
    )
    order = {"PLH": 0, "PLT": 1, "DEFINITIVE": 2}
    found = sorted(seats.values_list("kind", "employee"), key=lambda seat: order[seat[0]])
    return found[0][1] if found else None


def _raters_below(period: Period, unit: Unit, by: Actor) -> frozenset[int]:
    ids = (
        Rating.objects.filter(
            sheet__period__in=same_span(period),
            sheet__unit__path__startswith=unit.path,
            replaced_at=None,
        )
        .exclude(by_id=by.employee_id)
        .values_list("by", flat=True)
        .distinct()
    )
    return frozenset(ids)
