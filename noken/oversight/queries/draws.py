"""Samples as everybody may read them, and their names for who said why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404

from noken.audit import queries as audit
from noken.core import clock
from noken.core.actor import Actor, Role
from noken.core.http import url_of
from noken.organization import queries as organization
from noken.oversight import access
from noken.oversight.models import Draw
from noken.oversight.rules import draw as rules
from noken.oversight.rules.draw import Stage


@dataclass(frozen=True, slots=True)
class DrawView:
    """A sample as it was promised and as far as it is. `seed` "" until it is published."""

    id: int
    url: str
    title: str
    size: int
    draw_on: date
    seed_hash: str
    announced_at: datetime
    frozen_at: datetime | None
    list_hash: str
    people: int
    drawn_at: datetime | None
    seed: str
    opened_at: datetime | None

    @property
    def state(self) -> str:
        if self.opened_at:
            return "Selesai, benih dibuka"
        if self.drawn_at:
            return "Sudah diundi, benih belum dibuka"
        return "Daftar dibekukan" if self.frozen_at else "Diumumkan"


@dataclass(frozen=True, slots=True)
class DrawsPage:
    """`seal_hash` is that of the journal's newest seal, "" before the first: whoever notes it down
    can prove later that nothing before it was changed."""

    draws: Sequence[DrawView]
    may_announce: bool
    seal_hash: str
    sealed_at: datetime | None


@dataclass(frozen=True, slots=True)
class DrawPage:
    """`key` is the reader's own on the list, "" where they do not stand on it; `is_drawn` None
    before the draw. `why_not_…` "": the step can be done now."""

    draw: DrawView
    keeps: bool
    key: str
    is_drawn: bool | None
    why_not_frozen: str
    why_not_drawn: str
    why_not_opened: str


@dataclass(frozen=True, slots=True)
class Drawn:
    rank: int
    key: str
    name: str
    post: str
    unit: str
    url: str


@dataclass(frozen=True, slots=True)
class NamesPage:
    """`names` None: the reader has to say why first."""

    draw: DrawView
    names: Sequence[Drawn] | None
    role: Role
    about: frozenset[int]


@dataclass(frozen=True, slots=True)
class DrawFile:
    """What is handed out so that anybody can draw again; `sample` empty before the seed is out."""

    draw: DrawView
    keys: Sequence[str]
    sample: Sequence[str]


def draws_page(actor: Actor) -> DrawsPage:
    """All samples, newest first; for everybody with an account."""
    rows = Draw.objects.order_by("-announced_at", "-pk")[:40]
    seal = audit.last_seal()
    return DrawsPage(
        draws=[_view(row) for row in rows],
        may_announce=access.can_oversee(actor),
        seal_hash=seal.hash if seal else "",
        sealed_at=seal.at if seal else None,
    )


def newest_draw() -> DrawView | None:
    row = Draw.objects.order_by("-announced_at", "-pk").first()
    return _view(row) if row else None


def draw_page(actor: Actor, draw_id: int) -> DrawPage:
    """One sample for everybody with an account, with the reader's own place in it."""
    row = get_draw(draw_id)
    own = row.members.filter(employee_id=actor.employee_id or 0).first()
    stage, today = stage_of(row), actor.on
    return DrawPage(
        draw=_view(row),
        keeps=access.can_oversee(actor),
        key=own.key if own else "",
        is_drawn=(own.rank is not None) if own and row.drawn_at else None,
        why_not_frozen=rules.why_not_frozen(stage, today),
        why_not_drawn=rules.why_not_drawn(stage, today),
        why_not_opened=rules.why_not_opened(stage),
    )


def names_page(actor: Actor, draw_id: int, at: datetime) -> NamesPage:
    """The people drawn, for who said why in the last twelve hours."""
    row = get_draw(draw_id)
    if row.drawn_at is None:
        raise Http404
    drawn = row.members.filter(rank__isnull=False).order_by("rank")
    members = [
        (rank or 0, key, person)
        for rank, key, person in drawn.values_list("rank", "key", "employee_id")
    ]
    view = _view(row)
    if not _reasoned(actor, [person for _, _, person in members], at):
        return NamesPage(view, None, Role.INSPECTORATE, frozenset())
    people = organization.people([person for _, _, person in members], actor.on)
    names = [
        Drawn(
            rank,
            key,
            people[person].name,
            people[person].post,
            people[person].unit,
            url_of("organization:person", person),
        )
        for rank, key, person in members
    ]
    return NamesPage(view, names, Role.INSPECTORATE, frozenset(people))


def draw_file(draw_id: int) -> DrawFile:
    """The frozen list, and after the seed is published the sample. No names."""
    row = get_draw(draw_id)
    if row.frozen_at is None:
        raise Http404
    keys = sorted(row.members.values_list("key", flat=True))
    sample: list[str] = []
    if row.opened_at:
        drawn = row.members.filter(rank__isnull=False).order_by("rank")
        sample = list(drawn.values_list("key", flat=True))
    return DrawFile(_view(row), keys, sample)


def get_draw(draw_id: int) -> Draw:
    row = Draw.objects.filter(pk=draw_id).first()
    if row is None:
        raise Http404
    return row


def stage_of(draw: Draw) -> Stage:
    """How far a draw is, in days of the region."""
    return Stage(
        announced_on=clock.day_of(draw.announced_at),
        draw_on=draw.draw_on,
        frozen_on=clock.day_of(draw.frozen_at) if draw.frozen_at else None,
        drawn_on=clock.day_of(draw.drawn_at) if draw.drawn_at else None,
        is_opened=draw.opened_at is not None,
    )


def _reasoned(actor: Actor, people: Sequence[int], at: datetime) -> bool:
    return bool(people) and audit.stated_reasons(actor, people, at).keys() >= set(people)


def _view(row: Draw) -> DrawView:
    return DrawView(
        id=row.pk,
        url=row.get_absolute_url(),
        title=row.title,
        size=row.size,
        draw_on=row.draw_on,
        seed_hash=row.seed_hash,
        announced_at=row.announced_at,
        frozen_at=row.frozen_at,
        list_hash=row.list_hash,
        people=row.people,
        drawn_at=row.drawn_at,
        seed=row.seed,
        opened_at=row.opened_at,
    )
