"""What checking in tells upward. `subject_id` is the person whose presence it is about."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFiled(Event):
    kind: ClassVar[str] = "ClaimFiled"
    claim_id: UUID

    def ids(self) -> dict[str, Any]:
        return {"claim": str(self.claim_id)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSet(Event):
    """Point, radius or the share of photos of an office was set."""

    kind: ClassVar[str] = "PlaceSet"
    site_id: int

    def ids(self) -> dict[str, Any]:
        return {"site": self.site_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenEvent(Event):
    """Something happened to a screen that shows codes."""

    screen_id: int

    def ids(self) -> dict[str, Any]:
        return {"screen": self.screen_id}


class ScreenRegistered(ScreenEvent):
    kind: ClassVar[str] = "ScreenRegistered"


class ScreenPaired(ScreenEvent):
    """A device took the word of pairing and shows codes from now on."""

    kind: ClassVar[str] = "ScreenPaired"


class ScreenKeyChanged(ScreenEvent):
    kind: ClassVar[str] = "ScreenKeyChanged"


class ScreenRevoked(ScreenEvent):
    kind: ClassVar[str] = "ScreenRevoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneEvent(Event):
    phone_id: int

    def ids(self) -> dict[str, Any]:
        return {"phone": self.phone_id}


class PhoneRegistered(PhoneEvent):
    """A person's first phone."""

    kind: ClassVar[str] = "PhoneRegistered"


class PhoneAsked(PhoneEvent):
    """Another phone than the one in use: the personnel office confirms it."""

    kind: ClassVar[str] = "PhoneAsked"


class PhoneConfirmed(PhoneEvent):
    kind: ClassVar[str] = "PhoneConfirmed"


class PhoneRefused(PhoneEvent):
    kind: ClassVar[str] = "PhoneRefused"


class PhoneEnded(PhoneEvent):
    """A person takes the own phone out of use."""

    kind: ClassVar[str] = "PhoneEnded"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalCodeSet(Event):
    kind: ClassVar[str] = "PersonalCodeSet"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryEvent(Event):
    """An entry by hand; `why` is what was written with it."""

    entry_id: int
    why: str = ""

    def ids(self) -> dict[str, Any]:
        return {"entry": self.entry_id}

    def reason(self) -> str:
        return self.why


class EntryMade(EntryEvent):
    kind: ClassVar[str] = "EntryMade"


class EntryVerified(EntryEvent):
    kind: ClassVar[str] = "EntryVerified"


class EntryRejected(EntryEvent):
    kind: ClassVar[str] = "EntryRejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryWithdrawn(EntryEvent):
    """What was verified was not true after all; `verified_by` had said it was."""

    kind: ClassVar[str] = "EntryWithdrawn"
    verified_by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceAsked(Event):
    """Chance picked a claim; the superior is asked."""

    kind: ClassVar[str] = "PresenceAsked"
    check_id: int

    def ids(self) -> dict[str, Any]:
        return {"check": self.check_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceAnswered(Event):
    kind: ClassVar[str] = "PresenceAnswered"
    check_id: int

    def ids(self) -> dict[str, Any]:
        return {"check": self.check_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternExamined(Event):
    kind: ClassVar[str] = "PatternExamined"
    examination_id: int
    note: str = ""

    def ids(self) -> dict[str, Any]:
        return {"examination": self.examination_id}

    def reason(self) -> str:
        return self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class TracesErased(Event):
    """Exact points and photos whose time was over are gone."""

    kind: ClassVar[str] = "TracesErased"
    points: int
    photos: int

    def ids(self) -> dict[str, Any]:
        return {"points": self.points, "photos": self.photos}
