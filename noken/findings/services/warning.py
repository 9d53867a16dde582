"""Telling people early, while they can still do something about it."""

from datetime import date, datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.findings.events import FindingNear
from noken.findings.models import Alert
from noken.findings.ports import Asked, hits_of
from noken.findings.queries.cards import version_in_force
from noken.findings.queries.near import Among, Near, near_runs, near_sums
from noken.findings.queries.regional import kinds_by_ladder
from noken.findings.queries.standing import ABSENCE
from noken.findings.queries.terms import terms_on
from noken.findings.services import _engine as engine
from noken.findings.services._engine import Look


@transaction.atomic
def alert_near(*, by: Actor, at: datetime) -> int:
    """Tell people early whose days come near a next rung; once a year for each early level. Who has
    no ladder has no rung to come near.

    What may still be explained is counted too, and days up to yesterday about which nobody is asked
    yet: the notice is help, nothing follows from it, and it goes to the person alone.

    Emits: FindingNear, one a person.
    """
    today = clock.day_of(at)
    groups = _see_open_days(today, at)
    sums: list[Near] = []
    runs: list[Near] = []
    for kinds, ladder in kinds_by_ladder(today):
        asked, start = [kind for kind in kinds if kind in groups], ladder.since or date.min
        sums += near_sums(today, Among(kinds, asked, start, ladder.marks.early_cumulative))
        runs += near_runs(today, Among(kinds, asked, start, ladder.marks.early_consecutive))
    Alert.objects.bulk_create(
        [_alert(each, today.year, at) for each in (*sums, *runs)], ignore_conflicts=True
    )
    told = {each.employee_id: each for each in (*sums, *runs)}
    events.emit(
        *(
            FindingNear(
                by=by,
                at=at,
                subject_id=person,
                days=near.days,
                open_days=near.open_days,
                in_a_row=near.kind == Alert.Kind.CONSECUTIVE,
            )
            for person, near in sorted(told.items())
        )
    )
    return len(told)


def _see_open_days(today: date, at: datetime) -> tuple[str, ...]:
    """Put the days that are still too early to ask about where `near` finds them; whom they are
    asked about: nobody while the card or the terms wait, or the card rests."""
    card = version_in_force(ABSENCE, today)
    asks = card is not None and not card.is_hint and not card.rests and terms_on(today).is_signed
    start = date(today.year, 1, 1)
    if card is None or card.since is None or not asks:
        engine.see(Look(ABSENCE, 0, None, start, today, at), ())
        return ()
    since = max(start, card.since)
    answers = hits_of.ask(Asked(ABSENCE, card.values, since, today, early=True))
    look = Look(ABSENCE, card.id, card.unit_id, since, today, at)
    engine.see(look, [hits for hits in answers if hits is not None])
    return card.groups


def _alert(near: Near, year: int, at: datetime) -> Alert:
    return Alert(employee_id=near.employee_id, year=year, kind=near.kind, days=near.level, at=at)
