"""Findings of the people one answers for, and all of them for BKPSDM and the Inspektorat."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.urls import reverse

from noken.core.actor import Actor, Role
from noken.findings import access
from noken.findings.models import Finding
from noken.findings.queries.page_list import (
    SIZE,
    Choice,
    ListRow,
    asked_about,
    in_state,
    list_rows,
    listed,
    state_choices,
)
from noken.findings.queries.page_words import card_title, codes
from noken.findings.queries.regional import not_loaded_of
from noken.organization import queries as organization

WHOLE = "semua"
FOUND_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for, as typed: `state` and `code` are values of its filters."""

    state: str = ""
    code: str = ""
    text: str = ""
    scope: str = ""
    number: str = "1"


@dataclass(frozen=True, slots=True)
class TeamPage:
    """`whole`: with those further down too, where the actor decides nothing. `no_rules`: why
    nothing follows from what some of them are counted."""

    rows: Sequence[ListRow]
    page: Page[Finding]
    states: Sequence[Choice]
    state: str
    whole: bool
    no_rules: str
    about: frozenset[int]

    @property
    def pager_url(self) -> str:
        return _address(keadaan=self.state, lingkup=WHOLE if self.whole else "")

    @property
    def url(self) -> str:
        return f"{reverse('findings:team')}{self.pager_url}halaman={self.page.number}"


@dataclass(frozen=True, slots=True)
class AllPage:
    """`named`: BKPSDM reads whose they are; the Inspektorat only after saying why."""

    rows: Sequence[ListRow]
    page: Page[Finding]
    states: Sequence[Choice]
    cards: Sequence[Choice]
    state: str
    code: str
    text: str
    named: bool
    role: Role
    about: frozenset[int]

    @property
    def pager_url(self) -> str:
        return _address(keadaan=self.state, kartu=self.code, cari=self.text)

    @property
    def filter_query(self) -> str:
        """The other filters, before the state."""
        return _address(kartu=self.code, cari=self.text).removeprefix("?")


def team_page(actor: Actor, asked: Asked) -> TeamPage:
    """The direct reports of today; with `scope` everybody below."""
    whole = asked.scope == WHOLE
    people = organization.subjects_of(actor, Role.SUPERIOR) if whole else access.decided_by(actor)
    found = Finding.objects.filter(
        asked_about(), in_state(asked.state), employee_id__in=people
    ).exclude(employee_id=actor.employee_id or 0)
    page = Paginator(listed(found), SIZE).get_page(asked.number)
    rows = list_rows(list(page))
    about = frozenset(row.person_id for row in rows)
    return TeamPage(
        rows,
        page,
        state_choices(asked.state),
        asked.state,
        whole,
        not_loaded_of(about, actor.on),
        about,
    )


def all_page(actor: Actor, asked: Asked) -> AllPage:
    """Every finding by number, card and state; BKPSDM also by name."""
    named = actor.role is Role.PERSONNEL
    found = Finding.objects.filter(
        asked_about(), in_state(asked.state), _named(actor, asked.text, named=named)
    )
    code = asked.code if asked.code in codes() else ""
    if code:
        found = found.filter(code=code)
    page = Paginator(listed(found), SIZE).get_page(asked.number)
    rows = list_rows(list(page), named=named)
    cards = [Choice("", "Semua aturan", not code)]
    cards += [Choice(each, f"{each} {card_title(each)}", each == code) for each in codes()]
    return AllPage(
        rows=rows,
        page=page,
        states=state_choices(asked.state),
        cards=cards,
        state=asked.state,
        code=code,
        text=asked.text,
        named=named,
        role=actor.role,
        about=frozenset(row.person_id for row in rows) if named else frozenset(),
    )


def _named(actor: Actor, text: str, *, named: bool) -> Q:
    """By number, T-2026-0417 or its last part; by name or NIP where names are shown."""
    text = text.strip()
    if not text:
        return Q()
    parts = text.upper().removeprefix("T-").split("-")
    if parts[-1].isdigit() and len(parts[-1]) < 10:
        wanted = Q(serial=int(parts[-1]))
        year = parts[0] if len(parts) > 1 and parts[0].isdigit() else ""
        return wanted & Q(year=int(year)) if year else wanted
    if not named:
        return Q(pk__in=[])
    people = organization.search_people(actor, text, FOUND_AT_MOST)
    return Q(employee_id__in=[person.id for person in people])


def _address(**values: str) -> str:
    given = {name: value for name, value in values.items() if value}
    return f"?{urlencode(given)}&" if given else "?"
