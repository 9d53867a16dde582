"""How often each rule was wrong: published, and what stops it."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Q

from noken.findings.models import Row
from noken.findings.queries.cards import cards_on
from noken.findings.rules import flow
from noken.findings.rules.rates import Rate, rate_of


def error_rates(on: date) -> Mapping[str, Rate]:
    """By code, of the version that holds on a day: rows somebody was asked about and that are
    settled, and how many of them fell."""
    cards = cards_on(on)
    rows = (
        Row.objects.filter(version__in=[card.id for card in cards], asked_at__isnull=False)
        .filter(state__in=sorted(flow.SETTLED))
        .values("version_id")
        .annotate(settled=Count("pk"), fell=Count("pk", filter=Q(state__in=list(flow.OVERTURNED))))
    )
    found = {row["version_id"]: (row["fell"], row["settled"]) for row in rows.order_by()}
    return {card.code: rate_of(*found.get(card.id, (0, 0))) for card in cards}
