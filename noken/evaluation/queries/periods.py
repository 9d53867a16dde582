"""Periods that were opened, how far they are, and what they rest on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.http import Http404
from django.urls import reverse

from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.core.periods import in_force
from noken.evaluation.models import CycleValue, Period
from noken.evaluation.queries.candidates import scope_of
from noken.evaluation.queries.deadlines import Due
from noken.evaluation.queries.offered import key_of, next_to_open
from noken.evaluation.rules.periods import GROUP_WORDS, Which, label_of
from noken.regulations.cycles import cycle_days

MARKS = {"A": "sumber resmi", "B": "sumber sekunder", "C": "belum dipastikan"}

_STATES = """
    count(*) as total,
    count(*) filter (where s.status = 'OPEN') as open,
    count(*) filter (where s.status = 'ASSESSED') as assessed,
    count(*) filter (where s.status = 'PUBLISHED') as published,
    count(*) filter (where s.status = 'FINAL') as final,
    count(*) filter (where s.status = 'EXCUSED') as excused
"""
_PROGRESS = f"""
    select {{by}}, {_STATES}
    from evaluation_sheet s join organization_unit u on u.id = s.unit_id
    where s.period_id = %(period)s
        and (%(units)s::bigint[] is null or s.unit_id = any (%(units)s::bigint[]))
    group by 1
"""  # noqa: S608 (constants only)
_OVERVIEW = f"""
    select p.id, p.kind, p.year, p.number, p."group", p.start_on, p.end_on,
           p.closed_at is not null, greatest(p.self_due_on, x.self_due_on),
           greatest(p.due_on, x.due_on), c.*
    from evaluation_period p
    cross join lateral (
        select max(e.self_due_on) as self_due_on, max(e.due_on) as due_on
        from evaluation_extension e
        where e.period_id = p.id and e.unit_id is null and e.sheet_id is null
    ) x
    cross join lateral (
        select {_STATES} from evaluation_sheet s
        where s.period_id = p.id and (%(closed)s::boolean or p.closed_at is null)
            and (%(units)s::bigint[] is null or s.unit_id = any (%(units)s::bigint[]))
    ) c
    order by p.end_on desc, p."group", p.kind desc, p.id
"""  # noqa: S608 (constants only)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many sheets there are and where they stand."""

    total: int = 0
    open: int = 0
    assessed: int = 0
    published: int = 0
    final: int = 0
    excused: int = 0

    @property
    def rated(self) -> int:
        return self.published + self.final

    @property
    def waiting(self) -> int:
        return self.open + self.assessed

    @property
    def owed(self) -> int:
        """Sheets that are to be rated at all."""
        return self.total - self.excused


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period in the list."""

    id: int
    url: str
    label: str
    group: str
    start_on: date
    end_on: date
    due: Due
    is_closed: bool
    progress: Progress


@dataclass(frozen=True, slots=True)
class ToOpen:
    """A period that ended and was not opened."""

    label: str
    group: str
    url: str


@dataclass(frozen=True, slots=True)
class AtHand:
    """A running period with people who are not rated yet (`left`), or one to be opened
    (`due_on` None)."""

    label: str
    group: str
    left: int
    due_on: date | None
    url: str


@dataclass(frozen=True, slots=True)
class DaysRow:
    """A number of days with its source; `awaits`: nobody has settled it."""

    name: str
    about: str
    value: int
    most: int
    source: str
    mark: str
    awaits: bool
    owner: str
    since: date | None


@dataclass(frozen=True, slots=True)
class PeriodsPage:
    running: tuple[PeriodRow, ...]
    closed: tuple[PeriodRow, ...]
    to_open: tuple[ToOpen, ...]
    days: tuple[DaysRow, ...]
    may_open: bool
    on: date
    role: Role
    about: frozenset[int] = frozenset()

    @property
    def url(self) -> str:
        return reverse("evaluation:periods")


def running_periods() -> list[int]:
    """The periods that were opened and not closed, oldest first."""
    return list(Period.objects.filter(closed_at=None).order_by("pk").values_list("pk", flat=True))


def periods_at_hand(actor: Actor) -> list[AtHand]:
    """What who keeps periods has to see to: those that run, oldest first, then those to open."""
    rows = _overview(actor, closed=False)
    found = [
        AtHand(row.label, row.group, row.progress.waiting, row.due.on, f"{row.url}#belum")
        for _, row in reversed(rows)
        if row.progress.waiting
    ]
    if actor.has(Role.PERSONNEL):
        opening = map(_to_open, next_to_open(actor.on, [which for which, _ in rows]))
        found += [AtHand(each.label, each.group, 0, None, each.url) for each in opening]
    return found


def get_period(actor: Actor, period_id: int) -> Period:
    """Raises Http404: not there, or not the actor's to see."""
    row = Period.objects.filter(pk=period_id).select_related("opened_by").first()
    if row is None or not actor.roles & {Role.PERSONNEL, Role.ADMIN_OPD}:
        raise Http404
    return row


def periods_page(actor: Actor) -> PeriodsPage:
    """All periods, newest first, with their progress in the actor's scope."""
    found = _overview(actor, closed=True)
    rows = [row for _, row in found]
    opened = [which for which, _ in found]
    return PeriodsPage(
        running=tuple(row for row in rows if not row.is_closed),
        closed=tuple(row for row in rows if row.is_closed),
        to_open=tuple(map(_to_open, next_to_open(actor.on, opened))),
        days=usual_days_settled(actor.on),
        may_open=actor.role is Role.PERSONNEL,
        on=actor.on,
        role=actor.role,
    )


def usual_days_settled(on: date) -> tuple[DaysRow, ...]:
    """The usual days with their sources, as settled or as the table proposes them."""
    settled = {row.name: row for row in CycleValue.objects.filter(in_force(on))}
    found = []
    for law in cycle_days().values():
        row = settled.get(law.name)
        found.append(
            DaysRow(
                name=law.name,
                about=law.about,
                value=row.value if row else law.value,
                most=law.most,
                source=row.source if row else law.source,
                mark="" if row else MARKS[law.mark],
                awaits=row is None,
                owner=law.owner,
                since=row.start_on if row else None,
            )
        )
    return tuple(found)


def progress_of(actor: Actor, period_id: int, *, by_agency: bool) -> dict[int, Progress]:
    """The progress of a period by agency, or of each unit below for an OPD's admin."""
    by = "coalesce(nullif(split_part(u.path, '/', 3), ''), split_part(u.path, '/', 2))::bigint"
    asked = {"period": period_id, "units": _units(actor)}
    with connection.cursor() as cursor:
        cursor.execute(_PROGRESS.format(by=by if by_agency else "u.id"), asked)
        return {row[0]: Progress(*row[1:]) for row in cursor.fetchall()}


def _overview(actor: Actor, *, closed: bool) -> list[tuple[Which, PeriodRow]]:
    """Every period, newest first, in one statement; closed ones are counted where asked."""
    with connection.cursor() as cursor:
        cursor.execute(_OVERVIEW, {"units": _units(actor), "closed": closed})
        return [
            (Which(group, year, kind, number), _row((pk, kind, year, number, group), *rest))
            for pk, kind, year, number, group, *rest in cursor.fetchall()
        ]


def _units(actor: Actor) -> list[int] | None:
    units = scope_of(actor, Which("", 0, "", 0)).units
    return None if units is None else list(units)


def _row(
    period: tuple[int, str, int, int, str], start_on: date, end_on: date, *rest: Any
) -> PeriodRow:
    pk, kind, year, number, group = period
    is_closed, self_on, on, *counts = rest
    return PeriodRow(
        id=pk,
        url=url_of("evaluation:period", pk),
        label=label_of(kind, year, number),
        group=GROUP_WORDS[group],
        start_on=start_on,
        end_on=end_on,
        due=Due(self_on, on),
        is_closed=is_closed,
        progress=Progress(*counts),
    )


def _to_open(which: Which) -> ToOpen:
    url = f"{reverse('evaluation:period_open')}?periode={key_of(which)}"
    label = label_of(which.kind, which.year, which.number)
    return ToOpen(label, GROUP_WORDS[which.group], url)
