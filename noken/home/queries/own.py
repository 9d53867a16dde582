"""A person's notices and account page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.urls import reverse

from noken.core.actor import ROLE_WORDS, Actor, Role
from noken.notices import queries as notices
from noken.notices.queries import Notice
from noken.organization import queries as organization

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class NoticesPage:
    """Delivered notices, newest first."""

    notices: Page[Notice]
    unread: int


@dataclass(frozen=True, slots=True)
class AccountPage:
    """Who I am to the programme, who my superior is, and where my data can be seen. `confirmers`:
    who can confirm that I use the account, while that waits."""

    person: organization.Person
    superior: organization.Superior
    roles: Sequence[str]
    confirmers: Sequence[str]


def notices_page(actor: Actor, number: str, at: datetime) -> NoticesPage:
    person_id = actor.employee_id or 0
    found = notices.notices_of(person_id, at)
    page = Paginator(found, PAGE_SIZE).get_page(number)
    return NoticesPage(page, notices.unread_count(person_id, at))


def account_page(actor: Actor) -> AccountPage:
    person_id = actor.employee_id or 0
    return AccountPage(
        organization.people([person_id], actor.on)[person_id],
        organization.superior_of(person_id, actor.on),
        sorted(ROLE_WORDS[role] for role in (actor.roles | actor.withheld) - {Role.SELF}),
        organization.confirmers_of(person_id, actor.on) if actor.withheld else (),
    )


def notice_url(person_id: int, notice_id: int, at: datetime) -> str:
    """Where one of a person's own notices leads; the list when it is not theirs."""
    found = notices.notices_of(person_id, at).filter(pk=notice_id).first()
    return found.url if found else reverse("home:notices")
