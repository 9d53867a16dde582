"""What Hari ini shows of work, in five statements at most."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.crypto import salted_hmac

from noken.calendars import queries as calendars
from noken.core import clock
from noken.core.actor import Actor
from noken.core.tenancy import current_tenant
from noken.core.uuid7 import uuid7_from
from noken.planning import queries as planning
from noken.work.queries.counting import LOOK_BACK, counted_before
from noken.work.queries.facts import Facts, ReportLine, facts_of_day, lines_from
from noken.work.queries.feedback import FeedbackView, unread_from
from noken.work.queries.targets import NOTHING, Share, measured, share_of
from noken.work.rules.duties import (
    Deadlines,
    DutyTerm,
    Stitch,
    Workdays,
    duty_for,
    is_owed,
    stitch,
    streak,
)
from noken.work.rules.habits import habit_of, usual_places

_DRAWN = {
    Stitch.FULL: ("1", "dilaporkan"),
    Stitch.LATE: ("2", "dilaporkan terlambat"),
    Stitch.EMPTY: ("0", "belum dilaporkan"),
    Stitch.NONE: ("l", "tidak wajib"),
    Stitch.WAITING: ("n", "masih terbuka"),
}
CATCH_UP_WORKDAYS = 5
"""How many past workdays without a report are offered for filing."""


@dataclass(frozen=True, slots=True)
class TargetView:
    """An indicator to report on.

    `done` is the number of the whole year; `unreviewed` reports in it nobody has reviewed, and
    `waiting` more are not in it yet. `gap` is how much less than planned was reported, in the
    indicator's unit (0 when on course).
    `habit` pre-fills the count, None without history. `last` is the newest report of it.
    `is_counted`: reports measure it. `submission` is an id for the next report, for forms that are
    sent without script.
    """

    key: UUID
    label: str
    title: str
    measure: str
    unit: str
    done: Decimal
    target: Decimal
    gap: Decimal
    is_level: bool
    is_measured: bool
    lower_is_better: bool
    share: Share
    habit: Decimal | None
    places: Sequence[str]
    last: ReportLine | None
    reported_today: bool
    unreviewed: int = 0
    waiting: int = 0
    is_open: bool = False
    is_counted: bool = True
    submission: UUID | None = None

    @property
    def count_text(self) -> str:
        """The usual count as it stands in the field: without dots, "" without history."""
        return "" if self.habit is None else f"{self.habit.normalize():f}".replace(".", ",")


@dataclass(frozen=True, slots=True)
class DayStitch:
    """A day and how it stands; `code` is the class of the drawing, `word` says the same."""

    day: date
    state: Stitch

    @property
    def code(self) -> str:
        return _DRAWN[self.state][0]

    @property
    def word(self) -> str:
        return _DRAWN[self.state][1]


@dataclass(frozen=True, slots=True)
class Today:
    """A person's work of one day.

    `targets`: what is not reported comes first, the furthest behind on top and open.
    `asks`: the duty asks reports on workdays. `why_not_owed` is "" when one is owed today.
    `catch_up` are past workdays without one.
    """

    on: date
    targets: Sequence[TargetView]
    reports: Sequence[ReportLine]
    returned: Sequence[ReportLine]
    week: Sequence[DayStitch]
    streak: int
    feedback: Sequence[FeedbackView]
    asks: bool
    owed: bool
    why_not_owed: str
    catch_up: Sequence[date]

    @property
    def reported_count(self) -> int:
        return sum(target.reported_today for target in self.targets)


def today(actor: Actor, on: date) -> Today:
    """All that Hari ini shows of the actor's work."""
    person_id = actor.employee_id or 0
    monday = on - timedelta(on.weekday())
    calendar = calendars.calendar(on - LOOK_BACK, monday + timedelta(7))
    facts = facts_of_day(person_id, on, on - LOOK_BACK, counted_before(on, calendar))
    results = planning.results_in_force([person_id], on.year).get(person_id, ())
    kind, family = facts.raw["person"] or ("", "")
    duty = duty_for(facts.duties, family or "", kind, on)
    stitches = _stitches(facts, person_id, duty, calendar, on)
    states = {each.day: each.state for each in stitches}
    is_away = facts.is_away(person_id, on)

    def ahead(day: date) -> Stitch:
        """Still to come, or not owed."""
        owed = is_owed(duty, day, calendar) and not facts.is_away(person_id, day)
        return Stitch.WAITING if owed else Stitch.NONE

    week = [monday + timedelta(offset) for offset in range(5)]
    past = [each for each in stitches if each.day < on][-CATCH_UP_WORKDAYS:]
    return Today(
        on=on,
        targets=_unhurried(_targets(facts, person_id, results, on), duty),
        reports=[line for line in facts.lines if line.work_on == on],
        returned=lines_from(facts.raw["returned"]),
        week=[DayStitch(day, states.get(day) or ahead(day)) for day in week],
        streak=streak([each.state for each in stitches]),
        feedback=unread_from(facts.raw["feedback"], person_id),
        asks=duty is not None and duty.owed,
        owed=is_owed(duty, on, calendar) and not is_away,
        why_not_owed=why_not_owed(duty, on, calendar, is_away=is_away),
        catch_up=[each.day for each in past if each.state in {Stitch.EMPTY, Stitch.WAITING}],
    )


def shown_since(on: date) -> date:
    """The first day of work whose report Hari ini can show: a statement in `facts` looks no
    further back."""
    return min(on - LOOK_BACK, on.replace(month=1, day=1))


def _unhurried(targets: list[TargetView], duty: DutyTerm | None) -> list[TargetView]:
    """Who owes no daily report is not measured by reports: nobody is behind, nothing is counted."""
    if duty and duty.owed:
        return targets
    return [replace(view, gap=Decimal(), is_counted=False) for view in targets]


def why_not_owed(
    duty: DutyTerm | None, on: date, calendar: Workdays, *, is_away: bool = False
) -> str:
    """Why no report is owed on a day, "" when one is."""
    if is_away:
        return "Anda sedang cuti atau bertugas di luar. Laporan tetap boleh dikirim."
    if not calendar.is_workday(on):
        return "Hari ini bukan hari kerja. Laporan tetap boleh dikirim."
    if duty is None:
        return "Belum ada kewajiban laporan harian untuk jabatan Anda. Laporan tetap boleh dikirim."
    if not duty.owed:
        return (
            "Jabatan Anda tidak wajib melapor setiap hari "
            f"(dasar: {duty.source}). Laporan tetap boleh dikirim."
        )
    return ""


def stitches_of(
    facts: Facts,
    person_id: int,
    days: Sequence[date],
    terms: Deadlines,
    duty: DutyTerm | None,
    today_on: date,
) -> list[DayStitch]:
    """How these days of one person stand."""
    found = []
    for day in days:
        first = facts.days.get((person_id, day))
        state = stitch(
            day,
            None if first is None else clock.day_of(first),
            terms,
            owed=is_owed(duty, day, terms.calendar) and not facts.is_away(person_id, day),
            today=today_on,
        )
        found.append(DayStitch(day, state))
    return found


def with_outages(terms: Deadlines, since: date, on: date) -> Deadlines:
    """The same with the days that an outage touched: asked only when a day looks bad."""
    disrupted = calendars.disrupted_days(since, on + timedelta(1))
    return replace(terms, disrupted=disrupted)


def _stitches(
    facts: Facts, person_id: int, duty: DutyTerm | None, calendar: Workdays, on: date
) -> list[DayStitch]:
    """The days with a report or a duty, oldest first, from the first known report on."""
    first = min((day for _, day in facts.days), default=on)
    days = [
        first + timedelta(offset)
        for offset in range((on - first).days + 1)
        if calendar.is_workday(first + timedelta(offset))
        or (person_id, first + timedelta(offset)) in facts.days
    ]
    terms = Deadlines(
        calendar, (), duty.grace_workdays if duty else 0, facts.graces.get(person_id, ())
    )
    found = stitches_of(facts, person_id, days, terms, duty, on)
    if any(each.state in {Stitch.EMPTY, Stitch.LATE} for each in found):
        terms = with_outages(terms, first, on)
        found = stitches_of(facts, person_id, days, terms, duty, on)
    return found


def _targets(
    facts: Facts, person_id: int, results: Sequence[planning.ResultView], on: date
) -> list[TargetView]:
    usual: dict[str, list[tuple[str | None, list[str]]]] = {}
    for indicator, quantity, places in facts.raw["usual"]:
        usual.setdefault(indicator, []).append((quantity, places))
    newest = {line.indicator_key: line for line in reversed(facts.lines)}
    found = [
        _target(facts, person_id, result, indicator, on)
        for result in results
        for indicator in result.indicators
    ]
    filled = [_with_history(view, usual.get(str(view.key), []), newest, on) for view in found]
    spent: dict[str, int] = facts.raw["spent"]
    filled.sort(key=lambda view: (view.reported_today, view.is_level, -view.share.behind_points))
    return [
        replace(
            view,
            is_open=place == 0 and not view.reported_today,
            submission=_submission(person_id, view.key, on, spent.get(str(view.key), 0)),
        )
        for place, view in enumerate(filled)
    ]


def _submission(person_id: int, target: UUID, on: date, spent: int) -> UUID:
    """The id of the next report on a target: two tabs opened one after the other have the same,
    so that sending both files one report.

    `spent` counts every report of the day, taken back or not: after Urungkan the next one is new.
    """
    told = f"{current_tenant()}:{person_id}:{target}:{on}:{spent}"
    digest = salted_hmac("noken.work.submission", told, algorithm="sha256").digest()
    return uuid7_from(clock.at_noon(on), int.from_bytes(digest[:10], "big"))


def _target(
    facts: Facts,
    person_id: int,
    result: planning.ResultView,
    indicator: planning.IndicatorView,
    on: date,
) -> TargetView:
    progress = facts.sums.get((person_id, indicator.key), NOTHING)
    found = measured(indicator, progress, on)
    level = indicator.is_level
    gap = Decimal() if level else (found.planned - found.reported).to_integral_value()
    return TargetView(
        key=indicator.key,
        label=f"RHK {result.order}",
        title=result.text,
        measure=indicator.text,
        unit=indicator.unit,
        done=found.done,
        target=found.planned if level else found.year_target,
        gap=max(Decimal(), gap),
        is_level=level,
        is_measured=found.last_on is not None,
        lower_is_better=indicator.lower_is_better,
        share=share_of(indicator, progress, on),
        habit=None,
        places=(),
        last=None,
        reported_today=False,
        unreviewed=found.unreviewed,
        waiting=found.waiting,
    )


def _with_history(
    view: TargetView,
    usual: Sequence[tuple[str | None, list[str]]],
    newest: dict[Any, ReportLine],
    on: date,
) -> TargetView:
    last = newest.get(view.key)
    return replace(
        view,
        habit=habit_of([Decimal(quantity) for quantity, _ in usual if quantity is not None]),
        places=usual_places([places for _, places in usual]),
        last=last,
        reported_today=last is not None and last.work_on == on,
    )
