"""What attendance does."""

from noken.attendance.services.punches import NewPunch, Recorded, record_punches, void_punch

__all__ = ["NewPunch", "Recorded", "record_punches", "void_punch"]
