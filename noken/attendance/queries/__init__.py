"""What may be asked about attendance."""

from noken.attendance.queries.sites import UnknownPin, pins, recorders, sites, unknown_pins

__all__ = ["UnknownPin", "pins", "recorders", "sites", "unknown_pins"]
