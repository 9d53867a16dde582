"""What devices tell upward: ids only."""

from dataclasses import dataclass
from typing import Any, ClassVar

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
