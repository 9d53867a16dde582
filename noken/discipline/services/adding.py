"""What joins a case before the hearing: several acts are examined together and carry one sanction.

The case goes back to where the person is not summoned yet: they are told of it, and summoned to
all that is alleged. A breach that is added is answered first, as the first one was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.core.errors import Refused
from noken.discipline.events import CaseExtended
from noken.discipline.models import Case, CaseFinding, CaseStep
from noken.discipline.queries import grounds
from noken.discipline.queries.seats import seats_of
from noken.discipline.rules import flow, sanctions
from noken.discipline.services._grounds import (
    basis_of,
    check_days,
    check_impact,
    counting_of,
    impact_of,
    named,
    reply_days,
)
from noken.discipline.services._records import about, lock_to, move, need, seat
from noken.discipline.services.opening import Breach
from noken.regulations.discipline import sanctions as sanction_table
from noken.ui.formats import day_long


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreFindings:
    """Findings that join a case. `impact` matters only for one without a ladder."""

    finding_ids: Sequence[int]
    breach: str
    article: str = ""
    impact: str = "UNIT"


@dataclass(frozen=True, slots=True)
class _More:
    """What is alleged beside the rest; `impact` "" where a ladder says what it may lead to."""

    breach: str
    article: str
    source: str
    place: str
    first_on: date
    last_on: date
    rung: str
    impact: str


@transaction.atomic
def join_findings(case_id: int, new: MoreFindings, *, by: Actor, at: datetime) -> Case:
    """Examine more findings of the person in this case, or more days of one that is in it.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.no_finding`, `discipline.guidance`,
            `discipline.judged`, `discipline.joined`, `discipline.no_impact`, `discipline.empty`,
            `discipline.too_long`.
    Emits: CaseExtended.
    """
    row, _seats = lock_to(flow.JOIN, case_id, by=by, at=at)
    found, whole = named(new.finding_ids)
    if any(each.employee_id != row.employee_id for each in found):
        raise Refused("Pilih temuan pegawai ini.", code="discipline.no_finding")
    counting = counting_of(found, whole)
    fresh = {each.id for each in grounds.joinable(row)}
    if not {each.id for each in found} <= fresh:
        raise Refused(
            "Temuan ini sudah ada dalam perkara dengan semua yang dihitung hari ini.",
            code="discipline.joined",
        )
    held = set(row.findings.values_list("number", flat=True))
    for facts in counting:
        values = basis_of(facts)
        CaseFinding.objects.update_or_create(case=row, finding_id=facts.id, defaults=values)
    numbers = [f"Temuan {each.number}" for each in counting if each.number not in held]
    more = _More(
        breach=need(new.breach, "Tuliskan dugaan pelanggaran yang ditambahkan."),
        article=new.article,
        source=", ".join(numbers),
        place="",
        first_on=min(each.first_day for each in counting if each.first_day),
        last_on=max(each.last_day for each in counting if each.last_day),
        rung=grounds.heaviest_rung(counting),
        impact=impact_of(counting, new.impact),
    )
    note = ", ".join(each.number for each in counting)
    changed = _extended(row, more)
    move(row, flow.JOIN, CaseStep.Kind.JOINED, by=by, at=at, note=note, **changed)
    return _told(row, asks=False, by=by, at=at)


@transaction.atomic
def add_breach(case_id: int, new: Breach, *, by: Actor, at: datetime) -> Case:
    """Examine another breach in this case; the person is asked about it before anything follows.

    Raises:
        Refused: those of `_records.lock_to`, `discipline.no_reply_terms`, `discipline.no_impact`,
            `discipline.bad_days`, `discipline.empty`, `discipline.too_long`.
    Emits: CaseExtended.
    """
    row, _seats = lock_to(flow.ACCUSE, case_id, by=by, at=at)
    reply_days(clock.day_of(at))
    check_days(new.first_on, new.last_on, clock.day_of(at))
    more = _More(
        breach=need(new.breach, "Tuliskan apa yang terjadi."),
        article=need(new.article, "Tuliskan pasal yang diduga dilanggar.", 200),
        source=need(new.source, "Tuliskan dari mana Anda mengetahuinya.", 300),
        place=new.place.strip(),
        first_on=new.first_on,
        last_on=new.last_on,
        rung="",
        impact=check_impact(new.impact),
    )
    note = _notice_of(row)
    changed = _extended(row, more)
    changed |= {"asked_at": at, "told_on": None, "told_way": "", "witness": "", "reply_by": None}
    move(row, flow.ACCUSE, CaseStep.Kind.ACCUSED, by=by, at=at, note=note, **changed)
    return _told(row, asks=True, by=by, at=at)


def _extended(row: Case, more: _More) -> dict[str, Any]:
    """What changes with one more act; whoever was summoned is summoned anew."""
    row.summonses.filter(is_void=False).update(is_void=True)
    level = sanctions.level_of(more.rung, more.impact, sanction_table())
    return {
        "level": sanctions.heavier(row.level, level),
        "breach": f"{row.breach}\n\n{more.breach}",
        "article": _joined(row.article, more.article, "; ", 500),
        "source": _joined(row.source, more.source, ", ", 1000),
        "place": _joined(row.place, more.place, "; ", 200),
        "first_on": min(row.first_on, more.first_on),
        "last_on": max(row.last_on, more.last_on),
    }


def _joined(held: str, more: str, between: str, most: int) -> str:
    """Raises Refused: `discipline.too_long`."""
    more = more.strip()
    if not more or more in held:
        return held
    text = f"{held}{between}{more}" if held else more
    return need(text, "", most)


def _notice_of(row: Case) -> str:
    """How the notice of what was alleged before reached the person: the new one replaces it."""
    if row.told_on is None:
        return ""
    witness = f", saksi {row.witness}" if row.witness else ""
    way = row.get_told_way_display().lower()
    return f"Pemberitahuan sebelumnya {way} {day_long(row.told_on)}{witness}"


def _told(row: Case, *, asks: bool, by: Actor, at: datetime) -> Case:
    seats = seats_of(row, clock.day_of(at))
    seat(row, seats)
    events.emit(CaseExtended(by=by, at=at, asks=asks, **about(row, seats)))
    return row
