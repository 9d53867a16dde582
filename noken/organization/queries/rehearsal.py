"""The dry run: who has not exactly one fixed superior on a day, why, and where it is mended."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.organization.models import Position, Posting, ReportingLine, Unit
from noken.organization.queries.choices import Option, agencies
from noken.organization.queries.directory import SIZE, Sheet
from noken.organization.queries.facts import structure_facts
from noken.organization.rules.reporting import Line, circles
from noken.organization.rules.seats import EVER, Structure
from noken.ui.formats import day_long

AHEAD = timedelta(days=30)
"""A seat that empties within so many days is named before it does."""

TEMPORARY, NONE, CIRCLE, SOON = "sementara", "tanpa", "melingkar", "segera"
WORDS = {
    TEMPORARY: ("Sementara", "acc"),
    NONE: ("Tanpa atasan", "bad"),
    CIRCLE: ("Melingkar", "warn"),
    SOON: ("Akan kosong", ""),
}
_BASIS = ReportingLine.Basis
_OPEN = (_BASIS.VACANCY, _BASIS.GAP)


@dataclass(frozen=True, slots=True)
class Problem:
    """One person, what is the matter, and the one act that mends it."""

    id: int
    name: str
    post: str
    unit: str
    state: str
    label: str
    tone: str
    cause: str
    act: str
    url: str


@dataclass(frozen=True, slots=True)
class Tally:
    state: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class RehearsalPage:
    on: date
    fixed: int
    total: int
    tallies: tuple[Tally, ...]
    problems: tuple[Problem, ...]
    sheet: Sheet
    by_unit: tuple[tuple[str, int], ...]
    units: tuple[Option, ...]
    state: str
    unit_id: int | None
    role: Role
    about: frozenset[int]

    @property
    def open(self) -> int:
        return sum(tally.count for tally in self.tallies)

    @property
    def url(self) -> str:
        return reverse("organization:rehearsal")

    @property
    def pager_url(self) -> str:
        unit = f"&unit={self.unit_id}" if self.unit_id else ""
        return f"?per={self.on.isoformat()}&keadaan={self.state}{unit}&"


@dataclass(frozen=True, slots=True)
class Asked:
    """The day of the dry run and the filters; `state` "" shows all."""

    on: date
    state: str = ""
    unit_id: int | None = None
    number: int = 1


def rehearsal_page(actor: Actor, asked: Asked) -> RehearsalPage:
    """The dry run over everybody (BKPSDM) or the own units (an OPD's admin)."""
    lines = _lines(actor, asked)
    states = _states(lines, asked.on)
    chosen = [employee for employee, state in states.items() if asked.state in {"", state}]
    total = lines.filter(in_force(asked.on)).count()
    counts = Counter(states.values())
    sheet = Sheet(max(1, min(asked.number, -(-len(chosen) // SIZE))), len(chosen))
    part = _problems(chosen, states, asked.on, sheet)
    return RehearsalPage(
        on=asked.on,
        fixed=total - sum(counts[state] for state in (TEMPORARY, NONE, CIRCLE)),
        total=total,
        tallies=tuple(Tally(state, WORDS[state][0], counts[state]) for state in WORDS),
        problems=tuple(part),
        sheet=sheet,
        by_unit=_by_agency(states, asked.on),
        units=tuple(agencies(actor)),
        state=asked.state,
        unit_id=asked.unit_id,
        role=actor.role,
        about=frozenset(problem.id for problem in part),
    )


def gaps(actor: Actor, on: date) -> Counter[str]:
    """How many people stand in each state of the dry run today; those with a fixed superior are
    left out. Three statements."""
    return Counter(_states(_lines(actor, Asked(on)), on).values())


def _lines(actor: Actor, asked: Asked) -> QuerySet[ReportingLine]:
    """The lines of those who are in a post of the units in question on the day."""
    posted = Posting.objects.filter(in_force(asked.on), kind=Posting.Kind.DEFINITIVE)
    if actor.role is not Role.PERSONNEL:
        posted = posted.filter(unit__in=actor.unit_ids)
    if asked.unit_id is not None:
        chosen = Unit.objects.filter(pk=asked.unit_id).values_list("path", flat=True).first()
        posted = posted.filter(unit__path__startswith=chosen or "-")
    everybody = actor.role is Role.PERSONNEL and asked.unit_id is None
    lines = ReportingLine.objects.all()
    return lines if everybody else lines.filter(employee__in=posted.values("employee"))


def _states(lines: QuerySet[ReportingLine], on: date) -> dict[int, str]:
    soon = lines.filter(start_on__gt=on, start_on__lte=on + AHEAD, basis__in=_OPEN)
    states = dict.fromkeys(soon.values_list("employee", flat=True), SOON)
    now = lines.filter(in_force(on), basis__in=_OPEN).values_list("employee", "basis")
    states |= {who: NONE if basis == _BASIS.GAP else TEMPORARY for who, basis in now}
    ringed = {member for ring in _circles(on) for member in ring}
    known = lines.filter(in_force(on), employee__in=ringed).values_list("employee", flat=True)
    return states | dict.fromkeys(known, CIRCLE)


def _circles(on: date) -> list[tuple[int, ...]]:
    """Only an explicit choice can close a circle, so without one nothing is read."""
    today = ReportingLine.objects.filter(in_force(on))
    if not today.filter(basis=_BASIS.OVERRIDE).exists():
        return []
    leading = today.filter(employee__in=today.exclude(superior=None).values("superior"))
    rows = leading.values_list("employee", "superior", "basis")
    lines = {who: [Line(who, superior, basis, None, on, EVER)] for who, superior, basis in rows}
    return [circle.members for circle in circles(lines)]


def _by_agency(states: dict[int, str], on: date) -> tuple[tuple[str, int], ...]:
    """Agencies with the most people to mend, first."""
    paths = Posting.objects.filter(
        in_force(on), employee__in=states, kind=Posting.Kind.DEFINITIVE
    ).values_list("unit__path", flat=True)
    tops = Counter(int(path.strip("/").split("/")[:2][-1]) for path in paths)
    names = dict(Unit.objects.filter(pk__in=tops).values_list("pk", "name"))
    return tuple((names[unit], count) for unit, count in tops.most_common())


def _problems(
    employees: Iterable[int], states: dict[int, str], on: date, sheet: Sheet
) -> list[Problem]:
    rows = (
        ReportingLine.objects.filter(
            Q(employee__postings__end_on=None) | Q(employee__postings__end_on__gt=on),
            in_force(on),
            employee__in=employees,
            employee__postings__kind=Posting.Kind.DEFINITIVE,
            employee__postings__start_on__lte=on,
        )
        .order_by("employee__name", "employee")
        .values(
            "employee",
            "employee__name",
            "employee__postings__position__title",
            "employee__postings__unit",
            "employee__postings__unit__name",
            "employee__postings__is_head",
            "superior__name",
            "start_on",
        )
    )
    found = list(rows[(sheet.number - 1) * SIZE : sheet.number * SIZE])
    seats = _Seats(on) if found else None
    return [_problem(row, states[row["employee"]], seats) for row in found if seats]


class _Seats:
    """Which seat stands empty for whom, on the day."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.now = Structure(structure_facts(), on, on + timedelta(1))
        self.later = Structure(self.now.facts, on + AHEAD, on + AHEAD + timedelta(1))
        heads = Position.objects.filter(is_head=True).values_list("unit", "title")
        self.titles = dict(heads)

    def vacant(self, unit: int, *, is_head: bool, soon: bool) -> int | None:
        """The first empty seat above a person; None where no seat is empty."""
        (span,) = (self.later if soon else self.now).spans(unit)
        for level in span.chain:
            if level.vacant and not (is_head and level.unit == unit):
                return level.unit
        return None


def _problem(row: Mapping[str, Any], state: str, seats: _Seats) -> Problem:
    unit = row["employee__postings__unit"]
    empty = seats.vacant(unit, is_head=row["employee__postings__is_head"], soon=state == SOON)
    label, tone = WORDS[state]
    person_url = reverse("organization:person", args=[row["employee"]])
    act, url = "Pilih atasan", f"{person_url}?buka=atasan"
    if state == CIRCLE:
        act = "Perbaiki"
    elif empty is not None:
        act = "Siapkan Plt" if state == SOON else "Tunjuk Plt"
        url = f"{reverse('organization:unit', args=[empty])}?buka=plt"
    return Problem(
        id=row["employee"],
        name=row["employee__name"],
        post=row["employee__postings__position__title"],
        unit=row["employee__postings__unit__name"],
        state=state,
        label=label,
        tone=tone,
        cause=_cause(row, state, seats.titles.get(empty or 0, "")),
        act=act,
        url=url,
    )


def _cause(row: Mapping[str, Any], state: str, seat: str) -> str:
    if state == TEMPORARY:
        return (
            f"Sementara ke {row['superior__name']}; jabatan {seat or 'atasan'} kosong "
            f"sejak {day_long(row['start_on'])}."
        )
    if state == CIRCLE:
        return f"Atasannya, {row['superior__name']}, sendiri berada di bawahnya."
    if state == SOON:
        return f"Jabatan {seat or 'atasan'} akan kosong dalam 30 hari; belum ada Plt."
    if seat:
        return f"Jabatan {seat} kosong, dan tidak ada atasan di atasnya."
    return "Unitnya belum tercatat di bawah satuan yang punya pejabat."
