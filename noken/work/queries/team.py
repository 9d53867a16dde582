"""The board of those who answer to a person, in six statements at most."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from noken.calendars import queries as calendars
from noken.core.actor import Actor, Role
from noken.organization import queries as organization
from noken.planning import queries as planning
from noken.work.queries.counting import LOOK_BACK, counted_before
from noken.work.queries.day import DayStitch, stitches_of, with_outages
from noken.work.queries.facts import Facts, ReportLine, facts_of_team, lines_from
from noken.work.queries.targets import NOTHING, Share, mean_share, share_of_all
from noken.work.rules.duties import Deadlines, DutyTerm, Stitch, Workdays, duty_for, is_owed
from noken.work.rules.standing import SILENT_WORKDAYS, Tone

BOARD_DAYS = 10
MOST_COLUMNS = 4
WINDOW = timedelta(30)
"""Ten workdays and the longest row of holidays lie within it."""


_BAD = frozenset({Stitch.EMPTY, Stitch.LATE})


@dataclass(frozen=True, slots=True)
class Column:
    """A result of the superior; `share` is the mean of the team's, None without any."""

    key: UUID | None
    label: str
    title: str
    share: Share | None


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One person on the board.

    `today` is the newest report of the day. `asks`: the duty asks reports of them. `shares` has one
    entry a column, None where the person supports no such result or no reports are asked;
    `results` are those of the plan in force behind each column. Of `waiting` reports `counted` have
    waited so long that they count as done. `silent_workdays` counts empty days up to the newest one
    that can still be judged; `risk` says in words what deserves a talk, "" otherwise.
    """

    person: organization.Person
    state: Stitch
    owed: bool
    asks: bool
    today: ReportLine | None
    days: Sequence[DayStitch]
    shares: Sequence[Share | None]
    results: Sequence[Sequence[planning.ResultView]]
    waiting: Sequence[UUID]
    counted: int
    silent_workdays: int
    risk: str


@dataclass(frozen=True, slots=True)
class TeamBoard:
    """`about` and `role` are for the journal; `recent` are the newest reports of the team, `plans`
    the results in force by person."""

    on: date
    columns: Sequence[Column]
    rows: Sequence[TeamRow]
    recent: Sequence[ReportLine]
    about: frozenset[int]
    plans: Mapping[int, Sequence[planning.ResultView]]
    role: Role = Role.SUPERIOR


@dataclass(frozen=True, slots=True)
class _Ground:
    facts: Facts
    people: Mapping[int, organization.Person]
    plans: Mapping[int, Sequence[planning.ResultView]]
    calendar: Workdays
    days: Sequence[date]
    on: date
    counted: datetime


def team_board(actor: Actor, on: date, only: Collection[int] | None = None) -> TeamBoard:
    """Those who answer to the actor on a day, sorted by name; or those among them in `only`."""
    me = actor.employee_id or 0
    calendar = calendars.calendar(on - LOOK_BACK, on + timedelta(1))
    counted = counted_before(on, calendar)
    asked = None if only is None else sorted(only)
    facts = facts_of_team(me, on, on - WINDOW, counted, asked)
    ids: list[int] = facts.raw["team"]
    plans = planning.results_in_force([me, *_whole_team(me, on, ids, only)], on.year)
    ground = _Ground(
        facts=facts,
        people=organization.people(ids, on) if ids else {},
        plans=plans,
        calendar=calendar,
        days=_last_days(calendar, on),
        on=on,
        counted=counted,
    )
    own = plans.get(me, ())[:MOST_COLUMNS]
    stitches = _all_stitches(ground)
    columns = _columns(own, [results for pk, results in plans.items() if pk != me])
    rows = [_row(ground, person, columns, stitches[person.id]) for person in _by_name(ground)]
    return TeamBoard(
        on=on,
        columns=[_summed(column, at, rows) for at, column in enumerate(columns)],
        rows=rows,
        recent=lines_from(facts.raw["recent"]),
        about=frozenset(ids),
        plans=plans,
    )


def _whole_team(
    me: int, on: date, ids: Sequence[int], only: Collection[int] | None
) -> Sequence[int]:
    """The columns are those of the whole board, also when a few of its rows are asked for."""
    if only is None or not ids:
        return ids
    team = organization.direct_reports(me, on)
    return list(team.values_list("employee_id", flat=True))


def team_days(
    actor: Actor, ids: Collection[int], days: Sequence[date]
) -> dict[int, list[DayStitch]]:
    """How these days stand for direct reports of the actor; strangers are left out."""
    if not days:
        return {}
    first = min(*days, actor.on - LOOK_BACK)
    calendar = calendars.calendar(first, max(*days, actor.on) + timedelta(1))
    counted = counted_before(actor.on, calendar)
    facts = facts_of_team(actor.employee_id or 0, actor.on, min(days), counted, sorted(ids))
    known: list[int] = facts.raw["team"]
    people = organization.people(known, actor.on)
    return _all_stitches(_Ground(facts, people, {}, calendar, days, actor.on, counted))


def _by_name(ground: _Ground) -> list[organization.Person]:
    return sorted(ground.people.values(), key=lambda person: (person.name, person.id))


def _last_days(calendar: Workdays, on: date) -> list[date]:
    window = (on - timedelta(offset) for offset in range(WINDOW.days))
    return [day for day in window if calendar.is_workday(day)][:BOARD_DAYS][::-1]


def _duty(ground: _Ground, person: organization.Person) -> DutyTerm | None:
    return duty_for(ground.facts.duties, person.family, person.kind, ground.on)


def _all_stitches(ground: _Ground) -> dict[int, list[DayStitch]]:
    """By person; outages are asked for once, and only when somebody's day looks bad."""
    found = {pk: _stitches(ground, person, ()) for pk, person in ground.people.items()}
    bad = [pk for pk, days in found.items() if any(each.state in _BAD for each in days)]
    if bad:
        terms = Deadlines(ground.calendar, ())
        disrupted = with_outages(terms, min(ground.days), ground.on).disrupted
        for pk in bad if disrupted else ():
            found[pk] = _stitches(ground, ground.people[pk], disrupted)
    return found


def _stitches(
    ground: _Ground, person: organization.Person, disrupted: Collection[date]
) -> list[DayStitch]:
    duty = _duty(ground, person)
    terms = Deadlines(
        ground.calendar,
        disrupted,
        duty.grace_workdays if duty else 0,
        ground.facts.graces.get(person.id, ()),
    )
    return stitches_of(ground.facts, person.id, ground.days, terms, duty, ground.on)


def _columns(
    own: Sequence[planning.ResultView], theirs: Sequence[Sequence[planning.ResultView]]
) -> list[Column]:
    """The superior's results, if anybody supports one; else RHK 1 to 4 of each person's own."""
    keys = {result.key for result in own}
    supported = any(result.supports_key in keys for results in theirs for result in results)
    if supported:
        return [Column(result.key, f"RHK {result.order}", result.text, None) for result in own]
    most = max(map(len, theirs), default=0)
    return [
        Column(None, f"RHK {number}", f"RHK {number} masing-masing pegawai", None)
        for number in range(1, min(most, MOST_COLUMNS) + 1)
    ]


def _row(
    ground: _Ground,
    person: organization.Person,
    columns: Sequence[Column],
    days: Sequence[DayStitch],
) -> TeamRow:
    facts = ground.facts
    waiting = [
        (UUID(pk), datetime.fromisoformat(at))
        for author, pk, at in facts.raw["waiting"]
        if author == person.id
    ]
    results = [_chosen(ground, person, column, at) for at, column in enumerate(columns)]
    duty = _duty(ground, person)
    asks = duty is not None and duty.owed
    shares = [_share(ground, person, chosen) if asks else None for chosen in results]
    silent = _silent(days)
    return TeamRow(
        person=person,
        state=days[-1].state if days and days[-1].day == ground.on else Stitch.NONE,
        owed=is_owed(duty, ground.on, ground.calendar) and not facts.is_away(person.id, ground.on),
        asks=asks,
        today=next((line for line in facts.lines if line.author_id == person.id), None),
        days=days,
        shares=shares,
        results=results,
        waiting=[pk for pk, _at in waiting],
        counted=sum(at < ground.counted for _pk, at in waiting),
        silent_workdays=silent,
        risk=_risk(columns, shares, silent),
    )


def _chosen(
    ground: _Ground, person: organization.Person, column: Column, at: int
) -> Sequence[planning.ResultView]:
    """The person's results behind a column."""
    results = ground.plans.get(person.id, ())
    if column.key is None:
        return results[at : at + 1]
    return tuple(result for result in results if result.supports_key == column.key)


def _share(
    ground: _Ground, person: organization.Person, chosen: Sequence[planning.ResultView]
) -> Share | None:
    """None without such a result."""
    pairs = [
        (indicator, ground.facts.sums.get((person.id, indicator.key), NOTHING))
        for result in chosen
        for indicator in result.indicators
    ]
    return share_of_all(pairs, ground.on)


def _silent(days: Sequence[DayStitch]) -> int:
    """Empty days in a row up to the newest day that can be judged."""
    count = 0
    for each in reversed(days):
        if each.state in {Stitch.FULL, Stitch.LATE}:
            break
        count += each.state is Stitch.EMPTY
    return count


def _risk(columns: Sequence[Column], shares: Sequence[Share | None], silent: int) -> str:
    far = [
        (share.behind_points, column.label)
        for column, share in zip(columns, shares, strict=True)
        if share is not None and share.tone is Tone.FAR
    ]
    if far:
        points, label = max(far)
        return f"{label} tertinggal {points} poin"
    if silent >= SILENT_WORKDAYS:
        return f"{silent} hari kerja belum melapor"
    return ""


def _summed(column: Column, at: int, rows: Sequence[TeamRow]) -> Column:
    shares = [share for row in rows if (share := row.shares[at]) is not None]
    return replace(column, share=mean_share(shares))
