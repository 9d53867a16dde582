"""PINs behind which nobody stands, and whose they may be."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from noken.attendance import queries as attendance
from noken.attendance.queries import UnknownPin
from noken.core.actor import Actor
from noken.core.periods import in_force
from noken.devices.models import DeviceUser, IgnoredPin
from noken.devices.queries.places import place_names
from noken.devices.rules.likeness import Candidate, Guess, likely_owner
from noken.organization import queries as organization
from noken.organization.models import Posting, Unit
from noken.organization.queries import Person
from noken.ui.formats import day_short

MOST = 300
MOST_FOUND = 8
_EVER = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Stranger:
    """A PIN that waits for its owner. Times are what the clock of the site showed.

    `last_on` is the day before somebody else's time with this PIN begins.
    """

    site_id: int
    pin_key: str
    pin: str
    place: str
    count: int
    first_at: datetime
    last_at: datetime
    told_name: str
    guess: Guess | None
    ignored: str = ""
    recorder_id: int = 0
    last_on: date | None = None

    @property
    def mark(self) -> str:
        """Names the row in addresses and ids."""
        return f"{self.site_id}-{self.pin_key}"


@dataclass(frozen=True, slots=True)
class PinOwner:
    """Who stands behind a PIN from when until when."""

    id: int
    site: str
    pin: str
    person_id: int
    name: str
    start_on: date
    end_on: date | None

    @property
    def last_on(self) -> date | None:
        """The last day, as people say it."""
        return self.end_on - timedelta(1) if self.end_on else None


@dataclass(frozen=True, slots=True)
class PinsPage:
    """The strangers, those that are ignored, and (`view`) the owners of one site."""

    strangers: Sequence[Stranger]
    ignored: Sequence[Stranger]
    owners: Sequence[PinOwner]
    sites: Sequence[tuple[int, str]]
    chosen_site: int | None
    about: frozenset[int]

    @property
    def records(self) -> int:
        return sum(stranger.count for stranger in self.strangers)


def strangers(actor: Actor, limit: int = MOST) -> list[Stranger]:
    """PINs that wait at the places the actor keeps, ignored ones left out; most punches first."""
    return _read(actor, limit)[0]


def pins_page(actor: Actor, site_id: int | None = None) -> PinsPage:
    """All of it. `site_id` also lists whose PINs the others of that site are."""
    found, ignored = _read(actor, MOST)
    places = [(site.id, site.name) for site in attendance.sites(actor)]
    chosen = site_id if site_id in dict(places) else None
    owners = [
        PinOwner(
            row.pk,
            row.site.name,
            row.pin_key,
            row.employee_id,
            row.employee.name,
            row.start_on,
            row.end_on,
        )
        for row in (attendance.pins([chosen], actor.on) if chosen else ())
    ]
    about = {owner.person_id for owner in owners}
    about |= {stranger.guess.person_id for stranger in found if stranger.guess}
    return PinsPage(found, ignored, owners, places, chosen, frozenset(about))


@dataclass(frozen=True, slots=True)
class PairPage:
    """One PIN and the people found for it by name."""

    stranger: Stranger
    text: str
    found: Sequence[Person]
    about: frozenset[int]


def pair_page(actor: Actor, site_id: int, pin_key: str, text: str) -> PairPage | None:
    """A PIN that waits, ignored or not; None when there is none at a place of the actor."""
    waiting, ignored = _read(actor, MOST, only=(site_id, pin_key))
    stranger = next(iter([*waiting, *ignored]), None)
    if stranger is None:
        return None
    found = organization.search_people(actor, text, MOST_FOUND) if text else []
    if not text and stranger.guess:
        found = list(organization.people([stranger.guess.person_id], actor.on).values())
    about = frozenset({stranger.guess.person_id} if stranger.guess else ())
    return PairPage(stranger, text, found, about)


def _read(
    actor: Actor, limit: int, *, only: tuple[int, str] | None = None
) -> tuple[list[Stranger], list[Stranger]]:
    kept = {site.id: site for site in attendance.sites(actor)}
    waiting = attendance.unknown_pins(kept)
    at_site = Counter(pin.site_id for pin in waiting)
    if only:
        waiting = [pin for pin in waiting if (pin.site_id, pin.pin_key) == only]
    why = {(row.site_id, row.pin_key): row.why for row in IgnoredPin.objects.filter(site__in=kept)}
    open_ones = [pin for pin in waiting if (pin.site_id, pin.pin_key) not in why][:limit]
    rest = [pin for pin in waiting if (pin.site_id, pin.pin_key) in why][:limit]
    both = [*open_ones, *rest]
    shown = {pin.site_id for pin in both}
    known = _Known(
        place_names({pin.recorder_id for pin in both}),
        _told_names(shown),
        _without_pin(shown, {pk: kept[pk].unit_id for pk in shown}, actor.on),
        why,
        attendance.pins(shown, _EVER),
        at_site,
    )
    return [_stranger(pin, known) for pin in open_ones], [_stranger(pin, known) for pin in rest]


@dataclass(frozen=True, slots=True)
class _Known:
    """What helps to tell whose PIN it is, read for all at once."""

    places: Mapping[int, str]
    names: Mapping[tuple[int, str], str]
    people: Mapping[int, Sequence[Candidate]]
    why: Mapping[tuple[int, str], str]
    owners: Sequence[Any]
    at_site: Mapping[int, int]

    def next_owner(self, pin: UnknownPin) -> Any:
        """Whose the PIN is after its waiting records began; None if nobody's."""
        key, since = (pin.site_id, pin.pin_key), pin.first_at.date()
        later = [row for row in self.owners if (row.site_id, row.pin_key) == key]
        return min((r for r in later if r.start_on > since), key=_start, default=None)


def _start(row: Any) -> date:
    start: date = row.start_on
    return start


def _stranger(pin: UnknownPin, known: _Known) -> Stranger:
    key = pin.site_id, pin.pin_key
    told, owner = known.names.get(key, ""), known.next_owner(pin)
    people, is_only_pin = known.people.get(pin.site_id, ()), known.at_site[pin.site_id] == 1
    guess = likely_owner(pin.pin_key, told, people, is_only_pin=is_only_pin)
    if owner is not None:
        since = f"{day_short(owner.start_on)} {owner.start_on.year}"
        guess = Guess(owner.employee_id, owner.employee.name, f"pemilik PIN ini sejak {since}")
    return Stranger(
        site_id=pin.site_id,
        pin_key=pin.pin_key,
        pin=pin.pin_raw,
        place=known.places[pin.recorder_id],
        count=pin.count,
        first_at=pin.first_at,
        last_at=pin.last_at,
        told_name=told,
        guess=guess,
        ignored=known.why.get(key, ""),
        recorder_id=pin.recorder_id,
        last_on=owner.start_on - timedelta(1) if owner is not None else None,
    )


def _told_names(site_ids: Collection[int]) -> dict[tuple[int, str], str]:
    rows = DeviceUser.objects.filter(site__in=site_ids)
    return {(site, pin): name for site, pin, name in rows.values_list("site", "pin_key", "name")}


def _without_pin(
    site_ids: Collection[int], units: Mapping[int, int], on: date
) -> dict[int, list[Candidate]]:
    """The people of each site's unit and below who have no PIN there."""
    paths = dict(Unit.objects.filter(pk__in=units.values()).values_list("pk", "path"))
    taken: dict[int, set[int]] = {pk: set() for pk in site_ids}
    for row in attendance.pins(site_ids, on):
        taken[row.site_id].add(row.employee_id)
    found: dict[int, list[Candidate]] = {}
    for pk in site_ids:
        rows = Posting.objects.filter(
            in_force(on), kind="DEFINITIVE", unit__path__startswith=paths[units[pk]]
        ).exclude(employee__in=taken[pk])
        people = rows.order_by("employee__name").values_list(
            "employee_id", "employee__name", "employee__nip"
        )
        found[pk] = [Candidate(person, name, nip or "") for person, name, nip in people]
    return found
