"""How often each rule was wrong: published, and what stops it."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Count, Q

from noken.findings.models import Row
from noken.findings.queries.cards import cards_on
from noken.findings.rules import flow
from noken.findings.rules.rates import Rate, rate_of


def error_rates(on: date) -> Mapping[str, Rate]:
    """By code, of the version that holds on a day."""
    cards = cards_on(on)
    rates = rates_of([card.id for card in cards])
    return {card.code: rates[card.id] for card in cards}


def rates_of(version_ids: Collection[int]) -> dict[int, Rate]:
    """By version: rows somebody was asked about that are settled, and how many of them fell."""
    rows = (
        Row.objects.filter(version__in=version_ids, asked_at__isnull=False)
        .filter(state__in=sorted(flow.SETTLED))
        .values("version_id")
        .annotate(
            settled=Count("pk"), fell=Count("pk", filter=Q(state__in=sorted(flow.OVERTURNED)))
        )
    )
    found = {row["version_id"]: (row["fell"], row["settled"]) for row in rows.order_by()}
    return {pk: rate_of(*found.get(pk, (0, 0))) for pk in version_ids}
