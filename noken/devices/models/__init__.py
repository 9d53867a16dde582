"""Machines, what they sent, and what is asked of them."""

from noken.devices.models.deliveries import BadLine, Delivery
from noken.devices.models.files import IgnoredPin, Settlement, SourceMapping, Upload
from noken.devices.models.machines import (
    Command,
    Device,
    DeviceEvent,
    DeviceUser,
    Fault,
    HalfDay,
    UnknownSerial,
)

__all__ = [
    "BadLine",
    "Command",
    "Delivery",
    "Device",
    "DeviceEvent",
    "DeviceUser",
    "Fault",
    "HalfDay",
    "IgnoredPin",
    "Settlement",
    "SourceMapping",
    "UnknownSerial",
    "Upload",
]
