"""The version of each card that holds on a day: what detection, asking and every page go by."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from noken.findings.models import CardRest, CardVersion, Finding
from noken.findings.rules.versions import Version, settled_since, version_on


@dataclass(frozen=True, slots=True)
class Card:
    """One card on a day. `id` and `number` are its version's; `is_hint`: nothing it finds is asked,
    for two people have not signed; `since` is the first day anything may be asked about (None: no
    day); `rests`: it stopped itself."""

    id: int
    code: str
    number: int
    start_on: date
    values: Mapping[str, Any]
    groups: tuple[str, ...]
    unit_id: int | None
    rests_on: tuple[str, ...]
    is_hint: bool
    rests: bool
    since: date | None
    source: str


def version_in_force(code: str, day: date) -> Card | None:
    """The version of a card on a day: the newest settled one, else the newest it began with
    (`is_hint`). None: the card did not exist."""
    return next((card for card in cards_on(day) if card.code == code), None)


def cards_on(day: date) -> list[Card]:
    """Every card on a day, by code; two statements."""
    resting = set(CardRest.objects.filter(ended_at=None).values_list("code", flat=True))
    stored: dict[str, list[Version]] = defaultdict(list)
    for version in versions():
        stored[version.code].append(version)
    found = []
    for code, each in sorted(stored.items()):
        holds = version_on(day, each)
        if holds is not None:
            found.append(_card(holds, settled_since(each), rests=code in resting))
    return found


def codes_of(finding_ids: Collection[int]) -> set[str]:
    """The cards of findings."""
    return set(Finding.objects.filter(pk__in=finding_ids).values_list("code", flat=True))


def versions(*ids: int) -> list[Version]:
    """All versions that were not withdrawn, or those asked for."""
    rows = CardVersion.objects.filter(pk__in=ids) if ids else _standing()
    return [
        Version(
            id=row.pk,
            code=row.code,
            number=row.version,
            start_on=row.start_on,
            groups=tuple(row.groups),
            unit_id=row.unit_id,
            values=row.parameters,
            rests_on=tuple(row.rests_on),
            signatures=row.signed,
            source=row.source,
            is_proposal=row.proposed_by_id is not None,
        )
        for row in rows.annotate(signed=Count("signatures")).order_by("code", "version")
    ]


def _standing() -> Any:
    return CardVersion.objects.filter(withdrawn_at=None)


def _card(version: Version, since: date | None, *, rests: bool) -> Card:
    return Card(
        id=version.id,
        code=version.code,
        number=version.number,
        start_on=version.start_on,
        values=version.values,
        groups=version.groups,
        unit_id=version.unit_id,
        rests_on=version.rests_on,
        is_hint=not version.is_settled,
        rests=rests,
        since=since,
        source=version.source,
    )
