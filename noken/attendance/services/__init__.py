"""What attendance does."""

from noken.attendance.services.pins import assign_pin, end_pin
from noken.attendance.services.punches import NewPunch, Recorded, record_punches, void_punch
from noken.attendance.services.sites import make_recorder, make_site, set_clock_doubtful

__all__ = [
    "NewPunch",
    "Recorded",
    "assign_pin",
    "end_pin",
    "make_recorder",
    "make_site",
    "record_punches",
    "set_clock_doubtful",
    "void_punch",
]
