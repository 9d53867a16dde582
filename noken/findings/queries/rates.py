"""How often each rule was wrong: published, and what stops it."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Count

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
    """By version: rows somebody was asked about that are settled, and how many of them fell
    without having been put right."""
    rows = (
        Row.objects.filter(version__in=version_ids, asked_at__isnull=False)
        .filter(state__in=sorted(flow.SETTLED))
        .values_list("version_id", "state", "put_right")
        .annotate(Count("pk"))
    )
    settled, fell = Counter[int](), Counter[int]()
    for pk, state, put_right, count in rows.order_by():
        settled[pk] += count
        fell[pk] += count * flow.is_overturned(state, put_right=put_right)
    return {pk: rate_of(fell[pk], settled[pk]) for pk in version_ids}
