"""Whose result serves whose: from the superior's superior down to one's own."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from noken.organization.queries import Person
from noken.planning.queries.dialogue import Said, said_of_result
from noken.planning.queries.results import ResultRow


@dataclass(frozen=True, slots=True)
class Above:
    """A result higher up: whose it is and what it says."""

    person: Person | None
    text: str
    indicators: int | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """One of the plan's results in the cascade; `number` as it stands in the plan, `said` what was
    said of it and its indicators."""

    key: UUID
    number: int
    text: str
    indicators: int
    said: Said


@dataclass(frozen=True, slots=True)
class Branch:
    """Own results under one result of the superior (None: under none) and what that serves.

    `stale` says that the superior's result is no longer among those in force.
    """

    top: Above | None
    parent: Above | None
    own: tuple[Own, ...]
    stale: bool = False


def people_above(rows: Collection[ResultRow], parents: Mapping[UUID, ResultRow]) -> set[int]:
    """Ids of those named above the direct superior, to be looked up before `branches`."""
    served = [parents[key] for key in _served(rows) if key in parents]
    return {row.supports_owner_id for row in served if row.supports_owner_id is not None}


def branches(
    rows: Collection[ResultRow],
    parents: Mapping[UUID, ResultRow],
    superior: Person | None,
    people: Mapping[int, Person],
    said: Mapping[str, Said],
) -> tuple[Branch, ...]:
    """The plan's results grouped by the superior's result they serve; those under none last."""
    groups: dict[UUID | None, list[Own]] = {key: [] for key in _served(rows)}
    groups[None] = []
    for number, row in enumerate(rows, start=1):
        keys = [indicator.key for indicator in row.view.indicators]
        talk = said_of_result(said, row.view.key, keys)
        own = Own(row.view.key, number, row.view.text, len(keys), talk)
        groups[row.view.supports_key].append(own)
    texts = {row.view.supports_key: row.supports_text for row in rows}
    found = []
    for key, group in groups.items():
        if key is None:
            if group:
                found.append(Branch(None, None, tuple(group)))
        elif key in parents:
            found.append(_under(parents[key], tuple(group), superior, people))
        else:
            found.append(Branch(None, Above(None, texts[key]), tuple(group), stale=True))
    return tuple(found)


def _under(
    parent: ResultRow,
    own: tuple[Own, ...],
    superior: Person | None,
    people: Mapping[int, Person],
) -> Branch:
    top = None
    if parent.supports_owner_id is not None:
        top = Above(people.get(parent.supports_owner_id), parent.supports_text)
    above = Above(superior, parent.view.text, len(parent.view.indicators))
    return Branch(top, above, own)


def _served(rows: Iterable[ResultRow]) -> list[UUID]:
    keys = (row.view.supports_key for row in rows)
    return list(dict.fromkeys(key for key in keys if key is not None))
