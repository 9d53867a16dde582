"""What devices tell upward: ids only."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRegistered(Event):
    """A machine waits for its approval."""

    kind: ClassVar[str] = "DeviceRegistered"
    device_id: int

    def ids(self) -> dict[str, Any]:
        return {"device": self.device_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceApproved(Event):
    kind: ClassVar[str] = "DeviceApproved"
    device_id: int

    def ids(self) -> dict[str, Any]:
        return {"device": self.device_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceSet(Event):
    """Networks, key or manner of a machine were changed."""

    kind: ClassVar[str] = "DeviceSet"
    device_id: int

    def ids(self) -> dict[str, Any]:
        return {"device": self.device_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRetired(Event):
    kind: ClassVar[str] = "DeviceRetired"
    device_id: int
    why: str

    def ids(self) -> dict[str, Any]:
        return {"device": self.device_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmsNoticed(Event):
    """Something was done at a machine, or is wrong with it, that its keepers should look at.

    `what` is the newest of the `alarms`, in words that name nobody.
    """

    kind: ClassVar[str] = "AlarmsNoticed"
    device_id: int
    alarms: int
    what: str

    def ids(self) -> dict[str, Any]:
        return {"device": self.device_id, "alarms": self.alarms}


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmsSeen(Event):
    """A keeper has looked at what a machine's alarms say."""

    kind: ClassVar[str] = "AlarmsSeen"
    device_id: int

    def ids(self) -> dict[str, Any]:
        return {"device": self.device_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandAsked(Event):
    kind: ClassVar[str] = "CommandAsked"
    device_id: int
    command_id: int

    def ids(self) -> dict[str, Any]:
        return {"device": self.device_id, "command": self.command_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandConfirmed(Event):
    """A second person agreed to a deletion."""

    kind: ClassVar[str] = "CommandConfirmed"
    device_id: int
    command_id: int

    def ids(self) -> dict[str, Any]:
        return {"device": self.device_id, "command": self.command_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandWithdrawn(Event):
    kind: ClassVar[str] = "CommandWithdrawn"
    device_id: int
    command_id: int

    def ids(self) -> dict[str, Any]:
        return {"device": self.device_id, "command": self.command_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReceived(Event):
    """A file waits to be looked at; nothing of it counts yet."""

    kind: ClassVar[str] = "FileReceived"
    upload_id: int

    def ids(self) -> dict[str, Any]:
        return {"upload": self.upload_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTaken(Event):
    """A file was taken in; `rows` of it were new."""

    kind: ClassVar[str] = "FileTaken"
    delivery_id: UUID
    rows: int

    def ids(self) -> dict[str, Any]:
        return {"delivery": str(self.delivery_id), "rows": self.rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDropped(Event):
    kind: ClassVar[str] = "FileDropped"
    upload_id: int

    def ids(self) -> dict[str, Any]:
        return {"upload": self.upload_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsChosen(Event):
    """How the tables of an outside system are read was set."""

    kind: ClassVar[str] = "ColumnsChosen"
    recorder_id: int

    def ids(self) -> dict[str, Any]:
        return {"recorder": self.recorder_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesSettled(Event):
    """Lines in quarantine were counted some days earlier, or left uncounted, and why."""

    kind: ClassVar[str] = "LinesSettled"
    settlement_id: int
    delivery_id: UUID
    days: int
    lines: int
    why: str

    def ids(self) -> dict[str, Any]:
        return {
            "settlement": self.settlement_id,
            "delivery": str(self.delivery_id),
            "days": self.days,
            "lines": self.lines,
        }

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class PinIgnored(Event):
    """A PIN is nobody's: nobody is asked about its punches any more."""

    kind: ClassVar[str] = "PinIgnored"
    site_id: int
    why: str

    def ids(self) -> dict[str, Any]:
        return {"site": self.site_id}

    def reason(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class PinNoticed(Event):
    """A PIN that was ignored is asked about again."""

    kind: ClassVar[str] = "PinNoticed"
    site_id: int

    def ids(self) -> dict[str, Any]:
        return {"site": self.site_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultBegan(Event):
    """A machine has gone silent."""

    kind: ClassVar[str] = "FaultBegan"
    device_id: int
    fault_id: int

    def ids(self) -> dict[str, Any]:
        return {"device": self.device_id, "fault": self.fault_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultEnded(Event):
    """A machine was heard again, or is used no more."""

    kind: ClassVar[str] = "FaultEnded"
    device_id: int
    fault_id: int

    def ids(self) -> dict[str, Any]:
        return {"device": self.device_id, "fault": self.fault_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsAsked(Event):
    """The nightly question: `machines` were asked how many records yesterday had."""

    kind: ClassVar[str] = "CountsAsked"
    machines: int

    def ids(self) -> dict[str, Any]:
        return {"machines": self.machines}


@dataclass(frozen=True, slots=True, kw_only=True)
class TracesForgotten(Event):
    """Bodies and notes past their time were removed; `bodies` of them."""

    kind: ClassVar[str] = "TracesForgotten"
    bodies: int

    def ids(self) -> dict[str, Any]:
        return {"bodies": self.bodies}
