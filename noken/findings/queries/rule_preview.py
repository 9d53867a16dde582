"""Whom a version of a card would have asked in the last 90 days. Looks and writes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from noken.core.actor import Actor, Role
from noken.findings import ports
from noken.findings.ports import Asked, Hits
from noken.findings.queries.cards import Card, version_in_force
from noken.findings.queries.rule_people import Aim, people_by_group
from noken.findings.rules.proposal_groups import LEAST_PEOPLE, shown_groups
from noken.findings.rules.proposing import NewCard
from noken.organization.models import Unit

LOOKED_BACK = timedelta(days=90)
DIMENSIONS = (("PNS", "PPPK"), ("FEMALE", "MALE"), ("OFFICE", "FIELD"))
LABELS = {
    "PNS": "PNS dan CPNS",
    "PPPK": "PPPK",
    "FEMALE": "Perempuan",
    "MALE": "Laki-laki",
    "OFFICE": "Kantor di kota",
    "FIELD": "Distrik, kelurahan, puskesmas, sekolah, UPTD",
}
_SEEN = """
select distinct employee_id
from ({sql}) as hit (employee_id, period, item, day, amount, facts) where amount > 0
"""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of people. `now` is asked by the version in force, `then` by the one proposed;
    None: the group is too small to be shown."""

    label: str
    people: int | None
    now: int | None
    then: int | None


@dataclass(frozen=True, slots=True)
class Preview:
    """`now` and `then` are people asked in all; `only_counted` are seen and not asked."""

    since: date
    now: int
    then: int
    only_counted: int
    groups: Sequence[GroupRow]
    least_people: int = LEAST_PEOPLE


def preview(actor: Actor, new: NewCard) -> Preview | None:
    """The proposed version beside the one in force; None: not for this reader."""
    if not actor.has(Role.PERSONNEL):
        return None
    until = actor.on + timedelta(1)
    since = until - LOOKED_BACK
    stands = version_in_force(new.code, actor.on)
    old = stands.values if stands else new.values
    seen = _seen(Asked(new.code, new.values, since, until))
    before = seen if dict(old) == dict(new.values) else _seen(Asked(new.code, old, since, until))
    counts = people_by_group(
        actor.on,
        _aim_now(before, stands),
        Aim(seen, new.groups, _path(new.unit_id)),
    )
    people = {name: each.people for name, each in counts.items()}
    whole = counts.get("ALL")
    then = whole.then if whole else 0
    return Preview(
        since=since,
        now=whole.now if whole else 0,
        then=then,
        only_counted=max(0, len(seen) - then),
        groups=[
            _row(name, counts, shown)
            for names in DIMENSIONS
            for shown in (shown_groups(people, names),)
            for name in names
            if people.get(name)
        ],
    )


def _row(name: str, counts: Mapping[str, Any], shown: Sequence[str]) -> GroupRow:
    if name not in shown:
        return GroupRow(LABELS[name], None, None, None)
    each = counts[name]
    return GroupRow(LABELS[name], each.people, each.now, each.then)


def _aim_now(ids: set[int], card: Card | None) -> Aim:
    return Aim(ids, card.groups, _path(card.unit_id)) if card else Aim((), ())


def _path(unit_id: int | None) -> str:
    return "" if unit_id is None else Unit.objects.values_list("path", flat=True).get(pk=unit_id)


def _seen(asked: Asked) -> set[int]:
    """Whom the detectors name; what is being explained elsewhere (amount 0) asks nobody."""
    return {pk for hits in ports.hits_of.ask(asked) if hits is not None for pk in _people(hits)}


def _people(hits: Hits) -> set[int]:
    if not hits.sql:
        return {hit.employee_id for hit in hits.rows if hit.amount > 0}
    with connection.cursor() as cursor:
        cursor.execute(_SEEN.format(sql=hits.sql), hits.values)
        return {pk for (pk,) in cursor.fetchall()}
