"""The journal as the inspectorate searches it: who did what to whom, and when; never what was
written. A person is named only for a reader who has said why, and reads of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404

from noken.audit import queries as audit
from noken.core import clock
from noken.core.actor import ROLE_WORDS, Actor, Role
from noken.organization import queries as organization
from noken.organization.queries import Person
from noken.oversight.rules import acts

SIZE, FOUND_AT_MOST = 50, 20
USUAL = timedelta(days=30)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
STEP = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is sought. `text` is a name to choose a person by, first; `by` whether as doer. `row` is
    an entry whose people shall be named; `before` where an older page begins."""

    since: date
    until: date
    text: str = ""
    by: bool = False
    person_id: int | None = None
    doer_id: int | None = None
    action: str = ""
    before: str = ""
    row: int | None = None

    def query(self, **changed: object) -> str:
        """The address that seeks the same, but for what is changed."""
        wish = replace(self, text="", row=None, **changed)  # type: ignore[arg-type]  # its fields
        said = {
            "pegawai": wish.person_id,
            "pelaku": wish.doer_id,
            "jenis": wish.action,
            "dari": wish.since,
            "sampai": wish.until,
            "sebelum": wish.before,
            "sebagai": "pelaku" if wish.by else "",
        }
        return f"?{urlencode({name: value for name, value in said.items() if value})}"


@dataclass(frozen=True, slots=True)
class TrailRow:
    """`doer` and `subject` are names where they may be shown, else the role, or that there is
    somebody; `subject` "": it is about nobody. `opens`: the address that asks for the names."""

    at: datetime
    act: str
    doer: str
    subject: str
    opens: str


@dataclass(frozen=True, slots=True)
class Read:
    """People named on the page for whom the reader gave one and the same reason."""

    about: frozenset[int]
    stated_reason: str


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    post: str
    unit: str
    url: str


@dataclass(frozen=True, slots=True)
class TrailPage:
    """`asks`: about whom a reason is wanted first; then nothing else is shown. `choices`: people of
    the name that was typed. `person` and `doer` are those sought."""

    wish: Wish
    asks: frozenset[int] = frozenset()
    person: Person | None = None
    doer: Person | None = None
    choices: Sequence[Choice] | None = None
    rows: Sequence[TrailRow] = ()
    older: str = ""
    reads: Sequence[Read] = field(default=())

    @property
    def groups(self) -> Mapping[str, Mapping[str, str]]:
        return acts.GROUPS

    @property
    def here(self) -> str:
        return self.wish.query()

    @property
    def newest(self) -> str:
        return self.wish.query(before="") if self.wish.before else ""

    @property
    def without_person(self) -> str:
        return self.wish.query(person_id=None, before="")

    @property
    def without_doer(self) -> str:
        return self.wish.query(doer_id=None, before="")


def trail_page(actor: Actor, wish: Wish, at: datetime) -> TrailPage:
    """What the inspectorate sees of the journal, or about whom it has to say why before.

    Raises:
        Http404: there is no such person.
    """
    sought = {person for person in (wish.person_id, wish.doer_id) if person is not None}
    people = organization.people(sought, actor.on)
    if people.keys() != sought:
        raise Http404
    wanted = sought | audit.persons_of(wish.row or 0, acts.BETWEEN_TWO)
    page = TrailPage(
        wish=wish,
        asks=frozenset(wanted - _reasons(actor, wanted, at).keys()),
        person=people.get(wish.person_id or 0),
        doer=people.get(wish.doer_id or 0),
    )
    if page.asks:
        return page
    if wish.text:
        return replace(page, choices=_choices(actor, wish))
    found = audit.entries(_sought(wish), SIZE + 1)
    rows, more = found[:SIZE], len(found) > SIZE
    involved = {who for each in rows for who in (each.subject_id, each.employee_id) if who}
    reasons = _reasons(actor, involved | sought, at)
    names = {each.id: each.name for each in organization.people(reasons, actor.on).values()}
    return replace(
        page,
        rows=[_row(each, names, wish) for each in rows],
        older=wish.query(before=_place_text(rows[-1])) if more else "",
        reads=_reads(reasons, actor),
    )


def _sought(wish: Wish) -> audit.Sought:
    return audit.Sought(
        since=clock.start_of(wish.since),
        until=clock.start_of(wish.until + timedelta(days=1)),
        subject_id=wish.person_id,
        doer_id=wish.doer_id,
        action=wish.action,
        before=_place(wish.before),
        hidden=acts.BETWEEN_TWO,
    )


def _reasons(actor: Actor, people: Collection[int], at: datetime) -> dict[int, str]:
    """Who may be named to the actor, with the reason that was given; of oneself none is asked."""
    own = {actor.employee_id: ""} if actor.employee_id in people else {}
    given = audit.stated_reasons(actor, people, at) if people else {}
    return {**given, **{me: why for me, why in own.items() if me is not None}}


def _reads(reasons: Mapping[int, str], actor: Actor) -> list[Read]:
    by_reason: dict[str, set[int]] = {}
    for person, reason in reasons.items():
        if person != actor.employee_id:
            by_reason.setdefault(reason, set()).add(person)
    return [Read(frozenset(about), reason) for reason, about in by_reason.items()]


def _row(each: Any, names: Mapping[int, str], wish: Wish) -> TrailRow:
    doer, subject = each.employee_id, each.subject_id
    unnamed = [who for who in (doer, subject) if who is not None and who not in names]
    return TrailRow(
        at=each.at,
        act=acts.WORDS.get(each.action, acts.OTHER),
        doer=names.get(doer or 0) or ROLE_WORDS[Role(each.role)],
        subject=(names.get(subject) or "seorang pegawai") if subject is not None else "",
        opens=f"{wish.query()}&baris={each.id}" if unnamed else "",
    )


def _choices(actor: Actor, wish: Wish) -> list[Choice]:
    mark = "doer_id" if wish.by else "person_id"
    return [
        Choice(each.name, each.post, each.unit, wish.query(before="", **{mark: each.id}))
        for each in organization.search_people(actor, wish.text, FOUND_AT_MOST)
    ]


def _place_text(row: Any) -> str:
    return f"{(row.at - EPOCH) // STEP}-{row.id}"


def _place(text: str) -> audit.Place | None:
    """Where a page begins; the form has looked at how it is written."""
    moment, dash, number = text.partition("-")
    return audit.Place(EPOCH + int(moment) * STEP, int(number)) if dash else None
