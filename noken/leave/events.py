"""What leave tells upward. `subject_id` is who is or will be away.

No event carries a reason of a medical leave: its notes stay on the page of the request.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEvent(Event):
    """`note` is what the person wrote who acted, "" where it may speak of health."""

    request_id: UUID
    note: str = ""

    def ids(self) -> dict[str, Any]:
        return {"request": str(self.request_id)}

    def reason(self) -> str:
        return self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveRequested(RequestEvent):
    """Sent, or sent again; `waits_for` is the employee whose turn it is, None: BKPSDM."""

    kind: ClassVar[str] = "LeaveRequested"
    waits_for: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveAdvised(RequestEvent):
    """The superior gave advice; `waits_for` decides, None: BKPSDM."""

    kind: ClassVar[str] = "LeaveAdvised"
    waits_for: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveReturned(RequestEvent):
    kind: ClassVar[str] = "LeaveReturned"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveRefused(RequestEvent):
    kind: ClassVar[str] = "LeaveRefused"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveWithdrawn(RequestEvent):
    kind: ClassVar[str] = "LeaveWithdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveAttached(RequestEvent):
    kind: ClassVar[str] = "LeaveAttached"


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceChanged(Event):
    """The absences of `subject_id` in `[start_on, end_on)` are others than before."""

    start_on: date
    end_on: date
    request_id: UUID | None = None
    letter_id: UUID | None = None
    note: str = ""

    def ids(self) -> dict[str, Any]:
        found = {"request": self.request_id, "letter": self.letter_id}
        return {name: str(pk) for name, pk in found.items() if pk is not None}

    def reason(self) -> str:
        return self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveApproved(AbsenceChanged):
    """`stand_in_id` is the colleague named to stand in."""

    kind: ClassVar[str] = "LeaveApproved"
    stand_in_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveShortened(AbsenceChanged):
    kind: ClassVar[str] = "LeaveShortened"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveCancelled(AbsenceChanged):
    kind: ClassVar[str] = "LeaveCancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyOrdered(AbsenceChanged):
    """One event a person named in the letter."""

    kind: ClassVar[str] = "DutyOrdered"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyShortened(AbsenceChanged):
    kind: ClassVar[str] = "DutyShortened"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyCancelled(AbsenceChanged):
    kind: ClassVar[str] = "DutyCancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveValueSigned(Event):
    """A number of leave has its owner's word; `source` says on what it rests."""

    kind: ClassVar[str] = "LeaveValueSigned"
    value_id: int
    source: str

    def ids(self) -> dict[str, Any]:
        return {"value": self.value_id}

    def reason(self) -> str:
        return self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantingOfficialSet(Event):
    kind: ClassVar[str] = "GrantingOfficialSet"
    granting_id: int
    source: str

    def ids(self) -> dict[str, Any]:
        return {"granting": self.granting_id}

    def reason(self) -> str:
        return self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningBalanceSet(Event):
    kind: ClassVar[str] = "OpeningBalanceSet"
    year: int
    source: str

    def ids(self) -> dict[str, Any]:
        return {"year": self.year}

    def reason(self) -> str:
        return self.source
