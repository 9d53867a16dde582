"""Every instansi has every card of the data file, whenever the card came to it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction

from noken.core import events
from noken.core.actor import Actor
from noken.findings.events import CardProposed
from noken.findings.models import CardVersion
from noken.regulations.cards import RuleCard, rule_cards

SOURCE = "Setelan awal noken, menunggu penetapan daerah"
MADE, CHANGED = "Aturan dibuat.", "Usulan noken berubah."
BEGINNING = date(2024, 1, 1)
"""From when the cards hold that an instansi began with."""
_ALONE = "select pg_advisory_xact_lock(hashtext(current_schema() || '.findings_cardversion'))"


@transaction.atomic
def bring_cards(*, by: Actor, at: datetime) -> list[str]:
    """Add a version of each card that is new in the file, or whose values or groups changed there;
    the codes. Twice does nothing.

    Nobody's proposal, it asks nobody until two people have signed, and of a card that they signed
    their version goes on. Only a new instansi has its cards from before; nothing else looks back.

    Emits: CardProposed, where the instansi had cards before.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ALONE)
    stored: dict[str, list[CardVersion]] = {}
    for row in CardVersion.objects.order_by("version"):
        stored.setdefault(row.code, []).append(row)
    start_on = by.on if stored else BEGINNING
    fresh = [
        _version(card, stored.get(card.code, ()), start_on, at)
        for card in rule_cards().values()
        if not _stands(card, stored.get(card.code, ()))
    ]
    CardVersion.objects.bulk_create(fresh)
    for row in fresh if stored else ():
        events.emit(CardProposed(by=by, at=at, code=row.code, version=row.version, why=row.change))
    return [row.code for row in fresh]


def _stands(card: RuleCard, versions: Sequence[CardVersion]) -> bool:
    """Whether the newest that noken brought is as the file has it."""
    brought = [row for row in versions if row.proposed_by_id is None][-1:]
    return any(
        (row.parameters, set(row.groups), set(row.rests_on))
        == (card.defaults, set(card.groups), set(card.rests_on))
        for row in brought
    )


def _version(
    card: RuleCard, before: Sequence[CardVersion], start_on: date, at: datetime
) -> CardVersion:
    return CardVersion(
        code=card.code,
        version=before[-1].version + 1 if before else 1,
        groups=list(card.groups),
        parameters=card.defaults,
        rests_on=list(card.rests_on),
        change=CHANGED if before else MADE,
        source=SOURCE,
        start_on=start_on,
        proposed_at=at,
    )
