"""What keeping claims and entries means: rows, punches, questions and events."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from noken.attendance import queries as attendance
from noken.attendance import services as punches
from noken.checkin.events import ClaimFiled, EntryMade, PresenceAsked
from noken.checkin.models import Claim, ManualEntry, PresenceCheck
from noken.checkin.ports import check_weights
from noken.checkin.rules import grading
from noken.checkin.rules.entries import Cause
from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.uuid7 import uuid7
from noken.organization import queries as organization

CHECKED_PER_MILLE = 20
"""Of the claims of grade 2 and 3, so many are asked about."""
USUAL_WEIGHT = 100
KINDS = {2: "CODE", 3: "PLACE", 4: "MANUAL"}
OWN_WORDS = "Pernyataan sendiri"


def store_claims(rows: Sequence[Claim], *, by: Actor, at: datetime) -> None:
    """Keep new claims of one person: rows, punches, entries that wait, checks, and the events."""
    Claim.objects.bulk_create(rows)
    told: list[Any] = [
        ClaimFiled(by=by, at=at, subject_id=row.employee_id, claim_id=row.pk) for row in rows
    ]
    strong = [row for row in rows if grading.counts_at_once(grading.Grade(row.grade))]
    record_presences(
        [(row.site_id, KINDS[row.grade], row.employee_id, row.at) for row in strong], by=by, at=at
    )
    told += _entries([row for row in rows if row not in strong], by=by, at=at)
    told += _checks(strong, by=by, at=at)
    events.emit(*told)


def record_presences(
    presences: Sequence[tuple[int, str, int, datetime]], *, by: Actor, at: datetime
) -> None:
    """Punches of (site, kind of recorder, person, instant), a statement for each recorder."""
    grouped: dict[tuple[int, str], list[tuple[int, datetime]]] = {}
    for site_id, kind, person_id, moment in presences:
        grouped.setdefault((site_id, kind), []).append((person_id, moment))
    for (site_id, kind), people in grouped.items():
        site = attendance.site(site_id)
        zone = ZoneInfo(site.timezone if site else settings.TIME_ZONE)
        recorder_id = punches.make_recorder(site_id, kind, by=by, at=at).pk
        rows = [
            punches.NewPunch(
                pin_raw="",
                local_time=moment.astimezone(zone).replace(tzinfo=None, microsecond=0),
                employee_id=person_id,
            )
            for person_id, moment in people
        ]
        punches.record_punches(rows, recorder_id=recorder_id, delivery_id=uuid7(at), by=by, at=at)


def _entries(rows: Sequence[Claim], *, by: Actor, at: datetime) -> list[EntryMade]:
    made = ManualEntry.objects.bulk_create(
        ManualEntry(
            employee_id=row.employee_id,
            site_id=row.site_id,
            claim=row,
            at=row.at,
            cause=Cause.OTHER,
            reason=row.note or OWN_WORDS,
            entered_by_id=row.employee_id,
            entered_at=at,
        )
        for row in rows
    )
    return [
        EntryMade(by=by, at=at, subject_id=row.employee_id, entry_id=row.pk, why=row.reason)
        for row in made
    ]


def _weights(people: Collection[int], on: date) -> dict[int, int]:
    """By person, as the areas above say; the highest where several do."""
    found: dict[int, int] = {}
    for answer in check_weights.ask(people, on) if people else ():
        for person_id, percent in answer.items():
            found[person_id] = max(percent, found.get(person_id, 0))
    return found


def _checks(rows: Sequence[Claim], *, by: Actor, at: datetime) -> list[PresenceAsked]:
    """Chance picks some of today's claims, of some people more or fewer than usual; whoever has
    no superior is not asked about."""
    secret, today = settings.SECRET_KEY.encode(), clock.day_of(at)
    fresh = [row for row in rows if clock.day_of(row.at) == today]
    weights = _weights({row.employee_id for row in fresh}, today)
    picked = [
        row
        for row in fresh
        if grading.is_chosen(
            secret,
            f"tanya|{row.pk}",
            grading.weighted(CHECKED_PER_MILLE, weights.get(row.employee_id, USUAL_WEIGHT)),
        )
    ]
    if not picked:
        return []
    superiors = organization.superiors({row.employee_id for row in picked}, today)
    made = PresenceCheck.objects.bulk_create(
        PresenceCheck(claim=row, employee_id=row.employee_id, asked_at=at)
        for row in picked
        if superiors.get(row.employee_id) is not None
    )
    return [
        PresenceAsked(by=by, at=at, subject_id=row.employee_id, check_id=row.pk) for row in made
    ]
