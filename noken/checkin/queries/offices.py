"""Offices and their screens, for who keeps them; and what a screen needs to know of itself."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.urls import reverse

from noken.attendance import queries as attendance
from noken.checkin import access
from noken.checkin.models import OfficePlace, Phone, Screen, ScreenKey
from noken.checkin.rules import codes
from noken.checkin.rules.pairing import hash_of
from noken.core.actor import Actor
from noken.organization import queries as organization


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """A site the actor keeps: whether it has a point, and how many screens show codes."""

    site: attendance.SiteCard
    has_place: bool
    screens: int
    url: str


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """Somebody asks for another phone than the one in use."""

    id: int
    person: organization.Person
    name: str
    old_name: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class OfficesPage:
    offices: Sequence[OfficeRow]
    phones: Sequence[PhoneRow]
    about: frozenset[int]


def offices_page(actor: Actor) -> OfficesPage:
    sites = attendance.sites(actor)
    placed = set(OfficePlace.objects.values_list("site_id", flat=True))
    screens: dict[int, int] = {}
    for site_id in (
        Screen.objects.filter(revoked_at=None)
        .exclude(token_hash="")
        .values_list("site_id", flat=True)
    ):
        screens[site_id] = screens.get(site_id, 0) + 1
    phones = _asked_phones(actor)
    return OfficesPage(
        offices=[
            OfficeRow(
                site,
                site.id in placed,
                screens.get(site.id, 0),
                reverse("checkin:office", args=[site.id]),
            )
            for site in sites
        ],
        phones=phones,
        about=frozenset(row.person.id for row in phones),
    )


def _asked_phones(actor: Actor) -> list[PhoneRow]:
    asked = list(
        Phone.objects.filter(state=Phone.State.WAITING, employee__in=access.kept_people(actor))
        .exclude(employee=actor.employee_id or 0)
        .order_by("asked_at")
    )
    ids = {phone.employee_id for phone in asked}
    people = organization.people(ids, actor.on)
    old = dict(
        Phone.objects.filter(employee__in=ids, state=Phone.State.ACTIVE).values_list(
            "employee_id", "name"
        )
    )
    return [
        PhoneRow(
            phone.pk,
            people[phone.employee_id],
            phone.name,
            old.get(phone.employee_id, ""),
            phone.asked_at,
        )
        for phone in asked
    ]


def office_units(actor: Actor, site: attendance.SiteCard | None = None) -> list[tuple[int, str]]:
    """The units an office may hang on; that of `site` among them."""
    found = {unit.value: unit.label for unit in organization.agencies(actor)}
    if site is not None:
        found.setdefault(site.unit_id, site.unit_name)
    return sorted(found.items(), key=lambda unit: unit[1])


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """A screen and its state: SHOWING, WAITING (to be paired) or REVOKED."""

    id: int
    name: str
    state: str
    registered_at: datetime
    key_since: datetime | None


@dataclass(frozen=True, slots=True)
class OfficePage:
    site: attendance.SiteCard
    place: OfficePlace | None
    screens: Sequence[ScreenRow]


def office_page(actor: Actor, site_id: int) -> OfficePage:
    """One office, for who keeps it.

    Raises:
        Http404: there is none, or the actor does not keep it.
    """
    site = attendance.site(site_id)
    if site is None or not access.can_keep_unit(actor, site.unit_id):
        raise Http404
    since = dict(
        ScreenKey.objects.filter(screen__site_id=site_id, end_at=None).values_list(
            "screen_id", "start_at"
        )
    )
    screens = Screen.objects.filter(site_id=site_id).order_by("revoked_at", "name", "pk")
    return OfficePage(
        site=site,
        place=OfficePlace.objects.filter(site_id=site_id).first(),
        screens=[
            ScreenRow(row.pk, row.name, _state(row), row.registered_at, since.get(row.pk))
            for row in screens
        ],
    )


def _state(screen: Screen) -> str:
    if screen.revoked_at is not None:
        return "REVOKED"
    return "SHOWING" if screen.token_hash else "WAITING"


@dataclass(frozen=True, slots=True)
class ScreenPage:
    """What a paired device shows. The key lets it go on without network."""

    screen_id: int
    site_id: int
    site: str
    name: str
    key: str
    digits: str
    step: int
    at: datetime

    @property
    def stamp(self) -> int:
        """The server's clock in milliseconds."""
        return int(self.at.timestamp() * 1000)

    @property
    def digit_groups(self) -> tuple[str, str]:
        return self.digits[:4], self.digits[4:]


def screen_page(token: str, at: datetime) -> ScreenPage | None:
    """The screen behind a cookie; None for a device that is none."""
    if not token:
        return None
    key = (
        ScreenKey.objects.filter(
            screen__token_hash=hash_of(token), screen__revoked_at=None, end_at=None
        )
        .select_related("screen__site")
        .first()
    )
    if key is None:
        return None
    screen, step, secret = key.screen, codes.step_of(at), bytes(key.key)
    return ScreenPage(
        screen_id=screen.pk,
        site_id=screen.site_id,
        site=screen.site.name,
        name=screen.name,
        key=b64encode(secret).decode(),
        digits=codes.typed_of(secret, screen.site_id, screen.pk, step),
        step=step,
        at=at,
    )
