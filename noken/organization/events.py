"""What the shared vocabulary tells upward: facts with ids, never names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChanged(Event):
    """A unit was created, renamed, moved, merged, closed, or its head's seat made.

    `change` is CREATED, RENAMED, MOVED, MERGED, CLOSED or POST_ADDED.
    """

    kind: ClassVar[str] = "UnitChanged"
    unit_id: int
    change: str

    def ids(self) -> dict[str, Any]:
        return {"unit": self.unit_id, "change": self.change}


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployeeAdded(Event):
    """`subject_id` is the new person."""

    kind: ClassVar[str] = "EmployeeAdded"


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordIssued(Event):
    """A one-time password was made for `subject_id`; `is_reset`: it took a living one's place."""

    kind: ClassVar[str] = "PasswordIssued"
    until: datetime
    is_reset: bool

    def ids(self) -> dict[str, Any]:
        return {"until": self.until.isoformat(), "reset": self.is_reset}


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountConfirmed(Event):
    """`subject_id` uses the account whose password somebody else made; `way`: a second PERSON
    says so, or the server's CONSOLE."""

    kind: ClassVar[str] = "AccountConfirmed"
    activation_id: int
    way: str

    def ids(self) -> dict[str, Any]:
        return {"activation": self.activation_id, "way": self.way}


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMoved(Event):
    """A person took up a post, in mid-year too. `left_unit_id` None: the first posting."""

    kind: ClassVar[str] = "PersonMoved"
    unit_id: int
    left_unit_id: int | None

    def ids(self) -> dict[str, Any]:
        return {"unit": self.unit_id, "left_unit": self.left_unit_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingChanged(Event):
    """`subject_id` acts for the head of a unit from a day until a day (Plt, Plh), or no more."""

    posting_id: int
    unit_id: int

    def ids(self) -> dict[str, Any]:
        return {"posting": self.posting_id, "unit": self.unit_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingAppointed(ActingChanged):
    kind: ClassVar[str] = "ActingAppointed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingEnded(ActingChanged):
    kind: ClassVar[str] = "ActingEnded"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorChosen(Event):
    """An explicit superior was set for `subject_id`, or taken away (`superior_id` None)."""

    kind: ClassVar[str] = "SuperiorChosen"
    superior_id: int | None
    why: str = ""

    def ids(self) -> dict[str, Any]:
        return {"superior": self.superior_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorProposed(Event):
    """A superior of another agency waits for a word of that agency, from `speakers`."""

    kind: ClassVar[str] = "SuperiorProposed"
    proposal_id: int
    superior_id: int
    speakers: tuple[int, ...]
    why: str = ""

    def ids(self) -> dict[str, Any]:
        return {"proposal": self.proposal_id, "superior": self.superior_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorAnswered(Event):
    """That agency agreed or declined, or the proposal was taken back (`outcome`)."""

    kind: ClassVar[str] = "SuperiorAnswered"
    proposal_id: int
    proposed_by_id: int
    outcome: str
    why: str = ""

    def ids(self) -> dict[str, Any]:
        return {"proposal": self.proposal_id, "outcome": self.outcome}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperiorShifted(Event):
    """By whatever act: on `[start_on, end_on)` `subject_id` answers to `superior_id` instead of
    `was_id`; None: to nobody. `end_on` None: until further notice."""

    kind: ClassVar[str] = "SuperiorShifted"
    is_derived: ClassVar[bool] = True
    was_id: int | None
    superior_id: int | None
    start_on: date
    end_on: date | None

    def ids(self) -> dict[str, Any]:
        return {"was": self.was_id, "superior": self.superior_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(Event):
    """A role was granted to `subject_id`, or ended. `at_console`: the server's console was a hand
    in granting it."""

    kind: ClassVar[str] = "RoleChanged"
    grant_id: int
    role: str
    change: str
    at_console: bool = False
    why: str = ""

    def ids(self) -> dict[str, Any]:
        console = {"console": True} if self.at_console else {}
        return {"grant": self.grant_id, "role": self.role, "change": self.change, **console}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleProposed(Event):
    """A role for the whole instansi is proposed for `subject_id` (PROPOSED), or no more
    (WITHDRAWN)."""

    kind: ClassVar[str] = "RoleProposed"
    proposal_id: int
    role: str
    change: str
    why: str = ""

    def ids(self) -> dict[str, Any]:
        return {"proposal": self.proposal_id, "role": self.role, "change": self.change}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleReviewed(Event):
    """A role that `subject_id` holds is still needed; `of` is its grant."""

    kind: ClassVar[str] = "RoleReviewed"
    of: int
    role: str
    why: str

    def ids(self) -> dict[str, Any]:
        return {"grant": self.of, "role": self.role}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingChanged(Event):
    """The legal standing of `subject_id` changed from a day on."""

    kind: ClassVar[str] = "StandingChanged"
    standing: str

    def ids(self) -> dict[str, Any]:
        return {"standing": self.standing}


@dataclass(frozen=True, slots=True, kw_only=True)
class RankChanged(Event):
    kind: ClassVar[str] = "RankChanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesRefreshed(Event):
    """Reporting lines were recomputed and some differ now: `people` of them."""

    kind: ClassVar[str] = "LinesRefreshed"
    people: int

    def ids(self) -> dict[str, Any]:
        return {"people": self.people}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportEvent(Event):
    """Something happened to a personnel file on its way in."""

    run_id: int

    def ids(self) -> dict[str, Any]:
        return {"run": self.run_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReceived(ImportEvent):
    """A file was stored and waits to be read."""

    kind: ClassVar[str] = "ImportReceived"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMapped(ImportEvent):
    """Columns were chosen by hand; the file waits to be read again."""

    kind: ClassVar[str] = "ImportMapped"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResumed(ImportEvent):
    """A file whose reading was stopped by a fault of the server waits to be read again."""

    kind: ClassVar[str] = "ImportResumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDecided(ImportEvent):
    """Something was decided in a checked file, before it is applied.

    `about` is DOUBTS (answers by doubt), ROW (whether file or register counts), START (the first
    day of newcomers) or NIP (typed by hand, masked). `subject_id` is the person whose row it is,
    where known.
    """

    kind: ClassVar[str] = "ImportDecided"
    about: str
    what: Mapping[str, Any]

    def ids(self) -> dict[str, Any]:
        return {"run": self.run_id, "about": self.about, **self.what}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportConfirmed(ImportEvent):
    """A person wants a checked file applied."""

    kind: ClassVar[str] = "ImportConfirmed"
    why: str = ""

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportApplied(ImportEvent):
    kind: ClassVar[str] = "ImportApplied"
    people: int

    def ids(self) -> dict[str, Any]:
        return {"run": self.run_id, "people": self.people}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDiscarded(ImportEvent):
    kind: ClassVar[str] = "ImportDiscarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployeeImported(ImportEvent):
    """`subject_id` was added (`is_new`) or changed by a file, in these fields. `start_on` is the
    day from which a newcomer counts."""

    kind: ClassVar[str] = "EmployeeImported"
    is_new: bool
    fields: tuple[str, ...]
    start_on: date | None = None
    why: str = ""

    def ids(self) -> dict[str, Any]:
        since = {"start_on": self.start_on.isoformat()} if self.start_on else {}
        return {"run": self.run_id, "new": self.is_new, "fields": self.fields, **since}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingEvent(Event):
    """Something happened to a proposal for the declared setting `name`."""

    proposal_id: int
    name: str
    why: str = ""

    def ids(self) -> dict[str, Any]:
        return {"proposal": self.proposal_id, "setting": self.name}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingProposed(SettingEvent):
    kind: ClassVar[str] = "SettingProposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingSigned(SettingEvent):
    """`in_force`: it was the second signature."""

    kind: ClassVar[str] = "SettingSigned"
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingWithdrawn(SettingEvent):
    kind: ClassVar[str] = "SettingWithdrawn"
