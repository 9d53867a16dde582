"""Angka kredit of a unit in a year: who has a functional post, and what the grades give."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page, Paginator

from noken.core.actor import Actor, Role
from noken.followup.queries import lines
from noken.followup.queries.lines import CreditPart, GradeRow
from noken.followup.queries.terms import coefficients
from noken.followup.queries.unit_people import Choice, Listed, choice, chosen_or_first, people_in
from noken.followup.rules import credit
from noken.organization.models import Position

SIZE = 50


@dataclass(frozen=True, slots=True)
class CreditLine:
    """One person's points of a year. `rows` are the evaluations that count; `unread`: the title
    of the post names no level."""

    who: Listed
    level: str
    rows: Sequence[tuple[GradeRow, CreditPart]]
    unread: bool

    @property
    def total(self) -> Decimal:
        return sum((part.points for _, part in self.rows), Decimal(0))

    @property
    def settled(self) -> bool:
        return all(part.settled for _, part in self.rows)


@dataclass(frozen=True, slots=True)
class CreditPage:
    choice: Choice
    year: int
    years: Sequence[int]
    lines: Sequence[CreditLine]
    page: Page[Listed] | None
    unsettled: bool
    role: Role
    about: frozenset[int]

    @property
    def pager_url(self) -> str:
        return f"?unit={self.choice.unit_id}&tahun={self.year}&"


def credit_page(actor: Actor, unit_id: int, year: int, number: int) -> CreditPage:
    """Raises Http404: a unit the actor does not keep."""
    chosen = choice(actor, unit_id)
    page, found = None, []
    if chosen.unit_id:
        listed = people_in(actor, chosen.unit_id, kind=Position.Kind.FUNCTIONAL)
        page = Paginator(listed, SIZE).get_page(number)
        found = _lines(actor, list(page.object_list), year)
    return CreditPage(
        choice=chosen,
        year=year,
        years=[actor.on.year - back for back in range(4)],
        lines=found,
        page=page,
        unsettled=not all(line.settled for line in found),
        role=actor.role,
        about=frozenset(line.who.id for line in found),
    )


@dataclass(frozen=True, slots=True)
class CreditFile:
    choice: Choice
    year: int
    lines: Sequence[CreditLine]
    role: Role
    about: frozenset[int]


def credit_file(actor: Actor, unit_id: int, year: int) -> CreditFile:
    """Everybody of the unit at once.

    Raises:
        Http404: a unit the actor does not keep.
    """
    chosen = chosen_or_first(actor, unit_id)
    listed = people_in(actor, chosen.unit_id, kind=Position.Kind.FUNCTIONAL)
    found = _lines(actor, listed, year)
    return CreditFile(chosen, year, found, actor.role, frozenset(each.who.id for each in found))


def _lines(actor: Actor, listed: Sequence[Listed], year: int) -> list[CreditLine]:
    ids = [each.id for each in listed]
    own = lines.lines_of(actor, ids, years=[year])
    held = lines.held_by(ids, actor.on.replace(year=year, month=1, day=1))
    values = coefficients(actor.on)
    found = []
    for each in listed:
        rows = lines.rows_with(own.get(each.id, ()), held.get(each.id, ()), values)
        parts = [(row, part) for row in reversed(rows) if row.counts for part in row.credit]
        level = credit.level_of(each.post)
        found.append(CreditLine(each, credit.LEVEL_WORDS.get(level, ""), parts, unread=not level))
    return found
