"""The values of declared settings (`noken.core.signed`), and the pages that show them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import connection

from noken.core.actor import Actor, Role
from noken.core.signed import (
    Declared,
    Proposal,
    Signed,
    declaration,
    declared,
    from_values,
    name_of,
    value_on,
)
from noken.core.signing import SIGNATURES
from noken.organization.models import DeclaredProposal
from noken.organization.queries.signing import ProposalRow, proposals_of, row_of, signers_of

T = TypeVar("T", bound=Signed)
Held = list[list[Any]]

HELD = """
    select coalesce(json_agg(json_build_array(p.name, p.values, p.source, p.start_on)), '[]')
    from organization_declaredproposal p
    where p.withdrawn_at is null
      and (select count(*) from organization_declaredsignature s where s.proposal_id = p.id) >= 2
"""
"""All values two have signed, as one JSON: read along with who is at work."""

_request: ContextVar[Held | None] = ContextVar("settings read with the actor", default=None)


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One value in words."""

    about: str
    value: str


@dataclass(frozen=True, slots=True)
class SettingPage:
    """`now` holds on the day of the reader; `signed` are all that two have signed, newest first."""

    declared: Declared
    now: Signed
    rows: Sequence[SettingRow]
    waiting: ProposalRow | None
    signed: Sequence[ProposalRow]
    is_keeper: bool
    role: Role


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One setting in the list. `left` signatures are missing to what was proposed; 0: nothing
    waits."""

    declared: Declared
    now: Signed
    rows: Sequence[SettingRow]
    left: int


@contextmanager
def remembered(held: Held | None) -> Iterator[None]:
    """Settings are read once for a request: by the statement that asks who is at work."""
    token = _request.set(held)
    try:
        yield
    finally:
        _request.reset(token)


def setting_on(kind: type[T], day: date) -> T:
    """What holds on a day; the proposed values, unsigned, while no two people have signed.

    No statement within a request, one elsewhere.
    """
    held, name = _held(), name_of(kind)
    rows = [
        Proposal(values, source, date.fromisoformat(start_on), SIGNATURES)
        for stored, values, source, start_on in held
        if stored == name
    ]
    return value_on(kind, rows, day)


def _held() -> Held:
    known = _request.get()
    if known is not None:
        return known
    with connection.cursor() as cursor:
        cursor.execute(HELD)
        return list(cursor.fetchone()[0])


def setting_page(actor: Actor, name: str) -> SettingPage | None:
    """Everybody may read what holds and on what it rests; None: there is no such setting."""
    about = declaration(name)
    if about is None:
        return None
    stored = [row for row in proposals_of(DeclaredProposal) if row.name == name]
    now = value_on(about.kind, [_proposal(row) for row in stored], actor.on)
    shown = [row_of(row, rows_of(about, _values(about, row)), actor) for row in stored]
    return SettingPage(
        declared=about,
        now=now,
        rows=rows_of(about, now),
        waiting=next((row for row in shown if row.left), None),
        signed=[row for row in shown if not row.left],
        is_keeper=actor.has(Role.PERSONNEL),
        role=actor.role,
    )


def setting_lines(actor: Actor) -> list[SettingLine]:
    """All declared settings by title, with what holds today; three statements."""
    stored = proposals_of(DeclaredProposal)
    return [
        _line(actor, about, [row for row in stored if row.name == about.name])
        for about in declared()
    ]


def _line(actor: Actor, about: Declared, stored: Sequence[Any]) -> SettingLine:
    now = value_on(about.kind, [_proposal(row) for row in stored], actor.on)
    missing = [SIGNATURES - len(signers_of(row)) for row in stored]
    return SettingLine(about, now, rows_of(about, now), max([0, *missing]))


def rows_of(about: Declared, values: Signed) -> list[SettingRow]:
    """Every value as a line of the page."""
    return [SettingRow(each.label, each.words(getattr(values, each.name))) for each in about.values]


def _values(about: Declared, row: Any) -> Signed:
    return from_values(about.kind, row.values, since=row.start_on, source=row.source)


def _proposal(row: Any) -> Proposal:
    values: Mapping[str, Any] = row.values
    return Proposal(values, row.source, row.start_on, len(signers_of(row)))
