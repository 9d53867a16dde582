"""What may be asked about leave and duty."""

from noken.leave.queries.absences import Absence, absences

__all__ = ["Absence", "absences"]
