"""A card that is wrong too often stops itself."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from noken.core import clock, events
from noken.core.actor import Actor
from noken.findings.events import CardRested
from noken.findings.models import CardRest, Finding, Row, RowStep
from noken.findings.queries.cards import Card, cards_on
from noken.findings.queries.rates import rates_of
from noken.findings.queries.terms import terms_on
from noken.findings.rules import flow
from noken.findings.rules.rates import Rate, is_to_rest
from noken.findings.services._records import add_steps
from noken.findings.services.resuming import resume_cards

RESTING = (flow.ASKED, flow.REPLIED, flow.PROOF, flow.LAPSED, flow.REFUSED)


@transaction.atomic
def rest_cards(*, codes: Collection[str] = (), by: Actor, at: datetime) -> list[str]:
    """Stop the cards whose rows fell too often, and end the rest of those with a newer version;
    the codes that stopped now.

    Open rows rest, and refused ones with them. One that lapsed is open again: nothing counts by a
    rule that stopped.

    Args:
        codes: cards to look at; none are all.
    Emits: CardRested, CardResumed.
    """
    resume_cards(by=by, at=at)
    day = clock.day_of(at)
    terms = terms_on(day)
    cards = [card for card in cards_on(day) if not card.is_hint and not card.rests]
    wanted = [card for card in cards if not codes or card.code in codes]
    rates = rates_of([card.id for card in wanted])
    stopped = []
    for card in wanted:
        rate = rates[card.id]
        limits = {
            "settled_least": terms.settled_least,
            "overturned_percent": terms.overturned_percent,
        }
        if terms.is_signed and is_to_rest(rate, **limits) and _stop(card, rate, by, at):
            stopped.append(card.code)
    return stopped


def _stop(card: Card, rate: Rate, by: Actor, at: datetime) -> bool:
    _rest, is_new = CardRest.objects.get_or_create(
        code=card.code,
        ended_at=None,
        defaults={
            "version_id": card.id,
            "started_at": at,
            "settled": rate.settled,
            "overturned": rate.overturned,
            "lower_percent": rate.low,
        },
    )
    if not is_new:
        return False
    held = Row.objects.filter(finding__code=card.code, state__in=RESTING, rests=False)
    findings = Finding.objects.filter(pk__in=held.values("finding_id")).order_by("pk")
    ids = [finding.pk for finding in findings.select_for_update()]
    rows = list(held.filter(finding__in=ids))
    Row.objects.filter(pk__in=[row.pk for row in rows]).update(rests=True)
    lapsed = [row.pk for row in rows if row.state == flow.LAPSED]
    Row.objects.filter(pk__in=lapsed).update(state=flow.MOVES[flow.REOPEN][flow.LAPSED])
    add_steps(rows, RowStep.Kind.RESTED, by=by, at=at)
    events.emit(
        CardRested(
            by=by,
            at=at,
            code=card.code,
            version=card.number,
            settled=rate.settled,
            overturned=rate.overturned,
        )
    )
    return True
