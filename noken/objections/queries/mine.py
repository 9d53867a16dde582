"""Keberatan: the own grades with their windows, the own objections, and the form to write one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404

from noken.core import clock
from noken.core.actor import Actor
from noken.core.uuid7 import uuid7
from noken.objections.models import Objection
from noken.objections.queries.deciders import Seat, seat_above
from noken.objections.queries.graded import Graded, find_graded, own_graded
from noken.objections.queries.terms import terms_on
from noken.objections.queries.windows import windows_of
from noken.objections.queries.words import ObjectionRow, Rated, rated, row_of
from noken.objections.rules.clock import Terms, Window
from noken.organization import queries as organization
from noken.organization.models import Unit


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A published grade without an objection. `days_left` counts the days after today."""

    graded: Graded
    words: Rated
    window: Window
    is_late: bool
    days_left: int


@dataclass(frozen=True, slots=True)
class MinePage:
    """`unopened` are results the person has not opened: nothing of them is shown. `open` are
    grades still in time, newest first; `past` those whose days are over."""

    objections: Sequence[ObjectionRow]
    unopened: Sequence[Graded]
    open: Sequence[GradeRow]
    past: Sequence[GradeRow]
    terms: Terms


@dataclass(frozen=True, slots=True)
class FilePage:
    """What stands beside the form: the grade, the clock, who will read it. `decider` is "" where
    nobody is found yet; `draft` names what the device keeps while it is written."""

    graded: Graded
    words: Rated
    window: Window
    is_late: bool
    days_left: int
    rater: str
    decider: str
    key: UUID
    draft: str
    terms: Terms


def my_objections(actor: Actor) -> MinePage:
    mine = Objection.objects.filter(employee_id=actor.employee_id or 0).order_by("-filed_at", "-pk")
    rows = list(mine)
    objected = {row.sheet_id for row in rows if row.status != Objection.Status.WITHDRAWN}
    terms = terms_on(actor.on)
    graded = own_graded(actor)
    unopened = {each.sheet_id for each in graded if each.received_on is None}
    found = [each for each in graded if each.sheet_id not in objected]
    days = [each.received_on for each in found if each.received_on is not None]
    windows = windows_of(days, terms, actor.on)
    grades = [
        _grade_row(each, windows[each.received_on], actor)
        for each in found
        if each.received_on is not None
    ]
    return MinePage(
        objections=[row_of(row, actor.on, unopened=row.sheet_id in unopened) for row in rows],
        unopened=[each for each in found if each.received_on is None],
        open=[row for row in grades if not row.is_late],
        past=[row for row in grades if row.is_late],
        terms=terms,
    )


def file_page(actor: Actor, sheet_id: int, at: datetime) -> FilePage:
    """Raises Http404: no grade of one's own that was opened, or one objected to already."""
    found = find_graded(sheet_id)
    if found is None or found.employee_id != actor.employee_id or found.received_on is None:
        raise Http404
    taken = Objection.objects.filter(sheet_id=sheet_id).exclude(status="WITHDRAWN")
    if taken.exists():
        raise Http404
    today = clock.day_of(at)
    terms = terms_on(today)
    window = windows_of([found.received_on], terms, today)[found.received_on]
    row = _grade_row(found, window, actor)
    seat = seat_above(found.employee_id, found.rater_id, found.published_on)
    rater = organization.find_person(found.rater_id)
    return FilePage(
        graded=found,
        words=row.words,
        window=row.window,
        is_late=row.is_late,
        days_left=row.days_left,
        rater=rater.name if rater else "",
        decider=_seat_words(seat),
        key=uuid7(at),
        draft=f"keberatan-{sheet_id}",
        terms=terms,
    )


def objection_of(actor: Actor, sheet_id: int) -> Objection | None:
    """The actor's own standing objection to a sheet."""
    rows = Objection.objects.filter(sheet_id=sheet_id, employee_id=actor.employee_id or 0)
    return rows.exclude(status=Objection.Status.WITHDRAWN).first()


def _grade_row(found: Graded, window: Window, actor: Actor) -> GradeRow:
    return GradeRow(
        graded=found,
        words=rated(found.result, found.behaviour, found.grade),
        window=window,
        is_late=window.is_late(actor.on),
        days_left=window.days_left(actor.on),
    )


def _seat_words(seat: Seat) -> str:
    """Who decides, as an office: that is what stays when people change."""
    if seat.person_id is not None:
        person = organization.find_person(seat.person_id)
        return person.name if person else ""
    name = Unit.objects.filter(pk=seat.unit_id or 0).values_list("name", flat=True).first()
    return f"pimpinan {name}" if name else ""
