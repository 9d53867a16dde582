"""How closely people are supervised, why, and what would relax it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from noken.calendars import queries as calendars
from noken.coaching.models import KeptUsual, SupervisionLevel
from noken.coaching.queries.records import records
from noken.coaching.queries.terms import terms_on
from noken.coaching.rules import levels as rules
from noken.coaching.rules.levels import CLOSE, EASY, USUAL, Record
from noken.coaching.rules.terms import Terms
from noken.core.actor import Actor, Role
from noken.core.periods import in_force
from noken.organization import queries as organization

WORDS = {EASY: "Longgar", USUAL: "Biasa", CLOSE: "Rapat"}
TONES = {EASY: "ok", USUAL: "", CLOSE: "warn"}
MOST_PAST = 12


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level that holds, will or did; `last_on` None: until further notice."""

    level: str
    label: str
    tone: str
    reason: str
    start_on: date | None
    last_on: date | None
    by: str
    why_ended: str = ""


@dataclass(frozen=True, slots=True)
class OwnLevelPage:
    """`now` holds today, `coming` is known already; `why_not_easy` says what is missing, "" when
    nothing is. `keeps_usual` is the person's own wish."""

    now: LevelView
    coming: LevelView | None
    past: Sequence[LevelView]
    terms: Terms
    record: Record | None
    since: date
    why_not_easy: str
    keeps_usual: bool
    superior: organization.Person | None
    role: Role = Role.SELF


@dataclass(frozen=True, slots=True)
class TeamLevel:
    person: organization.Person
    now: LevelView
    coming: LevelView | None
    may_tighten: bool
    may_end: bool


@dataclass(frozen=True, slots=True)
class TeamLevelsPage:
    """`start_on` is when a closer level would begin, `last_on` the last day it could have."""

    rows: Sequence[TeamLevel]
    terms: Terms
    start_on: date
    last_on: date
    about: frozenset[int]
    role: Role = Role.SUPERIOR


def check_weights(employee_ids: Collection[int], on: date) -> dict[int, int]:
    """Answers checkin: the share of the usual random checks, of those with another level."""
    rows = SupervisionLevel.objects.filter(in_force(on), employee__in=employee_ids)
    found = dict(rows.values_list("employee_id", "level"))
    terms = terms_on(on) if found else Terms()
    return {person: terms.check_percent(level) for person, level in found.items()}


def own_level_page(actor: Actor) -> OwnLevelPage:
    """Everybody's own level."""
    me, on = actor.employee_id or 0, actor.on
    rows = _rows([me], on)
    terms = terms_on(on)
    record = records(terms.clean, on, [me]).get(me)
    superior = organization.superior_of(me, on).person
    past = SupervisionLevel.objects.filter(employee_id=me, end_on__lte=on).select_related("set_by")
    return OwnLevelPage(
        now=_now(rows, on),
        coming=_coming(rows, on),
        past=[_view(row) for row in past.order_by("-end_on")[:MOST_PAST]],
        terms=terms,
        record=record,
        since=terms.clean.since(on),
        why_not_easy=rules.why_not_easy(record, terms.clean, on) if record else "",
        keeps_usual=KeptUsual.objects.filter(employee_id=me).exists(),
        superior=superior,
    )


def team_levels_page(actor: Actor) -> TeamLevelsPage:
    """The direct reports of today."""
    me, on = actor.employee_id or 0, actor.on
    team = list(organization.direct_reports(me, on).values_list("employee_id", flat=True))
    people = organization.people(team, on)
    rows = _rows(team, on)
    start_on = calendars.add_workdays(on, 1)
    found = []
    for person in sorted(people.values(), key=lambda each: each.name):
        own = [row for row in rows if row.employee_id == person.id]
        closely = [row for row in own if row.level == CLOSE and row.end_on]
        found.append(
            TeamLevel(
                person,
                _now(own, on),
                _coming(own, on),
                may_tighten=not any(row.end_on > start_on for row in closely if row.end_on),
                may_end=any(row.end_on > on + timedelta(1) for row in closely if row.end_on),
            )
        )
    last = rules.months_after(start_on, rules.MOST_CLOSE_MONTHS) - timedelta(1)
    return TeamLevelsPage(found, terms_on(on), start_on, last, frozenset(people))


def _rows(people: Collection[int], on: date) -> list[SupervisionLevel]:
    """Levels that hold on a day or will."""
    rows = SupervisionLevel.objects.filter(employee__in=people).exclude(end_on__lte=on)
    return list(rows.select_related("set_by").order_by("start_on"))


def _now(rows: Sequence[SupervisionLevel], on: date) -> LevelView:
    held = next((row for row in rows if row.start_on <= on), None)
    if held is not None:
        return _view(held)
    reason = "Tingkat ini berlaku bagi setiap pegawai tanpa ketentuan lain."
    return LevelView(USUAL, WORDS[USUAL], TONES[USUAL], reason, None, None, "")


def _coming(rows: Sequence[SupervisionLevel], on: date) -> LevelView | None:
    return next((_view(row) for row in rows if row.start_on > on), None)


def _view(row: SupervisionLevel) -> LevelView:
    return LevelView(
        row.level,
        WORDS[row.level],
        TONES[row.level],
        row.reason,
        row.start_on,
        row.end_on - timedelta(1) if row.end_on else None,
        row.set_by.name if row.set_by else "aturan",
        row.why_ended,
    )
