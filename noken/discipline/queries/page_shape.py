"""What the page of one case is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from noken.core.actor import Role
from noken.discipline.access import Standing
from noken.discipline.models import (
    Appeal,
    Case,
    Decision,
    Delivery,
    Hearing,
    Release,
    Report,
    Summons,
)
from noken.discipline.queries import nexts
from noken.discipline.queries.parties import Choices
from noken.discipline.queries.words import Stage
from noken.discipline.rules import flow
from noken.discipline.rules.terms import Terms
from noken.organization.queries import OfficialFacts
from noken.regulations.discipline import Sanction


@dataclass(frozen=True, slots=True)
class Basis:
    """A finding the case rests on: as it counted at the opening, and today."""

    number: str
    code: str
    then: str
    now: str
    rung: str
    url: str


@dataclass(frozen=True, slots=True)
class LetterRow:
    """`paper_id` None: the paper is not made yet, or not for this reader."""

    id: int
    word: str
    number: str
    on: date
    paper_id: int | None


@dataclass(frozen=True, slots=True)
class StepRow:
    word: str
    by: str
    role: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RulingFacts:
    """Who rules on an objection, and until when. `ruler` "" where nobody is left; `is_reader`: it
    is the reader, and it waits; `left` says how long they have, `silence` what follows without a
    ruling. Once it ended `how` says who ruled, where, and who recorded it."""

    ruler: str
    decider: str
    is_reader: bool
    left: str
    silence: str
    how: str


@dataclass(frozen=True, slots=True)
class Gate:
    """The case is the reader's to open, but why must be said first."""

    number: str
    employee_id: int
    role: Role
    about: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class CasePage:
    """All one page shows. For the person `report` and `draft` are None, `decision` until it was
    delivered. `sanction` is what holds today, `was` what was decided before an appeal changed it.
    `act` is the next lawful step of this reader, "" where others act; `others` what
    they may do besides."""

    row: Case
    standing: Standing
    person: OfficialFacts
    names: Sequence[tuple[str, str]]
    says: str
    tone: str
    icon: str
    level: str
    next: str
    stages: Sequence[Stage]
    basis: Sequence[Basis]
    summonses: Sequence[Summons]
    hearing: Hearing | None
    questions: Sequence[tuple[int, str, str]]
    release: Release | None
    report: Report | None
    report_sanction: str
    draft: Decision | None
    draft_sanction: str
    decision: Decision | None
    sanction: Sanction | None
    was: str
    delivery: Delivery | None
    appeal: Appeal | None
    ruling: RulingFacts | None
    replies: Sequence[tuple[datetime, str, bool]]
    letters: Sequence[LetterRow]
    steps: Sequence[StepRow]
    act: str
    others: Sequence[str]
    choices: Choices
    allowed: Sequence[tuple[str, str]]
    lacks_medium: bool
    terms: Terms
    matrix_signed: bool
    companion: bool
    readers: str
    stated_reason: str
    key: UUID
    role: Role
    about: frozenset[int]

    @property
    def is_own(self) -> bool:
        return self.standing.is_own

    @property
    def unopened(self) -> str:
        """What the person has not opened yet: NOTICE, SUMMONS or ""; opening proves it arrived."""
        early = self.row.status in flow.BEFORE_HEARING
        if early and self.row.asked_at and self.row.told_on is None:
            return "NOTICE"
        return "SUMMONS" if unopened_in(self.row) else ""

    @property
    def excuse(self) -> str:
        """Why the person says they cannot come, while nobody answered that."""
        held = nexts.newest_summons(self.row)
        called = held is not None and self.row.status in flow.CALLED
        return held.excuse if held and called and nexts.excuse_waits(held) else ""

    @property
    def acts(self) -> frozenset[str]:
        return frozenset({self.act, *self.others}) - {""}


def unopened_in(row: Case) -> list[Summons]:
    """Summonses that still call the person, and of which nothing proves that they arrived."""
    called = row.summonses.all() if row.status in flow.BEFORE_HEARING else []
    return [each for each in called if each.told_on is None and not each.is_void]
