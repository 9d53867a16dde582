"""Surat tugas: those a person may see, one of them, and what the form offers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404

from noken.core.actor import Actor, Role
from noken.core.uuid7 import uuid7
from noken.documents import queries as documents
from noken.leave import access
from noken.leave.models import Absence, Letter, LetterFile
from noken.leave.queries.request import FileRow
from noken.leave.queries.terms import place_of
from noken.leave.queries.words import KIND_NAMES, when_of
from noken.organization import queries as organization
from noken.organization.models import Unit
from noken.organization.queries import Person

PAGE_SIZE = 40
JUST_NOW = timedelta(minutes=1)
MOST_CHOICES = 300
AGENCIES = frozenset({Unit.Kind.OPD, Unit.Kind.DISTRICT})
ORDERERS = (Role.SUPERIOR, Role.ADMIN_OPD, Role.PERSONNEL)


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter in a list. `state` is "" , "berjalan", "selesai" or "dibatalkan"."""

    id: UUID
    number: str
    name: str
    purpose: str
    place: str
    when: str
    people: int
    state: str
    tone: str
    url: str


@dataclass(frozen=True, slots=True)
class LettersPage:
    rows: Sequence[LetterRow]
    page: Page[Any]
    may_issue: bool
    only_mine: bool

    @property
    def pager_url(self) -> str:
        return "?saring=saya&" if self.only_mine else "?"


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody a letter names; `left_at` when it no longer holds for them."""

    person: Person
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class LetterPage:
    letter: Letter
    row: LetterRow
    unit: str
    issued_by: str
    people: Sequence[Named]
    files: Sequence[FileRow]
    may_change: bool
    just_issued: bool
    end_from: date
    end_to: date
    role: Role
    about: frozenset[int]


@dataclass(frozen=True, slots=True)
class IssuePage:
    """The form: whom the actor may send (`choices`), and what was searched for."""

    key: UUID
    choices: Sequence[Person]
    more: bool
    text: str
    unit: str
    on: date


@dataclass(frozen=True, slots=True)
class OpenedLetterFile:
    file_id: UUID
    about: frozenset[int]
    role: Role


def letters_page(actor: Actor, *, number: int | str, only_mine: bool) -> LettersPage:
    """Letters the actor may see, the newest first; those that name the actor with `only_mine`."""
    rows = _visible(actor)
    if only_mine:
        rows = rows.filter(absences__employee_id=actor.employee_id or 0)
    page = Paginator(rows.order_by("-start_on", "-issued_at"), PAGE_SIZE).get_page(number)
    counts = dict(
        Absence.objects.filter(letter__in=list(page.object_list), cancelled_at=None)
        .values_list("letter_id")
        .annotate(Count("pk"))
    )
    return LettersPage(
        rows=[
            letter_row(letter, actor.on, counts.get(letter.pk, 0)) for letter in page.object_list
        ],
        page=page,
        may_issue=bool(actor.roles & set(ORDERERS)),
        only_mine=only_mine,
    )


def letter_page(actor: Actor, letter_id: UUID, at: datetime) -> LetterPage:
    """Raises Http404: not there, or not the actor's to see."""
    letter = (
        _visible(actor).filter(pk=letter_id).select_related("unit", "issued_by").distinct().first()
    )
    if letter is None:
        raise Http404
    absences = list(letter.absences.order_by("employee__name"))
    people = organization.people([row.employee_id for row in absences], actor.on)
    standing = frozenset(row.employee_id for row in absences if row.cancelled_at is None)
    ends = letter.cancelled_at is None and letter.end_on > actor.on
    return LetterPage(
        letter=letter,
        row=letter_row(letter, actor.on, len(standing)),
        unit=letter.unit.name,
        issued_by=letter.issued_by.name if letter.issued_by else "noken",
        people=[Named(people[row.employee_id], row.cancelled_at) for row in absences],
        files=_files(letter),
        may_change=letter.cancelled_at is None
        and access.can_change_letter(actor, letter, standing),
        just_issued=letter.issued_by_id == actor.employee_id and letter.issued_at > at - JUST_NOW,
        end_from=max(letter.start_on, actor.on) if ends else letter.start_on,
        end_to=letter.end_on,
        role=_role(actor, standing | {row.employee_id for row in absences}),
        about=frozenset(people),
    )


def issue_page(actor: Actor, at: datetime, *, text: str, chosen: Collection[int]) -> IssuePage:
    """Whom the actor may send: those found by name, or the nearest ones without a search."""
    sendable = organization.subjects_of(actor, *ORDERERS)
    ids = set(sendable.filter(pk__in=chosen).values_list("pk", flat=True))
    if text.strip():
        found = {person.id for person in organization.search_people(actor, text, 60)}
        ids |= set(sendable.filter(pk__in=found).values_list("pk", flat=True))
        more = False
    else:
        near = {
            row["employee_id"]
            for row in organization.direct_reports(actor.employee_id or 0, actor.on)
        }
        rest = set(sendable.order_by("name").values_list("pk", flat=True)[: MOST_CHOICES + 1])
        more = len(rest) > MOST_CHOICES
        ids |= near if more and near else near | set(list(rest)[:MOST_CHOICES])
    ids.discard(actor.employee_id or 0)
    people = organization.people(ids, actor.on)
    posted = [person for person in people.values() if person.unit_id is not None]
    place = place_of(actor.employee_id or 0, actor.on)
    unit = Unit.objects.filter(pk=agency_of(place.above)).first() if place.above else None
    return IssuePage(
        key=uuid7(at),
        choices=sorted(posted, key=lambda person: (person.id not in set(chosen), person.name)),
        more=more,
        text=text,
        unit=unit.name if unit else "",
        on=actor.on,
    )


def open_letter_file(actor: Actor, file_id: UUID, at: datetime) -> OpenedLetterFile:
    """A letter's own file, for those who may see the letter.

    Raises:
        Http404: everybody else.
    """
    row = LetterFile.objects.filter(file_id=file_id).first()
    if row is None:
        raise Http404
    page = letter_page(actor, row.letter_id, at)
    return OpenedLetterFile(file_id, page.about, page.role)


def unit_for_letters(by: Actor, people: Sequence[int]) -> int:
    """The agency in whose name a letter goes out: the issuer's, else that of who is sent."""
    for person in (by.employee_id, *people):
        above = place_of(person, by.on).above if person else ()
        if above:
            return agency_of(above)
    raise Http404


def agency_of(above: Sequence[int]) -> int:
    """The agency among a unit and those above it, nearest first; the unit itself without one."""
    kinds = dict(Unit.objects.filter(pk__in=above).values_list("pk", "kind"))
    return next((unit for unit in above if kinds.get(unit) in AGENCIES), above[0])


def letter_row(letter: Letter, on: date, people: int) -> LetterRow:
    state, tone = "", ""
    if letter.cancelled_at is not None:
        state = "dibatalkan"
    elif letter.start_on <= on < letter.end_on:
        state, tone = "berjalan", "thr"
    elif letter.end_on <= on:
        state, tone = "selesai", "ok"
    return LetterRow(
        id=letter.pk,
        number=letter.number,
        name=KIND_NAMES[letter.family],
        purpose=letter.purpose,
        place=letter.place,
        when=when_of(letter.start_on, letter.end_on, letter.portion),
        people=people,
        state=state,
        tone=tone,
        url=letter.get_absolute_url(),
    )


def _visible(actor: Actor) -> QuerySet[Letter]:
    seen = Absence.objects.filter(
        letter__isnull=False, employee_id__in=organization.subjects_of(actor, *access.READERS)
    )
    return Letter.objects.filter(
        Q(pk__in=seen.values("letter_id")) | Q(issued_by_id=actor.employee_id or 0)
    )


def _role(actor: Actor, people: Collection[int]) -> Role:
    if actor.employee_id in people and len(people) == 1:
        return Role.SELF
    for role in (*ORDERERS, Role.SELF):
        if actor.has(role) and organization.subjects_of(actor, role).filter(pk__in=people).exists():
            return role
    return actor.role


def _files(letter: Letter) -> list[FileRow]:
    rows = list(letter.files.order_by("order"))
    stored = documents.files_for([row.file_id for row in rows]) if rows else {}
    return [
        FileRow(row.file_id, stored[row.file_id].display_name, row.is_photo, letter.issued_at)
        for row in rows
        if row.file_id in stored
    ]
