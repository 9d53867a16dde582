"""Officials before whom things lie past their day: by kind and agency, nobody by name."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from noken.calendars import queries as calendars
from noken.core import clock
from noken.core.actor import Actor
from noken.discipline.queries.inaction import Inaction, inaction
from noken.evaluation import queries as evaluation
from noken.findings.queries import Asked, Card, cards_on, watched
from noken.oversight import access
from noken.oversight.models import Reminder
from noken.work import queries as work

WAITING, NOT_RATED = "ATS-01", "ATS-03"
"""The cards whose signed values say how long reports and evaluations may wait."""
LOOK_BACK = timedelta(days=400)
ESCALATED = "sebagian sudah naik ke atasannya"
NO_UNIT, NOBODY = (0, "Tanpa unit"), (0, "Tanpa pejabat yang berwenang")
STEPS = {
    "EXAMINER": Reminder.Kind.CASE,
    "HEAD": Reminder.Kind.DECIDE,
    "OFFICIAL": Reminder.Kind.DECIDE,
    "RULER": Reminder.Kind.DECIDE,
    "KEEPER": Reminder.Kind.KEEP,
}
"""What an official is reminded of by the part they have in a case."""

_AGENCIES = """
select p.employee_id, coalesce(a.id, u.id), coalesce(a.name, u.name)
from organization_posting p
join organization_unit u on u.id = p.unit_id
left join organization_unit a on a.id = nullif(split_part(u.path, '/', 3), '')::bigint
where p.employee_id = any(%(ids)s::bigint[]) and p.kind = 'DEFINITIVE'
  and p.start_on <= %(on)s::date and (p.end_on is null or p.end_on > %(on)s::date)
"""


@dataclass(frozen=True, slots=True)
class Undone:
    """What one official left undone: `count` things, the oldest `days` working days late; what
    they are in `words`, where they differ. `official_id` 0: nobody is found whose they would be."""

    official_id: int
    kind: str
    count: int
    days: int
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class UndoneGroup:
    """Officials of one agency with one kind of thing; `reminded` of them today. No `officials`:
    things that nobody is found for."""

    kind: str
    label: str
    agency_id: int
    agency: str
    officials: int
    count: int
    days: int
    reminded: int
    words: str

    @property
    def may_remind(self) -> bool:
        return self.reminded < self.officials


def undone(actor: Actor, at: datetime) -> list[Undone]:
    """All that officials left undone, for the Inspektorat. How long something may wait two people
    have signed; before that nothing of the kind is listed."""
    today = clock.day_of(at)
    days = calendars.workdays(today - LOOK_BACK, today)
    signed = {card.code: card for card in cards_on(today) if not card.is_hint}
    found = [
        Undone(
            each.official_id,
            Reminder.Kind.PAPER if each.papers else Reminder.Kind.REPLY,
            each.count,
            _late(days, each.since),
        )
        for each in watched.silent_officials(actor, today)
    ]
    if WAITING in signed:
        found += _reports(actor, today, int(signed[WAITING].values["waiting_workdays"]))
    if NOT_RATED in signed and access.can_oversee(actor):
        found += _sheets(signed[NOT_RATED], today, days)
    return [*found, *_cases(actor, today, days)]


def undone_groups(actor: Actor, at: datetime) -> list[UndoneGroup]:
    """By kind and agency, the latest first."""
    found, today = undone(actor, at), clock.day_of(at)
    homes = agencies_of({each.official_id for each in found}, today)
    told = set(Reminder.objects.filter(day=today).values_list("official_id", "kind"))
    groups: dict[tuple[str, int, str], list[Undone]] = defaultdict(list)
    for each in found:
        home = homes.get(each.official_id, NO_UNIT) if each.official_id else NOBODY
        groups[each.kind, *home].append(each)
    rows = [
        UndoneGroup(
            kind=kind,
            label=Reminder.Kind(kind).label,
            agency_id=agency_id,
            agency=agency,
            officials=sum(one.official_id > 0 for one in each),
            count=(max if kind == Reminder.Kind.KEEP else sum)(one.count for one in each),
            days=max(one.days for one in each),
            reminded=sum((one.official_id, kind) in told for one in each),
            words="; ".join(sorted(frozenset().union(*(one.words for one in each)))),
        )
        for (kind, agency_id, agency), each in groups.items()
    ]
    return sorted(rows, key=lambda row: (-row.days, row.kind, row.agency))


def agencies_of(ids: Iterable[int], on: date) -> Mapping[int, tuple[int, str]]:
    """The agency (id and name) in which each serves on a day."""
    with connection.cursor() as cursor:
        cursor.execute(_AGENCIES, {"ids": sorted(set(ids)), "on": on})
        return {person: (unit_id, name) for person, unit_id, name in cursor.fetchall()}


def _late(days: Sequence[date], since: date) -> int:
    """Working days after a day, today among them."""
    return len(days) - bisect_right(days, since) + 1


def _reports(actor: Actor, today: date, wait: int) -> list[Undone]:
    """Days are the official's own workdays, as on the card."""
    return [
        Undone(
            each.superior_id,
            Reminder.Kind.REPORT,
            each.count,
            each.workdays - wait,
            frozenset({ESCALATED} if each.escalated else ()),
        )
        for each in work.overdue_by_superior(actor, today, wait)
    ]


def _sheets(card: Card, today: date, days: Sequence[date]) -> list[Undone]:
    """Raters whose evaluations are not made past the day and the grace of the card."""
    asked = Asked(NOT_RATED, card.values, today - LOOK_BACK, today + timedelta(1))
    hits, due = evaluation.hits_of(asked), defaultdict[int, list[date]](list)
    if hits is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(hits.sql, hits.values)
        for rater_id, _period, _item, overdue_on, *_rest in cursor.fetchall():
            due[rater_id].append(overdue_on - timedelta(1))
    return [
        Undone(rater_id, Reminder.Kind.SHEET, len(late), _late(days, min(late)))
        for rater_id, late in due.items()
    ]


def _cases(actor: Actor, today: date, days: Sequence[date]) -> list[Undone]:
    """Officials who know of a breach and take no step, or let the days of a case pass. What BKPSDM
    keeps any of its people may do, so each of them is named."""
    if not access.can_oversee(actor):
        return []
    left: dict[tuple[int, str], list[Inaction]] = defaultdict(list)
    for each in inaction(today):
        for official_id in each.official_ids or {0}:
            left[official_id, STEPS[each.part]].append(each)
    return [
        Undone(
            official_id,
            kind,
            len(late),
            _late(days, min(each.due_on for each in late)),
            frozenset(each.words for each in late),
        )
        for (official_id, kind), late in left.items()
    ]
