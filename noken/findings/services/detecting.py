"""Running the rules: every card over a span of days, in sets, and twice without harm."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, Min, OuterRef

from noken.core import clock, events
from noken.core.actor import Actor
from noken.findings.events import FindingCleared
from noken.findings.models import CardVersion, DetectionRun, Row
from noken.findings.ports import Asked, Hits, hits_of
from noken.findings.queries.cards import Card, cards_on, versions
from noken.findings.rules import flow
from noken.findings.services import _engine as engine
from noken.findings.services._engine import Gone, Look

STANDING = (flow.ASKED, flow.LAPSED, flow.REPLIED, flow.PROOF, flow.REFUSED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one card's run wrote: new findings, new rows, rows that fell."""

    code: str
    findings: int
    rows: int
    cleared: int


@transaction.atomic
def run_cards(
    *,
    codes: Collection[str] = (),
    since: date | None = None,
    until: date | None = None,
    people: Collection[int] = (),
    by: Actor,
    at: datetime,
) -> list[Outcome]:
    """Let the rules look at the days `[since, until)`; all that is new begins as a hint.

    Older versions of a card look once more at what they found: what they do not see any more falls.

    Args:
        codes: cards to run; none are all.
        since: 1 January, in January that of the year before, unless told otherwise; earlier where
            rows of the year before are open or count, so that a letter that comes late clears them.
        until: tomorrow unless told otherwise.
        people: look at these alone, whose days have just changed; no run is kept of it.
    Emits: FindingCleared for what somebody had been asked about.
    """
    today = clock.day_of(at)
    engine.begin()
    outcomes = []
    for card in cards_on(today):
        if codes and card.code not in codes:
            continue
        start = since or _first_day(card.code, today)
        end = until or today + timedelta(1)
        asked = Asked(card.code, card.values, start, end, people=tuple(sorted(people)))
        outcome = _run(card, asked, by=by, at=at)
        if outcome is not None:
            outcomes.append(outcome)
    return outcomes


def _first_day(code: str, today: date) -> date:
    this_year, year_before = date(today.year, 1, 1), date(today.year - 1, 1, 1)
    if today.month == 1:
        return year_before
    rows = Row.objects.filter(finding__code=code, day__gte=year_before, day__lt=this_year)
    oldest = rows.filter(state__in=STANDING).aggregate(day=Min("day"))["day"]
    return oldest or this_year


def _run(card: Card, asked: Asked, *, by: Actor, at: datetime) -> Outcome | None:
    answers = _answers(asked)
    if not answers:
        return None
    look = Look(card.code, card.id, card.unit_id, asked.since, asked.until, at, asked.people)
    engine.see(look, answers)
    findings = engine.raise_findings(look)
    engine.name(look)
    rows = engine.raise_rows(look)
    gone: list[Gone] = []
    if all(hits.clears for hits in answers):
        gone += engine.clear_rows(look, answers, hints=True)
        gone += _look_again(card, asked, at)
    cleared = sum(each.count for each in gone)
    if not asked.people:
        DetectionRun.objects.create(
            code=card.code,
            version_id=card.id,
            since=asked.since,
            until=asked.until,
            at=at,
            findings=findings,
            rows=rows,
            cleared=cleared,
        )
    events.emit(*_told(gone, by, at))
    return Outcome(card.code, findings, rows, cleared)


def _answers(asked: Asked) -> list[Hits]:
    return [hits for hits in hits_of.ask(asked) if hits is not None]


def _look_again(card: Card, asked: Asked, at: datetime) -> Iterator[Gone]:
    """What older versions asked about, each by its own values."""
    standing = Row.objects.filter(
        version=OuterRef("pk"), day__gte=asked.since, day__lt=asked.until, state__in=STANDING
    )
    others = CardVersion.objects.filter(Exists(standing), code=card.code).exclude(pk=card.id)
    ids = list(others.values_list("pk", flat=True))
    for version in versions(*ids) if ids else ():
        since, until = asked.since, asked.until
        look = Look(card.code, version.id, version.unit_id, since, until, at, asked.people)
        answers = _answers(replace(asked, values=version.values))
        engine.see(look, answers)
        engine.name(look)
        yield from engine.clear_rows(look, answers, hints=False)


def _told(gone: Collection[Gone], by: Actor, at: datetime) -> Iterator[FindingCleared]:
    for each in gone:
        if each.asked_ids:
            yield FindingCleared(
                by=by,
                at=at,
                subject_id=each.employee_id,
                finding_id=each.finding_id,
                number=each.number,
                rows=each.asked_ids,
            )
