"""What superiors have before them: to take, to decide, to answer; and what BKPSDM watches."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from noken.core import clock
from noken.core.actor import Actor, Role
from noken.objections import access
from noken.objections.models import Objection
from noken.objections.queries import deciders
from noken.objections.queries.terms import terms_on
from noken.objections.queries.words import ObjectionRow, row_of
from noken.objections.rules import flow
from noken.objections.rules.clock import Terms
from noken.organization import queries as organization
from noken.ui.formats import day_named

PAST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class CasesPage:
    """`to_decide` are the actor's to take or decide, `to_answer` to answer; `past` what was."""

    to_decide: Sequence[ObjectionRow]
    to_answer: Sequence[ObjectionRow]
    running: Sequence[ObjectionRow]
    past: Sequence[ObjectionRow]
    terms: Terms
    about: frozenset[int]


@dataclass(frozen=True, slots=True)
class WatchRow:
    """Where an objection stands, without a word of it. `decider` is "" where nobody is found."""

    row: ObjectionRow
    unit: str
    decider: str
    is_late: bool
    filed_on: date


@dataclass(frozen=True, slots=True)
class WatchPage:
    without: Sequence[WatchRow]
    open: Sequence[WatchRow]
    closed: Sequence[WatchRow]
    may_assign: bool
    role: Role
    about: frozenset[int]


@dataclass(frozen=True, slots=True)
class WaitingObjection:
    """One line of Menunggu saya: what the actor is to do with an objection."""

    row: ObjectionRow
    person_id: int
    label: str
    detail: str
    filed_at: datetime


def cases_page(actor: Actor) -> CasesPage:
    """Objections of others in which the actor has a part. One that nobody has taken yet is no
    case of its rater's."""
    me, today = actor.employee_id, actor.on
    deciding, answering = deciders.ids_to_decide(actor), deciders.ids_to_answer(actor)
    part = Q(taken_by_id=me) | Q(decided_by_id=me) | Q(rater_id=me, taken_at__isnull=False)
    rows = Objection.objects.filter(part | Q(pk__in=deciding)).select_related("employee")
    found = {row.pk: row for row in rows.order_by("-filed_at", "-pk")}
    others = [row for pk, row in found.items() if pk not in {*deciding, *answering}]
    shown = [*_open(others), *_closed(others)[:PAST_SHOWN]]
    asked = {row.employee_id for row in shown}
    asked |= {found[pk].employee_id for pk in (*deciding, *answering) if pk in found}
    return CasesPage(
        to_decide=_rows(found, deciding, today),
        to_answer=_rows(found, answering, today),
        running=[row_of(row, today, name=row.employee.name) for row in _open(others)],
        past=[row_of(row, today, name=row.employee.name) for row in _closed(others)[:PAST_SHOWN]],
        terms=terms_on(today),
        about=frozenset(asked),
    )


def objections_awaiting(actor: Actor) -> list[WaitingObjection]:
    """What the menu counts under `objections`, one by one, oldest first."""
    deciding, answering = deciders.ids_to_decide(actor), deciders.ids_to_answer(actor)
    found = {
        row.pk: row
        for row in Objection.objects.filter(pk__in=[*deciding, *answering]).select_related(
            "employee"
        )
    }
    rows = [found[pk] for pk in (*deciding, *answering) if pk in found]
    return [_waiting(row, actor, answers=row.pk in answering) for row in rows]


def objections_without_decider(actor: Actor) -> list[WaitingObjection]:
    """What the menu counts under `kept_objections`: BKPSDM names who decides."""
    if not actor.has(Role.PERSONNEL):
        return []
    ids = deciders.ids_without_decider(actor.on)
    rows = Objection.objects.filter(access.watched_by(actor), pk__in=ids)
    return [
        WaitingObjection(
            row_of(row, actor.on, name=row.employee.name),
            row.employee_id,
            "Tunjuk",
            "Tidak ada atasan di atas penilainya; tunjuk siapa yang memeriksa.",
            row.filed_at,
        )
        for row in rows.select_related("employee").order_by("filed_at", "pk")
    ]


def watch_page(actor: Actor) -> WatchPage:
    """For BKPSDM and the Inspektorat: which objections there are, how they stand, what is late."""
    rows = list(
        Objection.objects.filter(access.watched_by(actor))
        .exclude(employee_id=actor.employee_id or 0)
        .select_related("employee", "taken_by", "decided_by")
        .order_by("-filed_at", "-pk")[:400]
    )
    deciding = deciders.deciders_of([row.pk for row in _open(rows)], actor.on)
    people = organization.people(
        {row.employee_id for row in rows} | {pk for pk in deciding.values() if pk}, actor.on
    )
    watched = [_watched(row, deciding, people, actor) for row in rows]
    is_open = {row.pk for row in _open(rows)}
    return WatchPage(
        without=[each for each in watched if each.row.id in is_open and not each.decider],
        open=[each for each in watched if each.row.id in is_open and each.decider],
        closed=[each for each in watched if each.row.id not in is_open],
        may_assign=actor.has(Role.PERSONNEL),
        role=actor.role,
        about=frozenset(row.employee_id for row in rows),
    )


def _waiting(row: Objection, actor: Actor, *, answers: bool) -> WaitingObjection:
    line = row_of(row, actor.on, name=row.employee.name)
    if answers:
        label, detail = "Jawab", f"Keterangan Anda didengar sampai {day_named(row.answer_by)}."
    elif row.status == flow.FILED:
        label, detail = "Ambil", f"Diajukan kepada Anda; {line.when}."
    else:
        label, detail = "Periksa", f"Sedang Anda periksa; {line.when}."
    return WaitingObjection(line, row.employee_id, label, detail, row.filed_at)


def _watched(
    row: Objection,
    deciding: dict[UUID, int | None],
    people: dict[int, organization.Person],
    actor: Actor,
) -> WatchRow:
    holder = people.get(deciding.get(row.pk) or 0)
    owner = people.get(row.employee_id)
    return WatchRow(
        row=row_of(row, actor.on, name=row.employee.name),
        unit=owner.unit if owner else "",
        decider=holder.name if holder else _examined_by(row),
        is_late=row.is_late,
        filed_on=clock.day_of(row.filed_at),
    )


def _examined_by(row: Objection) -> str:
    """Who examined one that is closed; of an open one nobody who decides today."""
    last = row.decided_by or row.taken_by
    return last.name if last and row.status not in flow.OPEN else ""


def _rows(found: dict[UUID, Objection], ids: Collection[UUID], today: date) -> list[ObjectionRow]:
    return [row_of(found[pk], today, name=found[pk].employee.name) for pk in ids if pk in found]


def _open(rows: Collection[Objection]) -> list[Objection]:
    return [row for row in rows if row.status in flow.OPEN]


def _closed(rows: Collection[Objection]) -> list[Objection]:
    return [row for row in rows if row.status not in flow.OPEN]
