"""What may be asked about machines."""

from noken.devices.queries.health import waiting_tally

__all__ = ["waiting_tally"]
