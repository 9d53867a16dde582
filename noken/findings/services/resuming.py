"""A card that stopped itself goes on when a newer version, signed by two people, has begun."""

from datetime import date, datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.findings.events import CardResumed
from noken.findings.models import CardRest, CardVersion, Row, RowStep
from noken.findings.queries.cards import Card, cards_on
from noken.findings.queries.deadlines import Deadlines
from noken.findings.queries.terms import terms_on
from noken.findings.rules.deadlines import moved
from noken.findings.rules.proposing import Sees, mends
from noken.findings.services._records import add_steps
from noken.regulations.cards import rule_cards

State = Row.State
# state → the deadline that runs in it, and the terms it has
RUNNING = {
    State.ASKED: ("reply_by", "reply_workdays"),
    State.REPLIED: ("decide_by", "decide_workdays"),
    State.PROOF: ("proof_by", "proof_workdays"),
}


@transaction.atomic
def resume_cards(*, by: Actor, at: datetime) -> list[str]:
    """End the rest of cards whose newer version is in force; their codes. Once each.

    What rested goes on with all its days again: time that stood still is nobody's.

    Emits: CardResumed.
    """
    day = clock.day_of(at)
    rests = CardRest.objects.select_for_update(of=("self",)).filter(ended_at=None)
    open_rests = {rest.code: rest for rest in rests.select_related("version")}
    if not open_rests:
        return []
    newer = [
        card
        for card in cards_on(day)
        if card.code in open_rests
        and not card.is_hint
        and _mends(card, open_rests[card.code].version)
    ]
    for card in newer:
        rest = open_rests[card.code]
        rest.ended_at, rest.ended_by_id = at, by.employee_id
        rest.save(update_fields=["ended_at", "ended_by"])
        _wake(card.code, day, by=by, at=at)
        events.emit(CardResumed(by=by, at=at, code=card.code, version=card.number))
    return [card.code for card in newer]


def _mends(card: Card, stopped: CardVersion) -> bool:
    old = Sees(stopped.parameters, frozenset(stopped.groups), stopped.unit_id)
    new = Sees(card.values, frozenset(card.groups), card.unit_id)
    return card.number > stopped.version and mends(rule_cards()[card.code], old, new)


def _wake(code: str, day: date, *, by: Actor, at: datetime) -> None:
    found = Row.objects.select_for_update(of=("self",)).filter(finding__code=code, rests=True)
    rows = list(found.select_related("finding").order_by("finding_id", "pk"))
    terms = terms_on(day)
    longest = max(getattr(terms, days) for _field, days in RUNNING.values())
    deadlines = Deadlines(day, longest, people={row.finding.employee_id for row in rows})
    for row in rows:
        row.rests = False
        field, days = RUNNING.get(State(row.state), ("", ""))
        before = getattr(row, field) if field else None
        if before is not None:
            person, own = row.finding.employee_id, field != "decide_by"
            anew = deadlines.last_day_of(person, day, getattr(terms, days), own=own)
            setattr(row, field, moved(before, anew))
    fields = ["rests", *(field for field, _days in RUNNING.values())]
    Row.objects.bulk_update(rows, fields, batch_size=1000)
    add_steps(rows, RowStep.Kind.RESUMED, by=by, at=at)
